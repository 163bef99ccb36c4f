// First-level regions as circles whose area is in proportion to what the reader chose.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  const LARGEST = 72, UNKNOWN = 16; // pixels across
  const LEAST = 9; // parts of the widest circle: so much can still be seen
  const ROOM = 100; // regions for which the largest circle has room on a map of the world at zoom 2

  const valueOf = (region) => (region.people ? sheru.least(region.people) : region.incidents);
  // The more circles there are and the less closely one looks, the smaller they all are, or they would lie upon each other.
  const largestOf = ({ map }, { regions }) => {
    const room = Math.sqrt(ROOM / Math.max(1, regions.length)) * 2 ** ((Math.round(map.getZoom()) - 2) / 2);
    return Math.max(LARGEST / 3, Math.min(LARGEST, LARGEST * room));
  };
  const across = (value, most, widest) => widest * Math.max(1 / LEAST, Math.sqrt(value / (most || 1)));
  const largest = ({ regions }) => Math.max(0, ...regions.map((region) => valueOf(region) || 0));

  const said = (region, layer) => {
    const { strings } = layer.options;
    const people = region.people ? `; ${sheru.people(layer.chosen.size, region.people, strings)}` : "";
    return `${region.name}: ${sheru.form("incidents", region.incidents, strings)}${people}`;
  };

  const facts = (region, layer) => {
    const { strings } = layer.options;
    const note = element("div", "sheru-hint");
    note.append(element("strong", "", region.name), element("span", "", sheru.countryName(region.country, strings.language)));
    note.append(element("span", "", sheru.form("incidents", region.incidents, strings)));
    if (region.people) note.append(element("span", "", sheru.people(layer.chosen.size, region.people, strings)));
    return note;
  };

  const mark = (region, layer, most, widest) => {
    const value = valueOf(region);
    const width = value === null ? UNKNOWN : across(value, most, widest);
    const hit = Math.max(width, 16); // as much as a finger finds
    const look = value === null ? "unknown" : value === 0 ? "zero" : "";
    const body = element("span", `sheru-region ${look}`);
    body.style.width = body.style.height = `${width}px`;
    const icon = L.divIcon({ html: body, className: "sheru-icon round", iconSize: [hit, hit] });
    const at = layer.shownAt(region);
    const made = L.marker(at, { icon, zIndexOffset: -Math.round(width) * 1000 });
    made.bindTooltip(() => facts(region, layer), { direction: "top", offset: [0, -width / 2], className: "sheru-tip", opacity: 1 });
    sheru.pressed(made, said(region, layer), () => sheru.tell(layer, facts(region, layer), at));
    return made;
  };

  // The largest number and two smaller ones that are easy to say.
  const steps = (most) => {
    const nice = (value) => {
      const unit = 10 ** Math.floor(Math.log10(value));
      return [5, 2, 1].map((each) => each * unit).find((each) => each <= value);
    };
    return [...new Set([most, most / 4, most / 20].filter((value) => value >= 1).map(nice))];
  };

  sheru.layers.regions = {
    url: (layer) => layer.url("regions", layer.chosen.size === "incidents" ? "" : `size=${layer.chosen.size}`),
    draw: (layer, content) => {
      const widest = largestOf(layer, content);
      const drawn = JSON.stringify([layer.answer.wanted, layer.options.language, Math.round(layer.map.getCenter().lng / 360), widest]);
      if (layer.regionsDrawn === drawn) return;
      layer.regionsDrawn = drawn;
      layer.marks.clearLayers();
      const most = largest(content);
      for (const region of content.regions) mark(region, layer, most, widest).addTo(layer.marks);
    },
    scale: largestOf,
    clear: (layer) => {
      layer.regionsDrawn = "";
      layer.marks.clearLayers();
    },
    count: ({ regions, left_out: leftOut }) => regions.reduce((sum, { incidents }) => sum + incidents, leftOut),
    most: ({ regions }, layer) => regions.map((region) => said(region, layer)),
    legend: (layer, content) => {
      const { strings } = layer.options;
      const most = largest(content);
      const list = element("ul", "sheru-sizes");
      for (const value of most ? steps(most) : []) {
        const circle = element("span", "sheru-region");
        circle.style.width = circle.style.height = `${across(value, most, largestOf(layer, content))}px`;
        list.appendChild(element("li", "")).append(circle, element("span", "", sheru.number(value, strings)));
      }
      const unknown = content.regions.some((region) => valueOf(region) === null);
      if (unknown) list.appendChild(element("li", "")).append(element("span", "sheru-region unknown"), element("span", "", strings.legend.unknown));
      const { size } = layer.chosen;
      const notes = [
        size === "incidents" ? "" : strings.legend.least,
        strings.legend.nearest,
        content.left_out ? sheru.form("regions_left_out", content.left_out, strings) : "",
        content.unknown ? sheru.form("region_unknown", content.unknown, strings) : "",
      ];
      return { title: strings.choices.size.values[size], content: [list], notes };
    },
  };
})();
