// Playback: what a viewport shows in each of many windows of time, as data/frames.py.
import { addDays, isoDay, parseDay } from "./timeline-dates.js";
import { binNext, binStart } from "./bins.js";
import { cellKey, inside, shiftOf } from "./clusters.js";

const FRAMES = 60; // of one answer
const MAX_CELLS = 400; // of one frame: the fullest

export function frames(rows, params, types) {
  const zoom = Number(params.get("zoom"));
  const windows = windowsFrom(params.get("day"), params.get("window"));
  const [first, last] = [windows[0].start, windows[FRAMES - 1].end];
  const within = inside(params.get("bbox"));
  const found = rows.filter((row) => row.date_end >= first && row.date_start <= last && within(row));
  const keyed = found.map((row) => ({ row, key: cellKey(row, zoom) }));
  return { types, frames: windows.map((window) => frame(keyed, window, zoom, types)) };
}

// The window that holds `day` and those after it.
function windowsFrom(day, length) {
  const windows = [];
  for (let start = binStart(day, length); windows.length < FRAMES; ) {
    const next = binNext(start, length);
    windows.push({ start, end: isoDay(addDays(parseDay(next), -1)) });
    start = next;
  }
  return windows;
}

// Everything that may have happened in the window.
function frame(keyed, { start, end }, zoom, types) {
  const cells = new Map();
  for (const { row, key } of keyed) {
    if (row.date_end < start || row.date_start > end) continue;
    if (!cells.has(key)) cells.set(key, { x: 0, y: 0, count: 0, vague: 0, types: {} });
    const cell = cells.get(key);
    cell.x += row.x;
    cell.y += row.y;
    cell.count += 1;
    if (row.date_start < start || row.date_end > end) cell.vague += 1;
    cell.types[row.event_type] = (cell.types[row.event_type] ?? 0) + 1;
  }
  const all = [...cells.values()].sort((one, other) => other.count - one.count);
  const sum = (some, name) => some.reduce((total, cell) => total + cell[name], 0);
  return {
    start,
    end,
    incidents: sum(all, "count"),
    imprecise: sum(all, "vague"),
    cut: sum(all.slice(MAX_CELLS), "count"),
    cells: all.slice(0, MAX_CELLS).flatMap((cell) => [
      ...["x", "y"].map((axis) => Math.trunc(cell[axis] / cell.count) >> shiftOf(zoom)), cell.count, cell.vague, mainType(cell.types, types),
    ]),
  };
}

// The place of the most frequent type; of equals, the first.
function mainType(counted, types) {
  const numbers = types.map((type) => counted[type] ?? 0);
  return numbers.indexOf(Math.max(...numbers));
}
