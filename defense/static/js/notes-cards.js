/* A note as it stands beside its paragraph: two lines of it, or all of it with its thread. */
import { body, count, day, make } from "./notes-parts.js";

const plain = (html) => body(html).textContent.trim();

/* What two lines can tell. */
export function teaser(note) {
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

export function card(note, person) {
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
