// Nobody there: ask, then wipe everything and start anew.

const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart", "input"];

/**
 * @param {HTMLDialogElement} dialog the question; its [data-left] shows the seconds, its [data-stay] says somebody is there
 * @param {{idle: number, warning: number}} seconds
 * @param {() => boolean} untouched whether there is nothing to wipe
 * @param {() => void} wipe
 */
export function watchIdle(dialog, seconds, untouched, wipe) {
  const left = dialog.querySelector("[data-left]");
  let timer;
  let countdown;

  function rest() {
    clearTimeout(timer);
    clearInterval(countdown);
    if (dialog.open) dialog.close();
    timer = setTimeout(warn, seconds.idle * 1000);
  }

  function warn() {
    if (untouched()) return rest();
    let remaining = seconds.warning;
    left.textContent = remaining;
    dialog.showModal();
    countdown = setInterval(() => {
      remaining -= 1;
      left.textContent = remaining;
      if (remaining <= 0) {
        clearInterval(countdown);
        wipe();
      }
    }, 1000);
  }

  dialog.querySelector("[data-stay]").addEventListener("click", rest);
  for (const sign of SIGNS) addEventListener(sign, () => dialog.open || rest(), { passive: true, capture: true });
  dialog.addEventListener("cancel", rest);
  rest();
}
