// How a view or an incident is cited: a dialog with the ways of writing it, to be copied or kept as a file. The server
// writes each; here it is text and nothing else.

const FILES = { apa: "txt", chicago: "txt", bibtex: "bib", ris: "ris", csl: "json" };

const node = (tag, className, ...children) => {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
};

const button = (text, act) => {
  const made = node("button", "plain", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

// `query` is that of the link to cite, without a way of writing; the dialog is put into `place` and taken away again.
export function cite(place, query, strings) {
  const dialog = node("dialog", "cite");
  const choice = node("select", "", ...Object.entries(strings.ways).map(([way, name]) => new Option(name, way)));
  const text = node("pre", "");
  text.tabIndex = 0;
  const status = node("p", "heard");
  status.setAttribute("role", "status");
  const save = node("a", "plain", strings.download);
  const title = node("h2", "", strings.title);
  title.id = "cite-title";
  dialog.setAttribute("aria-labelledby", title.id);
  text.setAttribute("aria-labelledby", title.id);
  const copy = button(strings.copy, async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      status.textContent = strings.copied;
    } catch {
      getSelection().selectAllChildren(text); // no clipboard for scripts here: it is marked, to be copied by hand
      status.textContent = strings.copy_yourself;
    }
  });

  const show = async () => {
    const way = choice.value;
    const url = new URL("api/cite", document.baseURI);
    url.search = query;
    url.searchParams.set("format", way);
    save.href = url.href;
    save.download = `citation.${FILES[way]}`;
    status.textContent = text.textContent = "";
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(response.status);
      const written = (await response.text()).trimEnd();
      if (way === choice.value) text.textContent = written;
    } catch {
      status.textContent = strings.failed;
    }
  };

  choice.addEventListener("change", show);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // Escape closes this and nothing behind it
  dialog.addEventListener("close", () => dialog.remove());
  const close = button("×", () => dialog.close());
  close.setAttribute("aria-label", strings.close);
  const way = node("label", "", node("span", "", strings.way), choice);
  const inside = node("div", "", node("header", "", title, close), way, text, node("footer", "", copy, save, status));
  dialog.append(inside);
  place.append(dialog);
  dialog.showModal();
  choice.focus();
  show();
}
