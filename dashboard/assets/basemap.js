// The base map: land, lakes, borders and place names drawn from our own files, so that no tile server learns who looks
// at what. Needs Leaflet and topojson-client to be there.
(function () {
  "use strict";
  window.sheru = window.sheru || {};

  // Beside this script, whatever the path prefix; currentScript is known only while the script first runs.
  const assets = new URL(".", document.currentScript.src || sheru.here);
  // From each zoom on, the detail below it looks angular.
  const DETAILS = sheru.details || [
    { from: 0, countries: "110m", lakes: "110m" },
    { from: 4, countries: "50m", lakes: "50m" },
    { from: 7, countries: "10m", lakes: "50m" },
  ];
  const HATCH = 8; // pixels from one stroke of the hatching to the next; a part of the width of a tile
  const WORLD = 256; // pixels across the world at zoom 0
  const SLICE = 6; // ms of painting at a time

  const THEMES = {
    light: { sea: "#f3f6f8", land: "#e5e8e8", coast: "#c9d1d5", border: "#b9c1c5", country: "#6b757b", city: "#4c565c", halo: "#f1f3f4", hatch: "#a3acb1", onShades: "#ffffff", ink: "#1d2430" },
    dark: { sea: "#0d1114", land: "#1b2125", coast: "#2c353b", border: "#455159", country: "#7d8a92", city: "#a3afb6", halo: "#12171a", hatch: "#566068", onShades: "#12171a", ink: "#f0f3f5" },
  };

  function load(name) {
    return fetch(new URL(name, assets)).then(function (answer) {
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.json();
    });
  }

  // Web Mercator on the unit square.
  function project(lon, lat) {
    const sine = Math.sin((Math.max(-85.06, Math.min(85.06, lat)) * Math.PI) / 180);
    return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  }

  // Russia, Fiji and Antarctica cross the antimeridian: let their longitudes run on past 180 instead of jumping back
  // across the whole map.
  function unwrap(ring) {
    let shift = 0;
    return ring.map(function (point, i) {
      if (i) shift += 360 * Math.round((ring[i - 1][0] - point[0]) / 360);
      return [point[0] + shift, point[1]];
    });
  }

  function shape(rings) {
    const path = new Path2D();
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    rings.forEach(function (points) {
      points.forEach(function (point, i) {
        const [x, y] = project(point[0], point[1]);
        if (i) path.lineTo(x, y);
        else path.moveTo(x, y);
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      });
    });
    return { path: path, box: box };
  }

  function polygon(rings) {
    return shape(rings.map(unwrap).map(function (ring) {
      const last = ring[ring.length - 1];
      // A ring that went round the pole closes along the edge of the map.
      const closing = Math.abs(last[0] - ring[0][0]) > 180 ? [[last[0], -90], [ring[0][0], -90]] : [];
      return ring.concat(closing);
    }));
  }

  function atEdge(point) { return Math.abs(Math.abs(point[0]) - 180) < 0.01; }

  // Lines in short pieces, so that a tile draws no more than it shows; without the cut along the antimeridian.
  function pieces(mesh) {
    const found = [];
    mesh.coordinates.map(unwrap).forEach(function (line) {
      for (let start = 0; start < line.length - 1; start += 60) {
        const runs = [[]];
        line.slice(start, start + 61).forEach(function (point, i, part) {
          const cut = i && atEdge(point) && atEdge(part[i - 1]);
          if (cut) runs.push([]);
          runs[runs.length - 1].push(point);
        });
        found.push(shape(runs));
      }
    });
    return found;
  }

  function polygons(collection, found) {
    collection.features.forEach(function (feature) {
      const geometry = feature.geometry;
      if (!geometry) return;
      const all = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      all.forEach(function (rings) { found(rings, feature.id); });
    });
  }

  // Strokes that go on from tile to tile; `ratio` as of the tile.
  function hatching(context, colours, ratio) {
    const side = HATCH * ratio;
    const cell = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const pen = cell.getContext("2d");
    pen.fillStyle = colours.land;
    pen.fillRect(0, 0, side, side);
    pen.strokeStyle = colours.hatch;
    pen.lineWidth = 1.4 * ratio;
    [-1, 0, 1].forEach(function (copy) {
      pen.moveTo((copy - 0.25) * side, side * 1.25);
      pen.lineTo((copy + 1.25) * side, -side * 0.25);
    });
    pen.stroke();
    const pattern = context.createPattern(cell, "repeat");
    pattern.setTransform(context.getTransform().inverse()); // in pixels of the tile, whatever is drawn with it
    return pattern;
  }

  function prepare(topology, lakes) {
    const countries = topology.objects.countries;
    const land = [];
    polygons(topojson.feature(topology, countries), function (rings, code) {
      land.push(Object.assign(polygon(rings), { code: code }));
    });
    const water = [];
    polygons(topojson.feature(lakes, lakes.objects.lakes), function (rings) { water.push(polygon(rings)); });
    return {
      land: land,
      lakes: water,
      coast: pieces(topojson.mesh(topology, countries, function (a, b) { return a === b; })),
      borders: pieces(topojson.mesh(topology, countries, function (a, b) { return a !== b; })),
    };
  }

  function paint(canvas, coords, world, colours, shades) {
    const ratio = canvas.width / WORLD;
    const scale = WORLD * Math.pow(2, coords.z);
    const tiles = Math.pow(2, coords.z);
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    // Shapes reach past the edge of the world where a country does: draw the neighbouring copies as well.
    [-1, 0, 1].forEach(function (copy) {
      const left = coords.x / tiles - copy, top = coords.y / tiles, margin = 2 / scale;
      const seen = function (item) {
        return item.box.right > left - margin && item.box.left < left + 1 / tiles + margin &&
          item.box.bottom > top - margin && item.box.top < top + 1 / tiles + margin;
      };
      context.setTransform(ratio * scale, 0, 0, ratio * scale, -left * scale * ratio, -top * scale * ratio);
      context.lineJoin = "round";
      // The land's own outline closes the hairlines between neighbours.
      context.lineWidth = 0.6 / scale;
      world.land.filter(seen).forEach(function (item) {
        const shade = shades && shades.get(item.code);
        context.fillStyle = context.strokeStyle = shade === "unknown" ? hatching(context, colours, ratio) : shade || colours.land;
        context.fill(item.path);
        context.stroke(item.path);
      });
      context.fillStyle = colours.sea;
      context.strokeStyle = colours.coast;
      context.lineWidth = 0.6 / scale;
      world.lakes.filter(seen).forEach(function (item) {
        context.fill(item.path);
        context.stroke(item.path);
      });
      context.lineWidth = 0.8 / scale;
      context.strokeStyle = colours.coast;
      world.coast.filter(seen).forEach(function (item) { context.stroke(item.path); });
      context.strokeStyle = shades && shades.size ? colours.onShades : colours.border;
      world.borders.filter(seen).forEach(function (item) { context.stroke(item.path); });
    });
  }

  const Land = L.GridLayer.extend({
    options: { pane: "sheru-base", attribution: "Natural Earth, GeoNames" },

    onAdd: function (map) {
      this._worlds = this._worlds || {};
      this._asked = this._asked || {};
      L.GridLayer.prototype.onAdd.call(this, map);
      map.on("zoomend moveend", this._want, this);
      this._want();
    },

    onRemove: function (map) {
      map.off("zoomend moveend", this._want, this);
      L.GridLayer.prototype.onRemove.call(this, map);
    },

    // Painted a few at a time, so that what was asked for can come in and be drawn in between.
    createTile: function (coords, done) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = WORLD * Math.max(1, Math.round(window.devicePixelRatio || 1));
      tile.sheruCoords = coords;
      this._queue = this._queue || [];
      if (!this._queue.length) setTimeout(this._some.bind(this));
      this._queue.push(function () {
        this._paint(tile);
        done(null, tile);
      }.bind(this));
      return tile;
    },

    _some: function () {
      const until = performance.now() + SLICE;
      while (this._queue.length && performance.now() < until) this._queue.shift()();
      if (this._queue.length) setTimeout(this._some.bind(this));
    },

    // What is missing is asked for after each move, so a failed download heals by itself. The coarsest comes first.
    _want: function () {
      const zoom = this._map.getZoom();
      const detail = this._worlds[0] ? DETAILS.findLastIndex(function (each) { return each.from <= zoom; }) : 0;
      if (this._worlds[detail] || this._asked[detail]) return;
      const files = DETAILS[detail];
      const both = [load("countries-" + files.countries + ".json"), load("lakes-" + files.lakes + ".json")];
      this._asked[detail] = Promise.all(both).then(function (topologies) {
        this._worlds[detail] = prepare(topologies[0], topologies[1]);
        this.repaint();
        if (!this._map) return;
        this._map.fire("sheru:land");
        this._want();
      }.bind(this)).catch(function (error) { console.warn("Base map:", error.message); })
        .finally(function () { delete this._asked[detail]; }.bind(this));
    },

    // The finest there is for a zoom level.
    world: function (zoom) {
      for (let i = DETAILS.length - 1; i >= 0; i--) if (DETAILS[i].from <= zoom && this._worlds[i]) return this._worlds[i];
      return null;
    },

    _paint: function (tile) {
      const world = this.world(tile.sheruCoords.z);
      if (world) paint(tile, tile.sheruCoords, world, this.colours, this.shades);
    },

    // In place, tile by tile: a redraw() would first empty the map.
    repaint: function () {
      Object.values(this._tiles || {}).forEach(function (tile) { this._paint(tile.el); }, this);
    },
  });

  sheru.baseMap = function (map, options) {
    map.createPane("sheru-base").style.zIndex = 150;
    const land = new Land();
    const places = load("places.json");
    const labels = sheru.placeLabels(map, places, options.language);
    const middles = new Map(); // of countries, by code: latitude, longitude
    places.then(function (known) {
      known.countries.forEach(function (row) { if (!middles.has(row[0])) middles.set(row[0], [row[1], row[2]]); });
      map.fire("sheru:land");
    }).catch(function () {}); // the labels say so
    // On shades, names need all the contrast there is.
    function name() {
      const { ink, onShades: halo } = land.colours;
      labels.setColours(land.shades && land.shades.size ? { country: ink, city: ink, halo: halo } : land.colours);
    }
    function setTheme(theme) {
      const colours = THEMES[theme] || THEMES.light;
      map.getContainer().style.backgroundColor = colours.sea;
      land.colours = colours;
      land.repaint();
      name();
      const credit = map.attributionControl && map.attributionControl.getContainer();
      if (credit) Object.assign(credit.style, { color: colours.city, background: colours.halo });
    }
    setTheme(options.theme);
    const setLanguage = function (language) { labels.setLanguage(language); };
    const avoid = function (marks) { labels.avoid(marks); };
    const world = function () { return land.world(Math.round(map.getZoom())); };
    // `shades`: a colour, or "unknown", by the code of a country; null for none.
    const shade = function (shades) {
      land.shades = shades;
      name();
      land.repaint();
    };
    const pen = document.createElement("canvas").getContext("2d");
    const countryAt = function (latlng) {
      const at = project(latlng.wrap().lng, latlng.lat);
      const found = ((world() || {}).land || []).find(function (item) {
        return [-1, 0, 1].some(function (copy) { return pen.isPointInPath(item.path, at[0] + copy, at[1]); });
      });
      return found && found.code;
    };
    // How wide a country is drawn, in pixels: its largest part; 0 where it has no shape, not a number before there is land.
    const widthOf = function (code) {
      if (!world()) return NaN;
      const parts = world().land.filter(function (item) { return item.code === code; });
      const widths = parts.map(function (item) { return item.box.right - item.box.left; });
      return Math.max.apply(null, [0].concat(widths)) * WORLD * Math.pow(2, map.getZoom());
    };
    return {
      setTheme: setTheme, setLanguage: setLanguage, avoid: avoid, shade: shade, countryAt: countryAt, widthOf: widthOf,
      placeOf: function (code) { return middles.get(code); },
      layer: L.layerGroup([land, labels]).addTo(map),
    };
  };
})();
