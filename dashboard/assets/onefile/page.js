// The page of the file: puts its parts together and keeps them in step. What the reader chose is in the address.
import { Answers } from "./answers.js";
import { both, chosenIn, Form, without } from "./filters.js";
import { COUNTS } from "./matching.js";
import { IncidentMap } from "./map.js";
import { Part } from "./parts.js";
import { incidents, json, packed } from "./records.js";
import { Sentence, fill, forms } from "./sentence.js";
import { Story } from "./story.js";
import { node, Rows } from "./table-rows.js";
import { dateNames, parseDay } from "./timeline-dates.js";
import { numbers, summary } from "./totals.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export async function open() {
  const words = json("words");
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
  let held;
  try {
    held = incidents(await packed("data"));
  } catch {
    document.body.append(node("p", "sheru-message st-key-message", words.page.too_old));
    return;
  }
  quietly();
  new Page(words, json("about"), held).begin();
}

// Where a page may not write its address, as in the preview of a mail, it is shown all the same.
function quietly() {
  const write = history.replaceState.bind(history);
  history.replaceState = (...said) => {
    try {
      write(...said);
    } catch {
      // the link is a help, not a need
    }
  };
}

class Page {
  constructor(words, about, held) {
    Object.assign(this, { words, about });
    const { language } = words.map;
    this.held = new URLSearchParams(about.filters);
    this.answers = new Answers(held, Object.keys(words.map.types));
    this.answers.takeOver();
    this.language = language;
    this.rows = new Rows({ strings: words.table, types: words.map.types, countries: words.countries, language });
    const { names, numbers: format } = this.rows;
    this.form = forms(language, format);
    this.sentence = new Sentence(words, { names, numbers: format, form: this.form });
    this.story = new Story(words, { names, numbers: format, rows: this.rows, form: this.form });
    this.version = about.version ?? "";
  }

  begin() {
    this.build();
    this.params = chosenIn(location.search);
    this.opened = this.answers.byId.has(this.inLink("incident")) ? this.inLink("incident") : "";
    dark.addEventListener("change", () => this.show());
    this.show();
  }

  inLink = (name) => new URL(location.href).searchParams.get(name) ?? "";

  build() {
    const { words } = this;
    const { page } = words;
    const css = json("styles");
    const opens = { opened: (id) => this.open(id) };
    this.filters = new Form(words.filters, this.choices(), (params) => this.choose(params));
    this.said = node("p", "sheru-sentence");
    this.said.setAttribute("role", "status");
    this.totals = node("dl", "sheru-totals");
    const counts = node("div", "", this.totals);
    for (const [name, value] of Object.entries({ tabindex: 0, role: "group", "aria-label": page.people })) counts.setAttribute(name, value);
    this.stage = node("div", "st-key-stage", node("div", "st-key-map", node("div", "sheru-map")));
    this.timeline = new Part("timeline", css.timeline, { range: (range) => this.brush(range), ...opens });
    this.table = new Part("table", css.table, opens);
    this.unplaced = new Part("table", css.table, opens);
    this.panelStyle = css.panel;
    this.away = node("div", "", this.heading(page.not_on_map, "not-on-map"), node("p", "sheru-note-below", page.not_on_map_note), this.unplaced.host);
    const main = node("main", "",
      node("header", "sheru-head", node("div", "", node("h1", "sheru-name", "Sheru"), node("p", "sheru-tagline", page.tagline)), this.said),
      node("div", "st-key-totals", counts), this.stage, node("div", "st-key-timeline", this.timeline.host), this.contents(),
      this.heading(page.table, "table"), this.table.host,
      this.away, this.heading(page.about, "about"), ...this.aboutParts());
    const drawer = node("details", "sheru-drawer", node("summary", "", words.filters.title), this.filters.root);
    const wide = matchMedia("(min-width: 641px)");
    const fit = () => (drawer.open = wide.matches);
    wide.addEventListener("change", fit);
    fit();
    const side = node("aside", "sheru-side", drawer);
    side.setAttribute("aria-label", words.filters.title);
    document.body.append(node("div", "stApp sheru-file", side, main));
    this.map = new IncidentMap(this.stage.querySelector(".sheru-map"), (id) => this.open(id));
  }

  choices() {
    const { words, answers } = this;
    const counted = (column) => numbers(answers.incidents, column);
    const number = (n) => this.rows.numbers.format(n ?? 0);
    const [countries, types] = [counted("country_code"), counted("event_type")];
    const country = Object.keys(countries).filter(Boolean).map((value) => ({ value, label: words.countries[value] ?? value, number: number(countries[value]) }));
    const type = Object.entries(words.map.types).filter(([value]) => types[value]).map(([value, label]) => {
      return { value, label, number: number(types[value]), sign: sheru.sign("single exact", value, sheru.SIGNS[value]) };
    });
    for (const { sign } of type) sign.setAttribute("aria-hidden", "true");
    return { country: country.sort((one, other) => one.label.localeCompare(other.label, this.language)), type };
  }

  heading(text, id) {
    return Object.assign(node("h2", "sheru-heading", text), { id, tabIndex: -1 });
  }

  contents() {
    const { page } = this.words;
    const link = (id, text) => node("li", "", Object.assign(node("a", "", text), { href: `#${id}` }));
    this.awayLink = link("not-on-map", "");
    const links = [link("table", page.table), this.awayLink, link("about", page.about)];
    const version = this.version ? fill(page.version, { day: this.day(this.about.published), version: this.version }) : "";
    return node("div", "st-key-footer", node("nav", "sheru-contents", node("ul", "", ...links), node("p", "", version)));
  }

  day = (text) => (text ? this.rows.names.range(parseDay(text), parseDay(text)) : "");

  aboutParts() {
    const { about, words } = this;
    const said = words.about;
    const entry = (title, ...told) => node("div", "", node("dt", "", title), node("dd", "", ...told));
    const sentence = this.sentence.say(this.held, summary(this.answers.incidents));
    const file = [
      fill(said.file_text, { day: this.day(about.exported) }),
      fill(said.held, { sentence }),
      ...(about.link ? [`${said.online} `] : []),
    ].join(" ");
    const online = /^https?:\/\//.test(about.link ?? "") ? [Object.assign(node("a", "", about.link), { href: about.link, rel: "noopener noreferrer" })] : [];
    const parts = Object.entries(said.parts).map(([title, text]) => entry(title, text));
    const more = [[said.licence, about.licence], [said.cite, about.citation]].filter(([, text]) => text);
    const columns = Object.entries(about.dictionary ?? {}).map(([name, doc]) => node("tr", "", node("td", "", name), node("td", "", doc)));
    const heads = node("tr", "", ...[said.column, said.meaning].map((text) => Object.assign(node("th", "", text), { scope: "col" })));
    const table = Object.assign(node("table", "", node("thead", "", heads), node("tbody", "", ...columns)), { lang: "en" });
    return [
      node("dl", "sheru-about", entry(said.file, file, ...online), ...more.map(([title, text]) => entry(title, text)), ...parts),
      ...(columns.length ? [node("details", "sheru-dictionary", node("summary", "", said.dictionary), table)] : []),
    ];
  }

  choose(params) {
    this.params = params;
    this.show();
  }

  brush({ from, to }) {
    const params = without(this.params, "from", "to");
    for (const [name, day] of Object.entries({ from, to })) if (day) params.set(name, day);
    this.choose(params);
  }

  open(id) {
    this.opened = id;
    this.show();
  }

  // Everything again; each part does only what its question asks for.
  show() {
    const { params, words } = this;
    const shown = summary(this.answers.rows(params));
    this.said.textContent = this.sentence.say(both(params, this.held), shown);
    document.title = `${this.said.textContent} – Sheru`;
    this.filters.show(params);
    this.showTotals(shown.totals);
    this.write();
    this.showMap(shown.bounds);
    const dates = { from: params.get("from") ?? "", to: params.get("to") ?? "" };
    this.timeline.show({
      query: String(without(params, "from", "to")), ...dates, bin: this.inLink("bin"), bars: this.inLink("bars"), play: this.inLink("play"),
      version: this.version, language: this.language, strings: words.timeline, types: words.map.types,
    });
    this.showTable(this.table, words.table, "", shown.incidents);
    this.showTable(this.unplaced, words.not_on_map, "no", shown.not_on_map);
    this.away.hidden = this.awayLink.hidden = !shown.not_on_map;
    this.awayLink.firstChild.textContent = this.form(words.page, "not_on_map_n", shown.not_on_map);
    this.showPanel();
  }

  showTotals(totals) {
    const { map, table } = this.words;
    this.totals.replaceChildren(...COUNTS.map((kind) => {
      const total = totals[kind];
      const unknown = total.known_in && total.unknown_in ? this.form(map, "unknown_in", total.unknown_in) : "";
      const [low, high] = [total.low_known_in ? total.low : null, total.known_in ? total.high : null];
      const range = this.rows.count({ low, high, approximate: total.approximate }) || table.unknown;
      const number = total.known_in || total.unknown_in ? range : "–";
      return node("div", "", node("dt", "", map.kinds[kind]), node("dd", "", number), node("dd", "sheru-unknown", unknown));
    }));
  }

  showMap(bounds) {
    const row = this.answers.byId.get(this.opened);
    const theme = dark.matches ? "dark" : "light";
    this.map.show({
      query: String(this.params), everything: "", version: this.version, fit: bounds, open: this.opened,
      open_at: row?.onMap ? [row.latitude, row.longitude] : null, table: "table", language: this.language, theme, strings: this.words.map,
    });
  }

  showTable(part, strings, onMap, total) {
    const { words } = this;
    part.show({
      query: String(this.params), on_map: onMap, version: this.version, total, opened: this.opened, language: this.language,
      strings, types: words.map.types, countries: words.countries, downloads: [],
    });
  }

  showPanel() {
    const row = this.answers.byId.get(this.opened);
    if (!row) {
      this.panel?.host.parentElement.remove();
      this.panel = null;
      return;
    }
    if (!this.panel) {
      this.panel = new Part("panel", this.panelStyle, { opened: (id) => this.open(id), closed: () => this.open("") });
      this.stage.append(node("div", "st-key-panel", this.panel.host));
    }
    const rest = without(this.params, "from", "to");
    this.panel.show(this.story.of(row, this.answers.rows(this.params), this.answers.rows(rest), rest.size > 0));
  }

  // What is chosen, for a reload and for the way back; what the map and the timeline write stays.
  write() {
    const url = new URL(location.href);
    for (const name of ["country", "type", "from", "to", "q", "incident", ...COUNTS.map((kind) => `${kind}_min`)]) url.searchParams.delete(name);
    for (const [name, value] of this.params) url.searchParams.append(name, value);
    if (this.opened) url.searchParams.set("incident", this.opened);
    if (url.search !== location.search) history.replaceState(null, "", url.pathname + url.search + url.hash);
  }
}
