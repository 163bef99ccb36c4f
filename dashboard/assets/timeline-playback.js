// Playback: a window of time moves over the chosen dates. This part leads: it has the clock, the controls and the link.
// The map follows: it fetches and draws the frames (playback.js). They talk by events on the document of the page, see
// docs/decisions/0007-playback.md.
import { inLink, Linked, writeLink } from "./address.js";

const WINDOWS = ["day", "week", "month", "year"];
const PACES = { slow: 700, normal: 250, fast: 80, fastest: 33 }; // milliseconds of one window
const LINK_EVERY = 1000; // milliseconds: browsers refuse a page that writes its address at every frame
const SHAPES = {
  play: "M6 4L16 10L6 16Z", pause: "M6 4H8.5V16H6ZM11.5 4H14V16H11.5Z", back: "M14 4V16L7 10ZM5 4H6.5V16H5Z",
  forward: "M6 4V16L13 10ZM13.5 4H15V16H13.5Z", close: "M5 6.2L6.2 5L10 8.8L13.8 5L15 6.2L11.2 10L15 13.8L13.8 15L10 11.2L6.2 15L5 13.8L8.8 10Z",
};

export class Playback {
  constructor(timeline, place) {
    this.timeline = timeline;
    this.place = place;
    this.windows = [];
    this.at = -1; // which of them; -1: no playback
    this.playing = false;
    this.held = false; // by hand: the clock stands
    this.linked = new Linked("play");
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.openButton = this.button("play", () => this.open());
    this.openText = this.openButton.appendChild(document.createElement("span"));
    this.backButton = this.button("back", () => this.step(-1));
    this.toggleButton = this.button("play", () => this.toggle());
    this.forwardButton = this.button("forward", () => this.step(1));
    this.lengthSelect = this.select(() => this.lengthen());
    this.paceSelect = this.select(() => {});
    this.closeButton = this.button("close", () => this.close());
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    this.still.addEventListener("change", () => (this.pause(), this.draw()), { signal });
    document.addEventListener("sheru:moment-wanted", () => this.announce(), { signal });
    document.addEventListener("sheru:moment-toggle", () => this.window && this.toggle(), { signal });
    document.addEventListener("sheru:moment-shown", (event) => this.shownBy(event.detail), { signal });
    document.addEventListener("keydown", (event) => this.key(event), { signal });
  }

  button(shape, act) {
    const button = this.timeline.button(this.place, act);
    const svg = button.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
    svg.setAttribute("viewBox", "0 0 20 20");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "path")).setAttribute("d", SHAPES[shape]);
    return button;
  }

  select(act) {
    const select = this.place.appendChild(document.createElement("select"));
    select.className = "timeline-select";
    select.addEventListener("change", act);
    return select;
  }

  destroy() {
    this.close();
    this.leaving.abort();
  }

  get window() {
    return this.windows[this.at] ?? null;
  }

  // The page's words, and what its link says.
  update(data) {
    const { strings } = data;
    this.place.setAttribute("aria-label", strings.playback);
    const named = [[this.backButton, strings.back], [this.forwardButton, strings.forward], [this.closeButton, strings.stop]];
    for (const [button, name] of named) naming(button, name);
    options(this.lengthSelect, strings.window, WINDOWS.map((name) => [name, strings.windows[name]]));
    const pace = this.paceSelect.value || "normal";
    options(this.paceSelect, strings.pace, Object.keys(PACES).map((name) => [name, strings.paces[name]]));
    this.paceSelect.value = pace;
    this.wanted = this.linked.isNews(data.play) ? data.play : this.wanted;
  }

  // Called at every drawing of the timeline: the dates may be others, and so may the answer be.
  draw() {
    const { timeline } = this;
    if (this.wanted !== undefined) this.follow(this.wanted);
    const span = timeline.span();
    if (this.window && this.spanned !== this.spanKey(span)) this.seek(this.window.from, this.lengthSelect.value);
    this.show();
  }

  spanKey = (span) => [span.from, span.to, this.lengthSelect.value].join();

  // A link: paused at its moment, or no playback.
  follow(play) {
    this.wanted = undefined;
    const [day, length] = play.split(",");
    if (play) this.seek(day, length);
    else if (this.window) this.close();
    else if (inLink("play")) writeLink({ play: "" }); // it could not be
  }

  open() {
    const { timeline } = this;
    const { bin } = timeline.answer;
    this.lengthSelect.value = WINDOWS.includes(bin) ? bin : "year";
    this.seek(timeline.span().from, this.lengthSelect.value);
    if (!this.still.matches) this.play();
    (this.still.matches ? this.forwardButton : this.toggleButton).focus();
  }

  close() {
    if (!this.window) return;
    const focused = this.place.contains(this.place.getRootNode().activeElement);
    this.playing = false;
    this.at = -1;
    writeLink({ play: "" });
    this.announce();
    this.show();
    this.timeline.words();
    if (focused) this.openButton.focus();
  }

  // The window of this length that holds the day, or the nearest one of the chosen dates.
  seek(day, length, from = -1) {
    const { timeline } = this;
    const span = timeline.span();
    this.lengthSelect.value = length;
    if (this.spanned !== this.spanKey(span)) this.windows = timeline.dates.binsOver(span, length, timeline.d3);
    this.spanned = this.spanKey(span);
    const later = this.windows.findIndex((window) => window.to >= day);
    const at = later < 0 ? this.windows.length - 1 : later;
    if (at !== from) this.go(at);
  }

  lengthen() {
    this.seek(this.window.from, this.lengthSelect.value);
    this.due = performance.now() + this.pace;
  }

  get pace() {
    return PACES[this.paceSelect.value];
  }

  go(at) {
    this.at = at;
    this.shown = null;
    this.announce();
    this.remember();
    this.show();
  }

  step(by) {
    this.pause();
    this.go(Math.max(0, Math.min(this.windows.length - 1, this.at + by)));
  }

  toggle() {
    if (this.playing) this.pause();
    else if (!this.still.matches) this.play();
  }

  play() {
    if (this.at === this.windows.length - 1) this.at = 0;
    this.playing = true;
    this.failed = false;
    this.due = performance.now() + this.pace;
    this.go(this.at);
    requestAnimationFrame((now) => this.tick(now));
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.go(this.at);
  }

  // By hand, the map shows the windows as it does when they play; readers who want no motion see each as it stands.
  hold() {
    this.held = true;
    this.announce();
  }

  scrub(day) {
    this.seek(day, this.lengthSelect.value, this.at);
  }

  release() {
    if (!this.held) return;
    this.held = false;
    this.due = performance.now() + this.pace;
    this.go(this.at);
  }

  // The next window comes when its time has come and the map has shown the last one: it never skips what it lacks.
  tick(now) {
    if (!this.playing) return;
    if (this.shown && now >= this.due && !this.held) {
      this.due = Math.max(this.due + this.pace, now);
      if (this.at < this.windows.length - 1) this.go(this.at + 1);
      else this.pause();
    }
    requestAnimationFrame((next) => this.tick(next));
  }

  announce() {
    const { window } = this;
    const playing = this.playing || (this.held && !this.still.matches);
    const last = this.windows[this.windows.length - 1];
    const detail = window && { window: this.lengthSelect.value, from: window.from, to: window.to, until: last.to, playing, pace: this.pace };
    document.dispatchEvent(new CustomEvent("sheru:moment", { detail }));
  }

  shownBy(shown) {
    if (shown.from !== this.window?.from || shown.window !== this.lengthSelect.value) return;
    this.shown = shown;
    this.failed = Boolean(shown.failed);
    if (this.failed) this.pause();
    this.show();
  }

  remember() {
    clearTimeout(this.remembering);
    const write = () => {
      this.written = performance.now();
      const { window } = this;
      const [day, length] = inLink("play").split(",");
      const said = window && day >= window.from && day <= window.to && length === this.lengthSelect.value; // a link opened
      if (window && !said) writeLink({ play: `${window.from},${this.lengthSelect.value}` });
    };
    const wait = this.playing || this.held ? LINK_EVERY - (performance.now() - (this.written ?? 0)) : 0;
    if (wait > 0) this.remembering = setTimeout(write, wait);
    else write();
  }

  show() {
    const { timeline, window, playing } = this;
    const { strings, picture } = timeline;
    const still = this.still.matches;
    const on = Boolean(window);
    timeline.root.classList.toggle("plays", on);
    this.openButton.hidden = on || !timeline.bins.length;
    this.openText.textContent = still ? strings.steps : strings.play;
    for (const part of [this.backButton, this.forwardButton, this.lengthSelect, this.closeButton]) part.hidden = !on;
    for (const part of [this.toggleButton, this.paceSelect]) part.hidden = !on || still;
    naming(this.toggleButton, playing ? strings.pause : strings.play);
    this.toggleButton.querySelector("path").setAttribute("d", SHAPES[playing ? "pause" : "play"]);
    this.backButton.disabled = this.at <= 0;
    this.forwardButton.disabled = this.at >= this.windows.length - 1;
    picture?.scrub.draw(window);
    if (!on) return;
    picture?.scrub.say(strings.steps, this.text(), this);
    timeline.summary.setAttribute("aria-live", playing ? "off" : "polite");
    timeline.summary.textContent = timeline.summary.title = this.text();
    timeline.summary.classList.add("set");
  }

  // "22–28 February 2021: 6 incidents in view, 1 dated less precisely"
  text() {
    const { timeline, shown, window } = this;
    const when = timeline.dates.binName(timeline.names, window, this.lengthSelect.value);
    if (this.failed) return timeline.strings.play_failed;
    if (!shown) return when;
    const parts = [timeline.count("in_view", shown.incidents)];
    if (shown.imprecise) parts.push(timeline.count("less_precise", shown.imprecise));
    if (shown.cut) parts.push(timeline.count("cut", shown.cut));
    return timeline.strings.bar.replace("{when}", when).replace("{count}", parts.join(", "));
  }

  // Space plays and pauses wherever it has no other meaning.
  key(event) {
    const target = event.composedPath()[0];
    const free = [document.body, this.timeline.chart, this.timeline.picture?.scrub.grip.node()].includes(target);
    if (event.key !== " " || !free || event.defaultPrevented || !(this.window || target === this.timeline.chart)) return;
    if (!this.timeline.bins.length) return;
    event.preventDefault();
    if (this.window) this.toggle();
    else this.open();
  }
}

function naming(button, name) {
  button.setAttribute("aria-label", name);
  button.title = name;
}

function options(select, label, named) {
  const { value } = select;
  select.setAttribute("aria-label", label);
  select.replaceChildren(...named.map(([name, text]) => Object.assign(document.createElement("option"), { value: name, textContent: text })));
  if (value) select.value = value;
}
