// What is shown, as a sentence: as dashboard/sentence.py says it on the page.
import { dateText, parseDay } from "./timeline-dates.js";
import { COUNTS } from "./matching.js";

export class Sentence {
  constructor(words, { names, numbers, form }) {
    Object.assign(this, { words, strings: words.sentence, names, numbers });
    this.form = (key, number, more) => form(this.strings, key, number, more);
  }

  // `params` are the filters, `shown` their numbers (totals.js).
  say(params, shown) {
    const { strings } = this;
    const incidents = this.subject(params, shown);
    const where = this.all(params.getAll("country").map((code) => this.words.countries[code] ?? code));
    const when = this.when(params) || this.years(shown);
    const form = where && when ? strings.where_when : where ? strings.where : when ? strings.when : "{incidents}";
    const parts = [fill(form, { incidents, where, when }), ...this.restrictions(params)];
    if (shown.incidents) parts.push(this.detained(shown.totals.detained));
    const said = parts.join("; ");
    return said.charAt(0).toUpperCase() + said.slice(1);
  }

  all(names) {
    const { list } = this.strings;
    const joined = (pattern, one, other) => fill(pattern, { 0: one, 1: other });
    if (names.length < 3) return names.reduce((one, other) => joined(list[2], one, other), names.shift() ?? "");
    const end = joined(list.end, names[names.length - 2], names[names.length - 1]);
    const middle = names.slice(1, -2).reduceRight((rest, name) => joined(list.middle, name, rest), end);
    return joined(list.start, names[0], middle);
  }

  subject(params, shown) {
    if (!shown.incidents) return this.strings.none;
    const incidents = this.form("incidents", shown.incidents);
    const countries = Object.keys(shown.countries).filter(Boolean).length;
    if (params.has("country") || countries < 2) return incidents;
    return this.form("in_countries", countries, { incidents });
  }

  when(params) {
    const [from, to] = [params.get("from"), params.get("to")];
    const day = (text) => this.names.range(parseDay(text), parseDay(text));
    if (from && to) return this.range(from, to);
    if (from) return fill(this.strings.from, { day: day(from) });
    return to ? fill(this.strings.until, { day: day(to) }) : "";
  }

  years({ first_day: first, last_day: last }) {
    if (!first) return "";
    const [from, to] = [first, last].map((day) => day.slice(0, 4));
    return from === to ? this.range(first, last) : this.range(`${from}-01-01`, `${to}-12-31`);
  }

  range(from, to) {
    const years = [from, to].map((day) => day.slice(0, 4));
    if (from.endsWith("-01-01") && to.endsWith("-12-31")) return [...new Set(years)].join("–");
    return dateText(this.names, parseDay(from), parseDay(to));
  }

  restrictions(params) {
    const { words, strings } = this;
    const parts = [];
    const named = (name, labels) => params.getAll(name).map((value) => labels[value] ?? value).join(", ");
    if (params.has("type")) parts.push(named("type", words.map.types));
    if (params.get("q")) parts.push(fill(strings.text, { text: params.get("q") }));
    for (const kind of COUNTS) if (params.get(`${kind}_min`)) parts.push(this.form(kind, Number(params.get(`${kind}_min`))));
    if (params.has("precision")) parts.push(fill(strings.precision, { precisions: named("precision", words.precisions) }));
    if (params.has("source")) parts.push(fill(strings.source, { sources: named("source", {}) }));
    return parts;
  }

  detained(total) {
    if (!total.known_in) return this.strings.people_unknown;
    const people = this.people(total);
    return total.unknown_in ? `${people} ${this.form("unknown_in", total.unknown_in)}` : people;
  }

  people({ low, high, low_known_in: lowKnownIn, approximate }) {
    if (!lowKnownIn) return this.form("people_at_most", high ?? 0);
    if (high === null) return this.form("people_at_least", low);
    if (high === low) return this.form(approximate ? "people_about" : "people", low);
    return this.form("people_range", high, { low: this.numbers.format(low), high: this.numbers.format(high) });
  }
}

// Each {name} once, so that a text that holds braces stays as it is.
export const fill = (form, values) => form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// The form of `key` for a number: "{n} incident" or "{n} incidents".
export function forms(language, numbers) {
  const plural = new Intl.PluralRules(language);
  return (strings, key, number, more = {}) => {
    const form = strings[`${key}_${plural.select(number)}`] ?? strings[`${key}_other`];
    return fill(form, { n: numbers.format(number), ...more });
  };
}
