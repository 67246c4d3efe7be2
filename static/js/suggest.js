// A search box's suggestions, as an ARIA combobox: htmx brings the options, this moves through them.
import { announce } from "./focus.js";

const listOf = (box) => document.getElementById(box.getAttribute("aria-controls"));
const optionsOf = (box) => [...listOf(box).querySelectorAll("[role=option]")];
const isBox = (target) => target instanceof HTMLInputElement && target.getAttribute("role") === "combobox";

function show(box, open) {
  listOf(box).hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  if (!open) choose(box, null);
}

function choose(box, option) {
  for (const other of optionsOf(box)) other.setAttribute("aria-selected", String(other === option));
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

document.addEventListener("htmx:after:swap", (event) => {
  const box = document.activeElement;
  if (!isBox(box) || event.detail.ctx?.target !== listOf(box)) return;
  const count = optionsOf(box).length;
  if (listOf(box).hidden && !count) return;
  show(box, count > 0 && box.value.trim().length > 1);
  if (count) announce(String(count));
});

document.addEventListener("keydown", (event) => {
  const box = event.target;
  if (!isBox(box) || event.isComposing) return;
  const options = optionsOf(box);
  const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "Escape" && !listOf(box).hidden) {
    event.preventDefault();
    show(box, false);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
    event.preventDefault();
    show(box, true);
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = here < 0 && step < 0 ? options.length - 1 : here + step;
    choose(box, options[next] ?? null);
  } else if (event.key === "Enter") {
    if (here >= 0 && !listOf(box).hidden) {
      event.preventDefault();
      location.assign(options[here].dataset.url);
    } else {
      show(box, false);
    }
  }
});

// The pointer chooses on its way down, before the box loses focus and the list goes.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("[role=option][data-url]")) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest?.("[role=option][data-url]");
  if (option) location.assign(option.dataset.url);
});
document.addEventListener("focusout", (event) => {
  if (isBox(event.target)) show(event.target, false);
});
