/* Wide screens have room for notes beside the text: each as high as its paragraph, none over another. */
const APART = 12; // pixels between two paragraphs' notes
const GAP = 1; // rem between text and the numbers of notes, which stand in the gap
const wide = matchMedia("(min-width: 77.01rem)");

/* Everything is measured before anything is moved: the page is laid out once. */
export function arrange(body, groups) {
  const page = body.closest(".page");
  if (!wide.matches) {
    page.style.minHeight = "";
    for (const { element } of groups) element.style.top = element.style.left = "";
    return;
  }
  const text = body.getBoundingClientRect();
  const gap = GAP * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const measured = groups
    .filter(({ element }) => element.offsetParent)
    .map(({ element, passage }) => ({
      element,
      top: passage.element.getBoundingClientRect().top,
      height: element.offsetHeight,
      frame: element.offsetParent.getBoundingClientRect(),
    }));
  let free = -Infinity;
  for (const { element, top, height, frame } of measured) {
    const place = Math.max(top, free);
    element.style.top = `${place - frame.top}px`;
    element.style.left = `${text.right - frame.left + gap}px`;
    free = place + height + APART;
  }
  // The last notes may reach below the end of the text.
  page.style.minHeight = measured.length ? `${Math.ceil(free - page.getBoundingClientRect().top)}px` : "";
}

/* Whenever lines may break in other places. */
export function whenTextMoves(body, again) {
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      again();
    });
  };
  new ResizeObserver(soon).observe(body);
  wide.addEventListener("change", soon);
}
