// The map: borders of the world, a sign for each place of the table. It goes closer by buttons, keys, wheel and fingers.
"use strict";

(() => {
  const world = document.querySelector(".world");
  if (!world) return;
  const canvas = world.querySelector(".canvas");
  const line = world.querySelector(".told");
  const rows = [...document.querySelectorAll(".places tr[data-n]")];
  const whole = new Intl.NumberFormat("en");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const CLOSEST = 40;
  const NAMES = 16;


  const classes = { point: "town", city: "town", admin1: "part", country: "state", region: "wide" };
  const words = {
    point: "exact place",
    city: "town",
    admin1: "division of a country",
    country: "country only",
    region: "wide region",
  };
  const shapes = {
    town: (r) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`,
    part: (r) => `M${-r} ${-r}H${r}V${r}H${-r}Z`,
    state: (r) => `M0 ${-r * 1.3}L${r * 1.3} 0L0 ${r * 1.3}L${-r * 1.3} 0Z`,
    wide: (r) => `M0 ${-r * 1.3}L${r * 1.3} ${r}H${-r * 1.3}Z`,
  };
  const balance = (one) =>
    one.cooperation > one.conflict ? "cooperation" : one.conflict > one.cooperation ? "conflict" : "neither";
  const marks = { cooperation: "+", conflict: "−", neither: "" };
  const told = (one) =>
    `${one.place}${one.country ? ` (${one.country})` : ""}, ${words[one.precision]}: ` +
    `${whole.format(one.events)} ${one.events === 1 ? "event" : "events"}, ` +
    `${whole.format(one.cooperation)} of cooperation, ${whole.format(one.conflict)} of conflict`;

  function address(one) {
    const to = new URL(world.dataset.events, location.href);
    to.searchParams.set("place", one.place.slice(0, 200));
    return to.pathname + to.search;
  }

  function chart(countries, places) {
    const width = canvas.clientWidth;
    const height = Math.max(300, Math.round(width * 0.56));
    const projection = d3.geoEqualEarth().fitExtent(
      [
        [4, 4],
        [width - 4, height - 4],
      ],
      { type: "Sphere" },
    );
    const path = d3.geoPath(projection);
    const svg = d3
      .create("svg")
      .attr("class", "chart")
      .attr("viewBox", `0 0 ${width} ${height}`)
      .attr("tabindex", 0)
      .attr("role", "group")
      .attr("aria-label", "Map of the places in the table: arrows move it, + and - go closer and farther, 0 shows all");
    const ground = svg.append("g");
    const meant = new Set(
      places
        .filter((one) => one.precision === "country")
        .map((one) => countries.find((country) => d3.geoContains(country, [one.longitude, one.latitude]))),
    );
    ground
      .selectAll("path")
      .data(countries.toSorted((a, b) => meant.has(a) - meant.has(b)))
      .join("path")
      .attr("class", (country) => (meant.has(country) ? "land meant" : "land"))
      .attr("d", path);

    const most = d3.max(places, (one) => one.events);
    const size = d3.scaleSqrt([0, most], [3, width < 500 ? 13 : 17]);
    // the many lie under the few, what is known to a country under what is known closer
    const order = d3.sort(
      places.map((one, number) => ({ ...one, number })),
      (a, b) =>
        (classes[b.precision] === "state") - (classes[a.precision] === "state") || d3.descending(a.events, b.events),
    );
    const signs = svg
      .append("g")
      .selectAll("a")
      .data(order)
      .join("a")
      .attr("class", (one) => `sign ${classes[one.precision]} ${balance(one)}`)
      .attr("href", address)
      .attr("tabindex", -1)
      .attr("aria-label", told);
    signs
      .append("path")
      .attr("class", "shape")
      .attr("d", (one) => shapes[classes[one.precision]](Math.max(4, size(one.events))));
    signs
      .filter((one) => size(one.events) >= 7)
      .append("text")
      .text((one) => marks[balance(one)]);
    const labels = svg.append("g").attr("aria-hidden", "true");

    function light(number) {
      signs.classed("lit", (one) => one.number === number);
      for (const row of rows) row.classList.toggle("lit", Number(row.dataset.n) === number);
      line.textContent = number >= 0 ? told(places[number]) : "A sign leads to its events.";
    }
    light(-1);
    signs.on("pointerenter focus", (event, one) => light(one.number)).on("pointerleave blur", () => light(-1));
    for (const row of rows) {
      const number = Number(row.dataset.n);
      for (const kind of ["pointerenter", "focusin"]) row.addEventListener(kind, () => light(number));
      for (const kind of ["pointerleave", "focusout"]) row.addEventListener(kind, () => light(-1));
    }

    // Names of the places with most events, where they do not run into each other.
    function name(moved) {
      const seen = order.map((one) => {
        const [x, y] = moved.apply(projection([one.longitude, one.latitude]));
        const r = Math.max(4, size(one.events)) * 1.1;
        return { one, x, y, r };
      });
      const taken = seen.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
      const shown = [];
      const free = (box) =>
        box[0] > 0 &&
        box[2] < width &&
        taken.every((other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3]);
      for (const { one, x, y, r } of d3.sort(seen, (a, b) => d3.descending(a.one.events, b.one.events))) {
        if (shown.length === NAMES) break;
        if (y < 8 || y > height - 4) continue;
        const wide = one.place.length * 6.4;
        const spots = [x + r + 4, x - r - 4 - wide].map((left) => [left, y - 6, left + wide, y + 6]);
        const box = spots.find(free);
        if (!box) continue;
        taken.push(box);
        shown.push({ one, left: box[0], y });
      }
      labels
        .selectAll("text")
        .data(shown, ({ one }) => one.number)
        .join("text")
        .attr("class", "named-place")
        .attr("x", ({ left }) => left)
        .attr("y", ({ y }) => y + 4)
        .text(({ one }) => one.place);
    }

    function move({ transform }) {
      ground.attr("transform", transform);
      signs.attr("transform", (one) => {
        const [x, y] = transform.apply(projection([one.longitude, one.latitude]));
        return `translate(${x},${y})`;
      });
      name(transform);
    }
    const zoom = d3
      .zoom()
      .scaleExtent([1, CLOSEST])
      .translateExtent([
        [0, 0],
        [width, height],
      ])
      // one finger and the bare wheel scroll the page
      .filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button && (event.touches || [0, 0]).length > 1))
      .on("zoom", move);
    svg.call(zoom).on("dblclick.zoom", null);
    const glide = () => (still ? svg : svg.transition().duration(350));

    // Show a part of the world that is given by points, with some room around them.
    function frame(points, closest, at = glide()) {
      const seen = points.map((point) => projection(point));
      const [left, right] = d3.extent(seen, (one) => one[0]);
      const [top, bottom] = d3.extent(seen, (one) => one[1]);
      const scale = Math.min(closest, 0.86 / Math.max((right - left) / width, (bottom - top) / height, 1e-6));
      const to = d3.zoomIdentity
        .translate(width / 2, height / 2)
        .scale(Math.max(1, scale))
        .translate(-(left + right) / 2, -(top + bottom) / 2);
      at.call(zoom.transform, to);
    }
    const all = (at) => frame(places.map((one) => [one.longitude, one.latitude]), 6, at);
    const steps = {
      in: () => glide().call(zoom.scaleBy, 1.7),
      out: () => glide().call(zoom.scaleBy, 1 / 1.7),
      fit: () => all(glide()),
      world: () => glide().call(zoom.transform, d3.zoomIdentity),
    };
    const keys = { "+": "in", "=": "in", "-": "out", 0: "fit" };
    const shifts = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    svg.on("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (keys[event.key]) steps[keys[event.key]]();
      else if (shifts[event.key]) {
        const scale = d3.zoomTransform(svg.node()).k;
        svg.call(zoom.translateBy, ...shifts[event.key].map((one) => one / scale));
      } else return;
      event.preventDefault();
    });
    for (const button of world.querySelectorAll("[data-zoom]")) button.onclick = steps[button.dataset.zoom];
    world.querySelector("select").onchange = (event) => {
      if (!event.target.value) return;
      const [west, south, east, north] = event.target.value.split(",").map(Number);
      frame([[west, south], [east, north], [west, north], [east, south]], CLOSEST);
    };
    canvas.replaceChildren(svg.node());
    all(svg);
  }

  async function begun() {
    const answers = await Promise.all([fetch(world.dataset.borders), fetch(world.dataset.from)]);
    if (!answers.every((one) => one.ok)) throw new Error("no data");
    const [atlas, found] = await Promise.all(answers.map((one) => one.json()));
    const countries = topojson.feature(atlas, atlas.objects.countries).features;
    world.hidden = false;
    let wide = 0;
    new ResizeObserver(() => {
      const now = canvas.clientWidth;
      if (now && now !== wide) chart(countries, found.rows);
      wide = now;
    }).observe(canvas);
  }
  // without it the table says the same
  begun().catch(() => {
    world.hidden = true;
  });
})();
