// Where incidents are dense, as a picture. Counted in small squares by the API, blurred here.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const { element } = sheru;

  const FINE = 2; // parts of a square in each direction
  const BLUR = 0.8; // standard deviation in squares
  const RIM = 4; // squares beyond the outermost, into which the blur reaches
  const CROWD = 10; // fewer than so many close together never look hottest

  // From few to many, even to the eye and in the eyes of colour-blind readers (after "inferno" of matplotlib, CC0).
  const COLOURS = {
    light: ["#fbb95b", "#f2872c", "#d44842", "#9f2a63", "#57106e"],
    dark: ["#57106e", "#9f2a63", "#d44842", "#f98e09", "#fcffa4"],
  };
  const ALPHA = [0.5, 0.66, 0.76, 0.84, 0.9];

  const palette = (theme) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 256, height: 1 });
    const pen = canvas.getContext("2d");
    const ramp = pen.createLinearGradient(0, 0, 256, 0);
    const colours = COLOURS[theme] || COLOURS.light;
    const opaque = (share) => Math.round(share * 255).toString(16).padStart(2, "0");
    ramp.addColorStop(0, `${colours[0]}00`);
    colours.forEach((colour, i) => ramp.addColorStop(0.1 + (0.9 * i) / (colours.length - 1), colour + opaque(ALPHA[i])));
    pen.fillStyle = ramp;
    pen.fillRect(0, 0, 256, 1);
    return pen.getImageData(0, 0, 256, 1).data;
  };

  // A Gaussian blur along one direction and then the other; a lone incident comes out with a peak of 1.
  const blurred = (grid, width, height) => {
    const sigma = BLUR * FINE, reach = Math.ceil(3 * sigma);
    const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
    const pass = (from, step, lines, length, stride) => {
      const to = new Float32Array(from.length);
      for (let line = 0; line < lines; line++) {
        for (let i = 0; i < length; i++) {
          const value = from[line * stride + i * step];
          if (!value) continue;
          const first = Math.max(0, i - reach), last = Math.min(length - 1, i + reach);
          for (let k = first; k <= last; k++) to[line * stride + k * step] += value * kernel[k - i + reach];
        }
      }
      return to;
    };
    return pass(pass(grid, 1, height, width, width), width, width, height, 1);
  };

  // The picture and where it lies: {canvas, bounds, most}; null where there is nothing.
  const picture = (layer, { squares, pixels }) => {
    if (!squares.length) return null;
    const { map } = layer;
    const zoom = Math.round(map.getZoom());
    const world = (256 * 2 ** zoom) / pixels;
    const middle = map.project(map.getCenter(), zoom).x / pixels;
    const near = squares.map(([x, y, number]) => [x + world * Math.round((middle - x) / world), y, number]);
    const left = Math.min(...near.map(([x]) => x)) - RIM, top = Math.min(...near.map(([, y]) => y)) - RIM;
    const width = (Math.max(...near.map(([x]) => x)) + RIM + 1 - left) * FINE;
    const height = (Math.max(...near.map(([, y]) => y)) + RIM + 1 - top) * FINE;
    const grid = new Float32Array(width * height);
    for (const [x, y, number] of near) grid[((y - top) * FINE + 1) * width + (x - left) * FINE + 1] += number;
    const warm = blurred(grid, width, height);
    const most = warm.reduce((one, other) => Math.max(one, other), 0);
    const colours = palette(layer.options.theme);
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(width, height);
    const scale = 255 / Math.log1p(Math.max(most, CROWD));
    warm.forEach((value, i) => {
      const at = 4 * Math.round(Math.log1p(value) * scale);
      image.data.set(colours.subarray(at, at + 4), 4 * i);
    });
    pen.putImageData(image, 0, 0);
    const corner = (x, y) => map.unproject([x * pixels, y * pixels], zoom);
    return { canvas, most, bounds: L.latLngBounds(corner(left, top), corner(left + width / FINE, top + height / FINE)) };
  };

  const clear = (layer) => {
    layer.heat?.remove();
    layer.heat = null;
  };

  sheru.layers.heat = {
    url: (layer) => layer.url("heat"),
    draw: (layer, content) => {
      clear(layer);
      const made = picture(layer, content);
      layer.hottest = made?.most || 0;
      if (made) layer.heat = L.svgOverlay(made.canvas, made.bounds, { className: "sheru-heat" }).addTo(layer.map);
    },
    clear,
    count: ({ squares, left_out: leftOut }) => squares.reduce((sum, [, , number]) => sum + number, 0) + leftOut,
    most: () => [],
    legend: (layer, { left_out: leftOut }) => {
      const { strings, theme } = layer.options;
      const ramp = element("div", "sheru-ramp");
      const colours = COLOURS[theme] || COLOURS.light;
      ramp.style.background = `linear-gradient(to right, ${colours.join(", ")})`;
      const ends = element("div", "sheru-ends");
      const number = Math.max(CROWD, Math.round(layer.hottest));
      const middle = Math.round(Math.expm1(Math.log1p(number) / 2)); // the colour grows with the digits
      ends.append(...[1, middle, number].map((each) => element("span", "", sheru.number(each, strings))));
      const notes = [leftOut ? sheru.form("heat_left_out", leftOut, strings) : ""];
      return { title: strings.legend.heat, content: [ramp, ends], notes };
    },
  };
})();
