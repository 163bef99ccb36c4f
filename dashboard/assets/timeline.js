// The timeline: a histogram of incidents whose brush is the date filter. A Streamlit component (v2): the default export
// is called again with new data at every run, always with the same element, and must not rebuild what stands.

const HEIGHT = 92;
const AXIS = 20;
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
    this.summary = make("p", "timeline-summary", head);
    this.note = make("p", "timeline-note", head);
    this.zoomButton = this.button(head, () => this.toggleZoom());
    this.clearButton = this.button(head, () => this.choose(NONE));
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

  button(parent, act) {
    const button = make("button", "timeline-button", parent);
    button.type = "button";
    button.hidden = true;
    button.addEventListener("click", act);
    return button;
  }

  destroy() {
    this.observer.disconnect();
    this.abort?.abort();
    clearTimeout(this.sending);
    this.root.remove();
  }

  async update({ data, setStateValue }) {
    this.emit = setStateValue;
    this.data = data;
    this.strings = data.strings;
    this.takeRange({ from: data.from || "", to: data.to || "" });
    this.clearButton.textContent = this.strings.clear;
    this.retryButton.textContent = this.strings.retry;
    if (!this.d3) {
      const asset = (name) => import(new URL(data.assets + name, document.baseURI).href);
      this.loading ??= Promise.all([asset("vendor/d3-timeline.js"), asset("timeline-dates.js"), asset("timeline-keys.js")]);
      if (!this.answer) this.say("loading");
      try {
        [this.d3, this.dates, { keys: this.keys }] = await this.loading;
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
    const key = this.data.version + "?" + this.data.query;
    if (key === this.asked) return this.draw();
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

  choose(range, delay = 0) {
    if (same(range, this.range)) return this.draw();
    this.setRange(range);
    this.draw();
    clearTimeout(this.sending);
    this.sending = setTimeout(() => {
      this.sent.push(range);
      this.emit("range", range);
    }, delay);
  }

  async fetch() {
    if (!this.d3) return this.update({ data: this.data, setStateValue: this.emit });
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const zoom = this.zoom;
    const url = new URL(this.data.api, document.baseURI);
    url.search = this.data.query;
    for (const end of zoom ? ["from", "to"] : []) url.searchParams.set(end, zoom[end]);
    this.root.setAttribute("aria-busy", "true");
    if (!this.answer) this.say("loading");
    try {
      const response = await fetch(url, { signal: abort.signal });
      if (!response.ok) throw new Error(response.status);
      const answer = await response.json();
      const span = zoom || { from: answer.from, to: answer.to };
      this.answer = answer;
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
    .replace("{count}", this.count("incidents", bin.incidents));

  // The chosen days as moments, an open end being the end of the chart.
  chosen() {
    if (same(this.range, NONE) || !this.bins.length) return null;
    const [low, high] = this.x.domain();
    const start = this.dates.parseDay(this.range.from) || low;
    const end = this.range.to ? this.dates.addDays(this.dates.parseDay(this.range.to), 1) : high;
    return start < high && end > low ? [Math.max(start, low), Math.min(end, high)] : null;
  }

  draw() {
    const width = this.chart.clientWidth;
    // Not under the reader's hand: moving the brush now would end the stroke.
    if (!this.answer || this.root.dataset.state || !width || !this.bins.length || this.stroking) return;
    const { d3, bins } = this;
    this.width = width;
    this.svg ??= this.frame();
    this.svg.attr("width", width).attr("height", HEIGHT + AXIS);
    this.x = d3.scaleUtc([bins[0].start, bins[bins.length - 1].next], [1, width - 1]);
    const most = Math.max(1, ...bins.map((bin) => bin.incidents));
    const y = d3.scaleLinear([0, most], [0, HEIGHT - 6]);
    const gap = width / bins.length > 4 ? 1 : 0;
    this.bars = this.svg.select(".bars").selectAll("rect")
      .data(bins.filter((bin) => bin.incidents), (bin) => bin.from + bin.to)
      .join((enter) => enter.append("rect").attr("role", "button").attr("tabindex", -1)
        .on("focus", (_, bin) => this.point(bin)).on("blur", () => this.point(null)))
      .attr("aria-label", this.binText)
      .attr("x", (bin) => this.x(bin.start))
      .attr("width", (bin) => Math.max(1, this.x(bin.next) - this.x(bin.start) - gap))
      .attr("height", (bin) => Math.max(2, y(bin.incidents)))
      .attr("y", (bin) => HEIGHT - Math.max(2, y(bin.incidents)))
      .order();
    this.svg.select(".axis").call(d3.axisBottom(this.x).ticks(Math.max(2, Math.floor(width / 80)))
      .tickFormat((date) => this.names.tick(date)).tickSize(4).tickPadding(4))
      .selectAll("text").attr("text-anchor", (date) => this.x(date) < 16 ? "start" : this.x(date) > width - 16 ? "end" : "middle");
    this.svg.select(".brush").call(this.brush.extent([[1, 0], [width - 1, HEIGHT]]))
      .call(this.brush.move, this.chosen()?.map(this.x) ?? null);
    this.words();
  }

  frame() {
    const svg = this.d3.select(this.chart).insert("svg", "div");
    svg.append("g").attr("class", "bars");
    svg.append("g").attr("class", "axis").attr("aria-hidden", "true").attr("transform", `translate(0,${HEIGHT})`);
    svg.append("g").attr("class", "brush").attr("aria-hidden", "true");
    // Moves of our own carry no sourceEvent, so they say nothing to the page.
    this.brush = this.d3.brushX().handleSize(12)
      .on("start", (event) => event.sourceEvent && ([this.stroking, this.before] = [true, event.selection?.join()]))
      .on("brush", (event) => this.mute(event.selection?.map(this.x.invert)))
      .on("end", (event) => event.sourceEvent && this.brushed(event));
    svg.on("pointermove", (event) => this.point(this.binAt(this.d3.pointer(event)[0])));
    svg.on("pointerleave pointercancel", () => this.point(null));
    return svg;
  }

  binAt = (x) => this.bins.find((bin) => x < this.x(bin.next)) ?? this.bins[this.bins.length - 1];

  brushed({ selection, sourceEvent }) {
    this.stroking = false;
    if (!selection || selection.join() === this.before) return this.clicked(sourceEvent);
    const middle = (bin) => (this.x(bin.start) + this.x(bin.next)) / 2; // so edges snap to the nearest bin
    const within = this.bins.filter((bin) => middle(bin) >= selection[0] && middle(bin) <= selection[1]);
    const first = within[0] ?? this.binAt((selection[0] + selection[1]) / 2); // a stroke thinner than a bar
    this.choose({ from: first.from, to: (within[within.length - 1] ?? first).to });
  }

  clicked(event) {
    const touch = event.changedTouches?.[0] ?? event;
    const bin = this.binAt(this.d3.pointer(touch, this.svg.node())[0]);
    if (bin.incidents) this.choose({ from: bin.from, to: bin.to });
    else this.draw();
  }

  mute(span) {
    this.bars.classed("out", (bin) => span && (bin.next <= span[0] || bin.start >= span[1]));
  }

  words() {
    const span = this.chosen();
    this.mute(span);
    const { parseDay } = this.dates;
    const set = !same(this.range, NONE);
    const from = parseDay(this.range.from || (this.whole ?? this.zoom).from);
    const to = parseDay(this.range.to || (this.whole ?? this.zoom).to);
    const one = this.bins.find((bin) => same(bin, this.range));
    const range = () => (one ? this.dates.binName(this.names, one, this.answer.bin) : this.names.range(from, to));
    this.summary.textContent = set && from <= to ? range() : this.strings.hint;
    this.summary.classList.toggle("set", set);
    this.note.textContent = this.answer.imprecise ? this.count("imprecise", this.answer.imprecise) : "";
    this.clearButton.hidden = !set;
    const small = set && this.whole && to - from < (parseDay(this.whole.to) - parseDay(this.whole.from)) / 5;
    this.zoomButton.hidden = !this.zoom && (!small || this.answer.bin === "day");
    this.zoomButton.textContent = this.zoom ? this.strings.whole : this.strings.zoom;
    const total = this.bins.reduce((sum, bin) => sum + bin.incidents, 0);
    const [first, end] = this.x.domain();
    this.chart.setAttribute("aria-label", this.strings.label
      .replace("{when}", this.names.range(first, this.dates.addDays(end, -1)))
      .replace("{count}", this.count("incidents", total)));
  }

  point(bin) {
    this.bars?.classed("at", (other) => other === bin);
    this.tip.hidden = !bin;
    if (!bin) return;
    this.tip.textContent = this.binText(bin);
    // Beside the bar, where it hides neither the bar nor the buttons above.
    const right = this.x(bin.next) + 6, wide = this.tip.offsetWidth;
    const left = right + wide <= this.width ? right : this.x(bin.start) - 6 - wide;
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
