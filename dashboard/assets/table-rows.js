// The rows of the table: incidents in the reader's words, as text and never as HTML.
import { dateNames, parseDay } from "./timeline-dates.js";

const COUNTS = ["participants", "detained", "injured", "killed"];

// A column: its name, and the orders of the API that its heading asks for, each with the direction it reads in.
export const COLUMNS = [
  ["date", { newest: "descending", oldest: "ascending" }],
  ["place", { place: "ascending" }],
  ["type", { type: "ascending" }],
  ["what", {}],
  ...COUNTS.map((kind) => [kind, { [kind]: "descending" }]),
  ["sources", {}],
];

export const node = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

export class Rows {
  constructor({ strings, types, countries, language }) {
    Object.assign(this, { strings, types, countries });
    this.names = dateNames(language);
    // Browsers that ship without Kazakh would write English numbers; Kazakh ones look like Russian ones.
    this.numbers = new Intl.NumberFormat(language.startsWith("kk") ? "ru" : language);
  }

  range(first, last, total) {
    const said = { first, last, n: total };
    return this.strings.range.replace(/\{(\w+)\}/g, (_, name) => this.numbers.format(said[name]));
  }

  row(incident) {
    const { strings } = this;
    const date = this.when(incident);
    const type = this.types[incident.event_type] ?? incident.event_type;
    const cells = {
      date: this.cell("date", date),
      place: this.place(incident, date),
      type: this.cell("type", node("span", "word", type)),
      what: this.cell("what", node("span", "clamp", incident.description)),
      sources: this.number("sources", incident.sources.length ? this.numbers.format(incident.sources.length) : ""),
    };
    for (const kind of COUNTS) cells[kind] = this.number(kind, this.count(incident[kind]));
    for (const name of [...COUNTS, "sources"]) cells[name].dataset.label = strings[name]; // a card has no headings
    const row = node("tr", "", ...COLUMNS.map(([name]) => cells[name]));
    row.setAttribute("role", "row");
    row.dataset.incident = incident.incident_id;
    return row;
  }

  cell(name, ...content) {
    const made = node("td", name, ...content);
    made.setAttribute("role", "cell");
    return made;
  }

  place(incident, date) {
    const country = this.countries[incident.country_code] ?? incident.country_code;
    const wholeCountry = incident.location?.precision === "country" && country;
    const place = wholeCountry || incident.place_name || incident.admin1 || country || this.strings.nowhere;
    const opener = node("button", "open", node("span", "clamp", place));
    opener.type = "button";
    opener.setAttribute("aria-label", `${place}, ${date}`);
    const made = node("th", "place", opener);
    made.setAttribute("role", "rowheader");
    made.scope = "row";
    if (country && country !== place) made.append(node("span", "quiet country", country));
    return made;
  }

  number(name, said) {
    const made = this.cell(name, said ? node("span", "", said) : node("span", "quiet", this.strings.unknown));
    made.classList.toggle("nobody-says", !said);
    return made;
  }

  // A count as a range in words, as everywhere on the page; "" where it is unknown.
  count({ low, high, approximate }) {
    const say = (form, numbers) => form.replace(/\{(\w+)\}/g, (_, name) => this.numbers.format(numbers[name]));
    const { at_most: atMost, at_least: atLeast, low_to_high: lowToHigh, about } = this.strings;
    if (low === null && high === null) return "";
    if (low === null) return say(atMost, { n: high });
    if (high === null) return say(atLeast, { n: low });
    if (low !== high) return say(lowToHigh, { low, high });
    return say(approximate ? about : "{n}", { n: low });
  }

  // A date is shown as precisely as it is known, never padded to a day.
  when(incident) {
    const [start, end] = [incident.date_start, incident.date_end].map(parseDay);
    const { names } = this;
    const [from, to] = [names.year(start), names.year(end)];
    if (incident.date_precision === "year") return from === to ? from : `${from}–${to}`;
    const oneMonth = from === to && start.getUTCMonth() === end.getUTCMonth();
    return incident.date_precision === "month" && oneMonth ? names.month(start) : names.range(start, end);
  }
}
