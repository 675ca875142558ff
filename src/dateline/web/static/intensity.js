// Intensity over time: bars above and below the line; a bar tells its stretch and leads to what is in it.
"use strict";

(() => {
  const DAY = 86_400_000;
  const TALL = 280;
  const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 1, signDisplay: "exceptZero" });
  const whole = new Intl.NumberFormat("en");

  // A day, month or year by its name, a week or ten years from when to when.
  function time(one) {
    const last = one.until.slice(0, one.label.length);
    return last === one.label ? one.label : `${one.label} to ${last}`;
  }

  const told = (one) =>
    `${time(one)}: ${whole.format(one.happenings)} ${one.happenings === 1 ? "happening" : "happenings"}, ` +
    `cooperation ${plain.format(one.cooperation)}, conflict ${plain.format(one.conflict)}`;

  function place(page, one) {
    const to = new URL(page, location.href);
    to.searchParams.set("since", one.since);
    to.searchParams.set("until", one.until);
    return to.pathname + to.search;
  }

  function drawn(figure, stretches) {
    const canvas = figure.querySelector(".canvas");
    const high = Math.max(...stretches.map((one) => one.cooperation), 1);
    const low = Math.min(...stretches.map((one) => one.conflict), -1);
    const bars = stretches.map((one) => ({
      ...one,
      from: new Date(one.since),
      to: new Date(Date.parse(one.until) + DAY),
      high,
      low,
    }));
    const across = { x1: "from", x2: "to", inset: bars.length > 60 ? 0 : 0.5 };
    const svg = Plot.plot({
      className: "drawn",
      width: canvas.clientWidth,
      height: figure.classList.contains("small") ? 180 : TALL,
      marginLeft: 46,
      marginRight: 20,
      marginBottom: 36,
      x: { type: "utc", label: null },
      y: { grid: true, label: null, nice: true, tickFormat: (value) => plain.format(value), ticks: 6 },
      marks: [
        Plot.rectY(bars, { ...across, y: "cooperation", fill: "var(--cooperation)" }),
        Plot.rectY(bars, { ...across, y: "conflict", fill: "var(--conflict)" }),
        Plot.ruleY([0]),
        Plot.rect(bars, {
          x1: "from",
          x2: "to",
          y1: "low",
          y2: "high",
          className: "hits",
          fill: "currentColor",
          fillOpacity: 0,
          href: (one) => place(figure.dataset.to, one),
          ariaLabel: told,
        }),
      ],
    });
    // the policy of the page knows no styles but those of files: plots.css has them
    for (const style of svg.querySelectorAll("style")) style.remove();
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", "Intensity over time: left and right arrow go from bar to bar");
    canvas.replaceChildren(svg);
    followed(figure, [...svg.querySelectorAll(".hits a")], stretches);
  }

  // One stop for the keyboard; arrows go from bar to bar.
  function followed(figure, links, stretches) {
    const line = figure.querySelector(".told");
    const rest = "A bar leads to what happened in its time.";
    line.textContent = rest;
    links.forEach((link, number) => {
      const one = stretches[number];
      link.setAttribute("tabindex", number === links.length - 1 ? "0" : "-1");
      link.setAttribute("aria-label", told(one));
      link.firstElementChild.removeAttribute("aria-label");
      const tell = () => {
        line.textContent = told(one);
      };
      link.addEventListener("pointerenter", tell);
      link.addEventListener("focus", tell);
      link.addEventListener("pointerleave", () => {
        line.textContent = rest;
      });
      link.addEventListener("keydown", (event) => {
        const steps = { ArrowLeft: number - 1, ArrowRight: number + 1, Home: 0, End: links.length - 1 };
        const next = links[steps[event.key]];
        if (!next) return;
        event.preventDefault();
        for (const other of links) other.setAttribute("tabindex", other === next ? "0" : "-1");
        next.focus();
      });
    });
  }

  async function begun(figure) {
    const answer = await fetch(figure.dataset.from);
    if (!answer.ok) throw new Error(String(answer.status));
    const { stretches } = (await answer.json()).about.intensity;
    if (!stretches.length) {
      figure.hidden = true;
      return;
    }
    let wide = 0;
    new ResizeObserver(() => {
      const now = figure.querySelector(".canvas").clientWidth;
      if (now === wide || !now) return;
      wide = now;
      drawn(figure, stretches);
    }).observe(figure.querySelector(".canvas"));
  }

  for (const figure of document.querySelectorAll("figure.intensity")) {
    begun(figure).catch(() => {
      figure.querySelector(".told").textContent = "The plot could not be drawn; the list below has what it shows.";
    });
  }
})();
