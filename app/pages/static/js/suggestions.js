// Suggestions under a question box: an ARIA combobox with a list box. Typing shows them, choosing one asks it.

const WAIT_MS = 120;
const SHORTEST = 2;

/** Ask the service for suggestions; an empty list when it cannot answer. */
async function suggestionsFor({ suggest, suggestPost }, typed, signal) {
  const asked = new URLSearchParams({ q: typed });
  try {
    const response =
      suggestPost === undefined ? await fetch(`${suggest}?${asked}`, { signal }) : await fetch(suggest, { method: "POST", body: asked, signal });
    if (!response.ok) return [];
    const answer = await response.json();
    return answer.suggestions;
  } catch {
    return [];
  }
}

/** @param {HTMLInputElement} input a question box with data-suggest, data-suggest-label and data-suggest-count */
export function enhanceSuggestions(input) {
  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  list.hidden = true;
  const status = document.createElement("div");
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.parentElement.append(list);
  input.form.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let typed = input.value;
  let pending;
  let timer;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    list.replaceChildren(
      ...suggestions.map(({ text, note }, number) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${number}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.lang = "vi";
        item.dataset.text = text;
        item.append(text);
        if (note) item.append(Object.assign(document.createElement("small"), { textContent: note }));
        return item;
      }),
    );
    chosen = -1;
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? "" : input.dataset.suggestCount.replace("{n}", suggestions.length);
  }

  function move(step) {
    const items = [...list.children];
    if (chosen >= 0) items[chosen].setAttribute("aria-selected", "false");
    chosen += step;
    if (chosen < -1) chosen = items.length - 1;
    if (chosen >= items.length) chosen = -1;
    if (chosen < 0) {
      input.removeAttribute("aria-activedescendant");
      input.value = typed;
      return;
    }
    items[chosen].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", items[chosen].id);
    input.value = items[chosen].dataset.text;
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    pending?.abort();
    if (typed.trim().length < SHORTEST) return close();
    timer = setTimeout(async () => {
      pending = new AbortController();
      const asked = typed;
      const found = await suggestionsFor(input.dataset, asked, pending.signal);
      if (asked === input.value && document.activeElement === input) show(found);
    }, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      input.value = typed;
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (!item) return;
    input.value = item.dataset.text;
    close();
    input.form.requestSubmit();
  });
}
