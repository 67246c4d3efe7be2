// The push button of the preferences page: asks the browser, and hands what it says to the page's own form.
import { registration as registered } from "./worker.js";

const capable = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const section = () => document.querySelector("[data-push]");
const part = (name) => section()?.querySelector(`[data-push-${name}]`);

function bytes(base64url) {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function base64url(buffer) {
  const text = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

async function fingerprint(endpoint) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function subscription() {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return registration?.pushManager.getSubscription();
}

// Which of the three to show: the button, why it would not work, or nothing because it is on.
async function show() {
  if (!section() || !capable) return;
  const own = await subscription();
  const known = own && section().querySelector(`[data-device="${await fingerprint(own.endpoint)}"]`);
  part("none").hidden = true;
  part("denied").hidden = Notification.permission !== "denied";
  part("on").hidden = Boolean(known) || Notification.permission === "denied";
}

async function turnOn() {
  const key = bytes(section().dataset.push);
  if ((await Notification.requestPermission()) !== "granted") return show();
  await registered;
  const registration = await navigator.serviceWorker.ready;
  // One made with another key of ours would never reach this browser.
  const old = await registration.pushManager.getSubscription();
  if (old && base64url(old.options.applicationServerKey) !== base64url(key)) await old.unsubscribe();
  const fresh = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const form = document.getElementById("push-form");
  form.elements.endpoint.value = fresh.endpoint;
  form.elements.p256dh.value = base64url(fresh.getKey("p256dh"));
  form.elements.auth.value = base64url(fresh.getKey("auth"));
  form.requestSubmit();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-push-on]");
  if (!button) return;
  button.disabled = true;
  try {
    await turnOn();
  } catch (error) {
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: error.message, kind: "bad" } }));
  } finally {
    button.disabled = false;
  }
});

// The browser forgets, too, when its own row is turned off.
document.addEventListener("submit", async (event) => {
  const row = event.target.closest("[data-device]");
  if (!row || !capable) return;
  const own = await subscription();
  if (own && (await fingerprint(own.endpoint)) === row.dataset.device) await own.unsubscribe();
});

document.addEventListener("htmx:after:swap", show);
show();
