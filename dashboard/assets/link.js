// The address of the page is the link of the view. The page says what is shown; map, timeline and table add what is
// theirs.
// Two ways to write the same parameters, malformed percent signs included, are the same.
const plain = (search) => new URLSearchParams(search).toString();

export default function ({ data, parentElement }) {
  const here = new URL(window.location.href);
  const theirs = new URLSearchParams([...here.searchParams].filter(([name]) => data.theirs.includes(name)));
  const search = [data.link, theirs.toString().replaceAll("%2C", ",")].filter(Boolean).join("&");
  const written = parentElement.sheruLink;
  parentElement.sheruLink = data.link;
  if (written === data.link || plain(here.search) === plain(search)) return;
  // The first run only tidies the link that was opened; every change after it can be gone back from.
  const write = written === undefined ? "replaceState" : "pushState";
  window.history[write](window.history.state, "", here.pathname + (search && `?${search}`) + here.hash);
}
