// Playback on the map: fetches frames ahead and draws them on one canvas. The timeline leads by events on the document of
// the page; see docs/decisions/0007-playback.md. While it plays the marks are hidden; when it pauses they show the window.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const AHEAD = 60; // frames that are there before they are needed
  const KEPT = 1500; // frames
  const TRAIL = 4; // windows in which what has passed fades away
  const TILE = 256;
  const DAY = 86400000;

  const shifted = (day, by) => new Date(Date.parse(day) + by * DAY).toISOString().slice(0, 10);

  // Cells come as five numbers each. Circles of one colour are drawn in one go.
  const byType = (cells, types) => {
    const groups = new Map();
    for (let at = 0; at < cells.length; at += 5) {
      const [x, y, count, imprecise, type] = cells.slice(at, at + 5);
      if (!groups.has(types[type])) groups.set(types[type], []);
      groups.get(types[type]).push({ x, y, count, imprecise, radius: sheru.diameter({ count }, "incidents") / 2 });
    }
    return groups;
  };

  class Playback {
    constructor(layer) {
      this.layer = layer;
      this.map = layer.map;
      this.moment = null; // what the timeline says: window, from, to, until, playing, pace
      this.frames = new Map(); // by first day
      this.started = new Map(); // the first day of a frame by that of the next
      const pane = this.map.createPane("sheru-frames");
      pane.style.zIndex = 440; // below the names of places
      pane.style.pointerEvents = "none";
      this.canvas = pane.appendChild(sheru.element("canvas", "sheru-frames leaflet-zoom-hide"));
      const page = window.parent.document;
      this.say = (name, detail) => page.dispatchEvent(new CustomEvent(`sheru:${name}`, { detail }));
      const heard = (event) => this.take(event.detail);
      page.addEventListener("sheru:moment", heard);
      window.addEventListener("pagehide", () => page.removeEventListener("sheru:moment", heard));
      this.map.getContainer().addEventListener("keydown", (event) => this.key(event));
    }

    // What the marks are asked with: the window of time when there is one; nothing while frames are drawn.
    get query() {
      const { query } = this.layer.options;
      if (!this.moment) return query;
      const params = new URLSearchParams(query);
      const { from, to } = this.moment;
      const [first, last] = [params.get("from"), params.get("to")];
      params.set("from", first && first > from ? first : from);
      params.set("to", last && last < to ? last : to);
      return params.toString();
    }

    get playing() {
      return Boolean(this.moment?.playing);
    }

    // The map shows another part of the world or other data.
    moved({ bbox, zoom }) {
      const { query, version } = this.layer.options;
      const place = `${query}&bbox=${bbox}&zoom=${zoom}`;
      if (this.place === place && this.version === version) {
        this.told = false;
        return this.tell();
      }
      Object.assign(this, { place, version, zoom });
      this.forget();
      this.fill();
    }

    forget() {
      this.asking?.abort();
      this.asking = null;
      this.clear();
      this.frames.clear();
      this.started.clear();
    }

    take(moment) {
      const before = this.moment;
      if (moment?.window !== before?.window) this.forget();
      this.moment = moment;
      this.map.getContainer().classList.toggle("sheru-playing", this.playing);
      if (this.playing && !before?.playing) requestAnimationFrame((now) => this.paint(now));
      if (!this.playing) this.clear();
      else if (!before?.playing) this.layer.layer?.clear(this.layer); // shades of one window would lie below the others
      if (!this.playing && (before || moment)) this.layer.load();
      this.began = performance.now();
      this.told = false;
      this.tell();
      this.fill();
    }

    // Says what the window holds of what the map shows, as soon as it is known.
    tell() {
      const frame = this.moment && this.frames.get(this.moment.from);
      if (!frame || this.told) return;
      this.told = true;
      const told = { from: frame.start, window: this.moment.window, incidents: 0, imprecise: 0, cut: frame.cut };
      const { x: width, y: height } = this.map.getSize();
      const { left, top } = this.offset();
      for (const { x, y, count, imprecise } of [...frame.groups.values()].flat()) {
        if (left(x) < 0 || left(x) > width || top(y) < 0 || top(y) > height) continue;
        told.incidents += count;
        told.imprecise += imprecise;
      }
      this.say("moment-shown", told);
    }

    // One question at a time: for the window itself if it is missing, else for the next frames that will be.
    async fill() {
      const day = this.missing();
      if (!day || !this.place || this.asking?.day === day) return;
      if (this.asking && this.frames.has(this.moment.from)) return;
      this.asking?.abort();
      const asking = (this.asking = Object.assign(new AbortController(), { day }));
      const { window: length } = this.moment;
      try {
        const url = sheru.api("frames", `${this.place}&window=${length}&day=${day}`);
        const { types, frames } = await sheru.json(url, { signal: asking.signal });
        if (this.asking !== asking) return;
        this.asking = null;
        for (const frame of frames) this.keep(frame, types);
        this.tell();
        this.fill();
      } catch (error) {
        if (error.name === "AbortError" || this.asking !== asking) return;
        this.asking = null;
        this.say("moment-shown", { from: this.moment.from, window: length, failed: true });
      }
    }

    keep(frame, types) {
      const next = shifted(frame.end, 1);
      this.frames.set(frame.start, { ...frame, groups: byType(frame.cells, types), next });
      this.started.set(next, frame.start);
      if (this.frames.size <= KEPT) return;
      for (const day of [...this.frames.keys()].slice(0, KEPT / 2)) this.frames.delete(day);
    }

    // The first day that is not there of the window and those after it; none where enough are there.
    missing() {
      if (!this.moment) return null;
      let day = this.moment.from;
      for (let ahead = 0; ahead <= (this.playing ? AHEAD : 0) && day <= this.moment.until; ahead += 1) {
        const frame = this.frames.get(day);
        if (!frame) return day;
        day = frame.next;
      }
      return null;
    }

    clear() {
      this.canvas.width = 0;
      delete this.map.getContainer().dataset.frame;
    }

    paint(now) {
      if (!this.playing) return;
      requestAnimationFrame((next) => this.paint(next));
      const frame = this.frames.get(this.moment.from);
      if (!frame || this.zoom !== this.map.getZoom()) return;
      const draw = this.ground();
      const passed = Math.min(1, Math.max(0, (now - this.began) / this.moment.pace));
      const trail = this.trail(frame);
      trail.forEach((old, age) => {
        if (age) this.circles(draw, old, 0.5 * (1 - (age - 1 + passed) / TRAIL));
      });
      this.circles(draw, frame, 0.85);
      const { dataset } = this.map.getContainer();
      [dataset.frame, dataset.painted] = [frame.start, Number(dataset.painted || 0) + 1]; // for tests
    }

    // The frame and those before it that are still seen.
    trail(frame) {
      const found = [frame];
      while (frame && found.length <= TRAIL) {
        frame = this.frames.get(this.started.get(frame.start));
        if (frame) found.push(frame);
      }
      return found;
    }

    // The canvas over what the map shows, empty; coordinates are pixels of the whole map.
    ground() {
      const { x: width, y: height } = this.map.getSize();
      const dense = window.devicePixelRatio || 1;
      const { canvas } = this;
      if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
        [canvas.width, canvas.height] = [Math.round(width * dense), Math.round(height * dense)];
        [canvas.style.width, canvas.style.height] = [`${width}px`, `${height}px`];
      }
      L.DomUtil.setPosition(canvas, this.map.containerPointToLayerPoint([0, 0]));
      const draw = canvas.getContext("2d");
      draw.setTransform(dense, 0, 0, dense, 0, 0);
      draw.clearRect(0, 0, width, height);
      return draw;
    }

    // From pixels of the whole map to those of the window, in the copy of the world nearest its middle.
    offset() {
      const { min } = this.map.getPixelBounds();
      const world = TILE * 2 ** this.zoom;
      const middle = min.x + this.map.getSize().x / 2;
      return { left: (x) => x + world * Math.round((middle - x) / world) - min.x, top: (y) => y - min.y };
    }

    circles(draw, frame, opacity) {
      if (opacity <= 0) return;
      const { left, top } = this.offset();
      draw.globalAlpha = opacity;
      draw.strokeStyle = this.colour("ground");
      for (const [type, cells] of frame.groups) {
        draw.beginPath();
        for (const { x, y, radius } of cells) {
          draw.moveTo(left(x) + radius, top(y));
          draw.arc(left(x), top(y), radius, 0, 2 * Math.PI);
        }
        draw.fillStyle = this.colour(type);
        draw.fill();
        draw.stroke();
      }
    }

    // Colours as the style sheet has them, read once for each theme.
    colour(name) {
      const { theme } = document.documentElement.dataset;
      if (this.coloured !== theme) [this.coloured, this.colours] = [theme, new Map()];
      if (!this.colours.has(name)) {
        const probe = this.map.getContainer().appendChild(sheru.element("i", `type-${name}`));
        probe.style.color = name === "ground" ? "var(--ground)" : "var(--type)";
        this.colours.set(name, getComputedStyle(probe).color);
        probe.remove();
      }
      return this.colours.get(name);
    }

    key(event) {
      if (event.key !== " " || event.target !== this.map.getContainer() || !this.moment) return;
      event.preventDefault();
      this.say("moment-toggle");
    }
  }

  // The timeline may have spoken before the map was there.
  sheru.playback = (layer) => {
    layer.playback = new Playback(layer);
    layer.playback.say("moment-wanted");
  };
})();
