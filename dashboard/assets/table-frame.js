// What stands around the rows of the table: headings that sort, downloads, messages, and the buttons that turn pages.
import { COLUMNS, node } from "./table-rows.js";

const button = (className, act) => {
  const made = node("button", className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

// Roles are said outright: on a phone the rows are cards, and browsers forget what a table is that looks otherwise.
const part = (tag, role, ...children) => {
  const made = node(tag, "", ...children);
  made.setAttribute("role", role);
  return made;
};

export class Frame {
  constructor(root, { sort, turn, retry, open, offer }) {
    this.root = root;
    this.open = open;
    this.status = node("p", "range");
    this.status.setAttribute("role", "status");
    this.offering = node("summary", "plain");
    this.formats = node("ul", "");
    this.downloads = node("details", "downloads", this.offering, this.formats);
    closing(this.downloads);
    this.downloads.addEventListener("toggle", () => this.downloads.open && offer());
    this.caption = node("caption", "");
    this.headings = new Map(COLUMNS.map(([name, orders]) => [name, heading(name, orders, sort)]));
    this.body = part("tbody", "rowgroup");
    const heads = part("tr", "row", ...[...this.headings.values()].map(({ cell }) => cell));
    this.table = part("table", "table", this.caption, part("thead", "rowgroup", heads), this.body);
    this.messageText = node("span", "");
    this.retry = button("plain", retry);
    this.message = node("div", "message", this.messageText, this.retry);
    this.message.setAttribute("role", "status");
    this.middle = node("div", "frame", this.table, this.message);
    this.previous = button("plain", () => isAble(this.previous) && turn(-1));
    this.next = button("plain", () => isAble(this.next) && turn(1));
    this.where = node("span", "range");
    this.where.setAttribute("aria-hidden", "true"); // said above already
    this.pager = node("div", "pager", this.previous, this.where, this.next);
    this.body.addEventListener("click", (event) => this.clicked(event));
    root.replaceChildren(node("div", "bar", this.status, this.downloads), this.middle, this.pager);
  }

  speak(strings) {
    this.strings = strings;
    this.caption.textContent = strings.caption;
    for (const [name, { label }] of this.headings) label.textContent = strings[name];
    this.retry.textContent = strings.retry;
    this.offering.textContent = strings.download;
    this.previous.textContent = strings.previous;
    this.next.textContent = strings.next;
    this.root.setAttribute("aria-label", strings.caption);
  }

  offer(downloads) {
    const offered = JSON.stringify(downloads);
    if (offered === this.offered) return;
    this.offered = offered;
    this.formats.replaceChildren(
      ...downloads.map(({ name, use, href }) => {
        const link = node("a", "", node("b", "", name), node("span", "quiet", ` ${use}`));
        return node("li", "", Object.assign(link, { href, download: "" }));
      }),
    );
  }

  sorted(order) {
    for (const { cell, orders } of this.headings.values()) {
      if (orders[order]) cell.setAttribute("aria-sort", orders[order]);
      else cell.removeAttribute("aria-sort");
    }
  }

  wait(first, turned) {
    // While pages are turned the buttons below stay under the finger.
    this.middle.style.minHeight = turned ? `${this.middle.offsetHeight}px` : "";
    this.root.setAttribute("aria-busy", "true");
    if (first) this.say("loading");
  }

  // Loading, failed, empty; "" where rows are shown.
  say(state) {
    this.root.dataset.state = state;
    this.messageText.textContent = state ? this.strings[state] : "";
    this.retry.hidden = state !== "failed";
    this.downloads.hidden = state === "empty" || !this.formats.children.length;
    if (!state) return;
    this.middle.style.minHeight = "";
    this.body.replaceChildren();
    this.status.textContent = this.where.textContent = "";
    this.pager.hidden = true;
  }

  show(rows, { said, back, on }) {
    if (!rows.length) return this.say("empty");
    this.say("");
    this.body.replaceChildren(...rows);
    this.status.textContent = this.where.textContent = said;
    this.pager.hidden = !back && !on;
    able(this.previous, back);
    able(this.next, on);
  }

  // The row of the incident that is open beside the map.
  mark(id) {
    for (const row of this.body.children) {
      if (row.dataset.incident === id) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  }

  // The whole row opens the incident, unless the reader was marking text to copy it.
  clicked(event) {
    const row = event.target.closest("tr");
    if (!row || (!event.target.closest("button") && String(document.getSelection()))) return;
    row.querySelector("button").focus({ preventScroll: true }); // where the keyboard comes back to
    this.open(row.dataset.incident);
    // The panel lies beside the map; on a phone it is a sheet over the page.
    if (!matchMedia("(min-width: 641px)").matches) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector(".st-key-stage")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }
}

// A menu closes when something in it was chosen, at Escape, and when the reader goes on elsewhere.
function closing(menu) {
  const close = () => (menu.open = false);
  menu.addEventListener("click", (event) => event.target.closest("a") && close());
  menu.addEventListener("focusout", (event) => menu.contains(event.relatedTarget) || (event.relatedTarget && close()));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    close();
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("toggle", () => {
    const elsewhere = (event) => event.composedPath().includes(menu) || close();
    if (menu.open) document.addEventListener("pointerdown", elsewhere, { once: true });
  });
}

function heading(name, orders, sort) {
  const cell = part("th", "columnheader");
  cell.className = name;
  cell.scope = "col";
  if (!Object.keys(orders).length) return { cell, label: cell, orders };
  const label = button("sort", () => sort(orders));
  cell.append(label);
  return { cell, label, orders };
}

// Not `disabled`: that would take the focus from whoever turned to the last page with the keyboard.
function able(turner, can) {
  turner.setAttribute("aria-disabled", String(!can));
}

const isAble = (turner) => turner.getAttribute("aria-disabled") === "false";
