// Plyr over the browser's own player, and hls.js where the browser has no HLS. A thin adapter: nothing else in the
// project knows either name. It answers `[data-player]` (components/player.html) and leaves a plain video when
// anything is missing.
import { calm } from "./calm.js";

const ready = new WeakSet();

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

export async function enhance(root) {
  if (ready.has(root)) return;
  ready.add(root);
  const video = root.querySelector("video");
  const { plyr, plyrCss, plyrIcons, blank, thumbs } = root.dataset;
  const [{ default: Plyr }, stream] = await Promise.all([import(plyr), hls(root, video), style(plyrCss)]);
  const heights = stream ? await levels(stream) : [];
  const player = new Plyr(video, {
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
  if ("autoplay" in video.dataset && !calm()) {
    player.muted = true;
    Promise.resolve(player.play()).catch(() => {});
  }
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

const all = () => document.querySelectorAll("[data-player]").forEach((root) => enhance(root).catch(console.error));
all();
document.addEventListener("htmx:after:swap", all);
