// After a swap: focus stays where it was or goes where it should, and what changed is said aloud.
let before = null;
let posted = false;

export function announce(text) {
  const live = document.getElementById("live");
  if (!live || !text) return;
  live.textContent = "";
  requestAnimationFrame(() => { live.textContent = text; });
}

document.addEventListener("announce", (event) => announce(event.detail.value ?? event.detail.text ?? event.detail));

// Where nothing better is known, the new content itself: the next Tab goes on from there.
function land(element) {
  if (!element?.isConnected || element === document.body) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

// The names of what an element stands in, from the nearest outwards.
function around(element) {
  const names = [];
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (at.id && at.id !== "main") names.push(at.id);
  return names;
}

document.addEventListener("htmx:before:swap", (event) => {
  posted = event.detail.ctx?.sourceElement?.matches?.("form[method=post]") === true;
  const at = document.activeElement;
  before = at && at !== document.body ? { element: at, id: at.id, name: at.name, around: around(at) } : null;
});

document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail.ctx?.target;
  const root = target?.isConnected ? target : document;
  // Errors first: a summary of them asks for the focus.
  const wanted = root.querySelector?.("[data-focus]");
  if (wanted) {
    wanted.removeAttribute("data-focus");
    wanted.focus();
  } else if (before && !before.element.isConnected) {
    const again =
      (before.id && document.getElementById(before.id)) ||
      (before.name && root.querySelector?.(`[name="${CSS.escape(before.name)}"]`)) ||
      root.querySelector?.("[autofocus]");
    if (again) again.focus({ preventScroll: true });
    else {
      const region = before.around.map((id) => document.getElementById(id)).find((found) => found?.checkVisibility());
      land(region ?? (target?.isConnected && target !== document.body ? target : document.getElementById("main")));
    }
  }
  before = null;
  // What was just pressed answers (css/motion.css): liked, followed, saved.
  const pressed = document.activeElement;
  if (posted && pressed?.matches('[aria-pressed="true"], .is-saved')) pressed.dataset.reacting = "";
  const said = root.querySelector?.("[data-announce]");
  if (said) announce(said.dataset.announce || said.textContent.trim());
});

document.addEventListener("htmx:error", () => {
  const words = document.getElementById("toast-template")?.dataset.offline;
  if (words) document.dispatchEvent(new CustomEvent("toast", { detail: { text: words, kind: "warn" } }));
});
