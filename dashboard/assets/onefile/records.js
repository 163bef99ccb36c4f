// What the document holds: blocks of JSON, some of them packed, and incidents in columns.

export const json = (id) => JSON.parse(document.getElementById(id).textContent);

// gzip in base64.
export async function packed(id) {
  const node = document.getElementById(id);
  if (!node) return null;
  const bytes = Uint8Array.from(atob(node.textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function rows(columns) {
  const names = Object.keys(columns);
  const number = names.length ? columns[names[0]].length : 0;
  return Array.from({ length: number }, (_, at) => Object.fromEntries(names.map((name) => [name, columns[name][at]])));
}

const BITS = 30; // as data/projection.py
const WORLD = 2 ** BITS;
const MAX_LATITUDE = 85.05112877980659; // degrees

const whole = (share) => Math.max(0, Math.min(WORLD - 1, Math.trunc(share * WORLD)));

// Web Mercator as whole numbers from 0 to 2^30, x eastward, y southward.
export function mercator(latitude, longitude) {
  const angle = (Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude)) * Math.PI) / 180;
  return [whole((longitude + 180) / 360), whole((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2)];
}

export const degrees = (x, y) => ({
  latitude: (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI,
  longitude: (x / WORLD) * 360 - 180,
});

// The incidents, each with its reports and its place on the map.
export function incidents({ incidents: columns, reports: told }) {
  const reports = rows(told);
  let next = 0;
  return rows(columns).map((row) => {
    const own = reports.slice(next, (next += row.reports));
    const [x, y] = row.latitude === null ? [null, null] : mercator(row.latitude, row.longitude);
    return { ...row, x, y, onMap: x !== null && row.precision !== "country", reports: own };
  });
}
