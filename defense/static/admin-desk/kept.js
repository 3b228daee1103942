/* On every page of the desk: what was saved is kept no longer, nor what is old, nor anything after signing out. */
import { dropAll, dropOld, dropSaved, person } from "./keeping-store.js";

if (person()) {
  dropOld();
  document.querySelectorAll(".messagelist li").forEach((message) => {
    message.classList.forEach((name) => {
      if (name.startsWith("saved-")) dropSaved(name.slice("saved-".length));
    });
  });
  document.querySelector("#logout-form")?.addEventListener("submit", dropAll);
}
