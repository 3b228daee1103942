/* Topics of a page: a field that narrows the vocabulary, and what is chosen, told while it is chosen. */
function bind(widget) {
  const most = Number(widget.dataset.most);
  const chosen = widget.querySelector("[data-chosen]");
  const filter = widget.querySelector("[data-filter]");
  const topics = [...widget.querySelectorAll("[data-topic]")];
  const nameOf = (topic) => topic.textContent.trim();

  function tell() {
    const names = topics.filter((topic) => topic.querySelector("input").checked).map(nameOf);
    const over = names.length > most ? `${names.length} are too many: uncheck ${names.length - most}. ` : "";
    chosen.textContent = names.length ? `${over}Chosen (${names.length} of ${most}): ${names.join(", ")}` : "None is chosen.";
    widget.classList.toggle("is-full", names.length > most);
  }

  function narrow() {
    const sought = filter.value.trim().toLowerCase();
    topics.forEach((topic) => {
      topic.hidden = !nameOf(topic).toLowerCase().includes(sought);
    });
    widget.querySelectorAll("[data-facet]").forEach((facet) => {
      facet.hidden = !facet.querySelector("[data-topic]:not([hidden])");
    });
  }

  filter.addEventListener("input", narrow);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  widget.addEventListener("change", tell);
  widget.querySelector("[data-filter-row]").hidden = false;
  tell();
}

document.querySelectorAll("[data-topics]").forEach(bind);
