// The incident layer: asks /api/clusters for what the viewport shows after each move and draws it.
// Text of records reaches the page through textContent alone. Loaded once, after Leaflet, inside the map's frame.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const root = new URL("../", document.currentScript.src);
  const TILE = 256;
  const CELL = 64; // pixels: the cells in which the API gathers incidents

  const api = (path, params) => new URL(`api/${path}?${params}`, root);

  // The options travel hex-encoded: their text comes from a URL and must not meet a template.
  const decode = (hex) =>
    JSON.parse(new TextDecoder().decode(Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16))));

  const element = (tag, className, text) => {
    const node = document.createElement(tag);
    node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };

  // The viewport, widened to whole tiles: a small pan asks the same URL again, which the browser has.
  // West is greater than east where it crosses the antimeridian.
  const snapped = (map) => {
    const zoom = Math.max(0, Math.round(map.getZoom()));
    const bounds = map.getPixelBounds();
    const world = TILE * 2 ** zoom;
    const clamp = (value) => Math.max(0, Math.min(world, value));
    const around = (value) => ((value % world) + world) % world;
    let west = Math.floor(bounds.min.x / TILE) * TILE;
    let east = Math.ceil(bounds.max.x / TILE) * TILE;
    if (east - west >= world) [west, east] = [0, world];
    else [west, east] = [around(west), around(east) || world];
    const topLeft = map.unproject([west, clamp(Math.floor(bounds.min.y / TILE) * TILE)], zoom);
    const bottomRight = map.unproject([east, clamp(Math.ceil(bounds.max.y / TILE) * TILE)], zoom);
    const degrees = [topLeft.lng, bottomRight.lat, bottomRight.lng, topLeft.lat];
    return { bbox: degrees.map((value) => +value.toFixed(5)).join(","), zoom };
  };

  sheru.json = async (url, options) => {
    const reply = await fetch(url, options);
    if (!reply.ok) throw new Error(String(reply.status));
    return reply.json();
  };

  class Incidents {
    constructor(map) {
      this.map = map;
      this.marks = L.layerGroup().addTo(map); // no feature group: streamlit-folium would take its clicks for its own
      this.shown = new Map();
      this.clicks = 0;
      this.status = map.getContainer().appendChild(element("div", "sheru-status"));
      this.status.setAttribute("role", "status");
      map.on("moveend", () => this.moved());
      map.on("resize", () => this.stay());
      new ResizeObserver(() => map.invalidateSize()).observe(map.getContainer()); // a style sheet may come later
      for (const act of ["pointerdown", "wheel", "keydown"]) {
        map.getContainer().addEventListener(act, () => (this.wanted = null), { capture: true, passive: true });
      }
    }

    // Until the reader moves the map herself, it shows what the link asked for, whatever happens to its size.
    stay() {
      const { fit, at } = this.wanted || {};
      if (fit) this.fit(fit);
      else if (at) this.map.setView(at.center, at.zoom, { reset: true }); // a plain move would round to whole pixels
    }

    // The copy of the world in which a cell is nearest to the middle of the map.
    turns(cell) {
      return Math.round((this.map.getCenter().lng - cell.longitude) / 360);
    }

    shownAt(cell) {
      return [cell.latitude, cell.longitude + 360 * this.turns(cell)];
    }

    // Called once for every change of the filters; `shell` is the layer whose clicks Streamlit hears.
    show(options, shell) {
      this.shell = shell;
      const first = this.options === undefined;
      const asked = JSON.stringify([options.query, options.version]);
      const changed = this.asked !== asked;
      this.options = options;
      this.asked = asked;
      if (first) this.begin();
      sheru.base.setTheme(options.theme);
      document.documentElement.dataset.theme = options.theme;
      document.documentElement.lang = options.language;
      if (!first && this.language !== options.language) {
        sheru.base.setLanguage(options.language);
        this.legend();
      }
      if (changed || this.language !== options.language) this.load();
      this.language = options.language;
      this.highlight();
      if (!first && options.open && options.open !== this.opened) this.bringIntoView(options.open_at);
      this.opened = options.open;
    }

    begin() {
      sheru.playback(this);
      const { fit, open_at: openAt, at } = this.options;
      const { center, zoom } = this.map.options; // not what it has by now: a new size moves it by parts of a pixel
      this.wanted = { at: !at && openAt ? { center: openAt, zoom: 6 } : { center, zoom } };
      this.stay();
      if (!at && !openAt && fit) this.fit(fit);
      sheru.controls(this);
    }

    // What the marks stand for: the filters, or the window of playback within them.
    get query() {
      return this.playback?.query ?? this.options.query;
    }

    // The open incident stays in sight when the panel takes its share of the window.
    bringIntoView(place) {
      if (!place) return;
      const show = () => this.map.panInside(place, { padding: [60, 60] });
      this.map.once("resize", show);
      show();
    }

    // A link without a position means just this.
    fit(bounds) {
      const [west, south, east, north] = bounds;
      this.wanted = { fit: bounds };
      this.address((params) => params.delete("at"));
      this.map.fitBounds([[south, west], [north, east]], { padding: [48, 48], maxZoom: 9, animate: false });
    }

    moved() {
      const { lat, lng } = this.map.getCenter().wrap();
      const at = `${+lat.toFixed(3)},${+lng.toFixed(3)},${this.map.getZoom()}`;
      if (!this.wanted) this.address((params) => params.set("at", at));
      this.load();
    }

    // The position belongs to the link. Written here, so that moving the map runs nothing on the server.
    address(change) {
      const url = new URL(window.parent.location.href);
      const before = url.search;
      change(url.searchParams);
      if (url.search === before) return;
      const search = url.search.replaceAll("%2C", ",");
      window.parent.history.replaceState(window.parent.history.state, "", url.pathname + search + url.hash);
    }

    async load() {
      if (!this.options) return;
      const { bbox, zoom } = snapped(this.map);
      this.playback.moved({ bbox, zoom });
      if (this.playback.playing) return; // it draws by itself
      const url = api("clusters", `${this.query}&bbox=${bbox}&zoom=${zoom}`);
      if (this.loading?.url === url.href) return; // under way: a fit and a new size come close together
      this.loading?.abort();
      const loading = (this.loading = Object.assign(new AbortController(), { url: url.href }));
      try {
        this.draw((await sheru.json(url, { signal: loading.signal })).clusters);
      } catch (error) {
        if (error.name !== "AbortError") this.failed();
      }
      if (this.loading === loading) this.loading = null;
    }

    failed() {
      const retry = element("button", "sheru-retry", this.options.strings.retry);
      retry.onclick = () => this.load();
      this.status.replaceChildren(element("span", "", this.options.strings.failed), retry);
      this.status.classList.add("visible");
    }

    draw(cells) {
      const { strings } = this.options;
      this.status.classList.toggle("visible", cells.length === 0);
      this.status.textContent = cells.length > 0 ? "" : this.playback.moment ? strings.nothing_then : strings.nothing_here;
      this.replaceMarks(new Map(cells.map((cell) => [JSON.stringify([cell, this.turns(cell), strings.language]), cell])));
      sheru.base.avoid([...this.shown.values()].map(({ cell }) => ({ at: this.shownAt(cell), size: sheru.diameter(cell.count) })));
      Object.assign(this.map.getContainer().dataset, { drawn: this.asked, drawnAt: performance.now() }); // for tests
      this.highlight();
    }

    // A mark that is shown already stays the same node: it keeps the focus and a click that has begun.
    replaceMarks(cells) {
      for (const [key, mark] of this.shown) {
        if (cells.has(key)) continue;
        this.marks.removeLayer(mark);
        this.shown.delete(key);
      }
      for (const [key, cell] of cells) {
        if (!this.shown.has(key)) this.shown.set(key, sheru.mark(cell, this).addTo(this.marks));
      }
    }

    // The open incident, or the cell of the grid that it is gathered in.
    highlight() {
      const { open, open_at: at } = this.options;
      const cellOf = (latlng) => {
        const { x, y } = this.map.project(latlng, Math.round(this.map.getZoom())).divideBy(CELL).floor();
        return `${x},${y}`;
      };
      const alone = [...this.shown.values()].some((mark) => mark.id === open);
      const inside = open && at && !alone ? cellOf(at) : "";
      for (const mark of this.shown.values()) {
        const { cell } = mark;
        const holds = inside && cell.count > 1 && cellOf([cell.latitude, cell.longitude]) === inside;
        mark.getElement()?.classList.toggle("open", Boolean(open && mark.id === open) || Boolean(holds));
      }
    }

    async choose(cell) {
      if (cell.incident_id) return this.open(cell.incident_id);
      if (cell.one_place || this.map.getZoom() >= this.map.getMaxZoom()) return sheru.list(cell, this);
      const zoom = Math.min(this.map.getZoom() + 2, this.map.getMaxZoom());
      this.map.setView(this.shownAt(cell), zoom);
    }

    // streamlit-folium returns the layer of a click as GeoJSON; the number makes each click a new value.
    open(id) {
      this.clicks += 1;
      const properties = { id, click: `${Date.now()}-${this.clicks}` };
      this.shell.fire("click", { layer: { toGeoJSON: () => ({ type: "Feature", properties, geometry: null }) } });
    }
  }

  sheru.api = api;
  sheru.element = element;

  sheru.show = (shell, hex) => {
    const options = decode(hex);
    shell.on("add", () => {
      const map = shell._map;
      sheru.base = sheru.base || sheru.baseMap(map, { theme: options.theme, language: options.language });
      sheru.incidents = sheru.incidents || new Incidents(map);
      sheru.incidents.show(options, shell);
    });
  };
})();
