// Bars of people: up to the sum of what is certain at least, paler on to what it is at most. Unknown is not 0: it is counted
// apart, and a bin in which nothing is known has a mark at its foot.
import "./people.js"; // the words of the map

const OPEN = [0.5, 0.3, 0.15]; // steps in which a bar without an upper bound fades, each STEP pixels high
const STEP = 4;
const FOOT = 2;

export const top = ({ people }) => (people ? Math.max(people.low, people.high ?? people.low) : 0);

// The parts of a bar from the bottom up: `y` gives the place of a number, all in pixels.
export function parts(bin, y) {
  const { people } = bin;
  if (!people) return [];
  if (!people.known_in) return [{ bin, type: "unknown", top: y(0) - FOOT, height: FOOT }];
  const low = y(people.low);
  const certain = { bin, type: "low", top: low, height: y(0) - low };
  if (people.high === null) {
    return [certain, ...OPEN.map((opacity, step) => ({ bin, type: `open-${step}`, opacity, top: low - STEP * (step + 1), height: STEP }))];
  }
  const high = y(people.high);
  return high < low ? [certain, { bin, type: "high", top: high, height: low - high }] : [certain];
}

// Several totals as one, as the server would add them.
export function sum(totals) {
  return totals.reduce((one, other) => ({
    low: one.low + other.low,
    high: one.high === null || other.high === null ? null : one.high + other.high,
    known_in: one.known_in + other.known_in,
    low_known_in: one.low_known_in + other.low_known_in,
    approximate: one.approximate || other.approximate,
    unknown_in: one.unknown_in + other.unknown_in,
  }), { low: 0, high: 0, known_in: 0, low_known_in: 0, approximate: false, unknown_in: 0 });
}

// "Detained: at least 50 (unknown in 2)", as the map says it.
export const text = (kind, total, strings) => window.sheru.people(kind, total, strings);
