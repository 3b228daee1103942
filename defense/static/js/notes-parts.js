/* Pieces of the page, made without markup: what a note says can be no more than its words. */
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
