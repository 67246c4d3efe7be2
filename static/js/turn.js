// Turning the page: the poster that was clicked grows into the page it opens (css/motion.css, .film-stage).
// The one script that holds up the first paint, because Chromium gives up a turn whose page is not complete at it;
// so it is small, imports nothing, and loads beside the stylesheet.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// The name both pages share is given only to the card that was clicked: names must be unique.
addEventListener("click", (event) => {
  const stage = event.target.closest?.(".film__link")?.closest("[data-film]")?.querySelector(".film__stage");
  if (stage && !calm.matches && !event.metaKey && !event.ctrlKey) stage.style.viewTransitionName = "film-stage";
}, true);
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const stage of document.querySelectorAll(".film__stage")) stage.style.viewTransitionName = "";
});

// A turn that is given up all the same (to a file, to another site) is no error.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DOMException && /transition/i.test(event.reason.message)) event.preventDefault();
});
