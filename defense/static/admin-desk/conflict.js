/* Who writes in the field for own words has chosen them; who leaves what was decided is asked first. */
const form = document.querySelector("#conflict_form");
let isChanged = false;

form?.addEventListener("input", (event) => {
  isChanged = true;
  if (!event.target.matches("[data-own]")) return;
  const own = event.target.closest("fieldset").querySelector("input[type='radio'][value='own']");
  own.checked = true;
});
form?.addEventListener("submit", () => {
  isChanged = false;
});
addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
