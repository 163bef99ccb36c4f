// Incidents over time, as data/timeline.py and bins.py: bins of a day, a week from Monday, a month, a year, a decade.
import { addDays, isoDay, parseDay } from "./timeline-dates.js";
import { inOrder } from "./clusters.js";
import { greatest, least, numbers, total } from "./totals.js";

const DAYS = { day: 1, week: 7, month: 30.4, year: 365.25, decade: 3652.5 };
const BINS = Object.keys(DAYS);
const MOST_DAYS = { day: 92, week: 2 * 366, month: 25 * 366, year: 100 * 366 };
const MAX_BINS = 1000;
const DAY = 86400000;

// The first day of the bin that holds `day`.
export function binStart(day, length) {
  if (length === "day") return day;
  if (length === "month") return `${day.slice(0, 7)}-01`;
  if (length === "year") return `${day.slice(0, 4)}-01-01`;
  if (length === "decade") return `${day.slice(0, 3)}0-01-01`;
  const date = parseDay(day);
  return isoDay(addDays(date, -((date.getUTCDay() + 6) % 7)));
}

// The day after the bin that begins with `start`.
export function binNext(start, length) {
  const [year, month] = start.split("-").map(Number);
  if (length === "day" || length === "week") return isoDay(addDays(parseDay(start), DAYS[length]));
  const months = { month: 1, year: 12, decade: 120 }[length];
  return isoDay(new Date(Date.UTC(year, month - 1 + months, 1)));
}

function binFor(days, asked) {
  const longEnough = BINS.slice(BINS.indexOf(asked)).find((length) => days / DAYS[length] <= MAX_BINS);
  if (asked) return longEnough ?? BINS[BINS.length - 1];
  return Object.keys(MOST_DAYS).find((length) => days <= MOST_DAYS[length]) ?? "decade";
}

export function timeline(rows, params, types) {
  const [asked, people] = [params.get("bin"), params.get("bars")];
  if (!rows.length) return { bin: asked ?? "month", lengths: BINS, from: null, to: null, bins: [], imprecise: 0 };
  const from = greatest([least(rows.map((row) => row.date_start)), params.get("from") ?? ""]);
  const to = least([greatest(rows.map((row) => row.date_end)), params.get("to") ?? "9999-12-31"]);
  const days = (parseDay(to) - parseDay(from)) / DAY + 1;
  const bin = binFor(days, asked);
  const vague = [];
  const held = new Map();
  for (const row of rows) {
    const start = binStart(row.date_start, bin);
    if (start !== binStart(row.date_end, bin)) vague.push(row);
    else if (held.has(start)) held.get(start).push(row);
    else held.set(start, [row]);
  }
  const bins = [...held].sort(([one], [other]) => (one < other ? -1 : 1)).map(([start, own]) => ({
    start,
    end: isoDay(addDays(parseDay(binNext(start, bin)), -1)),
    incidents: own.length,
    types: inOrder(numbers(own, "event_type"), types),
    ...(people ? { people: total(own, people) } : {}),
  }));
  const lengths = BINS.slice(BINS.indexOf(binFor(days, "day")));
  const apart = people ? { imprecise_people: vague.length ? total(vague, people) : null } : {};
  return { bin, lengths, from, to, bins, imprecise: vague.length, ...apart };
}
