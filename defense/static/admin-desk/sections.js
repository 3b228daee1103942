/* Sections of a page: moved by buttons or by hand, added at any place, counted while they are written.
   Everything ends up in the numbers under "Place", which is all that the server reads. */
import { draggable } from "./dragging.js";
import { count, outline } from "./counting.js";

const placeOf = (card) => card.querySelector("input.place");
const isLeaving = (card) => card.querySelector("[name$='-DELETE']")?.checked ?? false;

function bind(group) {
  const list = group.querySelector("[data-cards]");
  const template = group.querySelector("[data-empty]");
  const total = group.querySelector("[name$='-TOTAL_FORMS']");
  const said = group.querySelector("[data-said]");
  const cards = () => [...list.querySelectorAll(":scope > :not([hidden])")];

  function renumber() {
    cards().forEach((card, index) => {
      placeOf(card).value = index + 1;
      card.querySelector("[data-up]").disabled = index === 0;
      card.querySelector("[data-down]").disabled = index === cards().length - 1;
      card.classList.toggle("is-leaving", isLeaving(card));
    });
    outline(cards().filter((card) => !isLeaving(card)));
    count(group);
  }

  function say(card) {
    const title = card.querySelector("[data-title]").textContent;
    said.textContent = `${title}: place ${cards().indexOf(card) + 1} of ${cards().length}`;
  }

  function move(card, before) {
    list.insertBefore(card, before);
    renumber();
    say(card);
  }

  function add(after) {
    const index = Number(total.value);
    const made = document.createElement("ol");
    made.innerHTML = template.innerHTML.replaceAll("__prefix__", index);
    const card = made.firstElementChild;
    total.value = index + 1;
    if (after) card.querySelector("[data-level]").value = after.querySelector("[data-level]").value;
    list.insertBefore(card, after ? after.nextSibling : null);
    reveal(card);
    renumber();
    card.querySelector("[data-heading]").focus();
  }

  function reveal(root) {
    root.querySelectorAll("[data-script-only]").forEach((part) => {
      part.hidden = false;
    });
  }

  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const card = button?.closest("[data-card]");
    if (!button) return;
    if (button.matches("[data-up]")) move(card, card.previousElementSibling);
    else if (button.matches("[data-down]")) move(card, card.nextElementSibling.nextElementSibling);
    else if (button.matches("[data-add]")) add(card);
    else if (button.matches("[data-add-last]")) add(cards().at(-1));
    else if (button.matches("[data-open-all], [data-close-all]")) {
      list.querySelectorAll("details").forEach((part) => {
        part.open = button.matches("[data-open-all]");
      });
    } else return;
    if (button.matches("[data-up], [data-down]")) button.focus();
  });
  group.addEventListener("input", (event) => {
    const card = event.target.closest("[data-card]");
    if (!card) return;
    if (event.target.matches("[data-heading]")) {
      card.querySelector("[data-title]").textContent = event.target.value.trim() || "(untitled)";
    }
    count(group);
  });
  group.addEventListener("change", (event) => {
    if (event.target.matches("input.place")) {
      const card = event.target.closest("[data-card]");
      const others = cards().filter((other) => other !== card);
      move(card, others[Math.max(0, Number(event.target.value) - 1)] ?? null);
    } else if (event.target.matches("[data-level], [name$='-DELETE']")) renumber();
  });

  // A form that came back with errors stands in the order in which it was sent: put it into that of its places.
  function settle() {
    const placed = cards().map((card, index) => [Number(placeOf(card).value) || Infinity, index, card]);
    placed.sort((a, b) => a[0] - b[0] || a[1] - b[1]).forEach(([, , card]) => list.append(card));
  }

  settle();
  // The empty card is for those without a script: here it is added where it is wanted.
  const spare = list.querySelector(".is-new:last-child");
  if (spare && cards().length > 1 && !spare.querySelector("[data-body], [data-heading]").value) spare.hidden = true;
  reveal(group);
  group.closest("form")?.addEventListener("desk:restored", () => {
    settle();
    renumber();
  });
  draggable(list, renumber, say);
  renumber();
}

document.querySelectorAll("[data-sections]").forEach(bind);

// What was typed is not lost by a slip.
const form = document.querySelector("[data-sections]")?.closest("form");
let isChanged = false;
form?.addEventListener("input", () => {
  isChanged = true;
});
form?.addEventListener("submit", () => {
  isChanged = false;
});
addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
