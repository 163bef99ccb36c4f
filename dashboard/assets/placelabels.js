// The names on the base map: countries, then cities, the greatest first; a name that would touch another stays away.
// Loaded before or after basemap.js, which uses it.
(function () {
  "use strict";
  window.sheru = window.sheru || {};

  const LANGUAGES = ["en", "ru", "kk"];
  const FONT = '"Source Sans", "Source Sans Pro", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
  const MARGIN = 4; // pixels kept free between two names
  const WAIT = 150; // ms in which marks are likely to come
  const pen = document.createElement("canvas").getContext("2d");

  // What is not known in Kazakh is spelled as in Russian, and what is not known in Russian as in English.
  function nameIn(names, language) {
    for (let i = Math.max(0, LANGUAGES.indexOf(language)); i > 0; i--) if (names[i]) return names[i];
    return names[0];
  }

  function style(place, zoom) {
    if (place.kind === "country") return { size: zoom >= 5 ? 14 : 12, weight: 500, spacing: 0.6 };
    const large = place.population > 1e6 || place.capital;
    return { size: large ? 12.5 : 11, weight: large ? 600 : 400, spacing: 0 };
  }

  function read(data, language) {
    const countries = data.countries.map(function (row) {
      return { kind: "country", lat: row[1], lon: row[2], zoom: row[3], name: nameIn(row.slice(4), language) };
    });
    const cities = data.cities.map(function (row) {
      return { kind: "city", lat: row[0], lon: row[1], zoom: row[2], population: row[3], capital: row[4] === 1,
        name: nameIn(row.slice(5), language) };
    });
    const places = countries.concat(cities);
    places.forEach(function (place, i) { place.key = i; });
    return places;
  }

  const widths = new Map();
  function widthOf(name, font) {
    const key = font + name;
    if (!widths.has(key)) {
      pen.font = font;
      widths.set(key, pen.measureText(name).width);
    }
    return widths.get(key);
  }

  const Labels = L.Layer.extend({
    initialize: function (data, language) {
      this._places = [];
      this._shown = new Map();
      this._marks = [];
      this._pane = L.DomUtil.create("div", "sheru-labels");
      this._pane.setAttribute("aria-hidden", "true"); // the data is read out, not the geography behind it
      this._data = data;
      this.setLanguage(language);
    },

    setLanguage: function (language) {
      this._data.then(function (places) {
        this._places = read(places, language);
        if (this._map) this._place();
      }.bind(this)).catch(function (error) { console.warn("Base map:", error.message); });
    },

    onAdd: function (map) {
      const pane = map.getPane("sheru-labels") || map.createPane("sheru-labels");
      pane.style.zIndex = 450; // above shaded areas, below the data's markers
      pane.style.pointerEvents = "none";
      pane.appendChild(this._pane);
      this._place();
    },

    onRemove: function () { this._pane.remove(); },

    getEvents: function () {
      return { moveend: this._later, zoomanim: this._follow, resize: this._later, viewreset: this._hide };
    },

    // Marks come first: they are soon there after a move, and the names make room for them.
    _later: function () { this._in(WAIT); },

    _in: function (milliseconds) {
      clearTimeout(this._due);
      this._due = setTimeout(function () { if (this._map) this._place(); }.bind(this), milliseconds);
    },

    // At once elsewhere: the names of before have no place there.
    _hide: function () { this._pane.style.visibility = "hidden"; },

    setColours: function (colours) {
      this._pane.style.setProperty("--sheru-country", colours.country);
      this._pane.style.setProperty("--sheru-city", colours.city);
      this._pane.style.setProperty("--sheru-halo", colours.halo);
    },

    // No name lies under a mark: `marks` are {at, size} in degrees and pixels.
    avoid: function (marks) {
      this._marks = marks;
      requestAnimationFrame(function () { this._in(0); }.bind(this)); // when they are painted
    },

    // Which names fit, a little beyond the view so that a drag does not uncover an empty rim.
    _place: function () {
      const map = this._map, zoom = map.getZoom(), bounds = map.getBounds().pad(0.3);
      clearTimeout(this._due);
      if (map._animatingZoom) return; // it ends with a move
      const keep = new Map();
      const taken = this._marks.map(function (mark) {
        const point = map.latLngToLayerPoint(mark.at), half = mark.size / 2;
        return { left: point.x - half, right: point.x + half, top: point.y - half, bottom: point.y + half, mark: true };
      });
      this._places.forEach(function (place) {
        if (place.zoom > zoom || (place.kind === "country" && zoom > 7.5)) return;
        if (place.lat < bounds.getSouth() || place.lat > bounds.getNorth()) return;
        const first = Math.ceil((bounds.getWest() - place.lon) / 360);
        for (let copy = first; place.lon + 360 * copy <= bounds.getEast(); copy++) {
          const at = L.latLng(place.lat, place.lon + 360 * copy);
          const point = map.latLngToLayerPoint(at);
          // A city's name goes to the right of its dot, or else to the left; beside the mark that covers the dot.
          const under = taken.find(function (other) {
            return other.mark && point.x > other.left && point.x < other.right && point.y > other.top && point.y < other.bottom;
          });
          const away = { right: under ? under.right - point.x : 0, left: under ? point.x - under.left : 0, middle: 0 };
          const box = (place.kind === "country" ? ["middle"] : ["right", "left"]).map(function (side) {
            return this._box(place, zoom, point, side, away[side]);
          }, this).find(function (box) {
            return !taken.some(function (other) {
              return box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
            });
          });
          if (!box) continue;
          taken.push(box);
          keep.set(place.key + ":" + copy, { place: place, at: at, box: box });
        }
      }, this);
      this._show(keep, zoom);
    },

    _box: function (place, zoom, point, side, away) {
      const look = style(place, zoom);
      const width = widthOf(place.name, look.weight + " " + look.size + "px " + FONT) + look.spacing * place.name.length;
      const height = look.size * 1.25;
      const offset = { middle: -width / 2, right: 6 + away, left: -6 - away - width }[side];
      const left = point.x + (away ? offset : Math.min(offset, -3));
      const right = point.x + (away ? offset + width : Math.max(offset + width, 3));
      return { left: left - MARGIN, right: right + MARGIN, top: point.y - height / 2 - 1,
        bottom: point.y + height / 2 + 1, offset: offset };
    },

    // Names that stay keep their element, so that nothing blinks.
    _show: function (keep, zoom) {
      this._shown.forEach(function (label, key) {
        if (keep.has(key)) return;
        label.element.remove();
        this._shown.delete(key);
      }, this);
      keep.forEach(function (wanted, key) {
        let label = this._shown.get(key);
        if (!label) {
          label = { element: this._element(wanted.place), at: wanted.at };
          this._shown.set(key, label);
          this._pane.appendChild(label.element);
        }
        const look = style(wanted.place, zoom);
        const name = label.element.lastChild;
        name.textContent = wanted.place.name; // the language may be another
        name.style.font = look.weight + " " + look.size + "px/1.25 " + FONT;
        name.style.letterSpacing = look.spacing + "px";
        name.style.left = wanted.box.offset + "px";
        name.style.top = -look.size * 0.625 + "px";
        sheru.flat(label.element, this._map.latLngToLayerPoint(wanted.at));
      }, this);
      this._pane.style.visibility = "";
    },

    _element: function (place) {
      const element = L.DomUtil.create("div", "leaflet-zoom-animated sheru-label sheru-label-" + place.kind);
      element.style.cssText = "position:absolute;left:0;top:0;width:0;height:0";
      const colour = "var(--sheru-" + place.kind + ")";
      if (place.kind === "city") {
        const dot = L.DomUtil.create("div", "", element);
        const side = place.capital ? 5 : 3;
        dot.style.cssText = "position:absolute;border-radius:50%;box-shadow:0 0 0 1px var(--sheru-halo);background:" + colour;
        dot.style.width = dot.style.height = side + "px";
        dot.style.left = dot.style.top = -side / 2 + "px";
      }
      const name = L.DomUtil.create("div", "sheru-label-name", element);
      const halo = ["1px 0", "-1px 0", "0 1px", "0 -1px", "0 0 2px", "0 0 2px", "0 0 3px", "0 0 3px"];
      name.style.cssText = "position:absolute;white-space:nowrap;color:" + colour;
      name.style.textShadow = halo.map(function (at) { return at + (at.length > 5 ? "" : " 1px") + " var(--sheru-halo)"; }).join(",");
      return element;
    },

    _follow: function (event) {
      this._shown.forEach(function (label) {
        sheru.flat(label.element, this._map._latLngToNewLayerPoint(label.at, event.zoom, event.center));
      }, this);
    },
  });

  sheru.placeLabels = function (map, data, language) { return new Labels(data, language); };
})();
