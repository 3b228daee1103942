/* Pieces of the page, made without markup, and their places. */
export function make(tag, properties = {}, ...content) {
  const { data = {}, aria = {}, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  Object.assign(element.dataset, data);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  element.append(...content.filter((part) => part || part === 0));
  return element;
}

/* A note's body: the server has cleaned it as it cleans articles. */
export function body(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

export const hidden = (words) => make("span", { className: "vh" }, words);

export const count = (number, one, several = `${one}s`) => `${number} ${number === 1 ? one : several}`;

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const day = (moment) => make("time", { dateTime: moment }, days.format(new Date(moment)));

/* Remembered in this browser only, where it may be. */
export function remembered(name, otherwise) {
  try {
    return localStorage.getItem(name) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // It holds until the page is left.
  }
}

/* Said to those who do not see it. */
const status = make("div", { className: "vh", role: "status" });
export function say(words) {
  if (!status.isConnected) document.body.append(status);
  status.textContent = words;
}

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
