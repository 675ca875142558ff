// A report: a mark leads to its record, a record lights its words, an address marks a span. It reads without all this.
"use strict";

(() => {
  const sheet = document.querySelector(".sheet");
  const text = sheet && sheet.querySelector(".text");
  if (!text) return;
  sheet.classList.add("live");
  const cards = new Map([...sheet.querySelectorAll(".card[data-n]")].map((card) => [card.dataset.n, card]));

  // The words of each record.
  const words = new Map();
  for (const run of text.querySelectorAll("[data-of]")) {
    for (const number of run.dataset.of.split(" ")) {
      if (!words.has(number)) words.set(number, []);
      words.get(number).push(run);
    }
  }

  let lit = "";
  function light(number) {
    if (number === lit) return;
    for (const run of words.get(lit) || []) run.classList.remove("lit");
    for (const run of words.get(number) || []) run.classList.add("lit");
    lit = number;
  }
  const cardOf = (target) => target instanceof Element && target.closest(".card[data-n]");
  for (const kind of ["pointerover", "focusin"]) {
    sheet.addEventListener(kind, (event) => {
      const card = cardOf(event.target);
      light(card ? card.dataset.n : "");
    });
  }
  sheet.addEventListener("pointerleave", () => light(""));

  function choose(card) {
    for (const other of cards.values()) other.classList.toggle("chosen", other === card);
    card.scrollIntoView({ block: "nearest" });
    const top = sheet.querySelector(".kinds").getBoundingClientRect();
    // what sticks to the top of the column must not cover the record
    const column = sheet.querySelector(".records");
    const over = top.bottom - card.getBoundingClientRect().top;
    if (getComputedStyle(column).overflowY === "auto" && over > 0) column.scrollBy(0, -over - 6);
    light(card.dataset.n);
  }

  // Again on the same words: the next of the records that rest on them.
  let last = null;
  let turn = 0;
  text.addEventListener("click", (event) => {
    const run = event.target instanceof Element && event.target.closest("a.mark");
    if (!run || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const here = run.dataset.of.split(" ").filter((number) => cards.has(number));
    turn = run === last ? (turn + 1) % here.length : 0;
    last = run;
    event.preventDefault();
    const card = cards.get(here[turn]);
    history.replaceState(null, "", "#" + card.id);
    choose(card);
  });

  // Spans: #c612-655 marks exactly these characters. They are counted as the record counts them, by code points.
  function unmark() {
    for (const mark of text.querySelectorAll("mark.asked")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
  }
  function mark(start, end) {
    unmark();
    const found = [];
    for (const zone of text.querySelectorAll("[data-start]")) {
      let at = Number(zone.dataset.start);
      const nodes = [];
      const walker = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        const points = Array.from(node.data);
        const from = Math.max(0, start - at);
        const to = Math.min(points.length, end - at);
        at += points.length;
        if (from >= to) continue;
        const rest = node.splitText(points.slice(0, from).join("").length);
        rest.splitText(points.slice(from, to).join("").length);
        const made = document.createElement("mark");
        made.className = "asked";
        rest.replaceWith(made);
        made.append(rest);
        found.push(made);
      }
    }
    return found;
  }
  function follow() {
    const span = /^#c(\d+)-(\d+)$/.exec(location.hash);
    if (!span) {
      unmark();
      const card = sheet.querySelector(".card#" + CSS.escape(location.hash.slice(1) || "-"));
      if (card) choose(card);
      return;
    }
    const found = mark(Number(span[1]), Number(span[2]));
    if (found.length) found[0].scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", follow);
  // the same link again leads there again
  sheet.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a.to");
    if (link && link.hash === location.hash) follow();
  });
  follow();

  // [ and ] turn to the report before and the one behind.
  const turns = { "[": "prev", "]": "next" };
  document.addEventListener("keydown", (event) => {
    const rel = turns[event.key];
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    // AltGr, with which some keyboards write brackets, counts as Ctrl and Alt together
    const commanded = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
    if (!rel || typing || commanded) return;
    const link = document.querySelector(`a[rel="${rel}"]`);
    if (link) location.assign(link.href);
  });
})();
