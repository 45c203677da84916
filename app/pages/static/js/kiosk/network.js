// Says when the network is gone, and keeps the worker's pages fresh while it is there.

const EVERY_MS = 15000;
const PATIENCE_MS = 4000;

async function reachable(address) {
  try {
    const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.status === 204;
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} banner shown while the network is gone
 * @param {string} address answers 204 while the network is there
 * @returns {() => Promise<boolean>} looks at once
 */
export function watchNetwork(banner, address) {
  async function look() {
    const there = await reachable(address);
    if (there && !banner.hidden) navigator.serviceWorker?.controller?.postMessage("refresh");
    banner.hidden = there;
    return there;
  }
  setInterval(look, EVERY_MS);
  addEventListener("offline", () => (banner.hidden = false));
  addEventListener("online", look);
  look();
  return look;
}

/** Register the worker that keeps the last good pages. */
export async function keepPages(address, scope) {
  if (!("serviceWorker" in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(address, { scope, updateViaCache: "none" });
    (registration.active ?? (await navigator.serviceWorker.ready).active)?.postMessage("refresh");
  } catch {
    // Without https or localhost there is no worker; the kiosk works all the same while the network is there.
  }
}
