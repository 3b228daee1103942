/* n and p lead to the next and the previous note; the keys can be switched off, and rest while somebody types. */
import { make, remember, remembered, say } from "./notes-parts.js";

const TYPING = "input, textarea, select, [contenteditable]";

export function offerKeys(margin) {
  const box = make("input", { type: "checkbox", checked: remembered("notes-keys", "on") === "on" });
  const label = make("label", { className: "keys" }, box, make("span", {}, "Keys: n next note, p previous"));
  margin.lost.before(label);
  box.addEventListener("change", () => remember("notes-keys", box.checked ? "on" : "off"));

  const steps = { n: 1, p: -1 };
  addEventListener("keydown", (event) => {
    if (!box.checked || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.(TYPING)) return;
    const step = steps[event.key];
    if (!step || !margin.isShown) return;
    event.preventDefault();
    const notes = margin.notes.filter((note) => margin.groups.has(note.passage?.key));
    if (!notes.length) {
      say("There is no note.");
      return;
    }
    const here = notes.findIndex((note) => note.id === margin.pointed);
    const next = here < 0 && step < 0 ? notes.length - 1 : (here + step + notes.length) % notes.length;
    margin.open(notes[next]);
  });
}
