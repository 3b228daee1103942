/* The words that notes are on, marked without a change to the text: one kind of line under each kind of note. */
import { rangeOf, read, unitsIn } from "./notes-text.js";

const KINDS = ["highlight", "comment", "question", "correction", "source"];
const canPaint = Boolean(globalThis.CSS?.highlights && globalThis.Highlight);

/* Where the note's words stand, passage by passage: it may reach over several. */
function rangesOf(note, passages, texts) {
  const ranges = [];
  for (const passage of passages) {
    const start = Math.max(note.start, passage.start);
    const end = Math.min(note.end, passage.end);
    if (start >= end || !passage.element) continue;
    if (!texts.has(passage)) texts.set(passage, read(passage.element));
    const said = texts.get(passage);
    const from = unitsIn(note.words, start - note.start);
    const words = note.words.slice(from, unitsIn(note.words, end - note.start));
    const range = rangeOf(said, unitsIn(said.text, start - passage.start), words);
    if (range) ranges.push(range);
  }
  return ranges;
}

/* The ranges of each note, by its number; those that the page does not say are not there. */
export function placed(notes, passages) {
  const texts = new Map();
  return new Map(notes.map((note) => [note.id, note.deleted ? [] : rangesOf(note, passages, texts)]));
}

export function paint(notes, ranges, passages) {
  if (!canPaint) {
    const noted = new Set(notes.filter((note) => ranges.get(note.id).length).map((note) => note.passage));
    for (const passage of passages) passage.element?.classList.toggle("has-notes", noted.has(passage));
    return;
  }
  for (const kind of KINDS) {
    const of = notes.filter((note) => note.kind === kind).flatMap((note) => ranges.get(note.id));
    CSS.highlights.set(`note-${kind}`, new Highlight(...of));
  }
}

export function unpaint(passages) {
  if (canPaint) CSS.highlights.clear();
  else for (const passage of passages) passage.element?.classList.remove("has-notes");
}

/* The words of the note that is looked at stand out. */
export function point(ranges = []) {
  if (!canPaint) return;
  const highlight = new Highlight(...ranges);
  highlight.priority = 1;
  CSS.highlights.set("note-open", highlight);
}

/* The notes on the words under the pointer. */
export function notesAt(event, notes, ranges) {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const old = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const [node, offset] = caret ? [caret.offsetNode, caret.offset] : [old?.startContainer, old?.startOffset];
  if (node?.nodeType !== Node.TEXT_NODE) return [];
  const holds = ({ startContainer, startOffset, endContainer, endOffset }) => {
    const range = new Range();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range.isPointInRange(node, offset);
  };
  return notes.filter((note) => ranges.get(note.id).some(holds));
}
