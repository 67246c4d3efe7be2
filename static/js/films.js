// Film cards move: on hover or focus, or, where there is no hover, the one most in view. Never against a wish for
// less motion or less data.
import { calm } from "./calm.js";

const hover = matchMedia("(hover: hover)");
const WAIT_MS = 110;
const REST_MS = 220;
let wait = 0;
let playing = null;

function stop(stage) {
  const video = stage?.querySelector("video[data-of-preview]");
  if (!video) return;
  delete video.dataset.playing;
  delete stage.closest("[data-film]")?.dataset.on;
  video.pause();
  video.removeAttribute("src");
  video.load();
  video.remove();
  if (playing === stage) playing = null;
}

function play(stage) {
  if (playing === stage || calm()) return;
  stop(playing);
  playing = stage;
  const video = document.createElement("video");
  Object.assign(video, { muted: true, loop: true, playsInline: true, preload: "auto", src: stage.dataset.preview, tabIndex: -1 });
  video.dataset.ofPreview = "";
  video.setAttribute("aria-hidden", "true");
  video.addEventListener("playing", () => { video.dataset.playing = ""; }, { once: true });
  video.addEventListener("error", () => stop(stage), { once: true });
  stage.append(video);
  if (!hover.matches) stage.closest("[data-film]").dataset.on = "";
  video.play().catch(() => stop(stage));
}

const stageOf = (node) => node?.closest?.("[data-film]")?.querySelector("[data-preview]");

document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const stage = stageOf(event.target);
  if (stage === playing) return;
  clearTimeout(wait);
  if (stage) wait = setTimeout(() => play(stage), WAIT_MS);
  else stop(playing);
});
document.addEventListener("focusin", (event) => {
  if (!event.target.matches?.(":focus-visible")) return;
  const stage = stageOf(event.target);
  if (stage) play(stage);
  else if (hover.matches) stop(playing);
});
document.addEventListener("visibilitychange", () => { if (document.hidden) stop(playing); });

// Touch: of the cards in view, the one most in view.
const seen = new Map();
const observer = "IntersectionObserver" in window && !hover.matches
  ? new IntersectionObserver((entries) => {
      for (const entry of entries) seen.set(entry.target, entry.intersectionRatio);
      let best = null;
      for (const [stage, ratio] of seen) {
        if (!stage.isConnected) seen.delete(stage);
        else if (ratio > 0.75 && (!best || ratio > seen.get(best))) best = stage;
      }
      if (best !== playing) stop(playing);
      // What only passes by is not begun: its first frames would cost the scroll some of its own.
      clearTimeout(wait);
      if (best) wait = setTimeout(() => play(best), REST_MS);
    }, { threshold: [0, 0.5, 0.75, 1], rootMargin: "-15% 0px" })
  : null;

function watch(root) {
  if (!observer || calm()) return;
  for (const stage of root.querySelectorAll("[data-preview]")) if (!seen.has(stage)) { seen.set(stage, 0); observer.observe(stage); }
}
watch(document);
document.addEventListener("htmx:after:swap", () => watch(document));
