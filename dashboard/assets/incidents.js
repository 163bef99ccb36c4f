// The incidents on the map: asks the API for what the viewport shows after each move, and has it drawn by the layer that
// the reader chose (`sheru.layers`).
// Text of records reaches the page through textContent alone. Loaded once, after Leaflet, inside the map's frame.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const root = new URL("../", document.currentScript.src || sheru.here);
  const TILE = 256;
  const CELL = 64; // pixels: the cells in which the API gathers incidents
  const REST = 40; // ms in which a hand that drags the map hardly moved: it is about to let go

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
  const snapped = (map, at = {}) => {
    const zoom = Math.max(0, Math.round(at.zoom ?? map.getZoom()));
    const bounds = map.getPixelBounds(at.center, at.zoom);
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

  class Incidents {
    constructor(map) {
      this.map = map;
      this.marks = L.layerGroup().addTo(map); // no feature group: streamlit-folium would take its clicks for its own
      this.clicks = 0;
      this.status = map.getContainer().appendChild(element("div", "sheru-status"));
      this.status.setAttribute("role", "status");
      this.questions = new sheru.Questions();
      this.looking = new sheru.Looking(this);
      map.on("moveend", () => this.moved());
      map.on("zoomanim", (event) => this.zooming(event));
      map.on("drag", () => this.slowing());
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
      this.options = options;
      this.asked = JSON.stringify([options.query, options.version]);
      this.chosen = sheru.chosen(); // a step back in the history may have brought another
      if (first) this.begin();
      sheru.base.setTheme(options.theme);
      document.documentElement.dataset.theme = options.theme;
      document.documentElement.lang = options.language;
      if (!first && this.language !== options.language) {
        sheru.base.setLanguage(options.language);
        this.choices();
      }
      this.language = options.language;
      this.load();
      const news = !first && options.open !== this.opened;
      this.opened = options.open;
      this.looking.follow(news);
    }

    begin() {
      sheru.playback(this);
      const page = window.parent.document;
      const heard = (event) => this.takeDates(event.detail);
      page.addEventListener("sheru:dates", heard);
      window.addEventListener("pagehide", () => page.removeEventListener("sheru:dates", heard));
      this.looking.begin();
      sheru.controls(this);
    }

    // Dates chosen on the timeline are asked for at once; the page comes after with the same question, which is answered.
    takeDates({ from, to }) {
      const asked = [...new URLSearchParams(this.options.query)];
      const dates = Object.entries({ from, to }).filter(([, day]) => day);
      const others = asked.filter(([name]) => name !== "from" && name !== "to");
      const countries = others.filter(([name]) => name === "country");
      const rest = others.filter(([name]) => name !== "country");
      const query = new URLSearchParams([...countries, ...dates, ...rest]).toString().replaceAll("%2C", ",");
      if (query === this.options.query) return;
      this.options = { ...this.options, query };
      this.asked = JSON.stringify([query, this.options.version]);
      this.load();
    }

    // What the marks stand for: the filters, or the window of playback within them.
    get query() {
      return this.playback?.query ?? this.options.query;
    }

    moved() {
      this.looking.moved();
      this.load();
    }

    // What the reader chose in the control on the map. The link has it, and nothing runs on the server.
    choose(name, value) {
      this.chosen = { ...this.chosen, [name]: value };
      this.looking.address((params) => (value === sheru.CHOICES[name][0] ? params.delete(name) : params.set(name, value)));
      this.load();
    }

    // The address of an answer of the API for the view that is shown now.
    url(path, more) {
      const { bbox, zoom } = snapped(this.map, this.going);
      const view = { clusters: 1, points: 1, heat: 1 }[path] ? `bbox=${bbox}&zoom=${zoom}` : "";
      return api(path, [this.query, view, more].filter(Boolean).join("&"));
    }

    // While the map still moves to where it will be looked at, the answer for that is on its way.
    ahead(going) {
      if (!this.options || this.playback.playing) return null;
      this.going = going;
      const asked = this.ask();
      this.going = undefined;
      asked.content.catch(() => {}); // it is asked again when the map is there
      return asked;
    }

    // What the reader may be about to look at, where nothing that she does look at is on its way.
    async foresee(going) {
      if (!this.loading) await this.ahead(going)?.content.catch(() => {});
    }

    // Marks do not wait for the end of the movement: they are put where they will stand, and what is below them follows.
    zooming(going) {
      const asked = this.ahead(going);
      if (asked && sheru.layers[this.chosen.layer].whileZooming) asked.content.then(() => this.load(), () => {});
    }

    slowing() {
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.ahead({}), REST);
    }

    // What the view wants, and the answer to it.
    ask() {
      return this.questions.ask(sheru.layers[this.chosen.layer].url(this), this.options.version);
    }

    // An answer that is there is drawn again, for the copy of the world or the language may be another.
    async load() {
      if (!this.options) return;
      this.playback.moved(snapped(this.map));
      if (this.playback.playing) return; // it draws by itself
      const { wanted, content } = this.ask();
      if (this.loading === content) return; // under way: a fit and a new size come close together
      if (this.answer?.wanted === wanted) {
        this.loading = null;
        return this.draw();
      }
      this.loading = content; // not what is wanted: that may be wanted again after it was given up
      try {
        const answer = await content;
        if (this.loading !== content) return; // the reader is elsewhere
        this.answer = { wanted, content: answer };
        this.draw();
      } catch (error) {
        if (this.loading === content && error.name !== "AbortError") this.failed(error);
      }
      if (this.loading === content) this.loading = null;
    }

    failed(error) {
      console.warn("Map:", error?.message);
      const retry = element("button", "sheru-retry", this.options.strings.retry);
      retry.onclick = () => this.load();
      this.status.replaceChildren(element("span", "", this.options.strings.failed), retry);
      this.status.classList.add("visible");
    }

    draw() {
      const { strings } = this.options;
      const layer = sheru.layers[this.chosen.layer];
      const { content } = this.answer;
      if (this.layer !== layer) this.layer?.clear(this);
      this.layer = layer;
      layer.draw(this, content);
      const nothing = layer.count(content) === 0;
      this.status.classList.toggle("visible", nothing);
      const none = this.playback.moment ? strings.nothing_then : strings.nothing_here;
      this.status.textContent = nothing ? none : "";
      this.legend();
      this.choices();
      sheru.say(this, layer, content);
      const done = { drawn: this.asked, layer: this.chosen.layer, drawnAt: performance.now() }; // for tests
      Object.assign(this.map.getContainer().dataset, done);
      this.highlight();
    }

    // The open incident, or what it is gathered in.
    highlight() {
      this.layer?.highlight?.(this);
    }

    // A mark opens what it holds: an incident, a list, or a closer look.
    press(cell) {
      if (cell.incident_id) return this.open(cell.incident_id);
      const view = this.closer(cell);
      if (view) this.map.setView(view.center, view.zoom);
      else sheru.list(cell, this);
    }

    // Where a mark that is pressed leads to; null where it is no further than here.
    closer(cell) {
      const zoom = Math.min(this.map.getZoom() + 2, this.map.getMaxZoom());
      if (cell.one_place || zoom === this.map.getZoom()) return null;
      return { center: this.shownAt(cell), zoom };
    }

    // What the mark that `node` is in stands for.
    cellAt(node) {
      const mark = node.closest(".leaflet-marker-icon");
      return mark && [...(this.shown?.values() || [])].find((each) => each.getElement() === mark)?.cell;
    }

    // streamlit-folium returns the layer of a click as GeoJSON; the number makes each click a new value.
    open(id) {
      this.clicks += 1;
      this.looking.place(); // with an incident, a link without a position looks at that
      const properties = { id, click: `${Date.now()}-${this.clicks}` };
      this.shell.fire("click", { layer: { toGeoJSON: () => ({ type: "Feature", properties, geometry: null }) } });
    }
  }

  sheru.CELL = CELL;
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
