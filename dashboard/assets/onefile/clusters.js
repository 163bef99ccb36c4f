// What a viewport of the map shows: cells, incidents one by one, and heat, as data/clusters.py, points.py and heat.py.
import { degrees, mercator } from "./records.js";
import { greatest, least, numbers, total } from "./totals.js";

const PIXEL_BITS = 22; // at zoom z a pixel is 2^(22 - z) units wide
const CELL = 6, SQUARE = 4; // log2 of their pixels
const MAX_CELLS = 2000, MAX_POINTS = 400;

export const isArea = (row) => row.precision.startsWith("admin");
export const shiftOf = (zoom) => PIXEL_BITS - zoom;

// Whether a row is on the map and inside `bbox`; west is greater than east across the antimeridian.
export function inside(bbox) {
  const [west, south, east, north] = bbox.split(",").map(Number);
  const [left, top] = mercator(north, Math.max(-180, west));
  const [right, bottom] = mercator(south, Math.min(180, east));
  const across = west <= east ? (x) => x >= left && x <= right : (x) => x >= left || x <= right;
  return (row) => row.onMap && row.y >= top && row.y <= bottom && (east - west >= 360 || across(row.x));
}

export function cellKey(row, zoom) {
  const shift = Math.max(0, shiftOf(zoom) + CELL);
  return `${row.x >> shift},${row.y >> shift},${Number(isArea(row))}`;
}

export function clusters(rows, params, types) {
  const zoom = Number(params.get("zoom"));
  const size = params.get("size") ?? "incidents";
  const cells = [...Map.groupBy(rows.filter(inside(params.get("bbox"))), (row) => cellKey(row, zoom))];
  cells.sort(([one, held], [other, others]) => others.length - held.length || byNumbers(one.split(","), other.split(",")));
  return { clusters: cells.slice(0, MAX_CELLS).map(([, held]) => cell(held, size, types)) };
}

function byNumbers(one, other) {
  const at = one.findIndex((part, place) => part !== other[place]);
  return one[at] - other[at];
}

function cell(held, size, types) {
  const [{ x, y }] = held;
  const onePlace = held.every((row) => row.x === x && row.y === y);
  const mean = (axis) => held.reduce((sum, row) => sum + row[axis], 0) / held.length;
  const at = onePlace ? { latitude: lowest(held, "latitude"), longitude: lowest(held, "longitude") } : degrees(mean("x"), mean("y"));
  return {
    count: held.length,
    ...at,
    one_place: onePlace,
    precision: held.every(isArea) ? lowest(held, "precision") : shared(held, "precision"),
    radius_km: Math.max(0, ...held.map((row) => row.radius_km ?? 0)),
    incident_id: held.length === 1 ? held[0].incident_id : "",
    event_type: shared(held, "event_type"),
    name: onePlace ? lowest(held, "place_name") : "",
    types: inOrder(numbers(held, "event_type"), types),
    date_start: lowest(held, "date_start"),
    date_end: greatest(held.map((row) => row.date_end)),
    people: size === "incidents" ? null : total(held, size),
  };
}

const lowest = (held, column) => least(held.map((row) => row[column]));
const shared = (held, column) => (held.every((row) => row[column] === held[0][column]) ? held[0][column] : "");

export const inOrder = (counted, types) =>
  Object.fromEntries(types.filter((type) => counted[type]).map((type) => [type, counted[type]]));

export function points(rows, params) {
  const found = rows.filter(inside(params.get("bbox")));
  return { total: found.length, points: found.slice(0, MAX_POINTS).map((row) => ({ ...row, name: row.place_name, reports: undefined })) };
}

export function heat(rows, params) {
  const shift = Math.max(0, shiftOf(Number(params.get("zoom"))) + SQUARE);
  const found = rows.filter(inside(params.get("bbox")));
  const spots = found.filter((row) => !isArea(row)).map((row) => ({ square: `${row.x >> shift},${row.y >> shift}` }));
  const squares = Object.entries(numbers(spots, "square")).map(([square, number]) => [...square.split(",").map(Number), number]);
  squares.sort((one, other) => other[2] - one[2] || one[0] - other[0] || one[1] - other[1]);
  return { pixels: 2 ** SQUARE, squares, left_out: found.length - spots.length };
}
