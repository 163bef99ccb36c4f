// Pairs of reports that may tell of one event, side by side; the editor says which do. All text is foreign: text nodes.
const node = (tag, className, text) => Object.assign(document.createElement(tag), { className: className ?? "", textContent: text ?? "" });

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("section");
  const said = JSON.stringify(data);
  if (root.sheruSaid === said) return;
  root.sheruSaid = said;
  root.className = "doubles";
  root.replaceChildren(...data.pairs.map((pair, number) => drawn(pair, number, data, setTriggerValue)));
}

function drawn(pair, number, { strings }, send) {
  const box = node("article", "pair");
  box.setAttribute("aria-label", pair.reasons);
  const sides = node("div", "sides");
  for (const side of pair.sides) {
    const told = node("div", "side");
    told.append(node("b", "", side.title), node("p", "", side.description), node("p", "quiet", side.source));
    sides.append(told);
  }
  const line = node("p", "line");
  line.append(node("span", "quiet", pair.reasons));
  const offer = (label, merge) => {
    const button = Object.assign(node("button", "plain", label), { type: "button" });
    button.onclick = () => send("decided", { pair: number, merge, at: Date.now() });
    line.append(button);
  };
  if (pair.merged) {
    line.append(node("b", "", strings.merged));
    offer(strings.undo, false);
  } else {
    offer(strings.merge, true);
  }
  box.append(sides, line);
  return box;
}
