// In a frame of another page: the way to the whole page with what the map shows at this moment, in a window of its own.
export default function ({ data, parentElement }) {
  const link = parentElement.querySelector("a");
  link.textContent = data.open;
  const follow = () => {
    const url = new URL(window.location.href);
    url.searchParams.delete("embed");
    link.href = url.href.replaceAll("%2C", ",");
  };
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, follow);
  follow();
}
