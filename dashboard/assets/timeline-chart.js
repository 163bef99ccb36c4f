// The drawing of the timeline: bars stacked by type, lines that say how many, days below, and the brush over them.

import { parts, top } from "./timeline-people.js";
import { Scrub } from "./timeline-scrub.js";

// In letters of the page, which grow on large screens.
const HEIGHT = 5.75;
const AXIS = 1.25;
const LEFT = 1.625; // room for the numbers of the lines
const DIGIT = 0.42;

export class Chart {
  constructor(timeline) {
    this.timeline = timeline;
    this.place = timeline.chart;
    this.d3 = timeline.d3;
    this.svg = this.frame();
    this.scrub = new Scrub(this);
  }

  frame() {
    const svg = this.d3.select(this.place).insert("svg", "div");
    for (const name of ["grid", "segments", "bars", "axis", "playhead", "brush"]) svg.append("g").attr("class", name);
    svg.select(".grid").attr("aria-hidden", "true");
    svg.select(".axis").attr("aria-hidden", "true");
    svg.select(".brush").attr("aria-hidden", "true");
    // Moves of our own carry no sourceEvent, so they say nothing to the page.
    this.brush = this.d3.brushX().handleSize(12)
      .on("start", (event) => event.sourceEvent && ([this.stroking, this.before] = [true, event.selection?.join()]))
      .on("brush", (event) => this.mute(event.selection?.map(this.x.invert)))
      .on("end", (event) => event.sourceEvent && this.brushed(event));
    svg.on("pointermove", (event) => this.timeline.point(this.binAt(this.d3.pointer(event)[0])));
    svg.on("pointerleave pointercancel", () => this.timeline.point(null));
    return svg;
  }

  draw() {
    const width = this.place.clientWidth;
    const { bins } = this.timeline;
    if (!width || this.stroking) return false; // not under the reader's hand: moving the brush would end the stroke
    this.width = width;
    const letter = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const most = Math.max(1, ...bins.map((bin) => this.amount(bin)));
    const digits = this.timeline.number.format(most).length;
    [this.height, this.left] = [HEIGHT * letter, Math.max(LEFT, 0.5 + DIGIT * digits) * letter];
    this.svg.attr("width", width).attr("height", (HEIGHT + AXIS) * letter);
    this.svg.select(".axis").attr("transform", `translate(0,${this.height})`);
    this.x = this.d3.scaleUtc([bins[0].start, bins[bins.length - 1].next], [this.left, width - 1]);
    this.y = this.d3.scaleLinear([0, most], [this.height, this.timeline.people ? 16 : 6]);
    this.lines();
    this.bars(bins.filter((bin) => bin.incidents));
    this.days(letter);
    this.scrub.draw(this.timeline.playback?.window);
    this.svg.select(".brush").call(this.brush.extent([[this.left, 0], [width - 1, this.height]]))
      .call(this.brush.move, this.timeline.chosen()?.map(this.x) ?? null);
    return true;
  }

  amount = (bin) => (this.timeline.people ? top(bin) : bin.incidents);

  // Two or three whole numbers, so that a reader knows how many a bar is.
  lines() {
    const { y } = this;
    const numbers = y.ticks(3).filter((n) => n > 0 && Number.isInteger(n));
    const line = this.svg.select(".grid").selectAll("g").data(numbers, (n) => n)
      .join((enter) => enter.append("g").call((g) => (g.append("line"), g.append("text"))))
      .attr("transform", (n) => `translate(0,${y(n)})`);
    line.select("line").attr("x1", this.left).attr("x2", this.width);
    line.select("text").attr("x", this.left - 6).attr("dy", "0.35em").text((n) => this.timeline.number.format(n));
  }

  bars(filled) {
    const { x, y, timeline } = this;
    const gap = this.width / timeline.bins.length > 4 ? 1 : 0;
    const wide = (bin) => Math.max(1, x(bin.next) - x(bin.start) - gap);
    const head = (bin) => Math.min(this.height - 2, y(this.amount(bin)));
    this.nodes = this.svg.select(".bars").selectAll("rect").data(filled, (bin) => bin.from + bin.to)
      .join((enter) => enter.append("rect").attr("role", "button").attr("tabindex", -1)
        .on("focus", (_, bin) => timeline.point(bin)).on("blur", () => timeline.point(null)))
      .attr("aria-label", (bin) => timeline.binText(bin))
      .attr("x", (bin) => x(bin.start)).attr("width", wide)
      .attr("y", head).attr("height", (bin) => this.height - head(bin))
      .order();
    const segments = filled.flatMap((bin) => (timeline.people ? parts(bin, y) : this.stacked(bin)));
    this.segments = this.svg.select(".segments").selectAll("rect").data(segments, ({ bin, type }) => bin.from + bin.to + type)
      .join("rect").attr("class", ({ type }) => `type-${type}`).attr("opacity", (part) => part.opacity ?? null)
      .attr("x", ({ bin }) => x(bin.start)).attr("width", ({ bin }) => wide(bin))
      .attr("y", (part) => part.top).attr("height", (part) => part.height);
  }

  // The parts of one bar from the bottom up, a hair apart where they are tall enough to spare it.
  stacked(bin) {
    let below = 0;
    return Object.entries(bin.types).map(([type, count]) => {
      const bottom = this.y(below);
      const top = this.y((below += count));
      const height = Math.max(0.5, bottom - top);
      return { bin, type, top, height: height > 5 ? height - 1 : height };
    });
  }

  days(letter) {
    const { x, width } = this;
    const { names } = this.timeline;
    this.svg.select(".axis").call(this.d3.axisBottom(x).ticks(Math.max(2, Math.floor(width / (5 * letter))))
      .tickFormat((date) => names.tick(date)).tickSize(4).tickPadding(4))
      .selectAll("text").attr("text-anchor", (date) => x(date) < 16 + this.left ? "start" : x(date) > width - 16 ? "end" : "middle");
  }

  binAt(at) {
    const { bins } = this.timeline;
    return bins.find((bin) => at < this.x(bin.next)) ?? bins[bins.length - 1];
  }

  brushed({ selection, sourceEvent }) {
    this.stroking = false;
    if (!selection || selection.join() === this.before) return this.clicked(sourceEvent);
    const { bins } = this.timeline;
    const middle = (bin) => (this.x(bin.start) + this.x(bin.next)) / 2; // so edges snap to the nearest bin
    const within = bins.filter((bin) => middle(bin) >= selection[0] && middle(bin) <= selection[1]);
    const first = within[0] ?? this.binAt((selection[0] + selection[1]) / 2); // a stroke thinner than a bar
    this.timeline.choose({ from: first.from, to: (within[within.length - 1] ?? first).to });
  }

  clicked(event) {
    const touch = event.changedTouches?.[0] ?? event;
    const bin = this.binAt(this.d3.pointer(touch, this.svg.node())[0]);
    if (bin.incidents) this.timeline.chooseBar(bin);
    else this.timeline.draw();
  }

  mute(span) {
    const out = (bin) => Boolean(span && (bin.next <= span[0] || bin.start >= span[1]));
    this.nodes.classed("out", out);
    this.segments.classed("out", ({ bin }) => out(bin));
  }

  mark(bin) {
    this.nodes.classed("at", (other) => other === bin);
  }
}
