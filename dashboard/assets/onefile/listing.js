// Incidents one by one: pages of a list in its orders, and what is next to one; as data/listing.py and neighbours.py.
import { inside } from "./clusters.js";
import { COUNTS } from "./matching.js";

const NEAR_KM = 100;
const EARTH_KM = 6371.0088; // mean radius (IUGG)

const less = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
const by = (...keys) => (one, other) => {
  for (const key of keys) {
    const found = less(key(one), key(other));
    if (found) return found;
  }
  return 0;
};
const down = (key) => (one, other) => less(key(other), key(one));
const then = (first, second) => (one, other) => first(one, other) || second(one, other);

const day = (row) => row.date_start;
const id = (row) => row.incident_id;
const newest = then(down(day), by(id));
const oldest = by(day, id);

function largest(kind) {
  const claimed = (row) => row[`${kind}_claimed`] ?? -1;
  const atMost = (row) => (row[`${kind}_claimed`] === null ? row[`${kind}_high`] ?? -1 : -1);
  return then(then(down(claimed), down(atMost)), newest);
}

const ORDERS = {
  newest,
  oldest,
  place: then(by((row) => row.place_name === "", (row) => row.place_name.toLowerCase(), (row) => row.country_code), newest),
  type: then(by((row) => row.event_type), newest),
  ...Object.fromEntries(COUNTS.map((kind) => [kind, largest(kind)])),
};

export const inOrderOf = (rows, order) => [...rows].sort(ORDERS[order]);

export function listing(rows, params) {
  const bbox = params.get("bbox");
  const part = { yes: (row) => row.onMap, no: (row) => !row.onMap }[params.get("on_map")] ?? (() => true);
  const found = inOrderOf(rows.filter(part).filter(bbox ? inside(bbox) : () => true), params.get("order") ?? "newest");
  const offset = Number(params.get("offset") ?? 0);
  const incidents = found.slice(offset, offset + Number(params.get("limit") ?? 50)).map(said);
  return { total: found.length, offset, incidents };
}

// A row in the words of the API.
function said(row) {
  const counts = COUNTS.map((kind) => [kind, { low: row[`${kind}_low`], high: row[`${kind}_high`], approximate: row[`${kind}_approximate`] }]);
  const location = row.latitude === null ? null : { precision: row.precision };
  return { ...row, ...Object.fromEntries(counts), location, sources: row.sources.split("\n").filter(Boolean) };
}

// The ids of the incidents just before and just after, in time.
export function neighbours(rows, row) {
  const order = inOrderOf(rows, "oldest");
  const before = order.findLast((other) => oldest(other, row) < 0);
  const after = order.find((other) => oldest(other, row) > 0);
  return { earlier: before?.incident_id ?? "", later: after?.incident_id ?? "" };
}

// Others within NEAR_KM, the nearest first. A place known less precisely than that is near nothing but itself.
export function nearby(rows, row, most = 5) {
  if (!row.onMap) return [];
  const far = (row.radius_km ?? 0) > NEAR_KM;
  const days = (other) => Math.abs(Date.parse(other.date_start) - Date.parse(row.date_start));
  const found = [];
  for (const other of rows) {
    if (!other.onMap || other === row) continue;
    const same = other.x === row.x && other.y === row.y;
    const distance = kilometres(row, other);
    if (same || (!far && (other.radius_km ?? 0) <= NEAR_KM && distance <= NEAR_KM)) found.push({ row: other, distance });
  }
  return found.sort(by((near) => near.distance, (near) => days(near.row), (near) => near.row.incident_id)).slice(0, most);
}

// By the haversine formula.
function kilometres(one, other) {
  const radians = (angle) => (angle * Math.PI) / 180;
  const up = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
  const along = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const share = up + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * along;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, share)));
}
