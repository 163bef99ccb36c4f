// The parts of the page as they are on the page: each in a tree of its own with its own style sheet.
import timelinePart from "./timeline.js";
import panelPart from "./panel.js";
import tablePart from "./table.js";

const PARTS = { timeline: timelinePart, panel: panelPart, table: tablePart };
const HERE = "https://this-file.invalid/"; // no such host can be; answers.js answers for it

export class Part {
  // `heard` are what the part tells, by name.
  constructor(kind, css, heard) {
    this.kind = kind;
    this.heard = heard;
    this.host = document.createElement("div");
    this.root = this.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    this.root.adoptedStyleSheets = [sheet];
    if (kind === "table") {
      const section = document.createElement("section");
      section.className = "incidents";
      section.dataset.state = "loading";
      this.root.append(section);
    }
  }

  show(data) {
    const tell = (name, value) => this.heard[name]?.(value);
    const where = { assets: `${HERE}assets/`, api: `${HERE}api/${this.kind === "table" ? "incidents" : "timeline"}`, incidents: `${HERE}api/incidents` };
    return PARTS[this.kind]({ data: { ...data, ...where }, parentElement: this.root, setStateValue: tell, setTriggerValue: tell });
  }
}
