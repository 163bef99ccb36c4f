// Before the first paint: light or dark, as the reader chose, else as her system has it.
(() => {
  let chosen = "";
  try {
    chosen = JSON.parse(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`)) || "";
  } catch {
    // no storage, or not ours: the system decides
  }
  const dark = chosen === "Dark" || (chosen !== "Light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
