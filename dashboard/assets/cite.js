// The button that opens the citation of exactly this view.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.strings.cite;
  button.title = data.strings.title;
  button.onclick = async () => {
    const { cite } = await import(new URL(`${data.assets}cite-dialog.js`, document.baseURI).href);
    const query = new URLSearchParams(data.query);
    const here = new URLSearchParams(window.location.search);
    for (const name of data.theirs) {
      query.delete(name);
      if (here.get(name)) query.set(name, here.get(name));
    }
    cite(parentElement, query, data.strings);
  };
}
