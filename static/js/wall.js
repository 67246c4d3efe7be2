// The home page's wall: its posters become films, a handful at a time, while they can be seen. Never against a wish
// for less motion or less data; the pause button (a checkbox, so that CSS stops the drift without us) stops all.
const hero = document.querySelector("[data-wall]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const pause = hero?.querySelector("[data-wall-pause]");
const MOST = matchMedia("(width < 48rem)").matches ? 4 : 10;

function films() {
  const seen = new Set();
  return [...hero.querySelectorAll("[data-wall-film]")].filter((tile) => {
    const fresh = !seen.has(tile.dataset.wallFilm) && tile.offsetParent !== null;
    seen.add(tile.dataset.wallFilm);
    return fresh;
  }).slice(0, MOST);
}

function start(tile) {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, loop: true, playsInline: true, preload: "auto", src: tile.dataset.wallFilm, tabIndex: -1 });
  video.addEventListener("playing", () => { video.dataset.playing = ""; }, { once: true });
  video.addEventListener("error", () => video.remove(), { once: true });
  tile.append(video);
  return video;
}

if (hero && !calm.matches && navigator.connection?.saveData !== true) {
  let videos = [];
  let inView = false;
  const apply = () => {
    const run = inView && !document.hidden && !pause?.checked;
    if (run && !videos.length) videos = films().map(start);
    for (const video of videos) run ? video.play().catch(() => {}) : video.pause();
  };
  // After the page itself: the films are the last thing to fetch.
  addEventListener("load", () => {
    new IntersectionObserver(([entry]) => { inView = entry.isIntersecting; apply(); }).observe(hero);
  });
  document.addEventListener("visibilitychange", apply);
  pause?.addEventListener("change", apply);
}
