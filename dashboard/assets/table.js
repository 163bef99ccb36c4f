// The table of incidents: the API sorts and pages it. A Streamlit component (v2): called again with new data at every
// run, always with the same element; it asks only when the question changed. Its look is in table-frame.js, its rows are
// made by table-rows.js.

const LIMIT = 25;
const tables = new WeakMap();

export default function (component) {
  const place = component.parentElement;
  if (!tables.has(place)) tables.set(place, new Table(place));
  tables.get(place).update(component);
  return () => {
    tables.get(place)?.abort?.abort();
    tables.delete(place);
  };
}

// The map is what a reader looks at: its question goes first.
const idle = () => new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done, { timeout: 300 }));

class Table {
  constructor(place) {
    this.root = place.querySelector("section");
    this.order = "newest";
    this.offset = 0;
  }

  async update({ data, setTriggerValue }) {
    this.data = data;
    this.open = (id) => setTriggerValue("opened", id);
    this.root.style.setProperty("--rows", Math.min(data.total, LIMIT)); // as high while it loads
    this.root.classList.toggle("paged", data.total > LIMIT);
    this.loading ??= this.load();
    await this.loading;
    if (data === this.data) this.refresh();
  }

  async load() {
    const module = (name) => import(new URL(this.data.assets + name, document.baseURI).href);
    const [{ Frame }, { Rows }] = await Promise.all([module("table-frame.js"), module("table-rows.js")]);
    this.Rows = Rows;
    this.frame = new Frame(this.root, {
      sort: (orders) => this.sort(orders),
      turn: (by) => this.turn(by * LIMIT),
      retry: () => this.fetch(),
      open: (id) => this.open(id),
    });
  }

  refresh() {
    const { data } = this;
    if (this.spoken !== data.language + data.strings.caption) {
      this.spoken = data.language + data.strings.caption;
      this.rows = new this.Rows(data);
      this.frame.speak(data.strings);
      if (this.answer) this.asked = ""; // the rows say everything again
    }
    if (this.query !== data.query) [this.query, this.offset] = [data.query, 0];
    this.fetchOnce();
    this.frame.mark(data.opened);
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
    this.frame.offer(this.data.downloads.map(({ path, lang = "", ...said }) => ({ ...said, href: this.url(path, { lang }).href })));
    this.frame.sorted(this.order);
    const question = [this.data.version, this.query, this.data.on_map, this.order, this.offset].join("|");
    if (question === this.asked) return;
    this.asked = question;
    this.fetch(turned);
  }

  async fetch(turned = false) {
    this.abort?.abort();
    const { signal } = (this.abort = new AbortController());
    this.frame.wait(!this.answer, turned);
    await idle();
    if (signal.aborted) return;
    try {
      const response = await fetch(this.url(this.data.api, { offset: this.offset, limit: LIMIT }), { signal });
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      if (signal.aborted) return;
      if (!answer.incidents.length && answer.total) {
        // Fewer than there were: the last page that there is.
        this.offset = Math.floor((answer.total - 1) / LIMIT) * LIMIT;
        return this.fetchOnce(turned);
      }
      this.answer = answer;
      this.draw(turned);
    } catch {
      if (signal.aborted) return;
      this.answer = null;
      this.frame.say("failed");
    }
    this.root.removeAttribute("aria-busy");
  }

  // A question to the API about what is listed, in the order that it is listed in.
  url(path, more) {
    const url = new URL(path, document.baseURI);
    url.search = this.query;
    const asked = { order: this.order, on_map: this.data.on_map, ...more };
    for (const [name, value] of Object.entries(asked)) if (value !== "") url.searchParams.set(name, value);
    return url;
  }

  draw(turned) {
    const { incidents, offset, total } = this.answer;
    const last = offset + incidents.length;
    this.frame.show(incidents.map((incident) => this.rows.row(incident)), {
      said: this.rows.range(offset + 1, last, total),
      back: offset > 0,
      on: last < total,
    });
    this.frame.mark(this.data.opened);
    if (turned && this.root.getBoundingClientRect().top < 0) this.root.scrollIntoView({ block: "start" });
  }
}
