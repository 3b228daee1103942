/* The search field: "/" goes to it, and while somebody types it offers what the names of pages begin with. */
const DELAY = 120;
const TYPING = "input, textarea, select, [contenteditable]";

function bind(form) {
  const input = form.elements.q;
  const list = document.createElement("div");
  let options = [];
  let active = -1;
  let asked = null;
  let waiting = 0;

  list.id = `${input.id || "_find"}-list`;
  list.className = "found";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value);

  function mark(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    options[active]?.setAttribute("aria-selected", "true");
    options[active]?.scrollIntoView({ block: "nearest" });
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options[active].id);
  }

  function show(found) {
    options = found.map(({ label, kind, href }, place) => {
      const option = document.createElement("div");
      const small = document.createElement("small");
      option.id = `${list.id}-${place}`;
      option.dataset.href = href;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      small.textContent = kind;
      option.append(label, " ", small);
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function close() {
    clearTimeout(waiting);
    asked?.abort();
    show([]);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(input.value)}`, { signal: asked.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch {
      // Another letter came, or the network is away: the form works without suggestions.
    }
  }

  input.addEventListener("focus", () => {
    if (document.querySelector(`link[href="${form.dataset.find}"]`)) return;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = form.dataset.find;
    document.head.append(style);
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.value.trim().length < 2) close();
    else waiting = setTimeout(ask, DELAY);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      // One place more than there are options: the field itself, as typed.
      const places = options.length + 1;
      mark(((active + 1 + step + places) % places) - 1);
    } else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && active >= 0) location.assign(options[active].dataset.href);
    else return;
    event.preventDefault();
  });
  // Before the field loses the focus, and with it the list.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) location.assign(option.dataset.href);
  });
}

const forms = document.querySelectorAll("[data-find]");
forms.forEach(bind);
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
  event.preventDefault();
  forms[0]?.elements.q.select();
  forms[0]?.elements.q.focus();
});
