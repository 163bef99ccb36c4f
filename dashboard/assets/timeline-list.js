// What a bar of the timeline holds: a hint beside it, and a list of its incidents after it was pressed.
// Text of records reaches both through textContent alone.

const MOST = 8;

const make = (tag, name, ...children) => {
  const node = document.createElement(tag);
  node.className = name;
  node.append(...children);
  return node;
};

export function hint(timeline, bin) {
  const rows = Object.entries(bin.types).map(([type, count]) =>
    make("span", `timeline-share type-${type}`, `${timeline.data.types[type] ?? type} ${timeline.number.format(count)}`));
  return [make("strong", "", timeline.binText(bin)), ...rows];
}

export class BarList {
  constructor(timeline) {
    this.timeline = timeline;
    this.box = make("section", "timeline-list");
    this.box.hidden = true;
    timeline.root.append(this.box);
    this.outside = (event) => event.composedPath().includes(timeline.root) || this.close();
    this.left = () => this.close(); // a click into the map's frame
    document.addEventListener("pointerdown", this.outside);
    window.addEventListener("blur", this.left);
  }

  destroy() {
    document.removeEventListener("pointerdown", this.outside);
    window.removeEventListener("blur", this.left);
  }

  get open() {
    return !this.box.hidden;
  }

  close(focus = false) {
    if (!this.open) return;
    this.box.hidden = true;
    this.box.replaceChildren();
    if (focus) this.timeline.chart.focus();
  }

  async show(bin, byKeyboard) {
    const { timeline } = this;
    const { data, strings } = timeline;
    const url = new URL(data.incidents, document.baseURI);
    url.search = data.query;
    const limit = Math.min(MOST + timeline.answer.imprecise, 200); // those among them are of no bar
    for (const [name, value] of Object.entries({ from: bin.from, to: bin.to, limit })) url.searchParams.set(name, value);
    const asked = (this.asked = url.href);
    const answer = await fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply.status))).catch(() => null);
    if (this.asked !== asked) return;
    const own = (answer?.incidents ?? []).filter((one) => one.date_start >= bin.from && one.date_end <= bin.to).slice(0, MOST);
    const close = make("button", "timeline-close", "×");
    close.setAttribute("aria-label", strings.close);
    close.onclick = () => this.close(true);
    const items = make("ul", "", ...own.map((incident) => make("li", "", this.entry(incident))));
    const rest = answer ? bin.incidents - own.length : 0;
    const title = timeline.dates.binName(timeline.names, bin, timeline.answer.bin);
    this.box.setAttribute("aria-label", title);
    this.box.replaceChildren(close, make("h3", "", title), items);
    if (!answer) this.box.append(make("p", "", strings.list_failed));
    if (rest > 0) this.box.append(make("p", "", timeline.count("more", rest)));
    this.box.hidden = false;
    if (byKeyboard) items.querySelector("button")?.focus();
  }

  entry(incident) {
    const { timeline } = this;
    const { dates, names, data } = timeline;
    const day = dates.dateText(names, dates.parseDay(incident.date_start), dates.parseDay(incident.date_end));
    const type = data.types[incident.event_type] ?? "";
    const button = make("button", "", make("span", `timeline-share type-${incident.event_type}`, type),
      make("strong", "", incident.place_name || data.strings.nowhere), make("span", "", day));
    button.dataset.incident = incident.incident_id;
    button.onclick = () => {
      this.close();
      timeline.openIncident(incident.incident_id);
    };
    return button;
  }
}
