/* A small bar under the words that somebody selected, and the keys that lead to it and from note to note. */
import { chosenBy, paragraphOf } from "./notes-words.js";
import { make, remember, remembered, say } from "./notes-parts.js";

const SETTLED = 150;
const TYPING = "input, textarea, select, [contenteditable]";

export function offerBar(margin, { write, highlight }) {
  let choice = null;
  let waiting = 0;
  const button = (label, act) => {
    const element = make("button", { type: "button" }, label);
    element.addEventListener("click", () => {
      const chosen = choice;
      close();
      act(chosen);
    });
    return element;
  };
  const forWriters = [button("Highlight", signedIn(highlight)), button("Note", signedIn(write))];
  const bar = make(
    "div",
    { className: "notes-bar", role: "toolbar", hidden: true, aria: { label: "Selected words" } },
    ...forWriters,
    button("Copy link", copy),
  );
  // The words stay selected while a button is pressed.
  bar.addEventListener("mousedown", (event) => event.preventDefault());

  function signedIn(act) {
    return (chosen) => {
      if (margin.found.person) act(chosen);
      else location.assign(`/accounts/login/?next=${encodeURIComponent(`${location.pathname}#p-${chosen.key}`)}`);
    };
  }

  async function copy({ key }) {
    const address = `${location.origin}${location.pathname}#p-${key}`;
    try {
      await navigator.clipboard.writeText(address);
      say("The link is copied.");
    } catch {
      location.hash = `p-${key}`;
      say("Copy the address of this page: it leads to the paragraph.");
    }
  }

  function close() {
    bar.hidden = true;
    choice = null;
  }

  function open() {
    const selection = getSelection();
    if (bar.contains(document.activeElement)) return;
    choice = chosenBy(selection, margin.page);
    if (!choice || document.activeElement?.closest("form")) {
      close();
      return;
    }
    const { person } = margin.found;
    for (const element of forWriters) element.hidden = Boolean(person) && !person.writes;
    const { element } = margin.page.passages.find(({ key }) => key === choice.key);
    // Next in the order of tabs after the words.
    (element.closest("table, .lst") ?? element).after(bar);
    bar.hidden = false;
    const words = selection.getRangeAt(0).getBoundingClientRect();
    const frame = bar.offsetParent.getBoundingClientRect();
    const most = document.documentElement.clientWidth - bar.offsetWidth - 8;
    bar.style.left = `${Math.max(8, Math.min(words.left, most)) - frame.left}px`;
    bar.style.top = `${words.bottom + 8 - frame.top}px`;
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(open, SETTLED);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || bar.hidden) return;
    event.preventDefault();
    getSelection().collapseToEnd();
    close();
  });
  waiting = setTimeout(open, SETTLED);

  /* By key: the bar of the selected words, or a note on the paragraph that has the focus. */
  return () => {
    if (!bar.hidden) {
      bar.querySelector("button:not([hidden])").focus();
      return;
    }
    const paragraph = paragraphOf(document.activeElement, margin.page);
    if (paragraph) signedIn(write)(paragraph);
    else say("Select some words first.");
  };
}

/* n and p lead on and back, a writes; they can be switched off, and rest while somebody types. */
export function offerKeys(margin, write) {
  const box = make("input", { type: "checkbox", checked: remembered("notes-keys", "on") === "on" });
  const label = make("label", { className: "keys" }, box, make("span", {}, "Keys: n next note, p previous, a add one"));
  margin.lost.before(label);
  box.addEventListener("change", () => remember("notes-keys", box.checked ? "on" : "off"));

  const steps = { n: 1, p: -1 };
  addEventListener("keydown", (event) => {
    if (!box.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(TYPING)) return;
    if (event.key === "a") {
      event.preventDefault();
      write();
      return;
    }
    const step = steps[event.key];
    if (!step || !margin.isShown) return;
    event.preventDefault();
    const notes = margin.notes.filter((note) => note.passage?.element);
    if (!notes.length) {
      say("There is no note.");
      return;
    }
    const here = notes.findIndex((note) => note.id === margin.pointed);
    const next = here < 0 && step < 0 ? notes.length - 1 : (here + step + notes.length) % notes.length;
    margin.open(notes[next].id);
  });
}
