// Playback: what a viewport shows in each of many windows of time, as data/frames.py.
import { addDays, isoDay, parseDay } from "./timeline-dates.js";
import { binNext, binStart } from "./bins.js";
import { cellKey, inside, shiftOf } from "./clusters.js";

const FRAMES = 60; // of one answer
const MAX_CELLS = 400; // of one frame: the fullest

export function frames(rows, params, types) {
  const zoom = Number(params.get("zoom"));
  const length = params.get("window");
  const found = rows.filter(inside(params.get("bbox")));
  const made = [];
  for (let start = binStart(params.get("day"), length); made.length < FRAMES; ) {
    const next = binNext(start, length);
    made.push(frame(found, start, isoDay(addDays(parseDay(next), -1)), zoom, types));
    start = next;
  }
  return { types, frames: made };
}

// Everything that may have happened in the window.
function frame(rows, start, end, zoom, types) {
  const held = rows.filter((row) => row.date_end >= start && row.date_start <= end);
  const cells = [...Map.groupBy(held, (row) => cellKey(row, zoom)).values()].sort((one, other) => other.length - one.length);
  const vague = (each) => each.filter((row) => row.date_start < start || row.date_end > end).length;
  return {
    start,
    end,
    incidents: held.length,
    imprecise: vague(held),
    cut: cells.slice(MAX_CELLS).reduce((sum, each) => sum + each.length, 0),
    cells: cells.slice(0, MAX_CELLS).flatMap((each) => [
      ...["x", "y"].map((axis) => Math.trunc(each.reduce((sum, row) => sum + row[axis], 0) / each.length) >> shiftOf(zoom)),
      each.length, vague(each), mainType(each, types),
    ]),
  };
}

// The place of the most frequent type; of equals, the first.
function mainType(rows, types) {
  const counted = types.map((type) => rows.filter((row) => row.event_type === type).length);
  return counted.indexOf(Math.max(...counted));
}
