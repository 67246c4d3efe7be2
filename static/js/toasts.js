// A toast stays five seconds, longer for longer words; the clock stops under the pointer and while it has focus.
const BASE_MS = 5000;
const PER_CHARACTER_MS = 45;
const ICONS = { good: "circle-check", success: "circle-check", warn: "triangle-alert", bad: "circle-alert" };
const clocks = new WeakMap();

const region = () => document.getElementById("toasts");

function leave(toast) {
  clearTimeout(clocks.get(toast));
  toast.dataset.leaving = "";
  setTimeout(() => toast.remove(), 240);
}

function start(toast) {
  if ("sticky" in toast.dataset) return;
  clearTimeout(clocks.get(toast));
  clocks.set(toast, setTimeout(() => leave(toast), BASE_MS + toast.textContent.length * PER_CHARACTER_MS));
}

const stop = (toast) => clearTimeout(clocks.get(toast));

function watch(list) {
  for (const toast of list.querySelectorAll("[data-toast]")) start(toast);
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) start(node);
    }
  }).observe(list, { childList: true });
  for (const [event, act] of [["pointerenter", stop], ["focusin", stop], ["pointerleave", start], ["focusout", start]]) {
    list.addEventListener(event, (e) => {
      const toast = e.target.closest?.("[data-toast]");
      if (toast) act(toast);
    }, true);
  }
}

document.addEventListener("click", (event) => {
  const close = event.target.closest("[data-toast-close]");
  if (close) leave(close.closest("[data-toast]"));
});

// One's own script may say something too: document.dispatchEvent(new CustomEvent("toast", {detail: {text, kind}})),
// and so does the server, by HX-Trigger (reelbyte/toasts.py).
export function toast({ text, kind = "info" }) {
  const template = document.getElementById("toast-template");
  if (!template || !region()) return;
  const made = template.content.firstElementChild.cloneNode(true);
  made.classList.add(`toast--${kind}`);
  const use = made.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[kind] ?? "info"}`));
  if (kind === "bad") made.dataset.sticky = "";
  made.querySelector(".toast__text").textContent = text;
  region().append(made);
}
document.addEventListener("toast", (event) => toast(event.detail));
document.addEventListener("toasts", (event) => event.detail.items.forEach(toast));

if (region()) watch(region());
