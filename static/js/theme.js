// Light, dark or the system's choice: seen at once, kept by the server in a cookie.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  const button = event.submitter;
  if (!form || !button) return;
  event.preventDefault();
  const root = document.documentElement;
  const choice = button.value;
  if (choice === "system") delete root.dataset.theme;
  else root.dataset.theme = choice;
  document.querySelector('meta[name="color-scheme"]').content = choice === "system" ? "light dark" : choice;
  for (const each of document.querySelectorAll("[data-theme-form] button")) {
    each.setAttribute("aria-pressed", String(each.value === choice));
  }
  const body = new FormData(form);
  body.set("theme", choice);
  fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => {});
});
