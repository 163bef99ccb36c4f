// Places to look at twice, each distinct one once: on the left which, on the right what to choose from, on a small map.
// Every name is foreign text and becomes a text node. What is chosen goes to the server and holds for all rows.
const node = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });
const PAGE = 8;
const reviews = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  if (!reviews.has(parentElement)) reviews.set(parentElement, new Review(parentElement.querySelector("section")));
  reviews.get(parentElement).update(data, setTriggerValue);
  return () => reviews.delete(parentElement);
}

class Review {
  constructor(root) {
    this.root = root;
    this.page = 0;
    this.list = node("ul", "list");
    this.pager = node("p", "pager");
    this.detail = node("div", "detail");
    this.detail.setAttribute("role", "group");
    this.mapBox = node("div", "map");
    this.mapBox.setAttribute("aria-hidden", "true"); // the list beside it says the same in words
    const left = node("div", "left");
    left.append(this.list, this.pager);
    const right = node("div", "right");
    right.append(this.detail, this.mapBox);
    root.className = "review";
    root.replaceChildren(left, right);
  }

  update(data, send) {
    this.data = data;
    this.send = (decision) => send("decided", { ...decision, at: Date.now() });
    const said = JSON.stringify(data);
    if (said === this.said) return;
    this.said = said;
    const open = data.places.findIndex((place) => !place.decided);
    const decided = this.justDecided;
    if (this.chosen === undefined || decided) this.chosen = open < 0 ? 0 : open;
    this.chosen = Math.min(this.chosen, data.places.length - 1);
    this.justDecided = false;
    this.page = Math.floor(this.chosen / PAGE);
    this.draw();
    if (decided) this.focusEntry();
  }

  draw() {
    const { places, strings } = this.data;
    const first = this.page * PAGE;
    this.list.replaceChildren(
      ...places.slice(first, first + PAGE).map((place, offset) => this.entry(place, first + offset)),
    );
    const pages = Math.ceil(places.length / PAGE);
    this.pager.hidden = pages < 2;
    this.pager.replaceChildren(
      this.turner(strings.previous, -1, this.page > 0),
      node("span", "", `${this.page + 1} / ${pages}`),
      this.turner(strings.next, 1, this.page < pages - 1),
    );
    this.drawDetail();
  }

  turner(label, by, able) {
    const button = Object.assign(node("button", "plain", label), { type: "button", disabled: !able });
    button.onclick = () => {
      this.page += by;
      this.draw();
    };
    return button;
  }

  entry(place, number) {
    const item = node("li");
    const button = Object.assign(node("button", "entry"), { type: "button" });
    button.append(node("b", "", place.text || place.where), node("span", "quiet", place.text ? place.where : ""));
    button.append(node("span", place.decided ? "tag done" : "tag", place.decided || place.status));
    if (number === this.chosen) button.setAttribute("aria-current", "true");
    button.onclick = () => {
      this.chosen = number;
      this.draw();
      this.focusEntry();
    };
    item.append(button);
    return item;
  }

  // What is drawn anew has lost the focus; it goes to the place that is open now.
  focusEntry() {
    this.list.querySelector("[aria-current]")?.focus({ preventScroll: true });
  }

  drawDetail() {
    const { strings } = this.data;
    const place = this.data.places[this.chosen];
    this.detail.replaceChildren();
    if (!place) return;
    const title = node("h3", "", [place.text, place.where].filter(Boolean).join(", "));
    this.detail.setAttribute("aria-label", title.textContent);
    this.detail.append(title, node("p", "quiet", `${place.rows} · ${place.reasons}`));
    const choices = node("ol", "choices");
    place.candidates.forEach((candidate, number) => {
      const button = Object.assign(node("button", "choice"), { type: "button" });
      button.append(node("i", "number", number + 1), node("b", "", candidate.name), node("span", "quiet", candidate.where));
      button.onclick = () => this.decide({ candidate: number });
      const item = node("li");
      item.append(button);
      choices.append(item);
    });
    this.detail.append(choices, this.typed(strings), this.others(place, strings));
    this.drawMap(place);
  }

  typed(strings) {
    const form = node("form", "typed");
    const label = node("label", "", strings.type);
    const input = Object.assign(node("input"), { type: "text", maxLength: 300 });
    label.append(input);
    const button = node("button", "plain", strings.use);
    form.append(label, button);
    form.onsubmit = (event) => {
      event.preventDefault();
      if (input.value.trim()) this.decide({ typed: input.value.trim() });
    };
    return form;
  }

  others(place, strings) {
    const line = node("p", "others");
    const offer = (label, decision) => {
      const button = Object.assign(node("button", "plain", label), { type: "button" });
      button.onclick = () => this.decide(decision);
      line.append(button);
    };
    if (place.placed) offer(`${strings.keep}: ${place.placed}`, { keep: true });
    offer(strings.off, { off: true });
    if (place.decided) offer(strings.undo, { undo: true });
    return line;
  }

  decide(decision) {
    this.justDecided = true;
    this.send({ id: this.data.places[this.chosen].id, ...decision });
  }

  async drawMap(place) {
    const points = place.candidates.length ? place.candidates : place.at ? [place.at] : [];
    this.mapBox.hidden = points.length === 0;
    if (!points.length) return;
    await library(this.data.map);
    if (!this.map) {
      this.map = L.map(this.mapBox, { zoomControl: false, attributionControl: false, keyboard: false, maxZoom: 11 });
      this.map.setView([points[0].lat, points[0].lon], 4);
      this.base = window.sheru.baseMap(this.map, { theme: this.data.theme, language: this.data.language });
      this.marks = L.layerGroup().addTo(this.map);
    }
    this.marks.clearLayers();
    points.forEach((point, number) => {
      const icon = node("span", "pin", place.candidates.length ? number + 1 : "");
      const mark = L.marker([point.lat, point.lon], { icon: L.divIcon({ className: "", html: icon, iconSize: [22, 22] }), keyboard: false });
      if (place.candidates.length) mark.on("click", () => this.decide({ candidate: number }));
      mark.addTo(this.marks);
    });
    this.map.invalidateSize();
    this.map.fitBounds(points.map((point) => [point.lat, point.lon]), { padding: [40, 40], maxZoom: points.length > 1 ? 7 : 5, animate: false });
  }
}

let loading;
function library(address) {
  loading ??= new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(address, document.baseURI).href });
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return loading;
}
