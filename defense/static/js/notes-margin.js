/* The margin of an article: what readers wrote, beside the words that it is on. */
import { Beside } from "./notes-beside.js";
import { offerKeys } from "./notes-bar.js";
import { notesAt, paint, placed, point, unpaint } from "./notes-words.js";
import { arrange, count, hidden, make, remember, remembered, say, whenTextMoves } from "./notes-parts.js";
import { offerWriting } from "./notes-write.js";

const AT_ONCE = 16;
const soon = globalThis.requestIdleCallback ?? setTimeout;

class Margin {
  constructor(article, ask) {
    this.ask = ask;
    this.article = article;
    this.body = article.querySelector(".body");
    this.contents = article.querySelector("[data-contents]");
    this.groups = new Map();
    this.notes = [];
    this.ranges = new Map();
    this.isShown = remembered("notes", "shown") === "shown";
    this.offerSwitch();
    whenTextMoves(this.body, () => this.arrange());
    this.body.addEventListener("click", (event) => this.openAt(event));
    this.article.addEventListener("focusin", ({ target }) => {
      if (!target.closest("form")) this.pointAt(target.closest(".cards > [data-note]")?.dataset.note);
    });
  }

  /* All that was found takes the place of what stood there; what did not change stays as it is. */
  show(found) {
    const start = performance.now();
    const before = new Set(this.notes.map((note) => note.id));
    const isFirst = !this.found;
    if (isFirst || this.found.edition !== found.edition) this.passages = this.read(found);
    // What is written here is on the words that stand here, whatever edition has appeared meanwhile.
    this.page ??= { edition: found.edition, passages: this.passages };
    this.found = found;
    this.notes = found.notes;
    for (const note of this.notes) {
      note.passage = this.passages.find(({ start, end }) => start <= note.start && note.start < end);
    }
    this.ranges = placed(this.notes, this.passages);
    this.drawGroups();
    this.count();
    this.apply();
    const fresh = this.notes.filter((note) => !before.has(note.id) && !note.is_own).length;
    if (!isFirst && fresh) say(count(fresh, "new note"));
    if (isFirst) this.begin();
    performance.measure("notes drawn", { start });
  }

  /* Those that the page does not show have no element. */
  read(found) {
    return found.passages.map((passage) => ({ ...passage, element: document.getElementById(`p-${passage.key}`) }));
  }

  /* What is near the screen at once, the rest when there is time. */
  drawGroups() {
    const of = new Map();
    for (const note of this.notes) {
      const { key, element } = note.passage ?? {};
      if (element) of.set(key, [...(of.get(key) ?? []), note]);
    }
    for (const [key, group] of this.groups) if (!of.has(key)) group.draw([], this.found.person);
    const isNear = ({ element }) => Math.abs(element.getBoundingClientRect().top - innerHeight / 2) < innerHeight;
    const noted = this.passages.filter(({ key }) => of.has(key));
    const near = new Set(noted.filter(isNear));
    this.waiting = noted.filter((passage) => !near.has(passage));
    this.draw = (passages) => {
      for (const passage of passages) this.groupOf(passage).draw(of.get(passage.key), this.found.person);
      this.reorder();
    };
    this.draw(near);
    this.drawRest(this.waiting);
  }

  drawRest(waiting) {
    soon(() => {
      if (waiting !== this.waiting || !waiting.length) return;
      this.draw(waiting.splice(0, AT_ONCE));
      this.arrange();
      this.drawRest(waiting);
    });
  }

  drawAll() {
    this.draw(this.waiting.splice(0));
    this.arrange();
  }

  reorder() {
    this.ordered = this.passages.map(({ key }) => this.groups.get(key)).filter(Boolean);
  }

  groupOf(passage) {
    if (!this.groups.has(passage.key)) {
      this.groups.set(passage.key, new Beside(passage, () => this.arrange()));
    }
    return this.groups.get(passage.key);
  }

  arrange() {
    arrange(this.body, this.isShown ? this.ordered : []);
  }

  apply() {
    document.documentElement.classList.toggle("notes-off", !this.isShown);
    if (this.isShown) paint(this.notes, this.ranges, this.passages);
    else unpaint(this.passages);
    this.arrange();
  }

  /* How many there are: in the contents by section, and in all. */
  count() {
    const numbers = new Map();
    for (const { passage } of this.notes) {
      if (passage) numbers.set(passage.section, (numbers.get(passage.section) ?? 0) + 1);
    }
    for (const link of this.contents.querySelectorAll("li a[href^='#']")) {
      const number = numbers.get(decodeURIComponent(link.hash.slice(1)));
      link.querySelector("small")?.remove();
      if (number) link.append(make("small", {}, number, hidden(number === 1 ? " note" : " notes")));
    }
    const { lost } = this.found;
    this.label.textContent = ` Show notes (${this.notes.length})`;
    this.lost.hidden = !lost.length;
    this.lost.textContent = `${count(lost.length, "note")} on an earlier edition`;
  }

  offerSwitch() {
    const box = (this.box = make("input", { type: "checkbox", checked: this.isShown }));
    this.label = make("span");
    this.lost = make("a", { className: "lost", href: `${this.article.dataset.notes}#_lost`, hidden: true });
    this.contents.append(make("label", {}, box, this.label), this.lost);
    box.addEventListener("change", () => {
      this.isShown = box.checked;
      remember("notes", box.checked ? "shown" : "hidden");
      this.apply();
      say(box.checked ? "Notes are shown." : "Notes are hidden.");
    });
  }

  pointAt(id) {
    this.pointed = id ? Number(id) : null;
    if (this.isShown) point(this.ranges.get(this.pointed));
  }

  openAt(event) {
    if (!this.isShown || !getSelection().isCollapsed || event.target.closest("a, button, .beside")) return;
    const [note] = notesAt(event, this.notes, this.ranges);
    if (note) this.open(note.id);
  }

  /* The note or reply of that number, in the thread of its paragraph. */
  open(id) {
    const note = this.notes.find((one) => [one, ...one.replies].some((part) => part.id === id));
    this.drawAll();
    this.groups.get(note?.passage?.key)?.open(id);
  }

  noteNumbered(id) {
    return this.notes.flatMap((note) => [note, ...note.replies]).find((note) => note.id === id);
  }

  /* The address leads to a paragraph: what is on it is open. */
  begin() {
    const key = location.hash.startsWith("#p-") ? location.hash.slice(3) : "";
    if (this.isShown && key) {
      this.drawAll();
      this.groups.get(key)?.turn(true);
    }
    offerKeys(this, offerWriting(this, this.ask));
  }
}

let margin = null;

function dress() {
  const href = new URL("../css/margin.css", import.meta.url).href;
  return new Promise((dressed) => {
    document.head.append(make("link", { rel: "stylesheet", href, onload: dressed, onerror: dressed }));
  });
}

export async function show(article, found, ask) {
  margin ??= dress().then(() => new Margin(article, ask));
  (await margin).show(found);
}
