// People over many incidents as a range, as data/totals.py adds them, and the numbers of a view.
import { COUNTS } from "./matching.js";

export function total(rows, kind) {
  const sum = { low: 0, high: 0, known_in: 0, low_known_in: 0, approximate: false, unknown_in: 0 };
  let open = false;
  for (const row of rows) {
    const [low, high] = [row[`${kind}_low`], row[`${kind}_high`]];
    sum.approximate ||= Boolean(row[`${kind}_approximate`]);
    if (low === null && high === null) sum.unknown_in += 1;
    else sum.known_in += 1;
    if (low !== null) [sum.low, sum.low_known_in] = [sum.low + low, sum.low_known_in + 1];
    if (high !== null) sum.high += high;
    else if (low !== null) open = true;
  }
  return { ...sum, high: open ? null : sum.high };
}

export const least = (values) => values.reduce((one, other) => (other < one ? other : one));
export const greatest = (values) => values.reduce((one, other) => (other > one ? other : one));

// How often each value comes, the most frequent first.
export function numbers(rows, column) {
  const found = new Map();
  for (const row of rows) found.set(row[column], (found.get(row[column]) ?? 0) + 1);
  const order = ([one, n], [other, m]) => m - n || (one < other ? -1 : 1);
  return Object.fromEntries([...found].sort(order));
}

export function summary(rows) {
  const placed = rows.filter((row) => row.onMap);
  const [east, north] = ["longitude", "latitude"].map((name) => placed.map((row) => row[name]));
  return {
    incidents: rows.length,
    not_on_map: rows.length - placed.length,
    first_day: rows.length ? least(rows.map((row) => row.date_start)) : null,
    last_day: rows.length ? greatest(rows.map((row) => row.date_end)) : null,
    countries: numbers(rows, "country_code"),
    totals: Object.fromEntries(COUNTS.map((kind) => [kind, total(rows, kind)])),
    bounds: placed.length ? [least(east), least(north), greatest(east), greatest(north)] : null,
  };
}
