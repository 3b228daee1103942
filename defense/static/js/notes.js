/* Readers' notes are asked for after the text stands, and again and again; what draws them comes only where it is needed. */
const EVERY = 10_000;
const article = document.querySelector("[data-notes]");
let tag = "";
let found = null;
let margin = null;
let asking = Promise.resolve();

async function askOnce() {
  try {
    const answer = await fetch(`${article.dataset.notes}data/`, { headers: { "If-None-Match": tag } });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag");
    found = await answer.json();
    if (margin || found.person || found.notes[0] || found.lost[0]) await draw();
  } catch {
    // The network is away: the text reads on, and the next time may be better.
  }
}

// One after the other: an older answer never takes the place of a newer one.
const ask = () => (asking = asking.then(askOnce));

async function draw() {
  margin ??= import("./notes-margin.js");
  await (await margin).show(article, found, ask);
}

const askIfSeen = () => document.hidden || ask();
if (article) {
  ask();
  setInterval(askIfSeen, EVERY);
  document.addEventListener("visibilitychange", askIfSeen);
  document.addEventListener("selectionchange", () => found && !margin && !getSelection().isCollapsed && draw());
}
