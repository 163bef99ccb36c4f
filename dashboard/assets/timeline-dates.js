// Days, bins and their names. All in UTC, so that no time zone moves a day.

const DAY = 86400000;
// Browsers that ship without Kazakh write "M01" for January.
const KAZAKH = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

export const parseDay = (text) => (text ? new Date(text + "T00:00:00Z") : null);
export const isoDay = (date) => date.toISOString().slice(0, 10);
export const addDays = (date, days) => new Date(+date + days * DAY);

// Every bin of the span, the empty ones too: the answer leaves those out.
export function allBins(answer, span, d3) {
  const interval = { day: d3.utcDay, week: d3.utcMonday, month: d3.utcMonth, year: d3.utcYear }[answer.bin];
  const counts = new Map(answer.bins.map((bin) => [bin.start, bin]));
  const first = interval.floor(parseDay(span.from));
  return interval.range(first, addDays(parseDay(span.to), 1)).map((start) => {
    const next = interval.offset(start, 1);
    const from = isoDay(start);
    return { start, next, from, to: isoDay(addDays(next, -1)), incidents: counts.get(from)?.incidents ?? 0, types: counts.get(from)?.types ?? {} };
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
