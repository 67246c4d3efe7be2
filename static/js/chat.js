// One conversation, live. The server decides what is in the thread and in which order; this says what the page has
// after each reconnect, acknowledges, keeps drafts, and shows honestly what is on its way or did not get there.
const states = new WeakMap();
const state = (section) => {
  if (!states.has(section)) states.set(section, { since: Number(section.dataset.since), read: 0, acked: 0, n: 0, typed: 0, pending: new Map() });
  return states.get(section);
};
const ACK_MS = 400;
const TYPING_MS = 3000;
const OFFLINE_MS = 2500;
const sectionOf = (node) => node?.closest?.("[data-conversation]");
const say = (section, frame) => {
  const socket = state(section).socket;
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
};
const inSight = (section) => !document.hidden && Math.abs(section.querySelector("[data-scroll]").scrollTop) < 160;
const newest = (section) => section.querySelector("[data-scroll]").scrollTo({ top: 0 });

// --- The socket ------------------------------------------------------------------------------------------------
document.addEventListener("htmx:ws:after:connection", ({ target: section, detail }) => {
  if (!section.matches?.("[data-conversation]")) return;
  const at = state(section);
  Object.assign(at, { socket: detail.connection.socket, n: 0, acked: 0, read: 0 });
  clearTimeout(at.offline);
  section.querySelector("[data-offline]").hidden = true;
  say(section, { type: "since", seq: at.since });
  markRead(section);
});
document.addEventListener("htmx:ws:close", ({ target: section }) => {
  if (!section.matches?.("[data-conversation]") || document.hidden) return;
  const at = state(section);
  clearTimeout(at.offline);
  at.offline = setTimeout(() => { section.querySelector("[data-offline]").hidden = false; }, OFFLINE_MS);
});
document.addEventListener("htmx:ws:after:message:incoming", async ({ target: section, detail }) => {
  if (!section.matches?.("[data-conversation]")) return;
  const at = state(section);
  const frame = await detail.message.json();
  if (detail.connection.socket !== at.socket) return;
  at.n = Math.max(at.n, frame.n);
  if (frame.seq > at.since) at.since = frame.seq;
  at.acking ||= setTimeout(() => {
    at.acking = 0;
    if (at.n > at.acked) say(section, { type: "ack", n: (at.acked = at.n) });
    markRead(section);
  }, ACK_MS);
  settle(section);
});

function markRead(section) {
  const at = state(section);
  if (at.since > at.read && inSight(section) && say(section, { type: "read", seq: at.since })) at.read = at.since;
}
document.addEventListener("visibilitychange", () => document.querySelectorAll("[data-conversation]").forEach(markRead));
document.addEventListener("scrollend", (event) => { if (event.target.matches?.("[data-scroll]")) markRead(sectionOf(event.target)); }, true);

// --- What is on its way ----------------------------------------------------------------------------------------
const unsentKey = (section) => `unsent:${section.dataset.conversation}`;
const draftKey = (section) => `draft:${section.dataset.conversation}`;
const store = (key, value) => { try { value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key); } catch { /* full or forbidden: nothing is kept */ } };
const stored = (key) => { try { return sessionStorage.getItem(key); } catch { return null; } };
const copyOf = (name, section) => section.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);

function keepUnsent(section) {
  const failed = [...state(section).pending].filter(([, one]) => one.failed && one.text);
  store(unsentKey(section), failed.length ? JSON.stringify(failed.map(([id, one]) => [id, one.text, one.answers])) : "");
}
function pend(section, id, text, files, answers = "") {
  const at = state(section);
  let one = at.pending.get(id);
  if (!one) {
    one = { text, files, answers, item: copyOf("pending-message", section) };
    const words = one.item.querySelector("[data-text]");
    text ? (words.textContent = text) : words.remove();
    for (const file of files) {
      const name = document.createElement("li");
      name.className = "file";
      name.textContent = file.name;
      one.item.querySelector("[data-names]").append(name);
    }
    one.item.dataset.pendingId = id;
    one.said = one.item.querySelector("[data-state]").textContent;
    at.pending.set(id, one);
    section.querySelector("[data-pending]").append(one.item);
  }
  mark(section, one, false);
  return one;
}
function mark(section, one, failed) {
  one.failed = failed;
  const bubble = one.item.querySelector(".bubble");
  bubble.classList.toggle("bubble--failed", failed);
  bubble.classList.toggle("bubble--sending", !failed);
  one.item.querySelector("[data-state]").textContent = failed ? section.querySelector("template[data-failed-words]").content.textContent : one.said;
  for (const button of one.item.querySelectorAll("button")) button.hidden = !failed;
  keepUnsent(section);
}
function drop(section, id) {
  state(section).pending.get(id)?.item.remove();
  state(section).pending.delete(id);
  keepUnsent(section);
}
function settle(section) {
  for (const id of state(section).pending.keys()) if (section.querySelector(`[data-client="${CSS.escape(id)}"]`)) drop(section, id);
  // What staff let through stands among the others now.
  for (const held of section.querySelectorAll("[data-held]")) if (section.querySelector(`[data-client="${CSS.escape(held.dataset.held)}"]`)) held.remove();
}

document.addEventListener("htmx:config:request", (event) => {
  const form = event.target;
  if (!form.matches?.("[data-composer]")) return;
  const body = event.detail.ctx.request.body;
  const text = (body.get("text") ?? "").trim();
  const files = [...form.elements.files.files];
  if (!text && !files.length) return event.preventDefault();
  const section = sectionOf(form);
  const one = pend(section, body.get("client_id"), text, files, body.get("answers") ?? "");
  if (one.answers) body.set("answers", one.answers);
  form.querySelector("#answering").replaceChildren();
  form.querySelector("#contact-hint")?.replaceChildren();
  form.elements.text.value = "";
  setFiles(form, []);
  form.elements.client_id.value = freshId();
  store(draftKey(section), "");
  newest(section);
});
// A hint about what has been sent meanwhile comes too late.
document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement } = event.detail.ctx ?? {};
  if (sourceElement?.matches?.("[data-draft]") && !sourceElement.value.trim()) event.preventDefault();
});
document.addEventListener("htmx:finally:request", ({ target: form, detail }) => {
  if (!form.matches?.("[data-composer]")) return;
  const section = sectionOf(form);
  const one = state(section).pending.get(detail.ctx.request.body?.get("client_id"));
  if (!one) return;
  const status = detail.ctx.response?.status ?? 0;
  status >= 200 && status < 300 ? drop(section, one.item.dataset.pendingId) : mark(section, one, true);
});
// The bubble says that it did not get there; a toast would lie over it.
document.addEventListener("htmx:error", (event) => { if (event.target.matches?.("[data-composer]")) event.stopPropagation(); }, true);
document.addEventListener("click", (event) => {
  const item = event.target.closest?.("[data-pending-id]");
  if (!item) return;
  const section = sectionOf(item);
  const id = item.dataset.pendingId;
  if (event.target.matches("[data-discard]")) {
    drop(section, id);
    section.querySelector("[data-draft]")?.focus();
  }
  if (!event.target.matches("[data-retry]")) return;
  // The same id again: should the first try have arrived after all, it stays one message.
  const form = section.querySelector("[data-composer]");
  const one = state(section).pending.get(id);
  const kept = { text: form.elements.text.value, files: [...form.elements.files.files] };
  const answering = [...form.querySelector("#answering").childNodes];
  form.querySelector("#answering").replaceChildren();
  form.elements.client_id.value = id;
  form.elements.text.value = one.text;
  setFiles(form, one.files);
  form.requestSubmit();
  form.elements.text.value = kept.text;
  setFiles(form, kept.files);
  form.querySelector("#answering").replaceChildren(...answering);
  store(draftKey(section), kept.text);
});

function freshId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// --- Writing ---------------------------------------------------------------------------------------------------
const desk = matchMedia("(pointer: fine)");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !desk.matches || !event.target.matches?.("[data-draft], [data-edit]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest?.(".bubble-edit")?.querySelector("[data-edit-cancel]").click();
});
document.addEventListener("input", (event) => {
  if (!event.target.matches?.("[data-draft]")) return;
  const section = sectionOf(event.target);
  const at = state(section);
  store(draftKey(section), event.target.value);
  if (event.target.value && Date.now() - at.typed > TYPING_MS && say(section, { type: "typing" })) at.typed = Date.now();
});

function setFiles(form, files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  form.elements.files.files = transfer.files;
  const list = form.querySelector("[data-files]");
  list.replaceChildren(...files.map((file, index) => {
    const row = copyOf("file", sectionOf(form));
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-remove]").addEventListener("click", () => {
      setFiles(form, files.filter((_, at) => at !== index));
      form.elements.text.focus();
    });
    if (file.type.startsWith("image/")) {
      const reader = new FileReader();
      reader.onload = () => {
        const image = new Image();
        image.alt = "";
        image.src = reader.result;
        row.firstElementChild.replaceChildren(image);
      };
      reader.readAsDataURL(file);
    }
    return row;
  }));
}
const chosen = new WeakMap();
document.addEventListener("click", (event) => { if (event.target.matches?.("[data-attach]")) chosen.set(event.target, [...event.target.files]); }, true);
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-attach]")) return;
  setFiles(event.target.form, [...(chosen.get(event.target) ?? []), ...event.target.files]);
  event.target.form.elements.text.focus();
});
const add = (section, files) => {
  const form = section?.querySelector("[data-composer]");
  if (form && files.length) setFiles(form, [...form.elements.files.files, ...files]);
};
document.addEventListener("paste", (event) => { if (event.target.matches?.("[data-draft]")) add(sectionOf(event.target), event.clipboardData?.files ?? []); });
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const section = sectionOf(event.target);
    if (!section || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    section.toggleAttribute("data-over", kind === "dragover");
    if (kind === "drop") add(section, event.dataTransfer.files);
  });
}

// --- Answering -------------------------------------------------------------------------------------------------
document.addEventListener("htmx:after:swap", (event) => {
  const at = event.detail.ctx?.target;
  if (at?.id === "answering" && at.childElementCount) sectionOf(at).querySelector("[data-draft]").focus();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-unanswer], [data-jump]");
  const section = sectionOf(link);
  if (!section) return;
  if ("unanswer" in link.dataset) {
    event.preventDefault();
    section.querySelector("#answering").replaceChildren();
    return section.querySelector("[data-draft]").focus();
  }
  // The original, if it is on the page; else its page is loaded.
  const item = section.querySelector(`#${CSS.escape(link.dataset.jump)}`);
  if (!item) return;
  event.preventDefault();
  item.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  item.dataset.found = "";
  item.addEventListener("animationend", () => delete item.dataset.found, { once: true });
});

// --- Starting --------------------------------------------------------------------------------------------------
function start() {
  for (const section of document.querySelectorAll("[data-conversation]:not([data-started])")) {
    section.dataset.started = "";
    // What was left here before a reload.
    const form = section.querySelector("[data-composer]");
    if (form) {
      if (!form.elements.text.value) form.elements.text.value = stored(draftKey(section)) ?? "";
      for (const [id, text, answers] of JSON.parse(stored(unsentKey(section)) || "[]")) mark(section, pend(section, id, text, [], answers), true);
      settle(section);
    }
    // The socket opens once somebody listens: its first words are what the page has.
    section.dispatchEvent(new Event("chatready"));
  }
}
// A row that is drawn anew for every page does not know which conversation is open on this one.
function markOpen() {
  const section = document.querySelector(".messages__talk [data-conversation]");
  const link = section && document.querySelector(`#talk-${CSS.escape(section.dataset.conversation)} > a`);
  link?.setAttribute("aria-current", "page");
}
start();
document.addEventListener("htmx:after:swap", () => { start(); markOpen(); });
