// The kiosk: pages are swapped in place, so that the browser's history never holds what somebody asked.
import { enhanceChecklists } from "../checklist.js";
import { enhancePrinting } from "../printing.js";
import { enhanceSuggestions } from "../suggestions.js";
import { offerDictation } from "./dictation.js";
import { watchIdle } from "./idle.js";
import { buildKeyboard } from "./keyboard.js";
import { keepPages, watchNetwork } from "./network.js";
import { offerReading, stopReading } from "./reading.js";

const HOME = "/kiosk";
const root = document.documentElement;
const back = document.querySelector("[data-back]");
const again = document.querySelector("[data-ask-again]");
const questionBox = () => main().querySelector("input[data-keyboard]");
const notice = document.querySelector("[data-notice]");
const visited = [];
let current = { address: HOME };
let restReading = () => {};

const main = () => document.querySelector("main");

function say(text) {
  notice.textContent = text;
}

/** Fetch a page of ours and put its main part in place of the present one; whether that worked. */
async function load(step) {
  stopReading();
  restReading();
  root.setAttribute("aria-busy", "true");
  try {
    const options = step.fields ? { method: "POST", body: new URLSearchParams(step.fields) } : {};
    const response = await fetch(step.address, { ...options, cache: "no-store", credentials: "omit" });
    const read = new DOMParser().parseFromString(await response.text(), "text/html");
    main().replaceWith(document.importNode(read.querySelector("main"), true));
    document.title = read.title;
  } catch {
    say(notice.dataset.failed);
    return false;
  } finally {
    root.removeAttribute("aria-busy");
  }
  say("");
  current = step;
  dress();
  scrollTo({ top: 0, behavior: "instant" });
  main().focus({ preventScroll: true });
  return true;
}

async function go(step) {
  const from = current;
  if (await load(step)) visited.push(from);
  back.hidden = visited.length === 0;
}

async function goBack() {
  if (visited.length && (await load(visited.at(-1)))) visited.pop();
  back.hidden = visited.length === 0;
}

/** Everything gone: what was typed, what was seen, how it was shown. */
function wipe() {
  stopReading();
  for (const form of document.forms) form.reset();
  visited.length = 0;
  location.replace(HOME);
}

function untouched() {
  return current.address === HOME && !current.fields && !questionBox()?.value && !root.dataset.size && !root.dataset.contrast;
}

/** Give life to what the present main part holds. */
function dress() {
  document.body.classList.remove("typing");
  for (const list of main().querySelectorAll(".checklist")) enhanceChecklists(list);
  enhancePrinting(main());
  const input = questionBox();
  again.hidden = !input || current.address === HOME;
  if (!input) return;
  const place = document.getElementById(input.dataset.keyboard);
  input.setAttribute("inputmode", "none");
  buildKeyboard(input, place);
  enhanceSuggestions(input);
  const open = () => {
    document.body.classList.add("typing");
    place.hidden = false;
    input.form.scrollIntoView({ block: current.address === HOME ? "nearest" : "start" });
  };
  input.addEventListener("focus", open);
  input.addEventListener("click", open);
  main().querySelector("[data-close-keyboard]")?.addEventListener("click", () => {
    document.body.classList.remove("typing");
    place.hidden = true;
    input.blur();
  });
  const microphone = main().querySelector("[data-dictate]");
  if (microphone) {
    offerDictation(microphone, (text) => {
      input.value = text;
      if (text) input.form.requestSubmit();
    }, say);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link) return;
  const address = new URL(link.href);
  if (address.origin !== location.origin) return event.preventDefault();
  if (address.pathname === location.pathname && address.hash) return;
  event.preventDefault();
  if (link.hasAttribute("data-wipe")) return wipe();
  go({ address: address.pathname });
});
document.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = Object.fromEntries(new FormData(event.target, event.submitter));
  go({ address: new URL(event.target.action).pathname, fields });
});
back.addEventListener("click", goBack);
again.addEventListener("click", () => {
  questionBox().value = "";
  questionBox().focus();
});
document.addEventListener("contextmenu", (event) => event.preventDefault());
document.addEventListener("dragstart", (event) => event.preventDefault());

document.querySelector("[data-larger]").addEventListener("click", () => {
  root.dataset.size = { "": "large", large: "largest", largest: "" }[root.dataset.size ?? ""];
});
document.querySelector("[data-contrast]").addEventListener("click", (event) => {
  const on = root.dataset.contrast !== "high";
  root.dataset.contrast = on ? "high" : "";
  event.currentTarget.setAttribute("aria-pressed", String(on));
});

const reader = document.querySelector("[data-read]");
restReading = offerReading(reader, main) ?? restReading;
const settings = document.body.dataset;
watchNetwork(document.querySelector("[data-offline]"), "/kiosk/con-mang");
keepPages("/kiosk/sw.js", HOME);
watchIdle(document.querySelector("dialog"), { idle: Number(settings.idle), warning: Number(settings.warning) }, untouched, wipe);
dress();
