// Reads the page aloud where the machine has a Vietnamese voice.

function vietnameseVoice() {
  return speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith("vi"));
}

/** Text worth hearing: closed parts, controls and what is marked data-silent are left out. */
function words(element) {
  if (element.matches("[data-silent], [hidden], button, script, style, svg, form, details:not([open]) > :not(summary)")) return "";
  const parts = [...element.childNodes].map((node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    return node.nodeType === Node.ELEMENT_NODE ? words(node) : "";
  });
  const ends = /^(P|LI|H\d|DT|DD|SUMMARY|TD|TH)$/.test(element.tagName);
  return parts.join("").replace(/\s+/g, " ") + (ends ? ". " : "");
}

/** Sentences of at most about 200 characters: engines stop in the middle of longer ones. */
function sentences(text) {
  return (text.match(/[^.;!?]{1,200}(?:[.;!?]|\s|$)/g) ?? []).map((one) => one.trim()).filter((one) => /\p{L}/u.test(one));
}

export function stopReading() {
  if ("speechSynthesis" in window) speechSynthesis.cancel();
}

/** @param {HTMLButtonElement} button shown once a Vietnamese voice is there; its data-stop is its label while reading */
export function offerReading(button, main) {
  if (!("speechSynthesis" in window)) return;
  const label = button.querySelector("span");
  const start = label.textContent;
  const rest = () => {
    label.textContent = start;
    button.setAttribute("aria-pressed", "false");
  };
  const look = () => (button.hidden = !vietnameseVoice());
  speechSynthesis.addEventListener?.("voiceschanged", look);
  look();
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") {
      stopReading();
      return rest();
    }
    const voice = vietnameseVoice();
    const queue = sentences(words(main())).map((text) => Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: "vi-VN", rate: 0.95 }));
    if (!queue.length) return;
    queue.at(-1).addEventListener("end", rest);
    button.setAttribute("aria-pressed", "true");
    label.textContent = button.dataset.stop;
    for (const one of queue) speechSynthesis.speak(one);
  });
  return rest;
}
