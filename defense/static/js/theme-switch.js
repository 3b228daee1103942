/* The footer's button: light or dark, remembered in this browser only. */
const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches);

function bind(button) {
  const label = () => {
    button.textContent = isDark() ? "Light theme" : "Dark theme";
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // Not remembered, but switched.
    }
    label();
  });
  systemIsDark.addEventListener("change", label);
  label();
  button.hidden = false;
}

// Without light-dark() there is only the light theme, and nothing to switch.
if (CSS.supports("color", "light-dark(#000, #fff)")) {
  document.querySelectorAll("[data-theme-switch]").forEach(bind);
}
