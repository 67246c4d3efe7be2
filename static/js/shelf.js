// Dragging films into another order. The buttons beside each film do the same without it: this only fills the form
// that posts the whole order.
let dragged = null;

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("[data-shelf-grip]")?.closest("[data-shelf-item]");
  if (!item || event.button !== 0) return;
  event.preventDefault();
  dragged = item;
  item.dataset.dragged = "";
  item.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-shelf-item]");
  if (!over || over === dragged || over.parentElement !== dragged.parentElement) return;
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
});

function drop() {
  if (!dragged) return;
  const shelf = dragged.closest("[data-shelf]");
  delete dragged.dataset.dragged;
  dragged = null;
  const form = document.querySelector("[data-shelf-form]");
  form.querySelectorAll("[name=item]").forEach((input) => input.remove());
  for (const item of shelf.querySelectorAll("[data-shelf-item]")) {
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: "item", value: item.dataset.shelfItem });
    form.append(input);
  }
  form.requestSubmit();
}
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);
