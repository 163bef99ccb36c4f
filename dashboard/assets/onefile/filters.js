// The filters of the file: what the reader chose, under the names of the API's parameters, and the form she chooses in.
import { COUNTS } from "./matching.js";
import { node } from "./table-rows.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ONE = { from: DAY, to: DAY, q: /^.{1,200}$/, ...Object.fromEntries(COUNTS.map((kind) => [`${kind}_min`, /^\d{1,9}$/])) };
const MANY = ["country", "type"];

// Of a link, what can be.
export function chosenIn(search) {
  const asked = new URLSearchParams(search);
  const params = new URLSearchParams();
  for (const name of MANY) for (const value of asked.getAll(name)) params.append(name, value);
  for (const [name, form] of Object.entries(ONE)) if (form.test(asked.get(name) ?? "")) params.set(name, asked.get(name));
  return params;
}

// What is shown when `params` are chosen in a file that was made of `held`.
export function both(params, held) {
  const all = new URLSearchParams(held);
  for (const name of MANY) if (params.has(name)) all.delete(name);
  for (const name of MANY) for (const value of params.getAll(name)) all.append(name, value);
  for (const name of Object.keys(ONE)) {
    const [own, whole] = [params.get(name), held.get(name)];
    if (!own) continue;
    if (name === "q" && whole) all.set(name, `${whole} ${own}`);
    else if (name.endsWith("_min")) all.set(name, Math.max(Number(own), Number(whole ?? 0)));
    else all.set(name, own);
  }
  return all;
}

export const without = (params, ...names) => {
  const rest = new URLSearchParams(params);
  for (const name of names) rest.delete(name);
  return rest;
};

const labelled = (text, input) => node("label", "sheru-field", node("span", "", text), input);

// `choices`: for country and type, the values with their labels. `chosen` is called with the parameters.
export class Form {
  constructor(strings, choices, chosen) {
    this.fields = new Map(Object.keys(ONE).map((name) => [name, this.input(name)]));
    this.boxes = Object.fromEntries(MANY.map((name) => [name, this.checks(name, choices[name])]));
    const field = (name) => this.fields.get(name);
    field("q").placeholder = strings.placeholder;
    this.clear = node("button", "sheru-plain", strings.clear);
    this.clear.type = "button";
    this.clear.onclick = () => chosen(new URLSearchParams());
    const counts = COUNTS.map((kind) => labelled(strings.at_least[kind], Object.assign(field(`${kind}_min`), { placeholder: strings.any })));
    this.more = node("details", "", node("summary", "", strings.more), ...counts);
    const days = node("div", "sheru-days", labelled(strings.from, field("from")), labelled(strings.to, field("to")));
    this.root = node("form", "sheru-filters",
      this.group(strings.country, "country"), days, this.group(strings.type, "type"), labelled(strings.q, field("q")), this.more, this.clear);
    this.root.addEventListener("submit", (event) => event.preventDefault());
    this.root.addEventListener("input", (event) => {
      clearTimeout(this.waiting);
      const typed = event.target.type !== "checkbox";
      this.waiting = setTimeout(() => chosen(this.read()), typed ? 250 : 0); // several letters are one wish
    });
  }

  input(name) {
    const number = name.endsWith("_min");
    const input = node("input", "");
    Object.assign(input, { name, type: DAY === ONE[name] ? "date" : number ? "number" : "search" });
    if (number) Object.assign(input, { min: 0, max: 999999999, step: 1 });
    else if (name === "q") input.maxLength = 200;
    return input;
  }

  checks(name, choices) {
    return choices.map(({ value, label, number, sign }) => {
      const box = Object.assign(node("input", ""), { type: "checkbox", name, value });
      return node("label", "sheru-check", box, ...(sign ? [sign] : []), node("span", "", label), node("span", "sheru-number", number));
    });
  }

  group(title, name) {
    const boxes = this.boxes[name];
    const list = node("div", `sheru-checks ${name}`, ...boxes);
    return node("fieldset", "", node("legend", "", title), list);
  }

  read() {
    const params = new URLSearchParams();
    for (const box of this.root.querySelectorAll("input:checked")) params.append(box.name, box.value);
    for (const [name, input] of this.fields) if (ONE[name].test(input.value.trim())) params.set(name, input.value.trim());
    return params;
  }

  // What is chosen elsewhere: by the brush, by a link.
  show(params) {
    for (const box of this.root.querySelectorAll("input[type=checkbox]")) box.checked = params.getAll(box.name).includes(box.value);
    for (const [name, input] of this.fields) {
      const wanted = params.get(name) ?? "";
      if (input.value.trim() !== wanted) input.value = wanted;
    }
    if (COUNTS.some((kind) => params.has(`${kind}_min`))) this.more.open = true;
    this.clear.hidden = !params.size;
    this.inSight ??= this.firstInSight();
  }

  // A country that a link chose may be far down in its list.
  firstInSight() {
    for (const list of this.root.querySelectorAll(".sheru-checks")) {
      const box = list.querySelector("label:has(:checked)");
      if (box) list.scrollTop = box.offsetTop - list.offsetTop;
    }
    return true;
  }
}
