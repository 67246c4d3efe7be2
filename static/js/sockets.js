// hx-ws closes its sockets when the page is left. One that is still opening would be reported as failed, so that one is
// left to the browser, which drops it with the page; shown again, the page opens a new one. Before hx-ws, to see them all.
const connections = new Set();
document.addEventListener("htmx:ws:before:connection", ({ detail }) => connections.add(detail.connection));
document.addEventListener("htmx:ws:close", ({ detail }) => { if (detail.reason !== "closed") connections.delete(detail.connection); });
addEventListener("pagehide", () => {
  for (const connection of connections) if (connection.socket?.readyState === WebSocket.CONNECTING) connection.socket = null;
});
