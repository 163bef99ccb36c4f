// Rows whose coordinates look wrong, with what can be done about each. All text is foreign: text nodes.
const node = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("section");
  const said = JSON.stringify(data);
  if (root.sheruSaid === said) return;
  root.sheruSaid = said;
  const { strings } = data;
  const offer = (line, label, decision) => {
    const button = Object.assign(node("button", "plain", label), { type: "button" });
    button.onclick = () => setTriggerValue("decided", { ...decision, at: Date.now() });
    line.append(button);
  };
  const all = node("p", "all");
  if (data.offers > 1) offer(all, strings.all, { all: true });
  if (data.chosen) offer(all, strings.none, { none: true });
  const list = node("ul", "rows");
  data.doubts.forEach((doubt, row) => {
    const item = node("li");
    const line = node("p", "line");
    if (doubt.decided) {
      line.append(node("b", "", `✓ ${doubt.decided}`));
      offer(line, strings.undo, { row, undo: true });
    } else {
      if (doubt.offer) offer(line, doubt.offer, { row });
      offer(line, strings.drop, { row, drop: true });
    }
    const told = node("p", "told");
    told.append(node("b", "", doubt.row), node("span", "", ` ${doubt.words}`));
    item.append(told, line);
    list.append(item);
  });
  root.className = "coordinates";
  root.replaceChildren(all, list);
}
