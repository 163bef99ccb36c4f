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
    const drawn = { text: "", layer: "" };
    layer.legend = () => {
      const { strings, theme } = layer.options;
      const { content: answer, wanted } = layer.answer;
      const text = JSON.stringify([layer.chosen, strings.language, theme, wanted]);
      if (drawn.text === text) return;
      const { title, content, notes } = layer.layer.legend(layer, answer, strings);
      const body = content || marks(strings);
      const small = element("div", "sheru-notes");
      for (const note of [...notes, strings.legend.borders].filter(Boolean)) small.append(element("p", "", note));
      box.replaceChildren(element("summary", "", sheru.capital(title || strings.legend.title)), ...body, small);
      // Marks explain themselves and an open legend would hide some; shades and sizes do not.
      if (drawn.layer !== layer.chosen.layer) box.open = Boolean(content) && layer.map.getSize().x >= ROOM;
      Object.assign(drawn, { text, layer: layer.chosen.layer });
    };
  };

  // The legend of a layer: without `content`, that of the marks.
  sheru.legends = { marks: (notes = []) => ({ title: "", content: null, notes }) };

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
