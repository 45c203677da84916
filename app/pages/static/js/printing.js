// Print buttons; folded lists of papers are unfolded on paper.

/** @param {ParentNode} part where buttons with data-print are shown and made to print */
export function enhancePrinting(part) {
  for (const button of part.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details[data-printed]:not([open])")];
  // Of details that share a name only one stays open.
  for (const one of document.querySelectorAll("details[data-printed][name]")) {
    one.dataset.shared = one.getAttribute("name");
    one.removeAttribute("name");
  }
  for (const one of folded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of folded) one.open = false;
  for (const one of document.querySelectorAll("details[data-shared]")) one.setAttribute("name", one.dataset.shared);
  folded = [];
});
