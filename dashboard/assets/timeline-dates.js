// Days, bins and their names. All in UTC, so that no time zone moves a day.

const DAY = 86400000;
// Browsers that ship without Kazakh write "M01" for January.
const KAZAKH = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

export const parseDay = (text) => (text ? new Date(text + "T00:00:00Z") : null);
export const isoDay = (date) => date.toISOString().slice(0, 10);
export const addDays = (date, days) => new Date(+date + days * DAY);

// Every bin of the span, the empty ones too: the answer leaves those out.
export function allBins(answer, span, d3) {
  const counts = new Map(answer.bins.map((bin) => [bin.start, bin]));
  return binsOver(span, answer.bin, d3).map((bin) => {
    const { incidents = 0, types = {}, people = null } = counts.get(bin.from) ?? {};
    return { ...bin, incidents, types, people };
  });
}

// The bins of a length that have a day of the span.
export function binsOver(span, length, d3) {
  const { utcDay: day, utcMonday: week, utcMonth: month, utcYear: year } = d3;
  const interval = { day, week, month, year, decade: year.every(10) }[length];
  const starts = interval.range(interval.floor(parseDay(span.from)), addDays(parseDay(span.to), 1));
  const after = starts.length ? interval.offset(starts[starts.length - 1], 1) : null;
  return starts.map((start, at) => {
    const next = starts[at + 1] ?? after;
    return { start, next, from: isoDay(start), to: isoDay(addDays(next, -1)) };
  });
}

export function dateNames(language) {
  const format = (options) => new Intl.DateTimeFormat(language, { timeZone: "UTC", ...options });
  const known = !/M\d/.test(format({ month: "long" }).format(0));
  const year = (date) => String(date.getUTCFullYear());
  if (!known) return language.startsWith("kk") ? kazakhNames(year) : dateNames("en");
  const day = format({ day: "numeric", month: "long", year: "numeric" });
  const month = format({ month: "long", year: "numeric" });
  const shortMonth = format({ month: "short" });
  const shortDay = format({ day: "numeric", month: "short" });
  return {
    range: (from, to) => (+from === +to ? day.format(from) : day.formatRange(from, to)),
    month: (date) => month.format(date),
    year,
    tick: (date) => tick(date, year, (d) => shortMonth.format(d), (d) => shortDay.format(d)),
  };
}

function kazakhNames(year) {
  const name = (date) => KAZAKH[date.getUTCMonth()];
  // "мамыр" and "маусым" are short already; the others are cut as CLDR cuts them.
  const short = (date) => (name(date).length < 6 ? name(date) : name(date).slice(0, 3) + ".");
  const dayMonth = (date) => `${date.getUTCDate()} ${name(date)}`;
  const day = (date) => `${year(date)} ж. ${dayMonth(date)}`;
  const range = (from, to) => {
    if (+from === +to) return day(from);
    if (year(from) !== year(to)) return `${day(from)} – ${day(to)}`;
    if (name(from) !== name(to)) return `${day(from)} – ${dayMonth(to)}`;
    return `${year(from)} ж. ${from.getUTCDate()}–${dayMonth(to)}`;
  };
  return {
    range,
    month: (date) => `${year(date)} ж. ${name(date)}`,
    year,
    tick: (date) => tick(date, year, short, (d) => `${d.getUTCDate()} ${short(d)}`),
  };
}

function tick(date, year, month, day) {
  if (date.getUTCDate() > 1) return day(date);
  return date.getUTCMonth() ? month(date) : year(date);
}

export function binName(names, bin, kind) {
  if (kind === "month") return names.month(bin.start);
  if (kind === "year") return names.year(bin.start);
  if (kind === "decade") return `${names.year(bin.start)}–${names.year(addDays(bin.next, -1))}`;
  return names.range(bin.start, addDays(bin.next, -1));
}

// The date of an incident from `first` to `last`, as precisely as it is known: a month is never padded to a day.
export function dateText(names, first, last) {
  const next = addDays(last, 1);
  const whole = first.getUTCDate() === 1 && next.getUTCDate() === 1;
  const months = (next.getUTCFullYear() - first.getUTCFullYear()) * 12 + next.getUTCMonth() - first.getUTCMonth();
  if (whole && months === 1) return names.month(first);
  return whole && months === 12 && first.getUTCMonth() === 0 ? names.year(first) : names.range(first, last);
}
