// The table of incidents: the API sorts and pages it, this draws it, as text and never as HTML. A Streamlit component
// (v2): called again with new data at every run, always with the same element; it asks only when the question changed.

const LIMIT = 25;
const COUNTS = ["participants", "detained", "injured", "killed"];

// A column: its name, and the orders of the API that its heading asks for, each with the direction it reads in.
const COLUMNS = [
  ["date", { newest: "descending", oldest: "ascending" }],
  ["place", { place: "ascending" }],
  ["type", { type: "ascending" }],
  ["what", {}],
  ...["detained", "participants", "killed", "injured"].map((kind) => [kind, { [kind]: "descending" }]),
  ["sources", {}],
];

const tables = new WeakMap();

export default function (component) {
  const place = component.parentElement;
  if (!tables.has(place)) tables.set(place, new Table(place));
  tables.get(place).update(component);
  return () => {
    tables.get(place)?.destroy();
    tables.delete(place);
  };
}

const node = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

const button = (className, act) => {
  const made = node("button", className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

class Table {
  constructor(place) {
    this.order = "newest";
    this.offset = 0;
    this.status = node("p", "range");
    this.status.setAttribute("role", "status");
    this.downloads = node("p", "downloads");
    this.caption = node("caption", "");
    this.headings = new Map(COLUMNS.map(([name, orders]) => [name, this.heading(name, orders)]));
    this.body = node("tbody", "");
    const heads = node("tr", "", ...[...this.headings.values()].map(({ cell }) => cell));
    this.table = node("table", "", this.caption, node("thead", "", heads), this.body);
    this.messageText = node("span", "");
    this.retry = button("plain", () => this.fetch());
    this.message = node("div", "message", this.messageText, this.retry);
    this.message.setAttribute("role", "status");
    this.frame = node("div", "frame", this.table, this.message);
    this.previous = button("plain", () => this.turn(-LIMIT));
    this.next = button("plain", () => this.turn(LIMIT));
    this.where = node("span", "range");
    this.where.setAttribute("aria-hidden", "true"); // said above already
    this.pager = node("div", "pager", this.previous, this.where, this.next);
    this.root = node("section", "incidents", node("div", "bar", this.status, this.downloads), this.frame, this.pager);
    this.body.addEventListener("click", (event) => this.clicked(event));
    place.append(this.root);
  }

  heading(name, orders) {
    const cell = node("th", name);
    cell.scope = "col";
    if (!Object.keys(orders).length) return { cell, label: cell, orders };
    const label = button("sort", () => this.sort(orders));
    cell.append(label);
    return { cell, label, orders };
  }

  destroy() {
    this.abort?.abort();
    this.root.remove();
  }

  update({ data, setTriggerValue }) {
    this.data = data;
    this.open = (id) => setTriggerValue("opened", id);
    if (this.spoken !== data.language + data.strings.caption) this.speak();
    if (this.query !== data.query) [this.query, this.offset] = [data.query, 0];
    this.offer();
    this.fetchOnce();
  }

  // The words that stand around the rows.
  speak() {
    const { strings, language } = this.data;
    this.spoken = language + strings.caption;
    // Browsers that ship without Kazakh would write English numbers; Kazakh ones look like Russian ones.
    this.numbers = new Intl.NumberFormat(language.startsWith("kk") ? "ru" : language);
    this.caption.textContent = strings.caption;
    for (const [name, { label }] of this.headings) label.textContent = strings[name];
    this.retry.textContent = strings.retry;
    this.previous.textContent = strings.previous;
    this.next.textContent = strings.next;
    this.root.setAttribute("aria-label", strings.caption);
    this.names = null;
    if (this.answer) this.asked = ""; // the rows say everything again
  }

  offer() {
    const links = this.data.downloads.map(({ name, path }) => {
      const link = node("a", "", name);
      const url = new URL(path, document.baseURI);
      url.search = this.data.query;
      link.href = url.href;
      link.download = "";
      return link;
    });
    const shown = links.map((link) => link.href + link.textContent).join();
    if (shown === this.offered) return;
    this.offered = shown;
    this.downloads.replaceChildren(...links);
  }

  sort(orders) {
    const names = Object.keys(orders);
    const at = names.indexOf(this.order);
    // The next order of this heading; after the last one, as at first.
    this.order = at < 0 ? names[0] : (names[at + 1] ?? "newest");
    this.offset = 0;
    this.fetchOnce();
  }

  turn(by) {
    this.offset = Math.max(0, this.offset + by);
    this.fetchOnce(true);
  }

  fetchOnce(turned = false) {
    for (const { cell, orders } of this.headings.values()) {
      if (orders[this.order]) cell.setAttribute("aria-sort", orders[this.order]);
      else cell.removeAttribute("aria-sort");
    }
    const question = [this.data.version, this.query, this.data.on_map, this.order, this.offset].join("|");
    if (question === this.asked) return;
    this.asked = question;
    // While pages are turned the buttons below stay under the finger.
    this.frame.style.minHeight = turned ? `${this.frame.offsetHeight}px` : "";
    this.fetch(turned);
  }

  async fetch(turned = false) {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    this.root.setAttribute("aria-busy", "true");
    if (!this.answer) this.say("loading");
    try {
      const [answer] = await Promise.all([this.ask(abort.signal), this.learnDates()]);
      if (abort.signal.aborted) return;
      if (!answer.incidents.length && answer.total) {
        // Fewer than there were: the last page that there is.
        this.offset = Math.floor((answer.total - 1) / LIMIT) * LIMIT;
        return this.fetchOnce(turned);
      }
      this.answer = answer;
      this.draw();
      if (turned && this.root.getBoundingClientRect().top < 0) this.root.scrollIntoView({ block: "start" });
    } catch {
      if (abort.signal.aborted) return;
      this.answer = null;
      this.say("failed");
    }
    this.root.removeAttribute("aria-busy");
  }

  async ask(signal) {
    const url = new URL(this.data.api, document.baseURI);
    url.search = this.query;
    const asked = { order: this.order, offset: this.offset, limit: LIMIT, on_map: this.data.on_map };
    for (const [name, value] of Object.entries(asked)) if (value !== "") url.searchParams.set(name, value);
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  async learnDates() {
    this.dates ??= await import(new URL(this.data.assets + "timeline-dates.js", document.baseURI).href);
    this.names ??= this.dates.dateNames(this.data.language);
  }

  // Loading, failed, empty; "" where rows are shown.
  say(state) {
    const { strings } = this.data;
    this.root.dataset.state = state;
    this.messageText.textContent = state ? strings[state] : "";
    this.retry.hidden = state !== "failed";
    if (!state) return;
    this.frame.style.minHeight = "";
    this.body.replaceChildren();
    this.status.textContent = this.where.textContent = "";
    this.pager.hidden = true;
  }

  draw() {
    const { incidents, offset, total } = this.answer;
    this.downloads.hidden = !total;
    if (!total) return this.say("empty");
    this.say("");
    this.body.replaceChildren(...incidents.map((incident) => this.row(incident)));
    const [first, last, n] = [offset + 1, offset + incidents.length, total].map((number) => this.numbers.format(number));
    const range = this.data.strings.range.replace("{first}", first).replace("{last}", last).replace("{n}", n);
    this.status.textContent = this.where.textContent = range;
    this.pager.hidden = total <= LIMIT;
    this.able(this.previous, offset > 0);
    this.able(this.next, offset + incidents.length < total);
  }

  // Not `disabled`: that would take the focus from whoever turned to the last page with the keyboard.
  able(turner, can) {
    turner.setAttribute("aria-disabled", String(!can));
  }

  row(incident) {
    const { strings, types } = this.data;
    const country = this.data.countries[incident.country_code] ?? incident.country_code;
    const wholeCountry = incident.location?.precision === "country" && country;
    const place = wholeCountry || incident.place_name || incident.admin1 || country || strings.nowhere;
    const date = this.when(incident);
    const opener = button("open", () => this.chosen(incident.incident_id));
    opener.append(node("span", "clamp", place));
    opener.setAttribute("aria-label", `${place}, ${date}`);
    const type = types[incident.event_type] ?? incident.event_type;
    const where = node("th", "place", opener);
    where.scope = "row";
    if (country && country !== place) where.append(node("span", "quiet country", country));
    where.append(node("span", "quiet narrow", type));
    const cells = {
      date: node("td", "date", date),
      place: where,
      type: node("td", "type", type),
      what: node("td", "what", node("span", "clamp", incident.description)),
      sources: this.number("sources", incident.sources.length ? { low: incident.sources.length } : null),
    };
    for (const kind of COUNTS) cells[kind] = this.number(kind, incident[kind]);
    const row = node("tr", "", ...COLUMNS.map(([name]) => cells[name]));
    row.dataset.incident = incident.incident_id;
    return row;
  }

  number(name, count) {
    const cell = node("td", name);
    const text = name === "sources" ? count && this.numbers.format(count.low) : this.count(count);
    cell.append(text ? node("span", "", text) : node("span", "quiet", this.data.strings.unknown));
    return cell;
  }

  // A count as a range in words, as everywhere on the page; "" where it is unknown.
  count({ low, high, approximate }) {
    const { strings } = this.data;
    const say = (form, n) => form.replace("{n}", this.numbers.format(n));
    if (low === null && high === null) return "";
    if (low === null) return say(strings.at_most, high);
    if (high === null) return say(strings.at_least, low);
    if (low !== high) return say(strings.low_to_high.replace("{low}", this.numbers.format(low)).replace("{high}", "{n}"), high);
    return say(approximate ? strings.about : "{n}", low);
  }

  // A date is shown as precisely as it is known, never padded to a day.
  when(incident) {
    const [start, end] = [incident.date_start, incident.date_end].map(this.dates.parseDay);
    const { names } = this;
    const [from, to] = [names.year(start), names.year(end)];
    if (incident.date_precision === "year") return from === to ? from : `${from}–${to}`;
    const oneMonth = from === to && start.getUTCMonth() === end.getUTCMonth();
    return incident.date_precision === "month" && oneMonth ? names.month(start) : names.range(start, end);
  }

  // The whole row opens the incident, unless the reader was marking text to copy it.
  clicked(event) {
    const row = event.target.closest("tr");
    if (!row || event.target.closest("button") || String(document.getSelection())) return;
    this.chosen(row.dataset.incident);
  }

  chosen(id) {
    this.open(id);
    // The panel lies beside the map; on a phone it is a sheet over the page.
    if (!matchMedia("(min-width: 641px)").matches) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector(".st-key-stage")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }
}
