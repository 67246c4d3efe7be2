// A toast stays five seconds, longer for longer words; the clock stops under the pointer and while it has focus.
const BASE_MS = 5000;
const PER_CHARACTER_MS = 45;
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
// and so may the server, by HX-Trigger: {"toast": {"text": "…", "kind": "good"}}.
document.addEventListener("toast", (event) => {
  const template = document.getElementById("toast-template");
  if (!template || !region()) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.add(`toast--${event.detail.kind || "info"}`);
  toast.querySelector(".toast__text").textContent = event.detail.text;
  region().append(toast);
});

if (region()) watch(region());
