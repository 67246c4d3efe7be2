// Videos of a form, uploaded in parts while the person goes on writing (templates/videos/uploader.html).
// Each file: announce, send part after part at the offset the server names, finish, watch until it is ready. A lost
// connection is tried again by itself, and then by the button; either way it goes on where the server says it stopped.
const TOGETHER = 2; // files sent at the same time; the others wait their turn
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000]; // ms between tries
const LOOK_EVERY = 2000; // ms, while it is being prepared
const fields = new WeakSet();
const open = new Set(); // uploads that leaving the page would stop
let sending = 0;
const queue = [];

const pause = (ms, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(done, ms);
  function done() { clearTimeout(timer); removeEventListener("online", done); signal.aborted ? reject(signal.reason) : resolve(); }
  addEventListener("online", done, { once: true });
  signal.addEventListener("abort", done, { once: true });
});

function token(field) {
  const own = field.closest("form")?.elements.csrfmiddlewaretoken?.value;
  if (own) return own;
  try { return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"]; } catch { return ""; }
}

// The server said no, in words: another try would end the same.
class Refusal extends Error {}

class Upload {
  constructor(field, file) {
    this.field = field;
    this.file = file;
    this.say = field.dataset;
    this.row = field.querySelector("template[data-upload-row]").content.firstElementChild.cloneNode(true);
    this.state = this.row.querySelector("[data-upload-state]");
    this.bar = this.row.querySelector("progress");
    this.row.querySelector("[data-upload-name]").textContent = file.name;
    this.bar.setAttribute("aria-label", file.name);
    this.row.querySelector("[data-upload-retry]").addEventListener("click", () => this.start());
    this.row.querySelector("[data-upload-cancel]").addEventListener("click", () => this.cancel());
    field.querySelector("[data-upload-list]").append(this.row);
  }

  start() {
    this.stop = new AbortController();
    this.show("sending", `${this.say.saySending} · 0 %`);
    if (this.file.size > Number(this.say.most)) return this.show("failed", this.say.sayLarge);
    open.add(this);
    queue.push(this);
    next();
  }

  async run() {
    try {
      await this.send();
      this.watch().catch((error) => this.fail(error)); // the next file does not wait for it
    } catch (error) {
      this.fail(error);
    } finally {
      open.delete(this);
    }
  }

  fail(error) {
    if (!this.stop.signal.aborted) this.show("failed", error instanceof Refusal ? error.message : this.say.sayFailed);
  }

  async send() {
    if (!this.told) {
      const form = new URLSearchParams({ purpose: this.say.purpose, filename: this.file.name, size: this.file.size });
      this.told = await this.call(this.field.querySelector("[data-uploader]").dataset.uploadUrl, { method: "POST", body: form });
    }
    let { offset } = await this.call(this.told.upload);
    while (offset < this.file.size) {
      this.progress(offset);
      const part = this.file.slice(offset, offset + this.told.chunk);
      const headers = { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" };
      ({ offset } = await this.call(this.told.upload, { method: "POST", body: part, headers }));
    }
    this.progress(this.file.size);
    await this.call(this.told.complete, { method: "POST" });
    this.keep();
  }

  // The answer's JSON. Network errors and a busy server are waited out; a part at the wrong place gets the right one.
  async call(url, options = {}) {
    for (let tries = 0; ; tries++) {
      let answer;
      try {
        const headers = { Accept: "application/json", "X-CSRFToken": token(this.field), ...options.headers };
        answer = await fetch(url, { ...options, headers, signal: this.stop.signal });
      } catch (error) {
        if (this.stop.signal.aborted) throw error;
      }
      if (answer?.status === 204) return {};
      const told = answer?.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json().catch(() => null) : null;
      if (answer?.ok && told) return told;
      if (answer?.status === 409 && answer.headers.has("Upload-Offset")) return { offset: Number(answer.headers.get("Upload-Offset")) };
      if (answer && answer.status < 500 && told?.error) throw new Refusal(told.error);
      if (tries >= PAUSES.length) throw new Error("unreachable");
      this.state.textContent = this.say.sayWaiting;
      await pause(PAUSES[tries], this.stop.signal);
    }
  }

  progress(offset) {
    const percent = Math.floor((offset / this.file.size) * 100);
    this.bar.value = percent;
    this.show("sending", `${this.say.saySending} · ${percent} %`);
  }

  // It has arrived: the form posts its id from now on.
  keep() {
    if (!("multiple" in this.say)) {
      this.field.querySelectorAll("[data-upload-kept] input").forEach((input) => { input.checked = false; });
      this.field.querySelectorAll("[data-upload-list] input").forEach((input) => input.remove());
    }
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: this.say.fieldName, value: this.told.id });
    this.row.append(input);
    this.field.dispatchEvent(new CustomEvent("video:uploaded", { bubbles: true, detail: { id: this.told.id } }));
  }

  async watch() {
    this.bar.removeAttribute("value");
    for (;;) {
      const now = await this.call(this.told.upload);
      if (now.status === "ready") return this.show("ready", this.say.sayReady);
      if (now.status === "failed") {
        this.row.querySelector("input")?.remove();
        throw new Refusal(now.failure);
      }
      if (now.status === "processing") this.bar.value = now.progress;
      this.show("processing", now.status === "processing" ? `${this.say.sayProcessing} · ${now.progress} %` : this.say.sayProcessing);
      await pause(LOOK_EVERY, this.stop.signal);
      if (!this.row.isConnected) return;
    }
  }

  show(state, words) {
    this.row.dataset.state = state;
    if (this.state.textContent !== words) this.state.textContent = words;
  }

  async cancel() {
    this.stop?.abort();
    open.delete(this);
    this.row.remove();
    if (!this.told) return;
    // An upload that is complete stays among the person's videos; only this form lets it go.
    const headers = { Accept: "application/json", "X-CSRFToken": token(this.field) };
    await fetch(this.told.cancel, { method: "POST", headers, keepalive: true }).catch(() => {});
  }
}

function next() {
  while (sending < TOGETHER && queue.length) {
    const upload = queue.shift();
    if (upload.stop.signal.aborted) continue;
    sending++;
    upload.run().finally(() => { sending--; next(); });
  }
}

function take(field, files) {
  const many = "multiple" in field.dataset;
  if (!many) field.querySelectorAll("[data-upload-cancel]").forEach((button) => button.click());
  for (const file of many ? files : [...files].slice(0, 1)) new Upload(field, file).start();
}

function enhance(field) {
  if (fields.has(field)) return;
  fields.add(field);
  const root = field.querySelector("[data-uploader]");
  const input = field.querySelector("[data-upload-input]");
  input.removeAttribute("name"); // the file goes its own way; the form only posts ids
  field.closest("form")?.querySelectorAll("[data-upload-plain]").forEach((plain) => { plain.hidden = true; });
  const chosen = () => { take(field, input.files); input.value = ""; };
  input.addEventListener("change", chosen);
  if (input.files.length) chosen(); // while this script was still on its way
  root.addEventListener("dragover", (event) => { event.preventDefault(); root.dataset.over = ""; });
  root.addEventListener("dragleave", (event) => { if (!root.contains(event.relatedTarget)) delete root.dataset.over; });
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    delete root.dataset.over;
    take(field, event.dataTransfer.files);
  });
}

addEventListener("beforeunload", (event) => { if (open.size) event.preventDefault(); });
const all = () => document.querySelectorAll("[data-upload-field]").forEach(enhance);
all();
document.addEventListener("htmx:after:swap", all);
