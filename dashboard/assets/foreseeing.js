// What the reader is about to do. Where the hand rests over the map, comes to a zoom button or begins to turn the wheel, and
// where the keyboard is on the map, the answers for the views that may follow are asked for before she has asked.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const STILL = 60; // ms in which the hand did not move: it may be about to press or to turn
  const REST = 120; // ms after a move in which a reader who goes on has not yet done so

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

  class Foreseeing {
    constructor(layer) {
      this.layer = layer;
      this.map = layer.map;
      this.here = false; // with a mouse or a keyboard
      this.finger = false; // which does not tell where it will touch
      this.point = null; // around which she would zoom; null for the middle
      this.node = null; // what she would press
      this.direction = 1; // of her last step
      this.before = this.map.getZoom();
      this.listen(this.map.getContainer());
    }

    listen(container) {
      const hears = (act, heard) => container.addEventListener(act, heard, { capture: true, passive: true });
      hears("pointermove", (event) => event.pointerType === "mouse" && !event.buttons && this.pointed(event));
      hears("pointerdown", ({ pointerType }) => this.touched(pointerType !== "mouse"));
      container.addEventListener("pointerleave", () => this.left());
      hears("wheel", (event) => this.turned(event));
      hears("keydown", (event) => this.pressed(event));
      hears("focusin", ({ target }) => !this.finger && target.matches(":focus-visible") && this.focused(target));
      this.map.on("moveend", () => this.moved());
      for (const [name, levels] of [["in", 1], ["out", -1]]) {
        const button = container.querySelector(`.leaflet-control-zoom-${name}`);
        for (const act of ["pointerenter", "focus"]) button.addEventListener(act, () => this.now(levels, null));
      }
    }

    pointed(event) {
      if (event.target.closest(".leaflet-control")) return;
      this.touched(false);
      this.point = this.map.mouseEventToContainerPoint(event);
      this.node = event.target;
      this.soon(STILL);
    }

    touched(finger) {
      this.finger = finger;
      this.here = !finger;
      this.soon(null); // what she does now comes first
    }

    left() {
      this.here = false;
      this.soon(null);
    }

    turned(event) {
      this.now(levelsOf(this.map, event), this.map.mouseEventToContainerPoint(event));
    }

    pressed(event) {
      this.touched(false);
      const levels = this.map.keyboard._zoomKeys[event.keyCode];
      if (levels) this.now(levels * (event.shiftKey ? 3 : 1), null);
    }

    focused(target) {
      this.here = true;
      this.point = null;
      this.node = target;
      this.soon(0);
    }

    moved() {
      const levels = Math.sign(this.map.getZoom() - this.before);
      this.before = this.map.getZoom();
      if (levels) this.direction = levels;
      if (this.here || levels) this.soon(REST);
    }

    // The next step is certain, or nearly so.
    now(levels, point) {
      this.point = point;
      this.soon(null);
      const view = this.step(levels);
      if (view && !this.map._animatingZoom) this.layer.foresee(view);
    }

    // What may follow is asked for after `wait` ms in which nothing else happened; null: it is not.
    soon(wait) {
      clearTimeout(this.due);
      this.due = null;
      if (wait === null) return;
      const due = (this.due = setTimeout(async () => {
        for (const view of this.views()) {
          await this.layer.questions.quiet();
          if (this.due !== due || this.layer.questions.slow) return;
          if (view && !this.map._animatingZoom) await this.layer.foresee(view);
        }
      }, wait));
    }

    // What a press of the mark that she is at leads to, a step on, and a step back.
    views() {
      const cell = this.node && this.layer.cellAt(this.node);
      return [cell && this.layer.closer(cell), this.step(this.direction), this.step(-this.direction)];
    }

    step(levels) {
      const { map, point } = this;
      const zoom = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), map.getZoom() + levels));
      if (zoom === map.getZoom()) return null;
      return { zoom, center: point ? middleAround(map, point, zoom) : map.getCenter() };
    }
  }

  sheru.foreseeing = (layer) => new Foreseeing(layer);
})();
