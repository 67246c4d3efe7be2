// What every page has. Each module listens on the document once, so that swapped-in content needs no setup.
import "./theme.js";
import "./dialogs.js";
import "./toasts.js";
import "./focus.js";
import "./films.js";
import "./copy.js";
import "./suggest.js";

// The player and the uploader come only where there is one.
const later = {
  "[data-player]": () => import("./player.js"),
  "[data-upload-field]": () => import("./uploader.js"),
};
const found = new Set();

function look() {
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
