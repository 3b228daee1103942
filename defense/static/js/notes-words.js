/* A passage's words: where each stands on the page, and how those are marked that notes are on. */
const NOT_OF_THE_TEXT = ".pn, .vh, .beside, [id^='p-']";

function partsOf(passage) {
  return document.createTreeWalker(passage, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_OF_THE_TEXT)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
}

/* The page says the edition's text letter for letter; only between the cells of a table stands a space more. */
function read(passage) {
  const pieces = [];
  let text = "";
  const parts = partsOf(passage);
  for (let node = parts.nextNode(); node; node = parts.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      pieces.push({ node, at: text.length });
      text += node.data;
    } else if (text && (node.tagName === "TD" || node.tagName === "TH")) text += " ";
  }
  return { text, pieces };
}

const BEYOND = /[\ud800-\udbff]/;

/* The server counts code points, the browser their halves. */
const unitsIn = (text, points) => (BEYOND.test(text) ? [...text].slice(0, points).join("").length : points);
const pointsIn = (text, units) => (BEYOND.test(text) ? [...text.slice(0, units)].length : units);

function spot(pieces, place, isEnd) {
  let found = pieces[0];
  for (const piece of pieces) if (isEnd ? piece.at < place : piece.at <= place) found = piece;
  return [found.node, Math.min(place - found.at, found.node.length)];
}

/* Where the words stand; nothing where the passage does not say exactly them at that place. */
function rangeOf({ text, pieces }, start, words) {
  if (!words || !text.startsWith(words, start)) return null;
  const [startContainer, startOffset] = spot(pieces, start, false);
  const [endContainer, endOffset] = spot(pieces, start + words.length, true);
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

/* What a range holds of the text, as [start, end) without blank ends; nothing where it holds nothing of it. */
function within({ text, pieces }, range) {
  const held = pieces.filter(({ node }) => range.intersectsNode(node));
  if (!held.length) return null;
  const first = held[0];
  const last = held.at(-1);
  let start = first.at + (first.node === range.startContainer ? range.startOffset : 0);
  let end = last.at + (last.node === range.endContainer ? range.endOffset : last.node.length);
  while (start < end && text[start] === " ") start += 1;
  while (end > start && text[end - 1] === " ") end -= 1;
  return start < end ? [start, end] : null;
}

const AROUND = 32;

/* Selected words as the server verifies them. */
function described(page, passage, said, [start, end]) {
  const { text } = said;
  return {
    key: passage.key,
    edition: page.edition,
    start: passage.start + pointsIn(text, start),
    end: passage.start + pointsIn(text, end),
    exact: text.slice(start, end),
    before: text.slice(0, start).slice(-AROUND).replace(/^[\udc00-\udfff]/, ""),
    after: text.slice(end, end + AROUND).replace(/[\ud800-\udbff]$/, ""),
  };
}

/* Of the first paragraph that the selection touches: a note stands on one. */
export function chosenBy(selection, page) {
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  for (const passage of page.passages) {
    if (!passage.element || !range.intersectsNode(passage.element)) continue;
    const said = read(passage.element);
    const place = within(said, range);
    if (place) return described(page, passage, said, place);
  }
  return null;
}

/* All words of the paragraph in which an element stands. */
export function paragraphOf(element, page) {
  const passage = page.passages.findLast((one) => one.element?.contains(element));
  if (!passage) return null;
  const said = read(passage.element);
  return described(page, passage, said, [0, said.text.length]);
}

/* Marked without a change to the text: each kind of note with a line of its own. */
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
  if (!caret) return [];
  const holds = ({ startContainer, startOffset, endContainer, endOffset }) => {
    const range = new Range();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range.isPointInRange(caret.offsetNode, caret.offset);
  };
  return notes.filter((note) => ranges.get(note.id).some(holds));
}
