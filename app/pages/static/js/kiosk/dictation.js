// Voice input through a recogniser of the agency's own: the recording goes there and nowhere else, and is not kept.

const LONGEST_MS = 12000;

async function recognised(address, recording) {
  const response = await fetch(address, { method: "POST", body: recording, headers: { "Content-Type": recording.type } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).text ?? "";
}

/**
 * @param {HTMLButtonElement} button its data-address is the recogniser's, data-stop its label while recording, data-failed what is said when it fails
 * @param {(text: string) => void} heard
 * @param {(text: string) => void} say shows a message
 */
export function offerDictation(button, heard, say) {
  if (!navigator.mediaDevices || !window.MediaRecorder) return;
  const label = button.querySelector("span");
  const start = label.textContent;
  let recorder = null;
  button.hidden = false;

  function rest() {
    recorder?.stream.getTracks().forEach((track) => track.stop());
    recorder = null;
    label.textContent = start;
    button.setAttribute("aria-pressed", "false");
  }

  async function record() {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    recorder = new MediaRecorder(stream);
    const parts = [];
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", async () => {
      const recording = new Blob(parts, { type: recorder?.mimeType ?? "audio/webm" });
      rest();
      try {
        heard(await recognised(button.dataset.address, recording));
      } catch {
        say(button.dataset.failed);
      }
    });
    recorder.start();
    setTimeout(() => recorder?.state === "recording" && recorder.stop(), LONGEST_MS);
    label.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
  }

  button.addEventListener("click", async () => {
    if (recorder) return recorder.stop();
    try {
      await record();
    } catch {
      rest();
      say(button.dataset.failed);
    }
  });
}
