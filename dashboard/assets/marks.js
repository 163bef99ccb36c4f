// How incidents look on the map: a dot where the spot is known, a ring for a city, a soft disc for a region; several
// as a number in a ring that shows the shares of their types.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  sheru.SIGNS = {
    demonstration: "●", march: "➜", strike: "■", blockade: "=", occupation: "⌂", riot: "✶", detention: "✕",
    crackdown: "!", other: "·",
  };

  const RING = 5; // pixels
  sheru.diameter = (count) => (count === 1 ? 24 : Math.round(28 + 13 * Math.log10(count)));

  const many = (count, strings) => {
    const form = strings[`incidents_${new Intl.PluralRules(strings.language).select(count)}`] || strings.incidents_other;
    return form.replace("{n}", sheru.number(count, strings));
  };

  sheru.number = (number, strings) => new Intl.NumberFormat(strings.language).format(number);
  sheru.label = (cell, strings) => [cell.name, many(cell.count, strings)].filter(Boolean).join(": ");
  sheru.sign = (look, type, text) => element("span", `sheru-mark ${look} type-${type || "mixed"}`, text || "");

  // The shares of the types as arcs, in the order in which the legend names them.
  sheru.ring = (types, size) => {
    const make = (tag, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      return node;
    };
    const svg = make("svg", { viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" });
    const radius = (size - RING) / 2;
    const total = types.reduce((sum, [, count]) => sum + count, 0);
    const gap = types.length > 1 ? 1.5 / (2 * Math.PI * radius) : 0; // of the whole turn
    let turn = 0;
    for (const [type, count] of types) {
      const share = count / total;
      const shown = Math.max(share - gap, 0.01);
      svg.append(make("circle", {
        class: `type-${type}`, cx: size / 2, cy: size / 2, r: radius, "stroke-width": RING, pathLength: 1,
        "stroke-dasharray": `${shown} ${1 - shown}`, "stroke-dashoffset": -turn,
      }));
      turn += share;
    }
    return svg;
  };

  const body = (cell, size, strings) => {
    const look = `${cell.precision} ${cell.precision.startsWith("admin") ? "area" : ""}`;
    if (cell.count === 1) return sheru.sign(`single ${look}`, cell.event_type, sheru.SIGNS[cell.event_type]);
    const mark = sheru.sign(`cluster ${look}`, cell.event_type);
    mark.append(sheru.ring(Object.entries(cell.types), size), element("span", "", sheru.number(cell.count, strings)));
    return mark;
  };

  const disc = (cell, at) =>
    L.circle(at, { radius: cell.radius_km * 1000, className: `sheru-area type-${cell.event_type || "mixed"}`, interactive: false });

  // What a mark stands for: shown where the pointer rests on it or the keyboard reaches it.
  const hint = (cell, strings) => {
    const note = element("div", "sheru-hint");
    const title = cell.count === 1 ? cell.name || strings.types[cell.event_type] : sheru.label(cell, strings);
    note.append(element("strong", "", title), element("span", "", sheru.when(cell, strings.language)));
    const types = Object.entries(cell.types).sort((one, other) => other[1] - one[1]);
    for (const [type, count] of types.slice(0, 4)) {
      const row = note.appendChild(element("span", `sheru-share type-${type}`));
      row.append(strings.types[type] || type, cell.count > 1 ? ` ${sheru.number(count, strings)}` : "");
    }
    return note;
  };

  // A mark is a real button: it can be reached and pressed with the keyboard.
  sheru.mark = (cell, layer) => {
    const { strings } = layer.options;
    const size = sheru.diameter(cell.count);
    const icon = L.divIcon({ html: body(cell, size, strings), className: "sheru-icon", iconSize: [size, size] });
    const name = sheru.label(cell, strings);
    const at = layer.shownAt(cell);
    const mark = L.marker(at, { icon, alt: name, riseOnHover: true });
    mark.id = cell.incident_id;
    mark.cell = cell;
    mark.bindTooltip(() => hint(cell, strings), { direction: "top", offset: [0, -size / 2], className: "sheru-tip", opacity: 1 });
    mark.on("click", (event) => {
      L.DomEvent.stop(event);
      mark.closeTooltip();
      layer.choose(cell);
    });
    mark.on("keypress", (event) => event.originalEvent.key === "Enter" && layer.choose(cell));
    mark.on("add", () => {
      const node = mark.getElement();
      node.setAttribute("aria-label", name);
      if (mark.id) node.dataset.incident = mark.id;
    });
    if (!(cell.precision.startsWith("admin") && cell.one_place)) return mark;
    const both = L.layerGroup([disc(cell, at), mark]);
    return Object.assign(both, { id: mark.id, cell, getElement: () => mark.getElement() });
  };
})();
