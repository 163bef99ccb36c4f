// What the map shows and what its marks, sizes and shades mean, in words.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  const ROOM = 700; // pixels: on a map that is narrower, the legend is opened by the reader

  sheru.legend = (layer) => {
    const control = L.control({ position: "bottomright" });
    const box = element("details", "sheru-legend");
    control.onAdd = () => box;
    control.addTo(layer.map);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    // On a narrow map it lies over the marks, and goes when the reader turns to them.
    layer.map.on("dragstart click", () => layer.map.getSize().x < ROOM && (box.open = false));
    const drawn = { text: "", layer: "" };
    layer.legend = () => {
      const { strings, theme } = layer.options;
      const { content: answer, wanted } = layer.answer;
      const scale = layer.layer.scale?.(layer, answer); // of what the legend draws, where that changes as one zooms
      const text = JSON.stringify([layer.chosen, strings.language, theme, wanted, scale]);
      if (drawn.text === text) return;
      const { title, content, notes, sizes } = layer.layer.legend(layer, answer, strings);
      const body = content || [...marks(strings), ...(sizes ? widths(sizes, strings) : [])];
      const small = element("div", "sheru-notes");
      for (const note of [...notes, strings.legend.borders].filter(Boolean)) small.append(element("p", "", note));
      box.replaceChildren(element("summary", "", sheru.capital(title || strings.legend.title)), ...body, small);
      // Marks explain themselves and an open legend would hide some; shades and sizes do not.
      if (drawn.layer !== layer.chosen.layer) box.open = Boolean(content) && layer.map.getSize().x >= ROOM;
      Object.assign(drawn, { text, layer: layer.chosen.layer });
    };
  };

  // The legend of a layer: without `content`, that of the marks.
  sheru.legends = { marks: (notes = [], sizes = null) => ({ title: "", content: null, notes, sizes }) };

  const SAMPLES = [10, 1000, 100000, 10000000];

  // What the width of a mark says, by marks of round numbers up to `most`, those of the map itself.
  const widths = ({ size, most }, strings) => {
    const list = element("ul", "sheru-steps");
    for (const number of SAMPLES.filter((sample) => sample <= Math.max(most, SAMPLES[0])).slice(-3)) {
      const mark = sheru.sign("cluster", "", "");
      const across = sheru.across(number, size);
      mark.style.width = mark.style.height = `${across}px`;
      mark.append(sheru.ring([["other", 1]], across), element("span", "", sheru.short(number, strings)));
      list.appendChild(element("li", "")).append(mark);
    }
    const title = `${sheru.capital(strings.choices.size.values[size])}. ${strings.legend.width}`;
    return [element("p", "sheru-widths", title), list];
  };

  const marks = (strings) => {
    const { types, legend } = strings;
    const several = sheru.sign("cluster", "", "");
    several.append(sheru.ring([["demonstration", 3], ["detention", 2]], 22), element("span", "", "5"));
    const rows = [
      [several, legend.several],
      [sheru.sign("single exact", "other"), legend.exact],
      [sheru.sign("single city", "other"), legend.city],
      [sheru.sign("single area", "other"), legend.area],
      ...Object.entries(types).map(([type, name]) => [sheru.sign("single city", type, sheru.SIGNS[type]), name]),
    ];
    const list = element("ul", "sheru-marks");
    for (const [mark, name] of rows) list.appendChild(element("li", "")).append(mark, element("span", "", name));
    return [list];
  };
})();
