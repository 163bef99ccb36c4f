// Playback by hand: its window is a slider over the bars. It is dragged, the days below the bars are its track, and the arrow
// keys move it. While it is held the clock stands; then playback goes on from there, or stays paused there.

const FINGER = 14; // pixels across what can be grasped, for a window may be thinner than a bar
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity };

export class Scrub {
  constructor(chart) {
    this.chart = chart;
    const { svg } = chart;
    this.window = svg.select(".playhead").append("rect").attr("class", "playhead-window");
    this.track = svg.append("rect").attr("class", "playhead-track");
    this.grip = svg.append("g").attr("class", "playhead-grip").attr("role", "slider").attr("tabindex", 0);
    this.hold = this.grip.append("rect");
    this.knob = this.grip.append("rect").attr("class", "playhead-knob").attr("rx", 3);
    for (const part of [this.track, this.grip]) this.listen(part);
    this.grip.on("keydown", (event) => this.key(event));
  }

  get playback() {
    return this.chart.timeline.playback;
  }

  listen(part) {
    const moved = (event) => this.playback.scrub(this.dayAt(event));
    part.on("pointerdown", (event) => {
      if (event.button || !this.playback.window) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      this.playback.hold();
      this.grip.node().focus({ preventScroll: true });
      moved(event);
    });
    part.on("pointermove", (event) => this.playback?.held && moved(event));
    part.on("pointerup pointercancel lostpointercapture", () => this.playback.release());
  }

  // A day beyond the bars counts as the first or the last of them.
  dayAt(event) {
    const { x, d3, svg } = this.chart;
    const [first, last] = x.range();
    return x.invert(Math.max(first, Math.min(last, d3.pointer(event, svg.node())[0]))).toISOString().slice(0, 10);
  }

  key(event) {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation(); // the bars have the same keys
    this.playback.step(by);
  }

  // The window of playback over the bars; none without one, and the track alone where the bars that are looked at do not reach it.
  draw(window) {
    const { x, height } = this.chart;
    const [low, high] = x.domain();
    const [start, end] = x.range();
    this.track.attr("display", window ? null : "none").attr("x", start).attr("width", end - start).attr("y", height).attr("height", 20);
    const seen = Boolean(window && window.start < high && window.next > low);
    for (const part of [this.window, this.grip]) part.attr("display", seen ? null : "none");
    if (!seen) return;
    const left = x(Math.max(window.start, low));
    const width = Math.max(2, x(Math.min(window.next, high)) - left);
    const wide = Math.max(FINGER, width);
    const from = left + (width - wide) / 2;
    this.window.attr("x", left).attr("width", width).attr("height", height);
    this.hold.attr("x", from).attr("width", wide).attr("height", height);
    this.knob.attr("x", left + width / 2 - 6).attr("width", 12).attr("y", height - 2).attr("height", 16);
  }

  // What a screen reader says of it.
  say(name, text, { at, windows }) {
    const said = { label: name, valuemin: 1, valuemax: windows.length, valuenow: at + 1, valuetext: text };
    for (const [key, value] of Object.entries(said)) this.grip.attr(`aria-${key}`, value);
  }
}
