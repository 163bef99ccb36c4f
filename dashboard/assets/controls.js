// What stands around the map: zoom, fit, home, the whole window and the scale.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element, api } = sheru;

  // Outlines on a square of 20 by 20.
  const ICONS = {
    fit: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M8 10a2 2 0 1 0 4 0a2 2 0 1 0-4 0",
    home: "M3 10L10 3.5L17 10M5 8.5V16.5H15V8.5",
    whole: "M8 3H3v5M3 3l5 5M12 17h5v-5M17 17l-5-5",
  };

  const icon = (path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path")).setAttribute("d", path);
    return svg;
  };

  const button = (name, action) => {
    const node = element("button", `sheru-control ${name}`);
    node.append(icon(ICONS[name]));
    L.DomEvent.disableClickPropagation(node);
    node.onclick = action;
    return node;
  };

  const fitTo = async (layer, query) => {
    const { bounds } = await sheru.json(api("summary", query)).catch((error) => layer.failed(error) || {});
    if (bounds) layer.looking.fit(bounds);
  };

  // The map and the panel beside it fill the window; the page's style sheet knows the attribute.
  const wholeWindow = () => {
    const stage = window.frameElement?.closest(".st-key-stage");
    const switched = (on) => {
      stage?.toggleAttribute("data-whole-window", on);
      node.setAttribute("aria-pressed", String(on));
    };
    const node = button("whole", async () => {
      const on = !stage?.hasAttribute("data-whole-window");
      switched(on);
      const top = window.parent.document;
      if (on) await stage?.requestFullscreen?.().catch(() => {}); // where it is not allowed, the window is filled
      else if (top.fullscreenElement) await top.exitFullscreen();
    });
    window.parent.document.addEventListener("fullscreenchange", () => {
      if (!window.parent.document.fullscreenElement) switched(false);
    });
    for (const place of [document, window.parent.document]) {
      place.addEventListener("keydown", (event) => event.key === "Escape" && switched(false));
    }
    node.setAttribute("aria-pressed", "false");
    return node;
  };

  // What a button is called, by the words of the page; its language may change.
  const WORDS = { "leaflet-control-zoom-in": "zoom_in", "leaflet-control-zoom-out": "zoom_out", fit: "fit", home: "home", whole: "whole_window" };
  sheru.nameControls = ({ map, options: { strings } }) => {
    for (const [name, word] of Object.entries(WORDS)) {
      const node = map.getContainer().querySelector(`.leaflet-bar .${name}`);
      if (node) [node.title, node.ariaLabel] = [strings[word], strings[word]];
    }
  };

  sheru.controls = (layer) => {
    L.control.zoom({ position: "topleft" }).addTo(layer.map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(layer.map);
    const more = L.control({ position: "topleft" });
    more.onAdd = () => {
      const bar = element("div", "leaflet-bar");
      bar.append(
        button("fit", () => fitTo(layer, layer.options.query)),
        button("home", () => fitTo(layer, layer.options.everything)),
        ...(window.frameElement ? [wholeWindow()] : []), // without a frame, the window is its own
      );
      return bar;
    };
    more.addTo(layer.map);
    layer.map.attributionControl.setPrefix(false);
    sheru.choices(layer);
    sheru.legend(layer);
    sheru.speaking(layer);
    sheru.foreseeing?.(layer); // a map in one file answers by itself, and would work for nothing
    sheru.zooming(layer.map);
  };
})();
