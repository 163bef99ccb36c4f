// Copies a link: of exactly this view, with a sentence that says what it shows, or the one that is given.
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
    const link = new URL(data.link ?? window.location.href, document.baseURI).href;
    const text = [data.sentence, link].filter(Boolean).join("\n");
    status.textContent = (await copied(text)) ? data.copied : link;
    setTimeout(() => (status.textContent = ""), 4000);
  };
}

// Without a secure connection there is no clipboard for scripts; the old command still copies a selection.
async function copied(text) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // not allowed: try the old way
    }
  }
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
