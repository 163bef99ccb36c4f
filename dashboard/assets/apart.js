// Groups of neighbouring cells of the screen, moved off each other where they would hide one another's numbers.
(function () {
  "use strict";
  const sheru = (window.sheru = window.sheru || {});
  const SIDES = [-1, 0, 1];
  const GAP = 6; // pixels between two that do not touch

  const isArea = ({ precision }) => precision.startsWith("admin");

  // Where each of `cells` goes and how wide it is, in their order: pixels. One that overlaps another goes wholly into its own cell of
  // the screen, which is at least as wide. What is known only by region shares a cell with what is known better: both become
  // narrow enough to stand in opposite corners of it. One place stays where it is.
  sheru.apart = (map, cells, widthOf) => {
    const zoom = Math.round(map.getZoom());
    const grid = new Map();
    const circles = cells.map((cell) => {
      const { x, y } = map.project([cell.latitude, cell.longitude], zoom);
      const [column, row] = [x, y].map((each) => Math.floor(each / sheru.CELL));
      const circle = { cell, x, y, column, row, radius: widthOf(cell) / 2 };
      const key = `${column},${row}`;
      grid.set(key, [...(grid.get(key) || []), circle]);
      return circle;
    });
    const near = ({ column, row }) => SIDES.flatMap((left) => SIDES.flatMap((up) => grid.get(`${column + left},${row + up}`) || []));
    return circles.map((circle) => moved(circle, near(circle)));
  };

  const moved = (circle, near) => {
    const { x, y, column, row, cell } = circle;
    const others = near.filter((other) => other !== circle && Math.hypot(other.x - x, other.y - y) < other.radius + circle.radius + GAP);
    const sharing = others.find((other) => other.column === column && other.row === row);
    const radius = circle.radius * (sharing ? narrower(circle.radius + sharing.radius) : 1);
    const width = Math.round(2 * radius);
    if (cell.one_place || !others.length) return { x: 0, y: 0, width };
    const corner = sharing && (isArea(cell) ? -Infinity : Infinity);
    const into = (value, at) => Math.round(Math.max(at * sheru.CELL + radius, Math.min((at + 1) * sheru.CELL - radius, corner || value)) - value);
    return { x: into(x, column), y: into(y, row), width };
  };

  // Two circles touch in opposite corners of a square where the sum of their radii is this share of its side.
  const narrower = (sum) => Math.min(1, (sheru.CELL * Math.SQRT2) / (1 + Math.SQRT2) / sum);
})();
