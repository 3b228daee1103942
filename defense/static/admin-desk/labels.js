/* Django's autocompletion draws its own controls and leaves them without a name: they get that of the field. */
function nameOf(container) {
  const select = container.previousElementSibling;
  return select?.labels?.[0]?.textContent.trim().replace(/:$/, "") || select?.getAttribute("aria-label") || "Choose";
}

function label(container) {
  const name = nameOf(container);
  container.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], input").forEach((part) => {
    if (part.getAttribute("aria-label") !== name) part.setAttribute("aria-label", name);
  });
  // Its list of chosen rows holds more than list items.
  container.querySelectorAll("ul.select2-selection__rendered, ul.select2-selection__rendered > li").forEach((part) => {
    part.setAttribute("role", "none");
  });
}

function labelAll() {
  document.querySelectorAll(".select2-container").forEach(label);
}

new MutationObserver(labelAll).observe(document.body, { childList: true, subtree: true });
addEventListener("load", labelAll);
