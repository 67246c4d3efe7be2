// Shows what was pushed and leads to its page; says so when a page cannot be had. It keeps nothing of anybody's pages:
// the one page it has travels inside it.
const OFFLINE = "{{ offline|escapejs }}";
const HEADERS = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "{{ policy|escapejs }}" };

// Pages are asked for while the worker still starts, so that nobody waits for it.
self.addEventListener("activate", (event) => event.waitUntil(self.registration.navigationPreload?.enable()));

// Only pages one goes to. What is posted is left to the browser, which asks before it sends anything twice.
self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate" && event.request.method === "GET") event.respondWith(page(event));
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return new Response(OFFLINE, { status: 503, headers: HEADERS });
  }
}

self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const target = new URL(event.notification.data.url, self.location.origin);
  if (target.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((pages) => {
      const open = pages.find((page) => page.url === target.href);
      return open ? open.focus() : self.clients.openWindow(target.href);
    }),
  );
});
