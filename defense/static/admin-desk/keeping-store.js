/* Where unsaved text is kept: in this browser only, under the person and the page, for 14 days. */
const PREFIX = "desk-kept:";
const DAYS = 14;

export const person = () => document.querySelector('meta[name="desk-person"]')?.content ?? "";
const keyOf = (page) => `${PREFIX}${person()}:${page}`;

function all() {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

export function read(page) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(page)));
    return Array.isArray(kept?.fields) ? kept : null;
  } catch {
    return null;
  }
}

export function write(page, kept) {
  const text = JSON.stringify(kept);
  // Where the browser's room is used up, the oldest makes room: this page's own words come first.
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      localStorage.setItem(keyOf(page), text);
      return true;
    } catch {
      const others = all().filter((key) => key !== keyOf(page));
      if (!others.length) return false;
      localStorage.removeItem(others.reduce((oldest, key) => (ageOf(key) > ageOf(oldest) ? key : oldest)));
    }
  }
  return false;
}

export function drop(page) {
  localStorage.removeItem(keyOf(page));
}

/* The page was saved: its own text goes, and what was written to decide its conflicts. */
export function dropSaved(page) {
  all()
    .filter((key) => key === keyOf(page) || key.startsWith(`${keyOf(page)}-conflict-`))
    .forEach((key) => localStorage.removeItem(key));
}

export function dropAll() {
  all()
    .filter((key) => key.startsWith(`${PREFIX}${person()}:`))
    .forEach((key) => localStorage.removeItem(key));
}

export function dropOld() {
  all()
    .filter((key) => ageOf(key) > DAYS * 24 * 3600 * 1000)
    .forEach((key) => localStorage.removeItem(key));
}

function ageOf(key) {
  try {
    return Date.now() - JSON.parse(localStorage.getItem(key)).at || Infinity;
  } catch {
    return Infinity;
  }
}
