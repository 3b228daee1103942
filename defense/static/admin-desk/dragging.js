/* Cards that follow the pointer which holds their handle; works with mouse, pen and finger. */
export function draggable(list, renumber, say) {
  let held = null;

  const cardAt = (y) =>
    [...list.children].find((card) => {
      const box = card.getBoundingClientRect();
      return card !== held && !card.hidden && y >= box.top && y <= box.bottom;
    });

  function follow(event) {
    const other = cardAt(event.clientY);
    if (!other) return;
    const box = other.getBoundingClientRect();
    const isBefore = event.clientY < box.top + box.height / 2;
    list.insertBefore(held, isBefore ? other : other.nextSibling);
  }

  function release() {
    held.classList.remove("is-dragged");
    const card = held;
    held = null;
    renumber();
    say(card);
  }

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button !== 0 || held) return;
    event.preventDefault();
    held = handle.closest("[data-card]");
    held.classList.add("is-dragged");
    // On the document: a card that is put elsewhere in the list would lose a captured pointer.
    const end = new AbortController();
    const letGo = () => {
      end.abort();
      release();
    };
    document.addEventListener("pointermove", follow, { signal: end.signal });
    document.addEventListener("pointerup", letGo, { signal: end.signal });
    document.addEventListener("pointercancel", letGo, { signal: end.signal });
  });
}
