/* Tells the desk that this form is open, and shows who else has the page open. Nothing here locks anything. */
const EVERY = 20_000;
const list = document.querySelector("[data-presence]");
const form = document.querySelector("#content-main form[method='post']");
const tab = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let isUnsaved = false;
let isFirst = true;
let timer = 0;

function send(fields, keepalive = false) {
  const body = new URLSearchParams({ tab, ...fields });
  const token = form.querySelector("[name='csrfmiddlewaretoken']").value;
  return fetch(list.dataset.presence, { method: "POST", body, keepalive, headers: { "X-CSRFToken": token } });
}

function show(sentences) {
  const shown = [...list.children].map((item) => item.textContent);
  if (JSON.stringify(shown) === JSON.stringify(sentences)) return;
  list.replaceChildren(
    ...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }),
  );
}

async function report() {
  clearTimeout(timer);
  if (document.hidden) return;
  timer = setTimeout(report, EVERY);
  try {
    const answer = await send({ ...(isUnsaved && { unsaved: "1" }), ...(isFirst && { first: "1" }) });
    if (!answer.ok || answer.redirected) return;
    isFirst = false;
    show((await answer.json()).here);
  } catch {
    // The network is away: the next report tries again.
  }
}

if (list && form) {
  form.addEventListener("input", () => {
    if (isUnsaved) return;
    isUnsaved = true;
    report();
  });
  document.addEventListener("visibilitychange", report);
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    send({ leaving: "1" }, true).catch(() => {});
  });
  addEventListener("pageshow", report);
}
