// What every page has. Each module listens on the document once, so that swapped-in content needs no setup.
import "./theme.js";
import "./dialogs.js";
import "./toasts.js";
import "./focus.js";
import "./films.js";
import "./copy.js";
import "./suggest.js";
import "./worker.js";

// What only some pages have comes only there.
const later = {
  "[data-glow]": () => import("./glow.js"),
  "[data-player]": () => import("./player.js"),
  "[data-upload-field]": () => import("./uploader.js"),
};
const found = new Set();

// A row of places that scrolls begins with the one we are in.
function show(here) {
  const row = here.parentElement.getBoundingClientRect();
  const place = here.getBoundingClientRect();
  here.parentElement.scrollLeft += place.left + place.width / 2 - row.left - row.width / 2;
}

function look() {
  document.querySelectorAll(".rail [aria-current], .tabs [aria-current]").forEach(show);
  for (const [selector, load] of Object.entries(later)) {
    if (!found.has(selector) && document.querySelector(selector)) {
      found.add(selector);
      load();
    }
  }
}
look();
document.addEventListener("htmx:after:swap", look);

// htmx starts as soon as its own script has run; an extension whose script came later (hx-ws) has missed that.
window.htmx?.process(document.body);
