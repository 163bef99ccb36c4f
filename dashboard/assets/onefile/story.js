// An incident in words for the panel, as dashboard/incident_view.py says it on the page.
import { COUNTS } from "./matching.js";
import { nearby, neighbours } from "./listing.js";
import { fill } from "./sentence.js";
import { parseDay } from "./timeline-dates.js";

const DECIMALS = { exact: 4, locality: 2, city: 2, admin2: 1, admin1: 0 }; // of a degree that each precision deserves
const NEAR_KM = 100;

// Of halves the even number, as the server rounds.
function rounded(number) {
  const near = Math.round(number);
  return near - number === 0.5 && near % 2 ? near - 1 : near;
}

export class Story {
  // `rows` puts counts and dates into words, as the table does.
  constructor(words, { names, numbers, rows, form }) {
    Object.assign(this, { words, strings: words.story, names, numbers, rows, form });
  }

  // `passing` are the incidents that are shown; `others` those of any date. `narrowed`: the others are not all.
  of(row, passing, others, narrowed) {
    const { strings } = this;
    const place = [row.place_name, row.admin1, this.country(row.country_code)].filter(Boolean);
    const response = row.state_response.split("; ").filter(Boolean).map((name) => this.words.responses[name] ?? name);
    return {
      id: row.incident_id,
      type: row.event_type,
      kicker: [this.type(row), this.rows.when(row)],
      title: [...new Set(place)].join(", "),
      what: row.description,
      counts: { title: strings.how_many, rows: COUNTS.map((kind) => this.count(row, kind)) },
      response: { label: strings.response, value: response.join(", ") || strings.not_reported, unknown: !response.length },
      place: this.place(row),
      reports: { title: strings.reports, number: this.form(strings, "report", row.reports.length), all: row.reports.map((each) => this.report(each, row)) },
      near: this.near(row, others, narrowed),
      strings: strings.strings,
      ...neighbours(passing, row),
    };
  }

  type = (row) => this.words.map.types[row.event_type] ?? row.event_type;
  country = (code) => (code ? this.words.countries[code] ?? code : "");
  said = (count) => this.rows.count(count) || this.words.table.unknown;

  count(row, kind) {
    const count = { low: row[`${kind}_low`], high: row[`${kind}_high`], approximate: row[`${kind}_approximate`] };
    const labels = [this.strings.lowest, this.strings.highest];
    const spread = (row.spread?.[kind] ?? []).map((end, at) => ({
      label: labels[at],
      value: this.said(end),
      source: end.sources.map((name) => name || this.strings.unnamed).join(", "),
    }));
    return { label: this.words.map.kinds[kind], value: this.said(count), unknown: !this.rows.count(count), spread };
  }

  place(row) {
    const { strings } = this;
    const decimals = DECIMALS[row.precision];
    const lines = [strings.known[row.precision] ?? "", strings.found[row.placing] ?? ""];
    if (row.radius_km >= 1 && decimals !== undefined) {
      lines.push(fill(strings.within, { n: this.numbers.format(rounded(row.radius_km)) }));
    }
    const known = row.latitude !== null && decimals !== undefined;
    const value = known && `${row.latitude.toFixed(decimals)}, ${row.longitude.toFixed(decimals)}`;
    return { title: strings.place, lines: lines.filter(Boolean), coordinates: known ? { label: strings.coordinates, value } : null };
  }

  report(report, row) {
    const { strings } = this;
    const differs = [];
    const same = ["date_start", "date_end", "date_precision"].every((part) => report[part] === row[part]);
    if (!same) differs.push({ label: strings.date, value: this.rows.when(report) });
    if (report.event_type !== row.event_type) differs.push({ label: strings.type, value: this.type(report) });
    const published = report.source_published;
    const day = /^\d{4}-\d{2}-\d{2}$/.test(published) ? this.names.range(parseDay(published), parseDay(published)) : published;
    return {
      source: report.source_name || strings.unnamed,
      published: day && fill(strings.published, { day }),
      what: report.description ?? "",
      differs,
      counts: COUNTS.filter((kind) => report[kind]).map((kind) => {
        return { label: this.words.map.kinds[kind], value: fill(strings.quoted, { text: report[kind] }) };
      }),
      links: report.links,
    };
  }

  near(row, others, narrowed) {
    const { strings } = this;
    const within = fill(strings.near_within, { n: this.numbers.format(NEAR_KM) });
    return {
      title: strings.near,
      note: narrowed ? `${within} ${strings.others_hold}` : within,
      all: nearby(others, row).map(({ row: other, distance }) => ({
        id: other.incident_id,
        type: other.event_type,
        title: other.place_name || this.country(other.country_code),
        what: this.type(other),
        when: this.rows.when(other),
        distance: this.distance(distance),
      })),
    };
  }

  distance(km) {
    if (km < 0.05) return this.strings.same_place;
    return km < 1 ? this.strings.less_than_one : fill(this.strings.about_km, { n: this.numbers.format(rounded(km)) });
  }
}
