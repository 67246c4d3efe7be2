import { announce } from "./focus.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  if ("share" in button.dataset && navigator.share) {
    // Closed without sharing is no failure.
    await navigator.share({ title: button.dataset.title, url: button.dataset.copy }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return;
  }
  button.dataset.copied = "";
  announce(button.dataset.done);
  setTimeout(() => delete button.dataset.copied, 1600);
});

// Show what one types into a password.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  const input = button?.closest(".affix")?.querySelector("input");
  if (!input) return;
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
});
