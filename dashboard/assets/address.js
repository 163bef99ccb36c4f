// What timeline and table write into the address by themselves, such as the bars or the order. No run of the page is needed.

export const inLink = (name) => new URL(window.location.href).searchParams.get(name) ?? "";

// Values by the name of their parameter; an empty one is left out of the address.
export function writeLink(values) {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  const search = url.search.replaceAll("%2C", ",");
  if (search === window.location.search) return;
  window.history.replaceState(window.history.state, "", url.pathname + search + url.hash);
}

// What a link says counts when it was opened or gone back to. A run of the page that began before we wrote the address
// says what was there then: that is no news.
export class Linked {
  constructor(name) {
    this.name = name;
    this.given = null;
  }

  isNews(value) {
    const first = this.given === null;
    const fresh = first || (value !== this.given && value === inLink(this.name));
    this.given = value;
    return fresh;
  }
}
