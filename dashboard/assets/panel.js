// The incident panel: puts words that the server made into the document, as text and never as HTML.
const node = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== ""));
  return made;
};

const facts = (pairs) =>
  node("dl", "facts", ...pairs.flatMap(({ label, value }) => [node("dt", "", label), node("dd", "", value)]));

// Only http and https links come here with an address; everything else stays text.
const link = ({ link: href, host, url_text: text }) => {
  if (!href) return text ? node("p", "url", text) : "";
  const anchor = node("a", "url", host);
  anchor.href = href;
  anchor.rel = "noopener noreferrer nofollow";
  anchor.target = "_blank";
  return anchor;
};

const report = (told) =>
  node(
    "li",
    "",
    node("strong", "", told.source),
    told.published ? node("span", "published", told.published) : "",
    told.what ? node("p", "", told.what) : "",
    told.counts.length ? facts(told.counts.map(({ label, value }) => ({ label, value: `“${value}”` }))) : "",
    link(told),
  );

const step = (id, label, open) => {
  const button = node("button", "step", label);
  button.disabled = !id;
  button.onclick = () => open(id);
  return button;
};

const contact = ({ contact: href, mistake, id }) => {
  if (!href) return "";
  const anchor = node("a", "mistake", mistake);
  anchor.href = href.startsWith("mailto:") ? `${href}?subject=${encodeURIComponent(id)}` : href;
  anchor.rel = "noopener noreferrer";
  return anchor;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const close = node("button", "close", "×");
  close.setAttribute("aria-label", data.close);
  close.onclick = () => {
    setTriggerValue("closed", true);
    document.querySelector(".st-key-map iframe")?.focus(); // the keyboard goes on where the panel was opened
  };
  const title = node("h2", "", data.title);
  title.tabIndex = -1;
  const panel = node(
    "article",
    "incident",
    close,
    node("p", "kicker", data.type),
    title,
    node("p", "when", data.when),
    data.what ? node("p", "what", data.what) : "",
    facts([...data.counts, data.response]),
    data.where ? node("p", "where", data.where) : "",
    node("h3", "", data.reports_title),
    node("ol", "reports", ...data.reports.map(report)),
    node(
      "nav",
      "",
      step(data.earlier, `← ${data.previous}`, (id) => setTriggerValue("opened", id)),
      step(data.later, `${data.next} →`, (id) => setTriggerValue("opened", id)),
    ),
    contact(data),
  );
  panel.dataset.incident = data.id;
  panel.onkeydown = (event) => event.key === "Escape" && close.click();
  const shown = parentElement.querySelector("article");
  const fresh = shown?.dataset.incident !== data.id;
  if (shown) shown.replaceWith(panel);
  else parentElement.append(panel);
  if (fresh) title.focus({ preventScroll: true });
}
