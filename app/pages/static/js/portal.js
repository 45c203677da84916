// Enhancements of the portal's pages; every page works without them.
import { enhanceSuggestions } from "./suggestions.js";
import { enhanceChecklists } from "./checklist.js";

for (const input of document.querySelectorAll("input[data-suggest]")) enhanceSuggestions(input);
for (const list of document.querySelectorAll(".checklist")) enhanceChecklists(list);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
