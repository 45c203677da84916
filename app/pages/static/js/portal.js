// Enhancements of the portal's pages; every page works without them.
import { enhanceSuggestions } from "./suggestions.js";
import { enhanceChecklists } from "./checklist.js";
import { enhancePrinting } from "./printing.js";

for (const input of document.querySelectorAll("input[data-suggest]")) enhanceSuggestions(input);
for (const list of document.querySelectorAll(".checklist")) enhanceChecklists(list);
enhancePrinting(document);

/** A folded part that a link leads to is opened. */
function reveal() {
  const part = document.getElementById(location.hash.slice(1));
  if (part instanceof HTMLDetailsElement) part.open = true;
}
addEventListener("hashchange", reveal);
reveal();
