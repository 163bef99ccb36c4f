// The button that opens the citation of exactly this view.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.strings.cite;
  button.title = data.strings.title;
  button.onclick = async () => {
    const { cite } = await import(new URL(`${data.assets}cite-dialog.js`, document.baseURI).href);
    const query = new URLSearchParams(data.query);
    const at = new URLSearchParams(window.location.search).get("at");
    if (at) query.set("at", at); // where the map looks stands in the address alone
    cite(parentElement, query, data.strings);
  };
}
