// Incidents gathered in cells of the screen, and incidents one by one. Marks that stay are the same nodes: they keep the
// focus and a click that has begun. Others split from what they were gathered in, or run together into it.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});

  const RIM = 0.05; // of the map around what is in sight: marks that reach into it
  const APART = 10; // pixels: about half of what lies between marks around one place

  const LEVELS = 2; // beyond which what runs together or apart is no longer followed by the eye

  const cellOf = (map, latlng, zoom) => map.project(latlng, zoom).divideBy(sheru.CELL).floor();

  const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // Pixels on the screen from where one mark stands to another.
  const between = (map, from, to) => map.latLngToLayerPoint(to).subtract(map.latLngToLayerPoint(from));

  const beside = (layer, cell, moved) => layer.map.unproject(layer.map.project(layer.shownAt(cell)).add(moved));

  // `marks` by a key that says all that is drawn of them: {cell, moved}. Those in sight come first, and the others, which a drag
  // may bring into sight, once these are painted.
  const replace = (layer, marks) => {
    const { map } = layer;
    const zoom = Math.round(map.getZoom());
    const shown = (layer.shown = layer.shown || new Map());
    const gone = [...shown].filter(([key]) => !marks.has(key));
    const came = [...marks].filter(([key]) => !shown.has(key));
    const split = splits(layer, zoom) ? Math.min(zoom, layer.drawn.zoom) : null;
    const before = layer.drawn?.bounds;
    const now = map.getBounds().pad(RIM);
    layer.drawn = { zoom, bounds: now };
    const seen = split !== null && map._animatingZoom ? before : now; // the map still moves away from what it showed
    const olds = new Map();
    for (const [key, mark] of gone) {
      shown.delete(key);
      const at = layer.shownAt(mark.cell);
      if (split === null || !mark.getElement() || !seen.contains(at)) layer.marks.removeLayer(mark);
      else olds.set(mark, at);
    }
    const [near, far] = parted(came, ([, { cell }]) => now.contains(layer.shownAt(cell)));
    const fresh = near.map((each) => add(layer, each));
    later(layer, () => far.forEach((each) => add(layer, each)));
    if (split === null) return;
    const held = byCell(map, [...olds.values()], split);
    const holding = byCell(map, [...shown.values()].map((each) => layer.shownAt(each.cell)), split);
    sheru.glide([
      ...fresh.map((mark) => grow(layer, mark, held, split)),
      ...[...olds].map(([mark, at]) => leave(layer, mark, at, holding, split)),
    ]);
  };

  const add = (layer, [key, { cell, moved }]) => {
    const mark = sheru.mark(cell, layer, moved).addTo(layer.marks);
    layer.shown.set(key, mark);
    return mark;
  };

  const parted = (all, passes) => [all.filter(passes), all.filter((each) => !passes(each))];

  // After the next picture, unless something else is to be drawn by then.
  const later = (layer, action) => {
    const due = (layer.due = {});
    requestAnimationFrame(() => setTimeout(() => layer.due === due && action()));
  };

  // Whether marks split from others or run together: when the reader looks more or less closely at the same part of the world.
  const splits = ({ drawn, map }, zoom) => {
    const levels = drawn ? Math.abs(drawn.zoom - zoom) : 0;
    return levels >= 1 && levels <= LEVELS && !still() && map.getBounds().intersects(drawn.bounds);
  };

  // Where something stands, by the cell of the grid that it is in.
  const byCell = (map, places, zoom) => new Map(places.toReversed().map((at) => [`${cellOf(map, at, zoom)}`, at]));

  // A new mark comes from the old one that held it.
  const grow = (layer, mark, held, zoom) => {
    const at = layer.shownAt(mark.cell);
    const from = held.get(`${cellOf(layer.map, at, zoom)}`);
    const { x, y } = from ? between(layer.map, at, from) : { x: 0, y: 0 };
    return { node: mark.getElement().firstElementChild, x, y };
  };

  // An old one runs into the new one that holds it, and can no longer be pressed.
  const leave = (layer, mark, at, holding, zoom) => {
    const node = mark.getElement();
    const to = holding.get(`${cellOf(layer.map, at, zoom)}`);
    const { x, y } = to ? between(layer.map, at, to) : { x: 0, y: 0 };
    Object.assign(node, { inert: true });
    node.removeAttribute("aria-label");
    node.classList.add("leaving");
    delete node.dataset.incident;
    return { node: node.firstElementChild, x, y, leaves: true, then: () => layer.marks.removeLayer(mark) };
  };

  const clear = (layer) => {
    layer.due = null;
    layer.marks.clearLayers();
    layer.shown = new Map();
    layer.drawn = undefined;
    sheru.base.avoid([]);
  };

  // The open incident, or the cell of the grid that it is gathered in.
  const highlight = (layer) => {
    const { open, open_at: at } = layer.options;
    const { map } = layer;
    const zoom = Math.round(map.getZoom());
    const shown = [...(layer.shown?.values() || [])];
    const alone = shown.some((mark) => mark.id === open);
    const inside = open && at && !alone ? cellOf(map, at, zoom) : null;
    for (const mark of shown) {
      const { cell } = mark;
      const holds = inside && cell.count > 1 && cellOf(map, [cell.latitude, cell.longitude], zoom).equals(inside);
      mark.getElement()?.classList.toggle("open", Boolean(open && mark.id === open) || Boolean(holds));
    }
  };

  const most = (strings, size) => (cells) =>
    [...cells].filter((cell) => cell.name).sort((one, other) => other.count - one.count)
      .map((cell) => sheru.label(cell, strings, size));

  sheru.layers.clusters = {
    url: (layer) => layer.url("clusters", layer.chosen.size === "incidents" ? "" : `size=${layer.chosen.size}`),
    draw: (layer, { clusters }) => {
      const { strings } = layer.options;
      const { size } = layer.chosen;
      const apart = sheru.apart(layer.map, clusters, (cell) => sheru.diameter(cell, size));
      const key = (cell, moved) => JSON.stringify([cell, moved, layer.turns(cell), size, strings.language]);
      replace(layer, new Map(clusters.map((cell, number) => [key(cell, apart[number]), { cell, moved: apart[number] }])));
      sheru.base.avoid(clusters.map((cell, number) => ({ at: beside(layer, cell, apart[number]), size: apart[number].width })));
    },
    clear,
    highlight,
    whileZooming: true,
    count: ({ clusters }) => clusters.reduce((sum, cell) => sum + cell.count, 0),
    most: ({ clusters }, { options, chosen }) => most(options.strings, chosen.size)(clusters),
    legend: ({ chosen: { size } }, { clusters }) =>
      sheru.legends.marks([], { size, most: Math.max(0, ...clusters.map((cell) => sheru.shownOf(cell, size) || 0)) }),
  };

  // Marks around one place, each beside the last as the seeds of a sunflower (H. Vogel, 1979); one alone stands on it.
  const seed = (number, all) => {
    if (all === 1) return { x: 0, y: 0 };
    const turn = number * Math.PI * (3 - Math.sqrt(5)), away = APART * Math.sqrt(number + 0.5);
    return { x: Math.round(away * Math.cos(turn)), y: Math.round(away * Math.sin(turn)), around: number > 0 };
  };

  sheru.layers.incidents = {
    url: (layer) => layer.url("points"),
    draw: (layer, { points }) => {
      const { strings } = layer.options;
      const places = Map.groupBy(points, (point) => `${point.latitude},${point.longitude}`);
      const marks = new Map();
      const taken = [];
      for (const held of places.values()) {
        held.forEach((point, number) => {
          const cell = { ...point, count: 1, one_place: true, types: { [point.event_type]: 1 } };
          const moved = seed(number, held.length);
          marks.set(JSON.stringify([point, moved, layer.turns(cell), strings.language]), { cell, moved });
        });
        taken.push({ at: layer.shownAt(held[0]), size: 18 + 2 * APART * Math.sqrt(held.length - 1) });
      }
      replace(layer, marks);
      sheru.base.avoid(taken);
    },
    clear,
    highlight,
    whileZooming: true,
    count: ({ total }) => total,
    most: () => [],
    legend: (layer, { total, points }) => {
      const { legend } = layer.options.strings;
      const some = legend.newest.replace("{n}", sheru.number(points.length, layer.options.strings))
        .replace("{total}", sheru.number(total, layer.options.strings));
      return sheru.legends.marks(total > points.length ? [some] : []);
    },
  };
})();
