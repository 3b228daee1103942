/* The numbers of sections in their outline, and the words in them. */
const wordsIn = (text) => text.split(/\s+/).filter(Boolean).length;
const inWords = (number) => `${number.toLocaleString("en-US")} word${number === 1 ? "" : "s"}`;

/* 1, 1.1, 1.2, 2 ...: a section without a heading has no number, as on the public page. */
export function outline(cards) {
  const at = [0, 0, 0];
  cards.forEach((card) => {
    const level = Number(card.querySelector("[data-level]").value) || 2;
    card.dataset.level = level;
    const isTitled = card.querySelector("[data-heading]").value.trim() !== "";
    const number = card.querySelector("[data-number]");
    if (!isTitled) {
      number.textContent = "";
      return;
    }
    at[level - 2] += 1;
    at.fill(0, level - 1);
    number.textContent = at.slice(0, level - 1).join(".");
  });
}

/* Words of each section and of the whole, without those that are going to be deleted. */
export function count(group) {
  let sections = 0;
  let words = 0;
  group.querySelectorAll("[data-card]").forEach((card) => {
    const body = wordsIn(card.querySelector("[data-body]").value);
    const heading = wordsIn(card.querySelector("[data-heading]").value);
    card.querySelector("[data-words]").textContent = inWords(body);
    if (card.classList.contains("is-leaving") || body + heading === 0) return;
    sections += 1;
    words += body + heading;
  });
  group.querySelector("[data-total]").textContent = `${sections} section${sections === 1 ? "" : "s"}, ${inWords(words)}`;
}
