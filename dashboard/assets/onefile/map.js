// The map, as it is on the page; what it shows comes from the file.

const HOME = { center: [30, 40], zoom: 2 };
const AT = /^(-?\d{1,2}(?:\.\d{1,8})?),(-?\d{1,3}(?:\.\d{1,8})?),(\d{1,2})$/;

const hex = (content) => [...new TextEncoder().encode(JSON.stringify(content))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export class IncidentMap {
  // `open` is called with the id of an incident that was pressed.
  constructor(place, open) {
    const { L, sheru } = window;
    Object.assign(sheru.CHOICES, { layer: ["clusters", "incidents", "heat"] }); // the others need tables of the server
    const at = AT.exec(new URL(location.href).searchParams.get("at") ?? "");
    this.at = Boolean(at);
    const start = at ? { center: [Number(at[1]), Number(at[2])], zoom: Number(at[3]) } : HOME;
    const map = L.map(place, { ...start, zoomControl: false, minZoom: 1, maxZoom: 18, worldCopyJump: true });
    this.shell = L.featureGroup();
    this.shell.on("click", ({ layer }) => open(layer.toGeoJSON().properties.id));
    this.map = map;
  }

  show(options) {
    const { sheru } = window;
    const all = { ...options, at: this.at };
    if (sheru.incidents) return sheru.incidents.show(all, this.shell);
    sheru.show(this.shell, hex(all));
    this.shell.addTo(this.map);
  }
}
