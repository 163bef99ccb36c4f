// What the panel says of an incident: puts words that the server made into the document, as text and never as HTML.

const node = (tag, className, ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== ""));
  return made;
};

const button = (className, text, act) => {
  const made = node("button", className, text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const facts = (pairs) =>
  node("dl", "facts", ...pairs.flatMap(({ label, value }) => [node("dt", "", label), node("dd", "", value)]));

const value = ({ value: said, unknown }) => node("span", unknown ? "unknown" : "known", said);

// Who names the smallest number and who the largest, where they differ.
const spread = (ends) =>
  node(
    "ul",
    "spread",
    ...ends.map((end) => node("li", "", `${end.label}: `, node("b", "", end.value), ", ", end.source)),
  );

const countRow = (count) => {
  const name = node("th", "", count.label);
  name.scope = "row";
  return node("tr", "", name, node("td", "", value(count), count.spread.length ? spread(count.spread) : ""));
};

const counts = ({ title, rows }) =>
  node("table", "counts", node("caption", "unseen", title), node("tbody", "", ...rows.map(countRow)));

const place = ({ title, lines, coordinates }) =>
  node(
    "section",
    "",
    node("h3", "", title),
    node("p", "where", lines.join(" ")),
    coordinates ? facts([coordinates]) : "",
  );

// Only http and https links come here with an address; everything else stays text.
const source = ({ link, host, url_text: text }) => {
  if (!link) return text ? node("p", "url", text) : "";
  const anchor = node("a", "url", host);
  anchor.href = link;
  anchor.rel = "noopener noreferrer nofollow";
  anchor.target = "_blank";
  return anchor;
};

const report = (told) => {
  const pairs = [...told.differs, ...told.counts];
  return node(
    "li",
    "",
    node("p", "who", node("strong", "", told.source), told.published ? node("span", "quiet", told.published) : ""),
    told.what ? node("p", "", told.what) : "",
    pairs.length ? facts(pairs) : "",
    ...told.links.map(source),
  );
};

const reports = ({ title, number, all }) =>
  node(
    "section",
    "",
    node("h3", "", title, node("span", "quiet", number)),
    node("ol", "reports", ...all.map(report)),
  );

const nearby = ({ title, note, all }, open) => {
  if (!all.length) return "";
  const items = all.map((near) => {
    const act = button("near", "", () => open(near.id));
    const what = node("span", "quiet", node("i", `dot type-${near.type}`), `${near.what}, ${near.when}`);
    act.append(node("span", "name", near.title), node("span", "quiet far", near.distance), what);
    return node("li", "", act);
  });
  return node("section", "", node("h3", "", title), node("p", "quiet", note), node("ul", "nearby", ...items));
};

const citing = ({ query, strings }, assets) => {
  const open = button("plain", strings.cite, async () => {
    const { cite } = await import(new URL(`${assets}cite-dialog.js`, document.baseURI).href);
    cite(open.parentElement, query, strings);
  });
  return open;
};

// Without a secure connection, or where it is not allowed, there is no clipboard: the link is there to be copied.
const copyLink = ({ link, strings, cite: cited, assets }) => {
  const status = node("p", "quiet");
  status.setAttribute("role", "status");
  const url = `${location.origin}${location.pathname}?${link}`;
  const copy = button("plain", strings.copy, async () => {
    try {
      await navigator.clipboard.writeText(url);
      status.replaceChildren(strings.copied);
    } catch {
      const field = Object.assign(node("input", ""), { value: url, readOnly: true });
      status.replaceChildren(node("label", "", strings.copy_yourself, field));
      field.focus();
      field.select();
    }
  });
  return node("div", "copy", node("div", "acts", copy, citing(cited, assets)), status);
};

const mistake = ({ contact: href, strings, id }) => {
  if (!href) return "";
  const anchor = node("a", "mistake", strings.mistake);
  anchor.href = href.startsWith("mailto:") ? `${href}?subject=${encodeURIComponent(id)}` : href;
  anchor.rel = "noopener noreferrer";
  return anchor;
};

// The parts of the panel, in the order in which they are read. `open` is called with the id of another incident.
export function story(data, open) {
  const [type, when] = data.kicker;
  const title = node("h2", "", data.title);
  title.id = "title";
  title.tabIndex = -1;
  const kicker = node("p", "kicker", node("i", `dot type-${data.type}`), node("span", "type", type), ` · ${when}`);
  const response = node("dl", "response", node("dt", "", data.response.label), node("dd", "", value(data.response)));
  return [
    kicker,
    title,
    data.what ? node("p", "what", data.what) : "",
    counts(data.counts),
    response,
    place(data.place),
    reports(data.reports),
    nearby(data.near, open),
    data.link ? node("footer", "", copyLink(data), mistake(data)) : "", // what lies on a disk has no link
  ].filter((part) => part !== "");
}
