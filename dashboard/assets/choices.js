// What the map draws and how, chosen by the reader in a small control and kept in the link. The layers name themselves in
// `sheru.layers`; each has url, draw, clear, count, legend and most.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  sheru.layers = {};

  // By the parameter of the link; of each the first is what a link without it means.
  sheru.CHOICES = {
    layer: ["clusters", "incidents", "heat", "countries", "regions"],
    size: ["incidents", "participants", "detained"],
    shade: ["incidents", "detained", "per_million", "change"],
  };
  const SECOND = { clusters: "size", regions: "size", countries: "shade" };

  // What the link says; what cannot be is as if it were not there.
  sheru.chosen = () => {
    const params = new URL(window.parent.location.href).searchParams;
    const asked = Object.entries(sheru.CHOICES).map(([name, values]) => {
      return [name, values.includes(params.get(name)) ? params.get(name) : values[0]];
    });
    return Object.fromEntries(asked);
  };

  const select = (name, layer) => {
    const words = layer.options.strings.choices[name];
    const label = element("label", "sheru-choice");
    const list = element("select", "");
    for (const value of sheru.CHOICES[name]) list.append(new Option(sheru.capital(words.values[value]), value));
    list.value = layer.chosen[name];
    list.name = name;
    list.onchange = () => layer.choose(name, list.value);
    label.append(element("span", "", words.title), list);
    return label;
  };

  const MARK = 32; // pixels from the middle of the widest mark to its edge
  const NARROW = 700; // pixels: a map on which this control takes most of the width

  const OPENED = ["heat", "countries", "regions"]; // layers whose legend is open where there is room
  const LEGEND = 264; // pixels

  // What a view of `bounds` keeps free around them: the legend too, where that does not make everything smaller.
  sheru.margins = ({ map, chosen }, bounds) => {
    const narrow = map.getSize().x < NARROW;
    const box = map.getContainer().querySelector(".sheru-choices");
    const margins = (right) => [[MARK, MARK + (narrow && box ? box.offsetHeight : 0)], [MARK + right, MARK]];
    const zoom = (given) => map.getBoundsZoom(bounds, false, L.point(given[0]).add(given[1]));
    const beside = margins(narrow || !OPENED.includes(chosen.layer) ? 0 : LEGEND);
    const [paddingTopLeft, paddingBottomRight] = zoom(beside) < zoom(margins(0)) ? margins(0) : beside;
    return { paddingTopLeft, paddingBottomRight };
  };

  sheru.choices = (layer) => {
    const control = L.control({ position: "topright" });
    const box = element("div", "sheru-choices");
    control.onAdd = () => box;
    control.addTo(layer.map);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    let drawn = "";
    layer.choices = () => {
      const names = ["layer", SECOND[layer.chosen.layer]].filter(Boolean);
      const wanted = JSON.stringify([layer.options.language, names]);
      if (drawn !== wanted) box.replaceChildren(...names.map((name) => kept(name) || select(name, layer)));
      if (drawn !== wanted) sheru.nameControls(layer);
      drawn = wanted;
      for (const list of box.querySelectorAll("select")) list.value = layer.chosen[list.name];
    };
    // The list that is in use stays the same node, and with it the focus.
    const kept = (name) => {
      const same = drawn && JSON.parse(drawn)[0] === layer.options.language;
      return same && box.querySelector(`select[name=${name}]`)?.parentElement;
    };
    layer.choices();
  };
})();
