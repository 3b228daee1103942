/* A passage's words as its edition has them, and where each of them stands on the page. */
const NOT_OF_THE_TEXT = ".pn, .vh, .beside, [id^='p-']";

function partsOf(passage) {
  return document.createTreeWalker(passage, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_OF_THE_TEXT)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
}

/* The page says the edition's text letter for letter; only between the cells of a table stands a space more. */
export function read(passage) {
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
export const unitsIn = (text, points) => (BEYOND.test(text) ? [...text].slice(0, points).join("").length : points);
export const pointsIn = (text, units) => (BEYOND.test(text) ? [...text.slice(0, units)].length : units);

function spot(pieces, place, isEnd) {
  let found = pieces[0];
  for (const piece of pieces) if (isEnd ? piece.at < place : piece.at <= place) found = piece;
  return [found.node, Math.min(place - found.at, found.node.length)];
}

/* Where the words stand; nothing where the passage does not say exactly them at that place. */
export function rangeOf({ text, pieces }, start, words) {
  if (!words || !text.startsWith(words, start)) return null;
  const [startContainer, startOffset] = spot(pieces, start, false);
  const [endContainer, endOffset] = spot(pieces, start + words.length, true);
  return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
}

/* What a range holds of the text, as [start, end) without blank ends; nothing where it holds nothing of it. */
export function within({ text, pieces }, range) {
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
