// The timeline: a histogram of incidents whose brush is the date filter. A Streamlit component (v2): the default export
// is called again with new data at every run, always with the same element, and must not rebuild what stands.

const PARTS = [
  "vendor/d3-timeline.js", ...["dates", "keys", "chart", "list", "people", "choices", "playback"].map((part) => `timeline-${part}.js`),
];
const timelines = new WeakMap();

export default function (component) {
  const place = component.parentElement;
  if (!timelines.has(place)) timelines.set(place, new Timeline(place));
  timelines.get(place).update(component);
  return () => {
    timelines.get(place)?.destroy();
    timelines.delete(place);
  };
}

const make = (tag, name, parent) => {
  const element = document.createElement(tag);
  element.className = name;
  parent.append(element);
  return element;
};

const same = (a, b) => a.from === b.from && a.to === b.to;
const NONE = { from: "", to: "" };

class Timeline {
  constructor(place) {
    this.range = NONE; // what the brush shows
    this.given = NONE; // what the page last said
    this.sent = []; // what we said and the page has not yet repeated
    this.zoom = null; // the span looked at closely, known to this component only
    this.root = make("div", "timeline", place);
    const head = make("div", "timeline-head", this.root);
    this.player = make("div", "timeline-player", head);
    this.player.setAttribute("role", "group");
    this.summary = make("p", "timeline-summary", head);
    this.note = make("p", "timeline-note", head);
    this.choicesPlace = make("div", "timeline-choices", head);
    this.zoomButton = this.button(head, () => this.toggleZoom(), "timeline-zoom");
    this.clearButton = this.button(head, () => this.choose(NONE), "timeline-clear");
    this.chart = make("div", "timeline-chart", this.root);
    this.chart.setAttribute("role", "group");
    this.chart.tabIndex = 0;
    this.tip = make("div", "timeline-tip", this.chart);
    this.tip.hidden = true;
    this.message = make("div", "timeline-message", this.root);
    this.message.setAttribute("role", "status");
    this.messageText = make("span", "", this.message);
    this.retryButton = this.button(this.message, () => this.fetch());
    this.root.addEventListener("keydown", (event) => this.keys?.(this, event));
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.chart);
  }

  button(parent, act, name = "") {
    const button = make("button", `timeline-button ${name}`, parent);
    button.type = "button";
    button.hidden = true;
    button.addEventListener("click", act);
    return button;
  }

  destroy() {
    this.observer.disconnect();
    this.abort?.abort();
    clearTimeout(this.sending);
    this.list?.destroy();
    this.playback?.destroy();
    this.root.remove();
  }

  async update({ data, setStateValue, setTriggerValue }) {
    this.emit = setStateValue;
    this.openIncident = (id) => setTriggerValue("opened", id);
    this.trigger = setTriggerValue;
    this.data = data;
    this.strings = data.strings;
    this.takeRange({ from: data.from || "", to: data.to || "" });
    this.clearButton.textContent = this.strings.clear;
    this.retryButton.textContent = this.strings.retry;
    if (!this.d3) {
      const asset = (name) => import(new URL(data.assets + name, document.baseURI).href);
      this.loading ??= Promise.all(PARTS.map(asset));
      if (!this.answer) this.say("loading");
      try {
        const [d3, dates, { keys }, drawing, listing, counting, choosing, playing] = await this.loading;
        Object.assign(this, { d3, dates, keys, drawing, listing, counting });
        this.list ??= new listing.BarList(this);
        this.choices ??= new choosing.Choices(this, this.choicesPlace);
        this.playback ??= new playing.Playback(this, this.player);
      } catch {
        this.loading = null;
        return this.say("failed");
      }
    }
    if (this.language !== this.data.language) {
      this.language = this.data.language;
      this.names = this.dates.dateNames(this.language);
      this.plural = new Intl.PluralRules(this.language);
      this.number = new Intl.NumberFormat(this.language);
    }
    const other = this.choices.update(this.data);
    this.playback.update(this.data);
    const key = this.data.version + "?" + this.data.query;
    if (key === this.asked && !other) return this.draw();
    this.asked = key;
    this.fetch();
  }

  // An answer of the page may be older than what the reader did since: what we sent ourselves moves nothing.
  takeRange(range) {
    const echo = this.sent.findIndex((sent) => same(sent, range));
    if (echo >= 0) this.sent.splice(0, echo + 1);
    else if (!same(range, this.given)) {
      this.sent = [];
      this.setRange(range);
    }
    this.given = range;
  }

  setRange(range) {
    this.range = range;
    const outside = this.zoom && (range.from < this.zoom.from || range.to > this.zoom.to);
    if (outside || (this.zoom && same(range, NONE))) {
      this.zoom = null;
      if (this.d3) this.fetch();
    }
  }

  // A bar sets the dates and says what it holds.
  chooseBar(bin, byKeyboard = false) {
    this.choose({ from: bin.from, to: bin.to });
    this.list.show(bin, byKeyboard);
  }

  choose(range, delay = 0) {
    this.list.close();
    if (same(range, this.range)) return this.draw();
    this.setRange(range);
    this.draw();
    clearTimeout(this.sending);
    this.sending = setTimeout(() => {
      this.sent.push(range);
      document.dispatchEvent(new CustomEvent("sheru:dates", { detail: range })); // the map need not wait for the page
      this.emit("range", range);
    }, delay);
  }

  async fetch() {
    if (!this.d3) return this.update({ data: this.data, setStateValue: this.emit, setTriggerValue: this.trigger });
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const zoom = this.zoom;
    const url = new URL(this.data.api, document.baseURI);
    url.search = this.data.query;
    for (const end of zoom ? ["from", "to"] : []) url.searchParams.set(end, zoom[end]);
    this.choices.ask(url.searchParams);
    const people = url.searchParams.get("bars");
    this.root.setAttribute("aria-busy", "true");
    if (!this.answer) this.say("loading");
    try {
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      const span = zoom || { from: answer.from, to: answer.to };
      this.answer = answer;
      this.people = people;
      this.choices.answered(answer);
      this.whole = zoom ? this.whole : span;
      this.bins = answer.from || zoom ? this.dates.allBins(answer, span, this.d3) : [];
      this.say(answer.bins.length || zoom ? "" : "empty");
      this.draw();
    } catch (error) {
      if (abort.signal.aborted) return;
      this.answer = null;
      this.say("failed");
    }
    this.root.removeAttribute("aria-busy");
  }

  say(state) {
    this.root.dataset.state = state;
    this.messageText.textContent = state ? this.strings[state] : "";
    this.retryButton.hidden = state !== "failed";
    if (!state) return;
    this.summary.textContent = this.note.textContent = "";
    this.clearButton.hidden = same(this.range, NONE);
    this.zoomButton.hidden = !this.zoom;
  }

  count(key, n) {
    const form = this.strings[key + "_" + this.plural.select(n)] ?? this.strings[key + "_other"];
    return form.replace("{n}", this.number.format(n));
  }

  binText = (bin) => this.strings.bar
    .replace("{when}", this.dates.binName(this.names, bin, this.answer.bin))
    .replace("{count}", this.people && bin.people ? this.peopleText(bin.people) : this.count("incidents", bin.incidents));

  peopleText = (total) => this.counting.text(this.people, total, this.strings);

  // The chosen days as moments, an open end being the end of the chart.
  chosen() {
    if (same(this.range, NONE) || !this.bins.length) return null;
    const [low, high] = this.picture.x.domain();
    const start = this.dates.parseDay(this.range.from) || low;
    const end = this.range.to ? this.dates.addDays(this.dates.parseDay(this.range.to), 1) : high;
    return start < high && end > low ? [Math.max(start, low), Math.min(end, high)] : null;
  }

  // The days over which playback moves: the chosen ones, else all that are shown.
  span() {
    const whole = this.whole ?? this.zoom;
    return { from: this.range.from || whole.from, to: this.range.to || whole.to };
  }

  draw() {
    if (!this.answer || this.root.dataset.state || !this.bins.length) return;
    this.picture ??= new this.drawing.Chart(this);
    if (this.picture.draw()) this.words();
  }

  words() {
    const span = this.chosen();
    this.picture.mute(span);
    const { parseDay } = this.dates;
    const set = !same(this.range, NONE);
    const [from, to] = Object.values(this.span()).map(parseDay);
    const one = this.bins.find((bin) => same(bin, this.range));
    const range = () => (one ? this.dates.binName(this.names, one, this.answer.bin) : this.names.range(from, to));
    this.summary.textContent = set && from <= to ? range() : this.strings.hint;
    this.summary.classList.toggle("set", set);
    this.note.textContent = this.note.title = this.apart().join(" · ");
    this.clearButton.hidden = !set;
    const small = set && this.whole && to - from < (parseDay(this.whole.to) - parseDay(this.whole.from)) / 5;
    this.zoomButton.hidden = !this.zoom && (!small || this.answer.bin === "day");
    this.zoomButton.textContent = this.zoom ? this.strings.whole : this.strings.zoom;
    const [first, end] = this.picture.x.domain();
    this.chart.setAttribute("aria-label", this.strings.label
      .replace("{when}", this.names.range(first, this.dates.addDays(end, -1)))
      .replace("{count}", this.whatIsShown()));
    this.playback.draw();
  }

  whatIsShown() {
    const { sum } = this.counting;
    if (this.people) return this.peopleText(sum(this.bins.map((bin) => bin.people).filter(Boolean)));
    return this.count("incidents", this.bins.reduce((total, bin) => total + bin.incidents, 0));
  }

  // What no bar shows: people in incidents where no number is known, and dates that are less precise than a bar.
  apart() {
    const { imprecise, imprecise_people: theirs } = this.answer;
    const unknown = this.people ? this.bins.reduce((total, bin) => total + (bin.people?.unknown_in ?? 0), 0) : 0;
    const people = this.people && theirs ? ` (${this.peopleText(theirs)})` : "";
    return [
      ...(unknown ? [this.count("unknown_note", unknown)] : []),
      ...(imprecise ? [this.count("imprecise", imprecise) + people] : []),
    ];
  }

  point(bin) {
    this.picture?.mark(bin);
    this.tip.hidden = !bin?.incidents;
    if (this.tip.hidden) return;
    this.tip.replaceChildren(...this.listing.hint(this, bin));
    // Beside the bar, where it hides neither the bar nor the buttons above.
    const { x, width } = this.picture;
    const right = x(bin.next) + 6, wide = this.tip.offsetWidth;
    const left = right + wide <= width ? right : x(bin.start) - 6 - wide;
    this.tip.style.left = Math.max(0, left) + "px";
  }

  toggleZoom() {
    const { parseDay, addDays, isoDay } = this.dates;
    if (this.zoom) this.zoom = null;
    else {
      const from = parseDay(this.range.from || this.whole.from);
      const to = parseDay(this.range.to || this.whole.to);
      const pad = Math.max(7, Math.round((to - from) / 86400000 / 2));
      this.zoom = { from: isoDay(addDays(from, -pad)), to: isoDay(addDays(to, pad)) };
    }
    this.fetch();
  }
}
