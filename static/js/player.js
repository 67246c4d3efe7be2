// A button over the browser's own player until somebody wants to watch; then Plyr, and hls.js where the browser has no
// HLS. A thin adapter: nothing else in the project knows either name. It answers `[data-player]`
// (components/player.html) and leaves a plain video when anything is missing.
import { calm } from "./calm.js";

const offered = new WeakSet();

let styled = null;

// Settles when the sheet is there, or will not come: Plyr's parts would push the page about without it.
function style(href) {
  styled ??= new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = resolve;
    // Before the site's own, whose layers then still lose to nothing that matters: it only sets Plyr's variables.
    document.head.prepend(link);
  });
  return styled;
}

async function hls(root, video) {
  if (!root.dataset.hls || video.canPlayType("application/vnd.apple.mpegurl")) return null;
  const { default: Hls } = await import(root.dataset.hlsJs);
  if (!Hls.isSupported()) return null;
  const stream = new Hls({ workerPath: root.dataset.hlsWorker, capLevelToPlayerSize: true, autoStartLoad: false });
  stream.loadSource(root.dataset.hls);
  stream.attachMedia(video);
  video.addEventListener("play", () => stream.startLoad(), { once: true });
  return stream;
}

// On its way before it is pressed, or in the moment that it is.
const fetched = ({ dataset: { plyr, plyrCss } }) => Promise.all([import(plyr), style(plyrCss)]);

async function enhance(root, video) {
  const { plyrIcons, blank, thumbs } = root.dataset;
  const [[{ default: Plyr }], stream] = await Promise.all([fetched(root), hls(root, video)]);
  const heights = stream ? await levels(stream) : [];
  return new Plyr(video, {
    iconUrl: plyrIcons,
    blankVideo: blank,
    loadSprite: true,
    controls: ["play-large", "play", "progress", "current-time", "duration", "mute", "volume", "captions", "settings", "pip", "airplay", "fullscreen"],
    settings: ["captions", "quality", "speed"],
    keyboard: { focused: true, global: false },
    captions: { active: false, update: true },
    previewThumbnails: thumbs ? { enabled: true, src: thumbs } : { enabled: false },
    loop: { active: video.loop },
    ratio: null,
    storage: { enabled: true, key: "player" },
    ...(heights.length && {
      quality: { default: 0, options: [0, ...heights], forced: true, onChange: (height) => choose(stream, height) },
    }),
    i18n: { qualityLabel: { 0: "Auto" } },
  });
}

// Plays at once, and under Plyr as soon as that is there. The focus goes on to Plyr's own button.
async function watch(root, video, button) {
  if ("autoplay" in video.dataset) video.muted = true;
  button.dataset.waiting = "";
  if (!root.dataset.hls) video.play().catch(() => {});
  try {
    const player = await enhance(root, video);
    const focused = document.activeElement === button;
    button.remove();
    if (focused) root.querySelector(".plyr__controls [data-plyr=play]")?.focus({ preventScroll: true });
    if (video.paused && !video.ended) Promise.resolve(player.play()).catch(() => {});
  } catch (error) {
    button.remove();
    video.controls = true;
    console.error(error);
  }
}

function offer(root) {
  if (offered.has(root)) return;
  offered.add(root);
  const [video, button] = [root.querySelector("video"), root.querySelector("[data-player-play]")];
  let watched = false;
  const start = () => {
    if (!watched) watch(root, video, button);
    watched = true;
  };
  button.addEventListener("click", start);
  video.addEventListener("play", start);
  video.addEventListener("playing", () => root.querySelector(".player__poster")?.remove(), { once: true });
  for (const sign of ["pointerenter", "focusin"]) root.addEventListener(sign, () => fetched(root).catch(() => {}), { once: true });
  video.controls = false;
  button.hidden = false;
  if (!video.paused || ("autoplay" in video.dataset && !calm())) start();
}

function levels(stream) {
  return new Promise((resolve) => {
    stream.on("hlsManifestParsed", () => resolve(stream.levels.map((level) => level.height).filter(Boolean).sort((a, b) => b - a)));
    stream.on("hlsError", (_, data) => { if (data.fatal) resolve([]); });
  });
}

function choose(stream, height) {
  stream.currentLevel = height ? stream.levels.findIndex((level) => level.height === height) : -1;
}

const all = () => document.querySelectorAll("[data-player]").forEach(offer);
all();
document.addEventListener("htmx:after:swap", all);
