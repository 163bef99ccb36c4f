// Copies a link: of exactly this view, with a sentence that says what it shows, or the one that is given. Where there is
// more to take along, a panel opens that has it.
export default function ({ data, parentElement }) {
  document.querySelector(".st-key-sentence")?.setAttribute("role", "status"); // a screen reader hears each change
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  const word = Object.assign(document.createElement("span"), { textContent: ` ${data.share}` });
  button.replaceChildren("↗", word);
  button.setAttribute("aria-label", data.label);
  button.title = data.label;
  button.classList.toggle("whole", Boolean(data.link));
  button.onclick = async () => {
    const { copied } = await part("copying.js");
    const link = new URL(data.link ?? window.location.href, document.baseURI).href;
    const text = [data.sentence, link].filter(Boolean).join("\n");
    status.textContent = (await copied(text)) ? data.copied : link;
    setTimeout(() => (status.textContent = ""), 4000);
    if (data.more) (await part("share-panel.js")).open(parentElement.firstElementChild, button, data);
  };
}

const part = (name) => import(new URL(`assets/${name}`, document.baseURI).href);
