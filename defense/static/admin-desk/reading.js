// Goes on with an upload while something waits, and shows how far it is. Without this, a button does the same.
const upload = document.querySelector("[data-upload]");

async function goOn(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-upload]");
  if (!fresh) return false;
  upload.replaceChildren(...fresh.childNodes);
  return true;
}

let form = upload.querySelector("[data-work]");
while (form && (await goOn(form).catch(() => false))) form = upload.querySelector("[data-work]");
