// Copies the link of exactly this view, with a sentence that says what it shows.
export default function ({ data, parentElement }) {
  document.querySelector(".st-key-sentence")?.setAttribute("role", "status"); // a screen reader hears each change
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("[role=status]");
  const word = Object.assign(document.createElement("span"), { textContent: ` ${data.share}` });
  button.replaceChildren("↗", word);
  button.setAttribute("aria-label", data.label);
  button.title = data.label;
  button.onclick = async () => {
    const text = `${data.sentence}\n${window.location.href}`;
    status.textContent = (await copied(text)) ? data.copied : window.location.href;
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
