// Light or dark. The link says what the reader chose, where that is not what her browser has; first.js reads it when the
// page opens. The view is in the link, so that opening it again loses nothing.
const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const dark = document.documentElement.dataset.theme === "dark";
  button.textContent = dark ? "☀" : "☾";
  button.title = dark ? data.light : data.dark;
  button.setAttribute("aria-label", button.title);
  button.onclick = () => {
    const wanted = dark ? "light" : "dark";
    const url = new URL(location.href);
    url.searchParams.set("theme", wanted);
    history.replaceState(history.state, "", url.pathname + url.search.replaceAll("%2C", ",") + url.hash);
    location.reload();
  };
}
