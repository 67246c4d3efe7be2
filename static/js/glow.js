// The light around a film is its poster, blurred once and on a few pixels, which the browser stretches for nothing: a
// CSS filter over the whole stage would be worked out again in every frame that scrolls.
const PIXELS = 24;

function light(image) {
  const canvas = document.createElement("canvas");
  const [width, height] = [PIXELS, Math.max(1, Math.round((PIXELS * image.naturalHeight) / image.naturalWidth))];
  Object.assign(canvas, { width, height, className: image.className });
  canvas.setAttribute("aria-hidden", "true");
  const pen = canvas.getContext("2d");
  pen.imageSmoothingQuality = "high";
  pen.filter = "blur(1.5px) saturate(1.2)";
  pen.drawImage(image, -3, -3, width + 6, height + 6);
  pen.filter = "none";
  pen.fillStyle = "rgb(0 0 0 / 0.55)";
  pen.fillRect(0, 0, width, height);
  image.replaceWith(canvas);
}

document.addEventListener("load", ({ target }) => { if (target.matches?.("img[data-glow]")) light(target); }, true);
for (const image of document.querySelectorAll("img[data-glow]")) if (image.complete && image.naturalWidth) light(image);
