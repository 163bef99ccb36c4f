// A zoom that has begun does not swallow what the reader does next. Leaflet forgets each move, and each further press of a zoom
// button, that comes within the 250 ms of its animation; here a move first ends the animation where it was going to. What comes
// in a stream, from a wheel that turns on or a key that is held, still waits for the end of it.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const LENGTH = 250; // ms, as in Leaflet's style sheet
  const { _animateZoom, _onZoomTransitionEnd, _stop } = L.Map.prototype;

  const movesEndIt = (map) => {
    let due = 0;
    map._animateZoom = function (...how) {
      due = performance.now() + LENGTH - 10;
      _animateZoom.apply(this, how);
    };
    // A timer of an animation that was ended before must not end the next.
    map._onZoomTransitionEnd = function () {
      if (performance.now() >= due) _onZoomTransitionEnd.call(this);
    };
    map._stop = function () {
      due = 0;
      this._onZoomTransitionEnd();
      return _stop.call(this);
    };
  };

  // Leaflet waits 40 ms for another turn of the wheel and then for the next picture. The browser gives all turns between two
  // pictures together, so that the zoom can begin at once.
  const wheelBegins = (map) => {
    const wheel = map.scrollWheelZoom;
    const perform = wheel._performZoom;
    wheel._performZoom = function () {
      if (map._animatingZoom) Object.assign(this, { _delta: 0, _startTime: null });
      else perform.call(this);
    };
    const begin = () => {
      clearTimeout(wheel._timer);
      if (wheel.enabled()) wheel._performZoom();
    };
    map.getContainer().addEventListener("wheel", begin, { passive: true });
  };

  const heldKeysWait = (map) => {
    const waits = (event) => event.repeat && map._animatingZoom && event.stopPropagation();
    map.getContainer().addEventListener("keydown", waits, { capture: true });
  };

  sheru.zooming = (map) => {
    movesEndIt(map);
    wheelBegins(map);
    heldKeysWait(map);
  };
})();
