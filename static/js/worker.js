// The service worker (templates/notifications/worker/sw.js) is for everybody, and comes when the page has all it needs.
export const registration = new Promise((resolve, reject) => {
  if (!("serviceWorker" in navigator)) return;
  // Whether there is a newer one is asked once an hour, not after every page.
  const register = () => navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "all" }).then(resolve, reject);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
});
// A browser that refuses it has the site all the same; who needs it for push (push.js) is told why.
registration.catch(() => {});
