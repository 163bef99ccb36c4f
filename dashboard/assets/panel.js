// The incident panel: a bar that stays where it is, and below it the incident that is open. A Streamlit component (v2):
// called again with new data at every run, always with the same element for as long as the panel is open.

const panels = new WeakMap();
// Streamlit may put the panel up once more while it closes: that one must not take the focus back.
const closed = { id: "", at: -Infinity };
const CLOSING = 1000; // ms

export default function ({ data, parentElement, setTriggerValue }) {
  if (!panels.has(parentElement)) panels.set(parentElement, new Panel(parentElement));
  panels.get(parentElement).update(data, setTriggerValue);
}

const make = (tag, className, parent) => {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
};

// What has the keyboard's focus, looked up inside components and the map's frame.
const focused = () => {
  let found = document.activeElement;
  for (let inner = found; inner; found = inner ?? found) {
    inner = found.shadowRoot?.activeElement ?? found.contentDocument?.activeElement;
  }
  return found?.tagName === "BODY" ? null : found;
};

class Panel {
  constructor(place) {
    this.place = place;
    this.opener = focused();
    this.root = make("article", "incident", place);
    this.root.setAttribute("aria-labelledby", "title");
    this.root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    const bar = make("div", "bar", this.root);
    this.earlier = this.button("step", bar, () => this.step(this.data.earlier));
    this.later = this.button("step", bar, () => this.step(this.data.later));
    this.closing = this.button("close", bar, () => this.close());
    this.closing.textContent = "×";
    this.heard = make("p", "unseen", this.root);
    this.heard.setAttribute("role", "status");
    this.story = make("div", "story", this.root);
  }

  button(className, parent, act) {
    const made = make("button", className, parent);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  update(data, setTriggerValue) {
    const { strings } = data;
    this.data = data;
    this.tell = setTriggerValue;
    this.earlier.textContent = `← ${strings.earlier}`;
    this.later.textContent = `${strings.later} →`;
    this.closing.setAttribute("aria-label", strings.close);
    this.closing.title = strings.close;
    const said = JSON.stringify(data);
    if (said === this.said) return;
    this.said = said;
    this.show(data);
  }

  async show(data) {
    const { story } = await import(new URL(`${data.assets}panel-story.js`, document.baseURI).href);
    if (data !== this.data) return; // another one was opened meanwhile
    this.story.replaceChildren(...story(data, (id) => this.tell("opened", id)));
    this.earlier.disabled = !data.earlier;
    this.later.disabled = !data.later;
    if (this.shown === data.id) return;
    this.shown = data.id;
    this.root.dataset.incident = data.id;
    this.place.host?.closest(".st-key-panel")?.scrollTo(0, 0);
    this.focus();
  }

  // Upon opening the title has the focus. Who steps through time stays on the button, and hears what has come.
  focus() {
    if (closed.id === this.data.id && performance.now() - closed.at < CLOSING) return;
    const active = this.place.activeElement;
    const stepping = (active === this.earlier || active === this.later) && !active.disabled;
    this.heard.textContent = stepping ? `${this.data.title}, ${this.data.kicker.join(", ")}` : "";
    if (!stepping) this.story.querySelector("h2").focus({ preventScroll: true });
  }

  step(id) {
    if (id) this.tell("opened", id);
  }

  // The keyboard goes back to what opened the panel; else to the mark of the incident, else to the map.
  close() {
    this.tell("closed", true);
    Object.assign(closed, { id: this.data.id, at: performance.now() });
    const frame = document.querySelector(".st-key-map iframe");
    const mark = frame?.contentDocument?.querySelector(`[data-incident="${CSS.escape(this.data.id)}"]`);
    const there = (node) => node?.isConnected && node.ownerDocument.defaultView && node.checkVisibility();
    const target = [this.opener, mark, frame].find(there);
    const inside = target?.ownerDocument.defaultView;
    inside?.frameElement?.focus(); // a mark that has the focus within its frame does not have the page's yet
    inside?.focus();
    target?.focus();
  }
}
