// Service worker of the kiosk. It keeps a fixed set of pages that the server names, never what somebody looked at.

const PREFIX = "kiosk-";
const LIST = "/kiosk/luu-san.json";
const OFFLINE = "/kiosk/mat-mang";
const PATIENCE_MS = 5000;

async function refresh() {
  const response = await fetch(LIST, { cache: "no-store" });
  if (!response.ok) return;
  const { version, addresses } = await response.json();
  const name = PREFIX + version;
  if (await caches.has(name)) return;
  const fresh = await caches.open(`${name}-new`);
  await fresh.addAll(addresses.map((address) => new Request(address, { cache: "no-store" })));
  const kept = await caches.open(name);
  for (const request of await fresh.keys()) await kept.put(request, await fresh.match(request));
  for (const other of await caches.keys()) if (other.startsWith(PREFIX) && other !== name) await caches.delete(other);
}

async function keptPage(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? (await caches.match(OFFLINE)) ?? Response.error();
}

async function page(request) {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch {
    return keptPage(request.method === "GET" ? request : new Request(OFFLINE));
  }
}

async function file(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(refresh().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(refresh().catch(() => {}));
});
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin || pathname === "/kiosk/con-mang") return;
  if (pathname.startsWith("/static/")) event.respondWith(file(event.request));
  else if (pathname === "/kiosk" || pathname.startsWith("/kiosk/") || pathname.endsWith("/ma-qr.svg")) event.respondWith(page(event.request));
});
