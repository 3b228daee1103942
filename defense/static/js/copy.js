/* A button that copies the text of the element it names: data-copy="#id". */
function bind(button) {
  const source = document.querySelector(button.dataset.copy);
  const label = button.textContent;
  if (!source) return;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed here: select the text and copy it";
    }
    setTimeout(() => {
      button.textContent = label;
    }, 3000);
  });
  button.hidden = false;
}

// Browsers give the clipboard to secure pages only.
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(bind);
