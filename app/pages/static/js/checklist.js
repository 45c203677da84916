// Counts the ticked papers of a list. Nothing is stored or sent.

/** @param {HTMLElement} list element around checkboxes; data-progress is its text with {done} and {all} */
export function enhanceChecklists(list) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const progress = document.createElement("p");
  progress.className = "progress no-print";
  progress.setAttribute("role", "status");
  list.append(progress);

  list.addEventListener("change", () => {
    const done = boxes.filter((box) => box.checked).length;
    progress.textContent = list.dataset.progress.replace("{done}", done).replace("{all}", boxes.length);
  });
}
