// Telex: Vietnamese marks from plain keys, one key at a time, with tones where modern spelling puts them (hóa, thủy).

const TONES = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const ANY_TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const SYLLABLE = new RegExp(
  "^((?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?)([aăâeêioôơuưy]+)(ch|ng|nh|[cmnpt])?$",
);
const HATS = { a: "â", e: "ê", o: "ô" };
const HOOKS = { a: "ă", o: "ơ", u: "ư" };
const WORD_BEFORE = /[\p{L}\p{M}]+$/u;

/** "hòa" -> ["hoa", grave]; the tone is "" where there is none. */
function untoned(word) {
  const letters = [...word.normalize("NFD")];
  const tone = letters.find((letter) => ANY_TONE.test(letter)) ?? "";
  return [letters.filter((letter) => letter !== tone).join("").normalize("NFC"), tone];
}

/** Index of the vowel of a rime that carries the tone. */
function tonePlace(rime, closed) {
  for (let place = rime.length - 1; place >= 0; place--) {
    if ("ăâêôơư".includes(rime[place]) && !(rime[place] === "ư" && rime.includes("ơ"))) return place;
  }
  return rime.length === 3 || (rime.length === 2 && closed) ? 1 : 0;
}

/** The bare syllable with a tone, or null where it is no Vietnamese syllable. */
function toned(bare, tone) {
  const parts = SYLLABLE.exec(bare);
  if (!parts) return null;
  const [, onset, rime, coda = ""] = parts;
  if (!tone) return bare;
  const place = tonePlace(rime, coda !== "");
  return (onset + rime.slice(0, place + 1) + tone + rime.slice(place + 1) + coda).normalize("NFC");
}

/** The syllable with the letter at `place` replaced and its tone kept. */
function reshaped(bare, tone, place, letters) {
  return toned(bare.slice(0, place) + letters + bare.slice(place + 1), tone);
}

function withTone(word, key) {
  const [bare, tone] = untoned(word);
  if (tone === TONES[key]) return bare + key;
  return toned(bare, TONES[key]);
}

function withoutTone(word) {
  const [bare, tone] = untoned(word);
  return tone ? bare : null;
}

function withHat(word, key) {
  const [bare, tone] = untoned(word);
  if (bare.endsWith(HATS[key])) return bare.slice(0, -1) + key + key;
  const plain = bare.lastIndexOf(key);
  if (plain < 0 || /[aăâeêoôơư]/.test(bare.slice(plain + 1))) return null;
  return reshaped(bare, tone, plain, HATS[key]);
}

function withHook(word) {
  const [bare, tone] = untoned(word);
  if (/^(?:h|kh|th)uo$/.test(bare)) return reshaped(bare, tone, bare.length - 1, "ơ");
  const pair = bare.startsWith("qu") ? null : /u[oơu]|ưo/.exec(bare);
  if (pair && pair[0] === "uu") return reshaped(bare, tone, pair.index, "ư");
  if (pair) return toned(bare.replace(pair[0], "ươ"), tone);
  if (/[ăơư][^aăâeêioôơuưy]*$/.test(bare)) return unhooked(bare);
  for (let place = bare.length - 1; place >= 0; place--) {
    if (bare[place] in HOOKS && !(bare[place] === "u" && bare[place - 1] === "q")) {
      const found = reshaped(bare, tone, place, HOOKS[bare[place]]);
      if (found) return found;
    }
  }
  return null;
}

/** A hook typed twice is taken back: "ư" + w -> "uw". */
function unhooked(bare) {
  const plain = [...bare].map((letter) => Object.keys(HOOKS).find((key) => HOOKS[key] === letter) ?? letter);
  return plain.join("") + "w";
}

function withBar(word) {
  if (word.startsWith("đ")) return /^đ[^aeiouyăâêôơư]*$/.test(word) ? `d${word.slice(1)}d` : null;
  const [bare, tone] = untoned(word);
  return bare === "d" ? "đ" : bare.startsWith("d") ? toned(`đ${bare.slice(1)}`, tone) : null;
}

/** The word after one more letter; the tone moves, and "ưo", "uơ" become "ươ", where the longer syllable wants it. */
function lengthened(word, letter) {
  const [bare, tone] = untoned(word);
  const joined = bare.startsWith("qu") ? bare + letter : (bare + letter).replace(/(?:ưo|uơ)(?=[cmnptiu])/, "ươ");
  return (joined !== word + letter && toned(joined, tone)) || word + letter;
}

/**
 * The word after a key was typed.
 * @param {string} word letters before the caret, lower case and composed (NFC)
 * @param {string} key one lower-case letter
 */
export function typed(word, key) {
  let marked = null;
  if (word) {
    if (key in TONES) marked = withTone(word, key);
    else if (key === "z") marked = withoutTone(word);
    else if (key in HATS) marked = withHat(word, key);
    else if (key === "w") marked = withHook(word);
    else if (key === "d") marked = withBar(word);
  }
  if (marked !== null) return marked;
  if (key === "w" && !/[aeiouyăâêôơư]/.test(untoned(word)[0])) return word + "ư";
  return lengthened(word, key);
}

/** The word with a tone set by a tone key ("s", "f", "r", "x", "j"); the same tone again takes it away. */
export function tonePressed(word, key) {
  const [bare, tone] = untoned(word);
  return tone === TONES[key] ? bare : (toned(bare, TONES[key]) ?? word);
}

/** The word with a letter that carries its mark already ("ă", "đ" …). */
export function letterPressed(word, letter) {
  return lengthened(word, letter);
}

/** Everything typed in one word: compose("giaays") -> "giấy". */
export function compose(keys) {
  return [...keys].reduce(typed, "");
}

/** Length of the word that ends `text`. */
export function lastWord(text) {
  return WORD_BEFORE.exec(text)?.[0] ?? "";
}

/** Capital letters of `before` kept in `after` where the letter stands at the same place. */
export function sameCase(before, after) {
  return [...after].map((letter, place) => (before[place] && before[place] !== before[place].toLowerCase() ? letter.toUpperCase() : letter)).join("");
}
