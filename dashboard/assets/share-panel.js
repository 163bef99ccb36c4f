// What opens below the button "Share" when its link is copied: the view as a part of another page.
import { copied } from "./copying.js";

const node = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

// The element of another page that shows this view.
function frame(title) {
  const source = new URL(window.location.href);
  source.hash = "";
  source.searchParams.delete("theme"); // the other page's readers have their own
  source.searchParams.set("embed", "1");
  const made = document.createElement("iframe");
  made.setAttribute("src", source.href.replaceAll("%2C", ","));
  const said = { width: "100%", height: "480", title, loading: "lazy", style: "border:0", allowfullscreen: "" };
  for (const [name, value] of Object.entries(said)) made.setAttribute(name, value);
  return made.outerHTML;
}

export function open(place, button, { sentence, more }) {
  place.querySelector(".more")?.remove();
  const code = node("textarea", { readOnly: true, rows: 4, value: frame(sentence), spellcheck: false });
  const heard = node("span", { className: "heard" });
  heard.setAttribute("role", "status");
  const copy = node("button", { type: "button", className: "whole", textContent: more.copy });
  copy.onclick = async () => {
    const done = await copied(code.value);
    if (!done) code.select();
    heard.textContent = done ? more.copied : more.copy_yourself;
  };
  const close = node("button", { type: "button", className: "close", textContent: "×" });
  close.setAttribute("aria-label", more.close);
  const head = node("header", {}, node("b", { textContent: more.embed }), close);
  const panel = node("section", { className: "more" });
  panel.append(head, node("label", {}, node("span", { textContent: more.note }), code), node("p", {}, copy, heard));
  panel.setAttribute("aria-label", more.embed);

  const elsewhere = (event) => event.composedPath().includes(place) || shut();
  const shut = () => {
    panel.remove();
    document.removeEventListener("pointerdown", elsewhere);
  };
  close.onclick = () => (shut(), button.focus());
  panel.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), close.onclick()));
  document.addEventListener("pointerdown", elsewhere);
  place.append(panel);
}
