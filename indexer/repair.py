"""Repair of a typed question by a noisy channel: marks restored, keystrokes decoded, slips mended.

Every syllable gets candidates with a cost (minus the logarithm of the chance of typing them so), and the language model chooses
among the paths (Viterbi). A syllable the corpus knows is never replaced by another one; unmarked syllables may only gain marks: where
they are no words without them, and elsewhere the more readily the more marks the whole question lacks. Where a whole question lacks
them, forms also cost less that records near it in unmarked words hold (`indexer.nearby`).
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from indexer.language import LanguageModel
from indexer.normalization import calm, fold, is_marked, marked_share
from indexer.typing_slips import telex, vni

MARKED_PROSE = 0.75
UNMARKED_FROM = 2 / 3
LOST_FROM = 0.2
MARK_COST = 1.0
KEYSTROKE_COST = 1.0
SOUND_COST = 1.5
EDIT_COST = 4.0
KEEP_UNKNOWN_COST = 9.0
KNOWN_FROM = 2
SLIP_SHARE = 0.001
FORMS_KEPT = 12
RARE_FORM = 0.001
EDITS_KEPT = 8
LONGEST_QUERY = 250
UNHEARD_SHARE = 0.05

Shares = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]
"""(folded syllables of a question, marked forms) -> share (forms,) of the records near it that hold each form"""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was typed and what was probably meant, syllable by syllable."""

    typed: tuple[str, ...]
    meant: tuple[str, ...]
    unmarked: bool

    @property
    def text(self) -> str:
        """The repaired question."""
        return " ".join(self.meant)

    @property
    def changed_letters(self) -> bool:
        """Whether more than marks was changed, which is worth a "did you mean"."""
        return any(fold(a) != fold(b) for a, b in zip(self.typed, self.meant, strict=True))


def marks_lost(words: Sequence[str]) -> float:
    """Which share 0..1 of its marks a question lacks, were it prose."""
    return max(0.0, 1 - marked_share(list(words)) / MARKED_PROSE)


class Repairer:
    """Repairs questions against the vocabulary of one language model and, where they are given, the `shares` of nearby records."""

    def __init__(self, model: LanguageModel, shares: Shares | None = None) -> None:
        self._model = model
        self._shares = shares
        self._forms = {key: self._usual_forms(key) for key in model.forms if model.folded_count(key) >= KNOWN_FROM}
        self._deletions = self._deletion_table()

    def _deletion_table(self) -> dict[str, list[str]]:
        """Every known folded syllable under itself and under each form with one letter missing (SymSpell, W. Garbe)."""
        table: dict[str, list[str]] = {}
        for key in self._forms:
            if key.isalpha() and len(key) >= 3:
                for shortened in {key, *_with_one_letter_missing(key)}:
                    table.setdefault(shortened, []).append(key)
        return table

    def repair(self, words: Sequence[str], lost: float) -> Repaired:
        """The most likely question behind lower-case syllables; more than LONGEST_QUERY are left as they are.

        `lost` is the share of marks that were not typed (`marks_lost`); abbreviations that have been written out since carry
        marks nobody typed.
        """
        typed, unmarked = tuple(calm(" ".join(words)).split()), lost > UNMARKED_FROM
        if len(typed) > LONGEST_QUERY:
            return Repaired(typed, typed, unmarked)
        lattice = [self._candidates(word, lost) for word in typed]
        if unmarked and self._shares:
            lattice = self._heard(typed, lattice, self._shares)
        return Repaired(typed, self._best_path(lattice), unmarked)

    def known(self, word: str) -> bool:
        """Whether the corpus holds the syllable as it is typed, with its marks if it has any."""
        return word in self._forms if fold(word) == word else self._is_word(word)

    def _is_word(self, word: str) -> bool:
        if is_marked(word) and word in self._model.dictionary:
            return True
        return self._model.count(word) >= max(KNOWN_FROM, SLIP_SHARE * self._model.folded_count(fold(word)))

    def _candidates(self, word: str, lost: float) -> Mapping[str, float]:
        """What a typed syllable may stand for, with the cost of typing it so."""
        if any(key.isdigit() for key in word) and not self._decoded(word):
            return {word: 0.0}
        if word in self._forms:
            return self._marked(word, lost)
        if self._is_word(word):
            return {word: 0.0}
        return {word: KEEP_UNKNOWN_COST, **dict(self._mendings(word))}

    def _marked(self, word: str, lost: float) -> Mapping[str, float]:
        """The forms of an unmarked syllable: all, where it is no word by itself; else its own and those that lost their marks."""
        if not self._is_word(word):
            return self._forms[word]
        if lost < LOST_FROM:
            return {word: 0.0}
        cost = -math.log(lost)
        return {form: 0.0 if form == word else cost for form in self._forms[word]}

    def _heard(
        self, typed: Sequence[str], lattice: Sequence[Mapping[str, float]], shares: Shares
    ) -> list[Mapping[str, float]]:
        """The candidates, each at the cost as well of being written otherwise in the records nearby."""
        open_to_choice = [candidates for candidates in lattice if len(candidates) > 1]
        forms = [*dict.fromkeys(chain(*open_to_choice))]
        likely = dict(zip(forms, (shares([fold(word) for word in typed], forms) + UNHEARD_SHARE).tolist(), strict=True))
        heard: list[Mapping[str, float]] = []
        for candidates in lattice:
            whole = sum(likely.get(form, 1.0) for form in candidates)
            heard.append({form: cost - math.log(likely.get(form, 1.0) / whole) for form, cost in candidates.items()})
        return heard

    def _usual_forms(self, key: str) -> dict[str, float]:
        """The marked forms of a folded syllable but for those that are slips of the corpus."""
        rarest = self._model.folded_count(key) * RARE_FORM
        return {form: 0.0 for form in self._model.forms[key][:FORMS_KEPT] if self._model.count(form) >= rarest}

    def _decoded(self, word: str) -> list[str]:
        spelled = (telex(word), vni(word))
        return [form for form in spelled if form and self._model.count(form) >= KNOWN_FROM]

    def _mendings(self, word: str) -> Iterator[tuple[str, float]]:
        for form in self._decoded(word):
            yield form, KEYSTROKE_COST
        key = fold(word)
        for spelling, cost in ((key, 0.0), *((sound, SOUND_COST) for sound in _same_sound(key))):
            for form in self._model.forms.get(spelling, ())[:FORMS_KEPT]:
                yield form, cost + MARK_COST * _different_marks(word[::-1], form[::-1])
        for near in self._near(key):
            for form in self._model.forms[near][:FORMS_KEPT]:
                yield form, EDIT_COST + (0.5 * MARK_COST * _lost_marks(word, form))

    def _near(self, key: str) -> list[str]:
        """Known syllables one letter away (missing, added, changed or swapped), the most frequent first."""
        if len(key) < 3 or not key.isalpha():
            return []
        found = {near for part in (key, *_with_one_letter_missing(key)) for near in self._deletions.get(part, ())}
        near = [word for word in found if word != key and _within_one_edit(word, key)]
        return sorted(near, key=self._model.folded_count, reverse=True)[:EDITS_KEPT]

    def _best_path(self, lattice: Sequence[Mapping[str, float]]) -> tuple[str, ...]:
        """The likeliest choice of one syllable from each, by Viterbi over the last two."""
        if all(len(candidates) == 1 for candidates in lattice):
            return tuple(word for candidates in lattice for word in candidates)
        likely = self._model.log_probabilities([self._model.numbers(candidates) for candidates in lattice])
        scores = np.zeros((1, 1), dtype=np.float32)
        ways = []
        for candidates, given in zip(lattice, likely, strict=True):
            steps = scores[:, :, None] + given
            ways.append(steps.argmax(axis=0))
            scores = steps.max(axis=0) - np.array([*candidates.values()], dtype=np.float32)
        return _traced(lattice, ways, scores)


def _traced(
    lattice: Sequence[Mapping[str, float]], ways: Sequence[NDArray[np.intp]], scores: NDArray[np.float32]
) -> tuple[str, ...]:
    """The path that ends best: `ways[step][last, word]` is the place of the syllable before the last."""
    last, word = np.unravel_index(scores.argmax(), scores.shape)
    path = []
    for candidates, way in zip(reversed(lattice), reversed(ways), strict=True):
        path.append([*candidates][word])
        last, word = way[last, word], last
    return tuple(reversed(path))


_SOUNDS = (
    ("d", "gi"),
    ("gi", "d"),
    ("z", "d"),
    ("z", "gi"),
    ("k", "c"),
    ("c", "k"),
    ("ng", "ngh"),
    ("ngh", "ng"),
    ("g", "gh"),
    ("f", "ph"),
    ("j", "gi"),
    ("w", "qu"),
    ("s", "x"),
    ("x", "s"),
    ("ch", "tr"),
    ("tr", "ch"),
    ("l", "n"),
    ("n", "l"),
)


def _same_sound(key: str) -> list[str]:
    """Other spellings of a folded syllable that sound alike: i and y, and onsets that people confuse."""
    swapped = [key.replace("y", "i"), key.replace("i", "y")]
    onsets = [other + key[len(onset) :] for onset, other in _SOUNDS if key.startswith(onset)]
    return [sound for sound in dict.fromkeys([*swapped, *onsets]) if sound != key]


def _with_one_letter_missing(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _within_one_edit(a: str, b: str) -> bool:
    """Optimal string alignment distance of at most one."""
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    if len(a) < len(b):
        return a in _with_one_letter_missing(b)
    wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    swapped = len(wrong) == 2 and wrong[1] - wrong[0] == 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
    return len(wrong) <= 1 or swapped


def _different_marks(typed: str, form: str) -> float:
    """Letters of equal folded spelling whose marks differ."""
    return float(sum(a != b for a, b in zip(typed, form, strict=False)))


def _lost_marks(typed: str, form: str) -> float:
    """Marked letters that were typed and are not in the form."""
    return float(len({letter for letter in typed if is_marked(letter)} - set(form)))
