/* The notes of one paragraph: a button with their number, and two lines or all of each. */
import { body, count, day, hidden, make } from "./notes-parts.js";

const plain = (html) => body(html).textContent.trim();

/* What two lines can tell. */
function teaser(note) {
  if (note.deleted) return make("div", { className: "card", data: { note: note.id } }, make("b", {}, "Deleted note"));
  const said = plain(note.html) || note.replacement || note.reference || `“${note.words}”`;
  const replies = note.replies.length ? ` · ${count(note.replies.length, "reply", "replies")}` : "";
  return make(
    "div",
    { className: `card is-${note.kind}`, data: { note: note.id } },
    make("b", {}, note.label, make("small", {}, `${note.author}${replies}`)),
    make("span", { className: "two-lines" }, said),
  );
}

function quote(note) {
  if (note.status === "changed") return `The text has changed since this note was written. It said: “${note.exact}”`;
  if (note.status === "moved") return "These words stood in another place when this note was written.";
  return "";
}

function words(note) {
  const source = note.href ? make("a", { href: note.href, rel: "nofollow noopener ugc" }, note.reference) : note.reference;
  return [
    body(note.html),
    note.replacement && make("p", {}, make("b", {}, "Should read: "), note.replacement),
    note.reference && make("p", {}, make("b", {}, "Source: "), source),
  ];
}

function foot(note, person) {
  const act = (name, label) =>
    make("a", { href: `/notes/${note.id}/${name}/`, data: { act: name, of: note.id } }, label);
  return make(
    "footer",
    {},
    make("span", {}, `${note.author}, `, make("a", { href: `/notes/${note.id}/` }, day(note.made_at))),
    note.is_edited && make("a", { href: `/notes/${note.id}/versions/` }, "edited"),
    note.visibility === "private" && make("b", {}, "Only you see this"),
    note.standing === "held" && make("b", {}, "Waits for approval"),
    note.standing === "hidden" && make("b", {}, "Hidden by an editor"),
    person?.writes && act("reply", "Reply"),
    note.is_own && act("edit", "Edit"),
    note.is_own && act("delete", "Delete"),
    person?.writes && !note.is_own && act("flag", "Flag"),
  );
}

function reply(note, person) {
  const element = make("article", { className: "card is-reply", tabIndex: -1 }, ...words(note), foot(note, person));
  element.dataset.note = note.id;
  return element;
}

function card(note, person) {
  const inside = note.deleted
    ? [make("p", { className: "fine" }, "This note was deleted by its author.")]
    : [
        make("b", {}, note.label),
        make("p", { className: "on two-lines" }, `“${note.words}”`),
        quote(note) && make("p", { className: "fine" }, quote(note)),
        ...words(note),
        foot(note, person),
      ];
  const replies = note.replies.map((answer) => reply(answer, person));
  const name = note.deleted ? "Deleted note" : `${note.label} by ${note.author}`;
  return make(
    "article",
    { className: `card is-${note.kind}`, tabIndex: -1, data: { note: note.id }, aria: { label: name } },
    ...inside,
    ...replies,
  );
}


const SHOWN_CLOSED = 2;

export class Beside {
  constructor(passage, changed) {
    this.passage = passage;
    this.changed = changed;
    this.isOpen = false;
    this.drawn = "";
    this.notes = [];
    this.list = make("div", { className: "cards" });
    this.slot = make("div", { className: "slot" });
    this.button = make("button", { type: "button", className: "noted-by", aria: { expanded: "false" } });
    const label = `Notes on paragraph ${passage.number}`;
    this.element = make("section", { className: "beside", aria: { label } }, this.button, this.list, this.slot);
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
    const said = JSON.stringify([notes, person], (name, value) => (name === "passage" ? undefined : value));
    if (said === this.drawn) return;
    this.drawn = said;
    this.notes = notes;
    this.person = person;
    this.mark();
    const noun = notes.length === 1 ? "note" : "notes";
    this.button.replaceChildren(String(notes.length), hidden(` ${noun} on paragraph ${this.passage.number}`));
    this.fill();
  }

  /* A form, or the way back from a deletion: it outlives what is drawn anew. */
  hold(element) {
    this.slot.append(element);
    this.mark();
    this.changed();
  }

  mark() {
    this.button.hidden = !this.notes.length;
    this.element.classList.toggle("is-empty", !this.notes.length && !this.slot.childElementCount);
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
    this.changed();
  }

  /* All notes of the paragraph, and the eye on one of them. */
  open(id) {
    this.turn(true);
    const element = this.list.querySelector(`[data-note="${id}"]`) ?? this.list.firstElementChild;
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  }
}
