// Before the first paint: light or dark, and whether the page stands inside another one. Streamlit reads both when it
// starts: the theme from this place of the storage, the rest from the address.
(() => {
  const url = new URL(location.href);
  if (url.searchParams.get("embed") === "1") {
    url.searchParams.set("embed", "true"); // as Streamlit writes it
    history.replaceState(history.state, "", url.pathname + url.search.replaceAll("%2C", ",") + url.hash);
  }
  const place = `stActiveTheme-${location.pathname}-v2`;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const linked = url.searchParams.get("theme");
  let chosen = "";
  try {
    if (["light", "dark"].includes(linked)) {
      const choice = { light: "Light", dark: "Dark" }[linked];
      localStorage.setItem(place, JSON.stringify(linked === system ? "System" : choice));
    }
    chosen = JSON.parse(localStorage.getItem(place)) || "";
  } catch {
    // no storage, or not ours: the system decides
  }
  const theme = { Light: "light", Dark: "dark" }[chosen] ?? system;
  document.documentElement.dataset.theme = theme;
  if (url.searchParams.get("embed") === "true") document.documentElement.dataset.embed = "";
})();
