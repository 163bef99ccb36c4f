// Streamlit 1.67 speaks English alone. What it says is exchanged as it appears, for eyes and screen readers alike.
// Only what stands outside our own components: those live in shadow roots and in the map's frame.
const LABELS = ["aria-label", "aria-valuetext", "title", "placeholder"];
let said = { whole: {}, begun: {} };
let observer;

const known = (text) => {
  const { whole, begun } = said;
  if (Object.hasOwn(whole, text)) return whole[text];
  const start = Object.keys(begun).find((key) => text.startsWith(key));
  return start ? begun[start] + text.slice(start.length) : text;
};

const label = (node) => {
  for (const name of LABELS) {
    const text = node.getAttribute(name);
    if (text && known(text) !== text) node.setAttribute(name, known(text));
  }
};

const text = (node) => {
  const { whole } = said;
  if (Object.hasOwn(whole, node.data) && whole[node.data] !== node.data) node.data = whole[node.data];
};

const all = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return text(node);
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  label(node);
  for (const below of node.querySelectorAll(LABELS.map((name) => `[${name}]`).join())) label(below);
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) text(texts.currentNode);
};

export default function ({ data }) {
  if (document.documentElement.lang === data.language && observer) return;
  document.documentElement.lang = data.language;
  // Another language than before: what was exchanged already is known by its last words.
  const before = said;
  said = { whole: { ...data.whole }, begun: { ...data.begun } };
  for (const part of ["whole", "begun"]) {
    for (const [english, old] of Object.entries(before[part])) said[part][old] ??= data[part][english];
  }
  all(document.body);
  observer ??= new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(all);
      else if (change.type === "characterData") text(change.target);
      else label(change.target);
    }
  });
  observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: LABELS,
  });
}
