// What the reader is about to do. Where the hand comes to a zoom button or begins to turn the wheel, the answer for the view
// that follows is asked for before she has pressed; and after a step, that for the next one the same way.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const REST = 120; // ms after a step in which a reader who goes on has not yet done so

  // The middle of the map after `setZoomAround(point, zoom)`.
  const middleAround = (map, point, zoom) => {
    const half = map.getSize().divideBy(2);
    return map.containerPointToLatLng(half.add(point.subtract(half).multiplyBy(1 - 1 / map.getZoomScale(zoom))));
  };

  // Levels of one turn of the wheel, as Leaflet's scrollWheelZoom counts them.
  const levelsOf = (map, event) => {
    const delta = L.DomEvent.getWheelDelta(event);
    const turned = Math.abs(delta) / (map.options.wheelPxPerZoomLevel * 4);
    return Math.sign(delta) * Math.ceil(4 * Math.log2(2 / (1 + Math.exp(-turned))));
  };

  sheru.foreseeing = (layer) => {
    const { map } = layer;
    const container = map.getContainer();
    let point = null; // around which it was last zoomed; null for the middle
    let before = map.getZoom(), due;
    const foresee = (levels) => {
      const zoom = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), map.getZoom() + levels));
      if (zoom === map.getZoom() || map._animatingZoom) return;
      layer.foresee({ zoom, center: point ? middleAround(map, point, zoom) : map.getCenter() });
    };
    const acts = (levels, at) => {
      point = at;
      foresee(levels);
    };
    for (const [name, levels] of [["in", 1], ["out", -1]]) {
      const button = container.querySelector(`.leaflet-control-zoom-${name}`);
      for (const act of ["pointerenter", "focus"]) button.addEventListener(act, () => acts(levels, null));
    }
    const turned = (event) => acts(levelsOf(map, event), map.mouseEventToContainerPoint(event));
    container.addEventListener("wheel", turned, { capture: true, passive: true });
    container.addEventListener("keydown", () => (point = null), { capture: true });
    map.on("zoomend", () => {
      const levels = Math.sign(map.getZoom() - before);
      before = map.getZoom();
      clearTimeout(due);
      due = setTimeout(() => levels && foresee(levels), REST);
    });
  };
})();
