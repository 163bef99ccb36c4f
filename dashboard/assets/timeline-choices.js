// What the reader chooses about the bars: how long each is, and what it counts. Both are in the link.
import { Linked, writeLink } from "./address.js";

export class Choices {
  constructor(timeline, place) {
    this.timeline = timeline;
    this.bars = this.select(place, "bars");
    this.bin = this.select(place, "bin");
  }

  select(place, name) {
    const select = place.appendChild(document.createElement("select"));
    select.className = "timeline-select";
    select.addEventListener("change", () => {
      writeLink({ [name]: select.value });
      this.timeline.list.close();
      this.timeline.fetch();
    });
    return Object.assign(select, { linked: new Linked(name) });
  }

  // The page's words and what its link says. Returns whether that calls for another answer.
  update(data) {
    const { strings } = data;
    const asked = [this.bars.value, this.bin.value].join();
    this.bars.setAttribute("aria-label", strings.bars);
    this.bin.setAttribute("aria-label", strings.bin);
    fill(this.bars, [["", strings.by_type], ...Object.entries(strings.kinds)]);
    fill(this.bin, [["", strings.automatic], ...Object.entries(strings.bins)]);
    for (const select of [this.bars, this.bin]) {
      const value = data[select.linked.name];
      if (!select.linked.isNews(value)) continue;
      select.value = value;
      writeLink({ [select.linked.name]: value }); // what could not be is left out of the link too
    }
    return asked !== [this.bars.value, this.bin.value].join();
  }

  // What was answered: bins that would be too many cannot be chosen, and "automatic" says which it is.
  answered({ bin, lengths }) {
    const { strings } = this.timeline;
    if (this.bin.value && this.bin.value !== bin) {
      this.bin.value = bin; // the one asked for was too short for the span
      writeLink({ bin });
    }
    for (const option of this.bin.options) {
      option.disabled = Boolean(option.value) && !lengths.includes(option.value);
      if (!option.value) option.textContent = strings.automatic_now.replace("{bin}", strings.bins[bin]);
    }
  }

  ask(params) {
    for (const select of [this.bars, this.bin]) if (select.value) params.set(select.linked.name, select.value);
  }
}

function fill(select, options) {
  const { value } = select;
  select.replaceChildren(...options.map(([name, text]) => Object.assign(document.createElement("option"), { value: name, textContent: text })));
  select.value = value;
}
