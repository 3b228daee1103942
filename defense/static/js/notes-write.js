/* Writing in the margin: a new note on selected words, an answer, a change, a deletion that can be taken back. */
import { offerBar } from "./notes-bar.js";
import { formOf, post, send } from "./notes-form.js";
import { placed, point } from "./notes-words.js";
import { make, say } from "./notes-parts.js";

const UNDO_FOR = 30_000;
const NEW = { kind: "comment", visibility: "public" };

export function offerWriting(margin, ask) {
  const address = margin.article.dataset.notes;
  const kept = `note on ${address}`;
  let open = null;

  function keep(job) {
    try {
      if (job) sessionStorage.setItem(kept, JSON.stringify({ ...job, said: Object.fromEntries(new FormData(open.form)) }));
      else sessionStorage.removeItem(kept);
    } catch {
      // It holds until the page is left.
    }
  }

  function close() {
    const group = open?.group;
    open?.form.remove();
    open = null;
    point();
    keep(null);
    group?.mark();
    margin.arrange();
  }

  /* A job: where it is posted, and what goes with it. It can be kept and begun again. */
  function begin(job, said) {
    const passage = margin.page.passages.find(({ key }) => key === job.key);
    if (!passage?.element) return;
    if (open) {
      open.form.querySelector("textarea").focus();
      say("Post or cancel first what you began.");
      return;
    }
    if (!margin.isShown) margin.box.click();
    const form = formOf({ ...job, said });
    const group = margin.groupOf(passage);
    open = { form, group };
    group.hold(form);
    margin.reorder();
    form.addEventListener("input", () => {
      keep(job);
      margin.arrange();
    });
    form.addEventListener("change", () => margin.arrange());
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      close();
      group.button.focus();
    });
    form.querySelector("[data-cancel]").addEventListener("click", close);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const made = await send(form, job.action, job.more);
      margin.arrange();
      if (!made) return;
      close();
      await ask();
      say("Posted.");
      margin.open(made.id);
    });
    const { more } = job;
    if (more?.exact) point(placed([{ ...more, words: more.exact }], margin.page.passages).get(undefined));
    form.querySelector("textarea").focus();
    form.scrollIntoView({ block: "nearest" });
  }

  function write({ key, ...anchor }) {
    begin({ key, action: `${address}new/`, more: anchor, quote: anchor.exact, title: "New note", verb: "Post" }, NEW);
  }

  async function highlight({ key, ...anchor }) {
    const { made, errors } = await post(`${address}new/`, { ...anchor, kind: "highlight", visibility: "private" });
    getSelection().removeAllRanges();
    if (made) await ask();
    say(made ? "Highlighted. Only you see it." : Object.values(errors).flat().join(" "));
  }

  async function remove(note, key) {
    const { errors } = await post(`/notes/${note.id}/delete/`, {});
    if (errors) return say(Object.values(errors).flat().join(" "));
    const undo = make("button", { type: "button" }, "Undo");
    const told = make("p", { className: "undo" }, "The note is deleted. ", undo);
    const group = margin.groups.get(key);
    const gone = setTimeout(end, UNDO_FOR);
    function end() {
      clearTimeout(gone);
      told.remove();
      group.mark();
      margin.arrange();
    }
    undo.addEventListener("click", async () => {
      const back = await post(`/notes/${note.id}/undo/`, {});
      end();
      await ask();
      say(back.errors ? Object.values(back.errors).flat().join(" ") : "The note stands again.");
    });
    group.hold(told);
    await ask();
    undo.focus();
    say("The note is deleted. It can be brought back for 30 seconds.");
  }

  margin.body.addEventListener("click", (event) => {
    const link = event.target.closest("[data-act]");
    const note = link && margin.noteNumbered(Number(link.dataset.of));
    const { act } = link?.dataset ?? {};
    if (!note || act === "flag" || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const thread = margin.noteNumbered(Number(link.closest(".cards > [data-note]").dataset.note));
    const { key } = thread.passage;
    const quote = thread.words;
    const action = `/notes/${note.id}/${act}/`;
    if (act === "delete") remove(note, key);
    else if (act === "reply") begin({ key, action, quote, title: `Reply to ${note.author}`, verb: "Post", isReply: true }, {});
    else {
      const more = { seen_version: note.version };
      begin({ key, action, more, quote, title: "Edit your note", verb: "Save", isReply: note.kind === "reply" }, note);
    }
  });

  try {
    const { said, ...job } = JSON.parse(sessionStorage.getItem(kept)) ?? {};
    if (said && margin.found.person) begin(job, said);
  } catch {
    // Nothing that can be read was kept.
  }
  return offerBar(margin, { write, highlight });
}
