// The home page's wall: the posters that drift into view become films, a handful at a time. Never against a wish for
// less motion or less data; the pause button (a checkbox, so that CSS stops the drift without us) stops all.
import { calm } from "./calm.js";

const hero = document.querySelector("[data-wall]");
const pause = hero?.querySelector("[data-wall-pause]");
const MOST = matchMedia("(width < 48rem)").matches ? 4 : 10;
const waiting = new Set(); // tiles in view without a film
const playing = new Map(); // tile -> its video

function start(tile) {
  const video = document.createElement("video");
  Object.assign(video, { muted: true, loop: true, playsInline: true, preload: "auto", src: tile.dataset.wallFilm, tabIndex: -1 });
  video.addEventListener("playing", () => { video.dataset.playing = ""; }, { once: true });
  video.addEventListener("error", () => stop(tile), { once: true });
  tile.append(video);
  playing.set(tile, video);
  waiting.delete(tile);
  video.play().catch(() => {});
}

function stop(tile) {
  const video = playing.get(tile);
  if (!video) return;
  playing.delete(tile);
  video.pause();
  video.removeAttribute("src");
  video.load();
  video.remove();
}

function fill() {
  for (const tile of waiting) {
    if (playing.size >= MOST || pause?.checked || document.hidden || scrolling) return;
    start(tile);
  }
}

let scrolling = false;

function toggle() {
  const still = pause?.checked || document.hidden || scrolling;
  for (const video of playing.values()) still ? video.pause() : video.play().catch(() => {});
  if (!still) fill();
}

if (hero && !calm()) {
  // After the page itself: the films are the last thing to fetch.
  addEventListener("load", () => {
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) waiting.add(target);
        else { waiting.delete(target); stop(target); }
      }
      fill();
    }, { threshold: 0.25 });
    for (const tile of hero.querySelectorAll("[data-wall-film]")) seen.observe(tile);
  });
  document.addEventListener("visibilitychange", toggle);
  // While the page itself moves, nobody sees that the wall does not; all frames are the scroll's.
  const scroll = (is) => {
    if (scrolling === is) return;
    scrolling = is;
    hero.toggleAttribute("data-wall-still", is);
    toggle();
  };
  if ("onscrollend" in window) {
    addEventListener("scroll", () => scroll(true), { passive: true });
    addEventListener("scrollend", () => scroll(false));
  }
  pause?.addEventListener("change", toggle);
}
