// Dialogs and sheets open by the platform (command, commandfor, closedby); this fills in where it is not there
// yet, closes on a click beside them, and opens the slot when htmx has filled it.
const native = "command" in HTMLButtonElement.prototype;

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[commandfor]");
  if (button && !native) {
    const dialog = document.getElementById(button.getAttribute("commandfor"));
    if (button.getAttribute("command") === "close") dialog?.close();
    else if (dialog && !dialog.open) dialog.showModal();
    return;
  }
  const dialog = event.target;
  if (dialog instanceof HTMLDialogElement && dialog.getAttribute("closedby") === "any" && !("closedBy" in dialog)) {
    const box = dialog.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) dialog.close();
  }
});

// The focus goes back to what opened it: to its successor, if that was swapped meanwhile.
document.addEventListener("close", ({ target: dialog }) => {
  if (!(dialog instanceof HTMLDialogElement)) return;
  requestAnimationFrame(() => {
    if (dialog.open || (document.activeElement !== document.body && !dialog.contains(document.activeElement))) return;
    const opener = [...document.querySelectorAll(`[commandfor="${CSS.escape(dialog.id)}"][command="show-modal"]`)].find((button) => button.checkVisibility());
    (opener ?? document.getElementById("main"))?.focus({ preventScroll: true });
  });
}, true);

// A choice in a menu closes it.
document.addEventListener("click", (event) => {
  const choice = event.target.closest("[popover] :is(a, button)");
  if (choice && !choice.closest("[data-theme-form]")) choice.closest("[popover]").hidePopover?.();
});

document.addEventListener("htmx:after:swap", (event) => {
  const slot = document.getElementById("slot");
  const dialog = slot?.closest("dialog");
  if (!dialog) return;
  if (event.detail.ctx?.target === slot && slot.childElementCount && !dialog.open) dialog.showModal();
  if (dialog.open && !slot.childElementCount) dialog.close();
});

// The server closes what it has dealt with: HX-Trigger: close-dialog
document.addEventListener("close-dialog", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
});
