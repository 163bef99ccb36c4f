// Where the map looks, and how the link says it: `at=latitude,longitude,zoom`, written here, so that moving the map runs nothing
// on the server. A link without it means "fit to what is shown", or the surroundings of the incident that is open in it.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const NEAR = 6; // zoom at which a link without a position shows its incident

  sheru.Looking = class {
    constructor(layer) {
      this.layer = layer;
      this.map = layer.map;
      this.wanted = null; // what the link asked for: {at} or {fit}, until the reader moves the map herself
      const container = this.map.getContainer();
      for (const act of ["pointerdown", "wheel", "keydown"]) {
        container.addEventListener(act, () => (this.wanted = null), { capture: true, passive: true });
      }
      this.map.on("resize", () => this.stay());
      new ResizeObserver(() => this.map.invalidateSize()).observe(container); // a style sheet may come later
      if (window.frameElement) this.followHistory(window.parent);
    }

    begin() {
      const { center, zoom } = this.map.options; // not what it has by now: a new size moves it by parts of a pixel
      this.wanted = { at: { center, zoom } };
      this.look(this.layer.options.at ? this.wanted.at : null);
    }

    // At what the link says, or what it means where it says nothing.
    look(at) {
      const { fit, open_at: openAt } = this.layer.options;
      if (at) this.wanted = { at };
      else if (openAt) this.wanted = { at: { center: openAt, zoom: NEAR } };
      else if (fit) this.wanted = { fit };
      this.stay();
    }

    // Another view of the page. `opened`: whether another incident is open in it, or none any more.
    follow(opened) {
      const { open, open_at: openAt } = this.layer.options;
      if (this.returned) return this.asBefore();
      if (!opened) return;
      if (open && openAt) this.bringIntoView(openAt);
      this.place();
    }

    // The link's view is kept whatever happens to the size of the map.
    stay() {
      const { fit, at } = this.wanted || {};
      if (fit) this.fit(fit);
      else if (at) this.map.setView(at.center, at.zoom, { reset: true }); // a plain move would round to whole pixels
    }

    fit(bounds) {
      const [west, south, east, north] = bounds;
      this.wanted = { fit: bounds };
      if (!this.layer.opened) this.address((params) => params.delete("at"));
      const whole = L.latLngBounds([south, west], [north, east]);
      this.map.fitBounds(whole, { ...sheru.margins(this.layer, whole), maxZoom: 9, animate: false });
    }

    // The open incident stays in sight when the panel takes its share of the window.
    bringIntoView(place) {
      const show = () => this.map.panInside(place, { padding: [60, 60] });
      this.map.once("resize", show);
      show();
    }

    moved() {
      if (!this.wanted || (this.wanted.fit && this.layer.opened)) this.place();
    }

    place() {
      const { lat, lng } = this.map.getCenter().wrap();
      const at = `${+lat.toFixed(3)},${+lng.toFixed(3)},${this.map.getZoom()}`;
      this.address((params) => params.set("at", at));
    }

    address(change) {
      const url = new URL(window.parent.location.href);
      const before = url.search;
      change(url.searchParams);
      if (url.search === before) return;
      const search = url.search.replaceAll("%2C", ",");
      window.parent.history.replaceState(window.parent.history.state, "", url.pathname + search + url.hash);
    }

    // A step in the history brings another view, for which the page is about to run. One to a mark in the page does not.
    followHistory(page) {
      let { hash } = page.location;
      const stepped = () => {
        this.returned = page.location.hash === hash;
        hash = page.location.hash;
      };
      page.addEventListener("popstate", stepped);
      window.addEventListener("pagehide", () => page.removeEventListener("popstate", stepped));
    }

    // Where the link of that view looks.
    asBefore() {
      this.returned = false;
      const at = new URL(window.parent.location.href).searchParams.get("at")?.split(",").map(Number);
      const said = at?.length === 3 && at.every(Number.isFinite);
      this.look(said ? { center: at.slice(0, 2), zoom: at[2] } : null);
    }
  };
})();
