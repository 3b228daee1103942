/* Unsaved text of a page's form: kept in the browser while it is typed, and offered again when it was not saved.
   The server never sees it before it is sent. What it is kept for stands in the element with data-keeping. */
import { drop, read, write } from "./keeping-store.js";
import { fieldsOf, restore, said } from "./keeping-fields.js";

const PAUSE = 600;

function start(told) {
  const form = told.closest("form");
  const { page, revision } = told.dataset;
  let initial = said(fieldsOf(form));
  let timer = 0;
  // What came back from the server with errors was typed and is not saved yet.
  if ("bound" in told.dataset) initial = "";
  const kept = initial ? read(page) : null;
  const isOffered = kept !== null && said(kept.fields) !== initial;

  function keep() {
    clearTimeout(timer);
    timer = 0;
    if (!told.hidden) return; // until it is decided what becomes of the older text, that is kept
    const fields = fieldsOf(form);
    if (said(fields) === initial) drop(page);
    else if (!write(page, { at: Date.now(), revision, fields })) warn(told);
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  ["input", "change", "click"].forEach((what) => form.addEventListener(what, soon));
  form.addEventListener("submit", keep);
  addEventListener("pagehide", () => timer && keep());
  document.addEventListener("visibilitychange", () => document.hidden && timer && keep());
  if (isOffered) {
    offer(told, kept, {
      take() {
        restore(form, kept.fields);
        told.hidden = true;
        keep();
      },
      leave() {
        told.hidden = true;
        keep();
      },
    });
  } else if (!initial || kept) keep();
}

function offer(told, kept, does) {
  const when = new Date(kept.at);
  const time = `${when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" })} UTC`;
  const inWords = (day) => day.toLocaleDateString("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
  const day = inWords(when);
  const isToday = day === inWords(new Date());
  const { revision } = told.dataset;
  const meanwhile = kept.revision === revision ? "" : ` The page is at revision ${revision} now: saving will compare the two.`;
  const based = kept.revision ? ` It was begun on revision ${kept.revision}.` : "";
  told.querySelector("p").textContent = `You have unsaved text of ${isToday ? time : `${day}, ${time}`}.${based}${meanwhile}`;
  told.querySelector("[data-take]").addEventListener("click", does.take);
  told.querySelector("[data-leave]").addEventListener("click", does.leave);
  told.hidden = false;
}

function warn(told) {
  const full = told.parentElement.querySelector("[data-not-kept]");
  if (full) full.hidden = false;
}

// Other scripts number and sort the rows first: what they make of the form is where it begins.
addEventListener("load", () => setTimeout(() => document.querySelectorAll("[data-keeping]").forEach(start)));
