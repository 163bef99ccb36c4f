// Light or dark. Streamlit 1.67 keeps its reader's choice in this place and reads it when a page opens; the view is in
// the link, so that opening it again loses nothing.
const KEY = `stActiveTheme-${location.pathname}-v2`;
const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const dark = document.documentElement.dataset.theme === "dark";
  button.textContent = dark ? "☀" : "☾";
  button.title = dark ? data.light : data.dark;
  button.setAttribute("aria-label", button.title);
  button.onclick = () => {
    const wanted = dark ? "light" : "dark";
    const choice = wanted === system() ? "System" : wanted === "dark" ? "Dark" : "Light";
    try {
      localStorage.setItem(KEY, JSON.stringify(choice));
    } catch {
      return; // where nothing may be kept, the system decides
    }
    location.reload();
  };
}
