// The table of incidents: the API sorts and pages it. A Streamlit component (v2): called again with new data at every
// run, always with the same element; it asks only when the question changed. Its look is in table-frame.js, its rows are
// made by table-rows.js.

const LIMIT = 25;
const NEWEST = "newest"; // the order of a link that names none
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
    this.order = NEWEST;
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
    const parts = ["table-frame.js", "table-rows.js", "address.js"];
    const [{ Frame }, { Rows }, { writeLink, Linked }] = await Promise.all(parts.map(module));
    Object.assign(this, { Rows, writeLink, linked: new Linked(this.data.sort) });
    this.frame = new Frame(this.root, {
      sort: (orders) => this.sort(orders),
      turn: (by) => this.turn(by * LIMIT),
      retry: () => this.fetch(),
      open: (id) => this.open(id),
      offer: () => this.offer(),
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
    if (data.sort && this.linked.isNews(data.order)) [this.order, this.offset] = [data.order || NEWEST, 0];
    if (this.query !== data.query) [this.query, this.offset] = [data.query, 0];
    this.fetchOnce();
    this.frame.mark(data.opened);
  }

  sort(orders) {
    const names = Object.keys(orders);
    const at = names.indexOf(this.order);
    // The next order of this heading; after the last one, as at first.
    this.order = at < 0 ? names[0] : (names[at + 1] ?? NEWEST);
    this.offset = 0;
    if (this.data.sort) this.writeLink({ [this.data.sort]: this.order === NEWEST ? "" : this.order });
    this.fetchOnce();
  }

  turn(by) {
    this.offset = Math.max(0, this.offset + by);
    this.fetchOnce(true);
  }

  fetchOnce(turned = false) {
    this.offer();
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

  // What can be taken along. The map moves without this table being told, so it is asked when the menu opens.
  offer() {
    const href = ({ path, of, lang = "" }) => (of === "map" ? this.picture(path) : this.url(path, { lang })).href;
    this.frame.offer(this.data.downloads.map((each) => ({ name: each.name, use: each.use, href: href(each) })));
  }

  // The map as it is now: where it looks and what it draws stand in the address of the page.
  picture(path) {
    const url = new URL(path, document.baseURI);
    url.search = this.data.query;
    const here = new URL(window.location.href).searchParams;
    for (const name of ["at", "layer", "size", "shade"]) if (here.get(name)) url.searchParams.set(name, here.get(name));
    url.searchParams.set("lang", this.data.language.slice(0, 2));
    url.searchParams.set("theme", document.documentElement.dataset.theme === "dark" ? "dark" : "light");
    for (const [name, pixels] of [["width", 2400], ["height", 1500]]) url.searchParams.set(name, pixels);
    return url;
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
