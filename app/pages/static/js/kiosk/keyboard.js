// The on-screen keyboard: plain keys with Telex, letters that carry their marks, and tone keys.
import { lastWord, letterPressed, sameCase, tonePressed, typed } from "../telex.js";

const ROWS = [
  [..."1234567890"],
  [..."qwertyuiop"],
  [..."asdfghjkl", "đ"],
  [..."zxcvbnm", "⌫"],
];
const MARKED = [..."ăâêôơư"];
const TONES = [
  ["s", "sắc", "dấu sắc"],
  ["f", "huyền", "dấu huyền"],
  ["r", "hỏi", "dấu hỏi"],
  ["x", "ngã", "dấu ngã"],
  ["j", "nặng", "dấu nặng"],
];

/** Put `change(word)` in place of the word before the caret. */
function changeWord(input, change) {
  const caret = input.selectionStart ?? input.value.length;
  const before = input.value.slice(0, caret);
  const after = input.value.slice(input.selectionEnd ?? caret);
  const word = lastWord(before).normalize("NFC");
  const changed = sameCase(word, change(word.toLowerCase()));
  const text = before.slice(0, before.length - lastWord(before).length) + changed;
  if (input.maxLength > 0 && text.length + after.length > input.maxLength) return;
  input.value = text + after;
  input.setSelectionRange(text.length, text.length);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function insert(input, text) {
  const start = input.selectionStart ?? input.value.length;
  input.setRangeText(text, start, input.selectionEnd ?? start, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function erase(input) {
  const end = input.selectionEnd ?? input.value.length;
  const start = input.selectionStart === end ? Math.max(0, end - 1) : input.selectionStart;
  input.setRangeText("", start, end, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function keyButton(label, name, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.textContent = label;
  if (name) button.setAttribute("aria-label", name);
  button.addEventListener("click", press);
  return button;
}

function row(...buttons) {
  const line = document.createElement("div");
  line.className = "keys";
  line.append(...buttons);
  return line;
}

/**
 * Build the keyboard of an input into `place`.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} place its data-* hold the names of the wide keys
 */
export function buildKeyboard(input, place) {
  const press = (key) => changeWord(input, (word) => typed(word, key));
  const plain = ROWS.map((keys) =>
    row(
      ...keys.map((key) => {
        if (key === "⌫") return keyButton(key, place.dataset.erase, () => erase(input));
        if (key === "đ") return keyButton(key, "", () => changeWord(input, (word) => letterPressed(word, key)));
        if (/\d/.test(key)) return keyButton(key, "", () => insert(input, key));
        return keyButton(key, "", () => press(key));
      }),
    ),
  );
  const marks = row(
    ...MARKED.map((letter) => keyButton(letter, "", () => changeWord(input, (word) => letterPressed(word, letter)))),
    ...TONES.map(([key, label, name]) => {
      const button = keyButton(label, name, () => changeWord(input, (word) => tonePressed(word, key)));
      button.className = "tone";
      return button;
    }),
  );
  const wide = row(
    keyButton(place.dataset.wipe, "", () => {
      input.value = "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }),
    keyButton(place.dataset.space, "", () => insert(input, " ")),
    keyButton(place.dataset.ask, "", () => input.form.requestSubmit()),
  );
  wide.classList.add("keys-wide");
  place.replaceChildren(...plain, marks, wide);
  // Keys must not take the caret away from the input.
  place.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("beforeinput", (event) => composePhysicalKey(input, event));
}

/** A physical keyboard without an input method types Telex too. */
function composePhysicalKey(input, event) {
  if (event.inputType !== "insertText" || event.isComposing || !/^[a-zA-Z]$/.test(event.data ?? "")) return;
  event.preventDefault();
  const key = event.data;
  changeWord(input, (word) => typed(word, key.toLowerCase()));
  if (key !== key.toLowerCase()) raiseLast(input);
}

function raiseLast(input) {
  const caret = input.selectionStart;
  input.setRangeText(input.value.slice(caret - 1, caret).toUpperCase(), caret - 1, caret, "end");
}
