// The button that opens the citation of exactly this view.
// What map and timeline write into the address themselves.
const ON_THE_MAP = ["at", "layer", "size", "shade", "bin", "bars", "play"];

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.strings.cite;
  button.title = data.strings.title;
  button.onclick = async () => {
    const { cite } = await import(new URL(`${data.assets}cite-dialog.js`, document.baseURI).href);
    const query = new URLSearchParams(data.query);
    const here = new URLSearchParams(window.location.search);
    for (const name of ON_THE_MAP) {
      query.delete(name);
      if (here.get(name)) query.set(name, here.get(name));
    }
    cite(parentElement, query, data.strings);
  };
}
