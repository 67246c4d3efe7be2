// The reel feed: the film most in view plays, of its neighbours the beginning is at hand, all others let go of what they
// loaded. None is fetched before the first poster is there.
// Against a wish for less motion or less data nothing starts by itself; a tap or the space bar starts it.
import { calm } from "./calm.js";

const feed = document.querySelector("[data-feed]");
const sound = document.querySelector("[data-feed-sound]");
const films = new WeakSet();
const loaded = new Promise((resolve) => {
  if (document.readyState === "complete") resolve();
  else addEventListener("load", resolve, { once: true });
});
const REST_MS = 140;
let current = null;
let rest = 0;

const filmOf = (reel) => reel.querySelector("video");
const all = () => [...feed.querySelectorAll("[data-reel]")];

function load(film, preload) {
  film.preload = preload;
  if (!film.src && film.dataset.src) film.src = film.dataset.src;
}

function unload(film) {
  film.pause();
  if (!film.src) return;
  film.preload = "none";
  film.removeAttribute("src");
  film.load();
}

function play(reel) {
  const film = filmOf(reel);
  load(film, "auto");
  film.muted = sound.getAttribute("aria-pressed") !== "true";
  // A browser may refuse (sound without a gesture): muted it may play, else the button stays.
  film.play().catch(() => { film.muted = true; return film.play(); }).catch(() => { reel.dataset.paused = ""; });
}

// When the scroll rests: a film's first frames would cost it some of its own.
function begin() {
  clearTimeout(rest);
  rest = setTimeout(() => { rest = 0; play(current); }, REST_MS);
}

function turnTo(reel) {
  if (reel === current) return;
  if (current) filmOf(current).pause();
  current = reel;
  if (calm()) reel.dataset.paused = "";
  else begin();
}

function toggle(reel) {
  clearTimeout(rest);
  rest = 0;
  const film = filmOf(reel);
  film.paused ? play(reel) : film.pause();
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) unload(filmOf(target));
      else if (target !== current) load(filmOf(target), "metadata");
    }
  },
  { root: feed, rootMargin: "90% 0px" },
);
const here = new IntersectionObserver(
  (entries) => entries.forEach(({ target, isIntersecting }) => { if (isIntersecting) turnTo(target); }),
  { root: feed, threshold: 0.6 },
);

function take() {
  for (const reel of all()) {
    if (films.has(reel)) continue;
    films.add(reel);
    const film = filmOf(reel);
    film.controls = false;
    film.dataset.src = film.getAttribute("src");
    unload(film);
    film.addEventListener("play", () => { delete reel.dataset.paused; });
    film.addEventListener("pause", () => { if (reel === current) reel.dataset.paused = ""; });
    reel.dataset.ready = "";
    loaded.then(() => {
      near.observe(reel);
      here.observe(reel);
    });
  }
}

function step(by) {
  const here = Math.round(feed.scrollTop / feed.clientHeight);
  all()[here + by]?.scrollIntoView({ behavior: calm() ? "instant" : "smooth", block: "start" });
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  j: () => step(1),
  k: () => step(-1),
  m: () => sound.click(),
  l: () => current?.querySelector("[data-reel-like]")?.click(),
  " ": () => current && toggle(current),
};

if (feed) {
  sound.hidden = false;
  sound.addEventListener("click", () => {
    const loud = sound.getAttribute("aria-pressed") !== "true";
    sound.setAttribute("aria-pressed", String(loud));
    if (current) filmOf(current).muted = !loud;
  });
  feed.addEventListener("scroll", () => { if (rest) begin(); }, { passive: true });
  feed.addEventListener("click", (event) => {
    const tap = event.target.closest("[data-reel-tap]");
    if (tap) toggle(tap.closest("[data-reel]"));
  });
  // Where the system can share, it does; elsewhere copy.js has copied the link.
  feed.addEventListener("click", (event) => {
    const button = event.target.closest("[data-reel-share]");
    if (button && navigator.share) navigator.share({ url: button.dataset.copy }).catch(() => {});
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (event.key === " " && event.target.closest("a, button")) return; // it presses what has the focus
    if (KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (!current) return;
    document.hidden ? filmOf(current).pause() : calm() || play(current);
  });
  document.addEventListener("htmx:after:swap", take);
  take();
}
