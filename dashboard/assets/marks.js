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
  const LEAST = 24, MOST = 64, ONE = 18; // pixels; where each incident has a mark of its own, they are small

  // What the size of a mark shows: incidents, or the least known number of people; null where it is unknown.
  const value = (sheru.shownOf = (cell, size) => (cell.people ? sheru.least(cell.people) : size === "incidents" ? cell.count : null));

  // Its width in pixels. From one to a million people must fit into a cell, so that it grows with the digits.
  sheru.diameter = (cell, size) => sheru.across(value(cell, size), size);
  sheru.across = (shown, size) => {
    if (size === "incidents") return shown === 1 ? LEAST : Math.min(MOST, Math.round(26 + 7 * Math.log10(shown)));
    return Math.min(MOST, Math.round(LEAST + 6.5 * Math.log10(1 + (shown || 0))));
  };

  const title = (cell, strings) => [cell.name, sheru.form("incidents", cell.count, strings)].filter(Boolean).join(": ");

  sheru.label = (cell, strings, size) =>
    [title(cell, strings), cell.people && sheru.people(size, cell.people, strings)].filter(Boolean).join("; ");
  sheru.sign = (look, type, text) => element("span", `sheru-mark ${look} type-${type || "mixed"}`, text || "");

  // The shares of the types as arcs, in the order in which the legend names them. One node, however many the types are.
  sheru.ring = (types, size) => {
    const ring = element("span", "sheru-ring");
    const total = types.reduce((sum, [, count]) => sum + count, 0);
    const gap = types.length > 1 ? 1.5 / (Math.PI * (size - RING)) : 0; // of the whole turn
    let turn = 0;
    const arcs = types.map(([type, count]) => {
      const from = turn;
      turn += count / total;
      const to = Math.max(turn - gap, from + 0.01);
      return `var(--${type}) ${from}turn ${to}turn, transparent ${to}turn ${turn}turn`;
    });
    ring.style.setProperty("--arcs", `conic-gradient(${arcs.join(", ")})`);
    return ring;
  };

  // Leaflet moves each marker in three dimensions, for which a browser keeps a layer of its own; hundreds of them take longer to
  // put together than to draw.
  sheru.flat = (node, point) => {
    node._leaflet_pos = point;
    node.style.transform = `translate(${point.x}px, ${point.y}px)`;
  };
  const Mark = L.Marker.extend({
    _setPos: function (point) {
      sheru.flat(this._icon, point);
      this._zIndex = point.y + this.options.zIndexOffset;
      this._resetZIndex();
    },
  });

  // The number as a ring has room for it: whole, or "51k", or "51" above "тыс.".
  const DIGIT = 7.2; // pixels of its letters
  const written = (shown, width, size, strings) => {
    const fits = (text) => text.length * DIGIT <= width - 2 * RING + DIGIT;
    const whole = sheru.number(shown, strings);
    if (fits(whole) && (size === "incidents" || shown < 10000)) return element("span", "", whole);
    const short = sheru.short(shown, strings, 1000);
    return fits(short) ? element("span", "", short) : element("span", "lines", short.replace(/\s/, "\n"));
  };

  const body = (cell, width, { chosen, options: { strings } }, size) => {
    const shown = value(cell, size);
    const known = shown === null ? "unknown" : "";
    const look = `${cell.precision} ${cell.precision.startsWith("admin") ? "area" : ""} ${known}`;
    if (cell.count === 1) {
      const sized = size === "incidents" && chosen.layer === "clusters" ? "" : "sized";
      const sign = size === "incidents" || shown === null ? sheru.SIGNS[cell.event_type] : sheru.short(shown, strings);
      return sheru.sign(`single ${look} ${sized}`, cell.event_type, sign);
    }
    const mark = sheru.sign(`cluster ${look}`, cell.event_type);
    const text = shown === null ? element("span", "", "?") : written(shown, width, size, strings);
    mark.append(sheru.ring(Object.entries(cell.types), width), text);
    return mark;
  };

  const disc = (cell, at) =>
    L.circle(at, { radius: cell.radius_km * 1000, className: `sheru-area type-${cell.event_type || "mixed"}`, interactive: false });

  // What a mark stands for: shown where the pointer rests on it or the keyboard reaches it.
  const hint = (cell, strings, size) => {
    const note = element("div", "sheru-hint");
    const head = cell.count === 1 ? cell.name || strings.types[cell.event_type] : title(cell, strings);
    note.append(element("strong", "", head), element("span", "", sheru.when(cell, strings.language)));
    if (cell.people) note.append(element("span", "", sheru.people(size, cell.people, strings)));
    const types = Object.entries(cell.types).sort((one, other) => other[1] - one[1]);
    for (const [type, count] of types.slice(0, 4)) {
      const row = note.appendChild(element("span", `sheru-share type-${type}`));
      row.append(strings.types[type] || type, cell.count > 1 ? ` ${sheru.number(count, strings)}` : "");
    }
    return note;
  };

  // A mark is a real button: it can be reached and pressed with the keyboard. `moved` are pixels away from its place, where
  // several stand around one or beside each other, and its width where it has one of its own.
  sheru.mark = (cell, layer, moved) => {
    const { strings } = layer.options;
    const size = layer.chosen.layer === "clusters" ? layer.chosen.size : "incidents";
    const { width = ONE } = moved;
    const name = sheru.label(cell, strings, size);
    const at = layer.shownAt(cell);
    const html = body(cell, width, layer, size);
    const iconAnchor = [width / 2 - moved.x, width / 2 - moved.y];
    const icon = L.divIcon({ html, className: "sheru-icon", iconSize: [width, width], iconAnchor });
    const mark = new Mark(at, { icon, alt: name, zIndexOffset: -100 * width, riseOnHover: true, riseOffset: 1e5 });
    mark.id = cell.incident_id;
    mark.cell = cell;
    const offset = [moved.x, moved.y - width / 2];
    mark.bindTooltip(() => hint(cell, strings, size), { direction: "top", offset, className: "sheru-tip", opacity: 1 });
    sheru.pressed(mark, name, () => layer.press(cell));
    mark.on("add", () => mark.id && (mark.getElement().dataset.incident = mark.id));
    if (!(cell.precision.startsWith("admin") && cell.one_place) || moved.around) return mark;
    const both = L.layerGroup([disc(cell, at), mark]);
    return Object.assign(both, { id: mark.id, cell, getElement: () => mark.getElement() });
  };

  // What happens when a marker is pressed, by pointer or keyboard, and what a screen reader calls it.
  sheru.pressed = (mark, name, action) => {
    const press = () => {
      mark.closeTooltip();
      action();
    };
    mark.on("click", (event) => {
      L.DomEvent.stop(event);
      press();
    });
    mark.on("keypress", (event) => event.originalEvent.key === "Enter" && press());
    mark.on("add", () => mark.getElement().setAttribute("aria-label", name));
  };
})();
