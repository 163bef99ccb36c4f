// A table of foreign text: every cell is a text node and nothing else.
const SHORT = 26; // characters that are not broken over lines
const cell = (tag, text) =>
  Object.assign(document.createElement(tag), { textContent: text, className: text.length > SHORT ? "" : "short" });

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("section");
  const said = JSON.stringify(data);
  if (root.sheruSaid === said) return;
  root.sheruSaid = said;
  const table = document.createElement("table");
  table.setAttribute("aria-label", data.label);
  const head = table.createTHead().insertRow();
  for (const name of data.heads) head.append(Object.assign(cell("th", name), { scope: "col" }));
  const body = table.createTBody();
  const doubtful = new Set(data.doubtful);
  data.rows.forEach((cells, place) => {
    const row = body.insertRow();
    row.classList.toggle("doubtful", doubtful.has(place));
    for (const text of cells) row.append(cell("td", text));
  });
  root.className = "listing";
  root.tabIndex = 0; // it scrolls by keyboard too
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", data.label);
  root.replaceChildren(table);
}
