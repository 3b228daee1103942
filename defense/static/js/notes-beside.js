/* The notes of one paragraph: a button with their number, and two lines of each or all that they say. */
import { card, teaser } from "./notes-cards.js";
import { hidden, make } from "./notes-parts.js";

const SHOWN_CLOSED = 2;

export class Beside {
  constructor(passage, changed) {
    this.passage = passage;
    this.changed = changed;
    this.isOpen = false;
    this.drawn = "";
    this.notes = [];
    this.list = make("div", { className: "cards" });
    this.button = make("button", { type: "button", className: "noted-by", aria: { expanded: "false" } });
    const label = `Notes on paragraph ${passage.number}`;
    this.element = make("section", { className: "beside", aria: { label } }, this.button, this.list);
    this.button.addEventListener("click", () => this.turn(!this.isOpen));
    this.list.addEventListener("click", (event) => {
      if (!this.isOpen) this.open(event.target.closest("[data-note]")?.dataset.note);
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.isOpen || event.defaultPrevented) return;
      this.turn(false);
      this.button.focus();
    });
    // Inside a list's item, before the lists that it holds; after anything else. No word is moved.
    const { element } = passage;
    const inner = element.tagName === "LI" && element.querySelector(":scope > :is(ul, ol, blockquote, [id^='p-'], .scroll)");
    if (inner) inner.before(this.element);
    else if (element.tagName === "LI") element.append(this.element);
    else (element.closest(".scroll") ?? element).after(this.element);
  }

  draw(notes, person) {
    const said = JSON.stringify([notes, person]);
    if (said === this.drawn) return;
    this.drawn = said;
    this.notes = notes;
    this.person = person;
    this.element.classList.toggle("is-empty", !notes.length);
    const noun = notes.length === 1 ? "note" : "notes";
    this.button.replaceChildren(String(notes.length), hidden(` ${noun} on paragraph ${this.passage.number}`));
    this.fill();
  }

  fill() {
    const focused = document.activeElement?.closest?.("[data-note]");
    const held = focused && this.list.contains(focused) ? focused.dataset.note : null;
    const few = this.notes.length > SHOWN_CLOSED + 1 ? this.notes.slice(0, SHOWN_CLOSED) : this.notes;
    const cards = this.isOpen ? this.notes.map((note) => card(note, this.person)) : few.map(teaser);
    const more = this.isOpen ? 0 : this.notes.length - few.length;
    this.list.replaceChildren(...cards, more ? make("div", { className: "more" }, `${more} more notes`) : "");
    this.element.classList.toggle("is-open", this.isOpen);
    if (held) this.list.querySelector(`[data-note="${held}"]`)?.focus({ preventScroll: true });
  }

  turn(isOpen) {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.button.setAttribute("aria-expanded", String(isOpen));
    this.fill();
    this.changed(this);
  }

  /* All notes of the paragraph, and the eye on one of them. */
  open(id) {
    this.turn(true);
    const element = this.list.querySelector(`[data-note="${id}"]`) ?? this.list.firstElementChild;
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  }
}
