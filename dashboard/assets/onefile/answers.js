// In place of a server: what the map, the timeline and the table ask the API is answered from what the file holds.
import { clusters, heat, points } from "./clusters.js";
import { frames } from "./frames.js";
import { inOrderOf, listing } from "./listing.js";
import { matching } from "./matching.js";
import { packed } from "./records.js";
import { summary } from "./totals.js";
import { timeline } from "./bins.js";

const ANSWERS = { clusters, points, heat, timeline, frames, incidents: listing, summary };
const FILTERS = ["country", "type", "precision", "source", "from", "to", "q", "participants_min", "detained_min", "injured_min", "killed_min"];

export class Answers {
  constructor(incidents, types) {
    this.incidents = inOrderOf(incidents, "newest");
    this.types = types;
    this.byId = new Map(incidents.map((row) => [row.incident_id, row]));
    this.found = new Map();
  }

  // The incidents that pass, the newest first. Several parts ask the same at a time.
  rows(params) {
    const key = JSON.stringify(FILTERS.map((name) => params.getAll(name)));
    if (!this.found.has(key)) {
      if (this.found.size > 20) this.found.clear();
      this.found.set(key, this.incidents.filter(matching(params)));
    }
    return this.found.get(key);
  }

  async answer(url) {
    const { pathname, searchParams } = new URL(url);
    const name = pathname.split("/").pop();
    if (ANSWERS[name]) return ANSWERS[name](this.rows(searchParams), searchParams, this.types);
    return packed(name);
  }

  // The scripts of the page ask with `fetch`; nothing else in the file does.
  takeOver() {
    globalThis.fetch = async (url) => {
      const content = await this.answer(url);
      return { ok: content !== null, status: content === null ? 404 : 200, json: async () => content };
    };
  }
}
