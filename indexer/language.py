"""A language model of syllables, learnt from the corpus: what a syllable is, and which one likely follows two others.

Trigrams with interpolated absolute discounting; the lowest order is the mean of frequency and of the number of different
syllables gone before, after Kneser and Ney (1995): "nhiêu" is frequent, but hardly ever after anything but "bao". Probabilities
are laid out in sorted arrays, so that a model is opened at once and a lattice is scored in a few array operations.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.normalization import fold, syllables

DISCOUNT = 0.75
UNSEEN = 0.1
RAREST = 2
START = "<s>"
NOWHERE = np.iinfo(np.int64).max

Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class NGrams:
    """Word sequences of one length: ascending `keys`, log probability of the last word, log weight of the shorter history.

    The last key is NOWHERE, which stands for no sequence.
    """

    keys: Numbers
    scores: Scores
    backoffs: Scores

    def find(self, keys: Numbers) -> tuple[Numbers, NDArray[np.bool_]]:
        """Places of the keys (any shape), and whether they are there."""
        places = np.searchsorted(self.keys[:-1], keys)
        return places, self.keys[places] == keys

    @classmethod
    def of(cls, keys: Numbers, chances: NDArray[np.float64], backoffs: Scores) -> "NGrams":
        """Lay out sequences with the probabilities of their last words."""
        scores = np.log(chances).astype(np.float32)
        nothing = np.zeros(1, dtype=np.float32)
        return cls(np.append(keys, NOWHERE), np.append(scores, nothing), np.append(backoffs, nothing))


class LanguageModel:
    """Counts of marked, lower-case syllables and probabilities of their sequences.

    `dictionary` holds syllables that exist, whether or not the corpus has them.
    """

    def __init__(
        self, counts: Mapping[str, int], orders: Sequence[NGrams], dictionary: frozenset[str] = frozenset()
    ) -> None:
        self._counts = counts
        self.dictionary = dictionary
        self._singles, self._pairs, self._triples = orders
        self._number = {word: number for number, word in enumerate([START, *counts])}
        self.total = sum(counts.values()) or 1
        self.forms = self._forms()
        self._folded = {key: sum(counts[form] for form in forms) for key, forms in self.forms.items()}

    @classmethod
    def learn(cls, lines: Iterable[tuple[str, int]], dictionary: frozenset[str] = frozenset()) -> "LanguageModel":
        """Count (text, weight) lines; pairs and triples counted less than RAREST are dropped."""
        met: dict[str, int] = {START: 0}
        text_tokens: list[int] = []
        lengths, weights = [], []
        for text, weight in lines:
            words = [met.setdefault(word, len(met)) for word in syllables(text) if not word.isdigit()]
            text_tokens += [0, *words]
            lengths.append(1 + len(words))
            weights.append(weight)
        tokens, token_weights = np.array(text_tokens, dtype=np.int64), np.repeat(weights, lengths)
        sums = np.bincount(tokens, token_weights, len(met)).astype(np.int64).tolist()
        ordered = sorted([*met][1:], key=lambda word: (-sums[met[word]], word))
        renumbered = np.zeros(len(met), dtype=np.int64)
        renumbered[[met[word] for word in ordered]] = np.arange(1, len(met))
        counts = {word: sums[met[word]] for word in ordered}
        return cls(counts, _orders(counts, renumbered[tokens], token_weights), dictionary)

    def _forms(self) -> dict[str, tuple[str, ...]]:
        """Folded syllable -> its marked forms, the most frequent first."""
        forms: dict[str, list[str]] = {}
        for word in self._counts:
            forms.setdefault(fold(word), []).append(word)
        return {key: tuple(words) for key, words in forms.items()}

    def count(self, word: str) -> int:
        """How often the corpus holds the syllable."""
        return self._counts.get(word, 0)

    def folded_count(self, key: str) -> int:
        """How often the corpus holds any form of the folded syllable."""
        return self._folded.get(key, 0)

    def numbers(self, words: Iterable[str]) -> Numbers:
        """The numbers of syllables; those the corpus never held share the last number."""
        unknown = len(self._number)
        return np.array([self._number.get(word, unknown) for word in words], dtype=np.int64)

    def log_probabilities(self, choices: Sequence[Numbers]) -> list[Scores]:
        """log P(word | before, last) for a text with several choices at each place, as (before, last, word); never minus infinity.

        Nothing goes before the first place but START. All places are looked up at once: calls cost more than numbers.
        """
        start = self.numbers([START])
        size = len(self._singles.keys) - 1
        triples = [
            (before[:, None, None] * size + last[:, None]) * size + words
            for before, last, words in zip([start, start, *choices], [start, *choices], choices, strict=False)
        ]
        scores = self._scored(np.concatenate([keys.ravel() for keys in triples]), size)
        parts = np.split(scores, np.cumsum([keys.size for keys in triples[:-1]]))
        return [part.reshape(keys.shape) for part, keys in zip(parts, triples, strict=True)]

    def _scored(self, triples: Numbers, size: int) -> Scores:
        """log P of the last words of triples, by the longest sequence that was ever seen."""
        histories, pairs, words = triples // size, triples % size**2, triples % size
        shortest = self._singles.backoffs[pairs // size] + self._singles.scores[words]
        places, seen = self._pairs.find(pairs)
        shorter = np.where(seen, self._pairs.scores[places], shortest)
        places, seen = self._pairs.find(histories)
        backed = np.where(seen, self._pairs.backoffs[places], np.float32(0)) + shorter
        places, seen = self._triples.find(triples)
        scores: Scores = np.where(seen, self._triples.scores[places], backed)
        return scores

    def save(self, folder: Path) -> None:
        """Write words.json (syllables by falling count), dictionary.json and the arrays of each order."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (("words", self._counts), ("dictionary", sorted(self.dictionary))):
            (folder / f"{name}.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        for length, order in enumerate((self._singles, self._pairs, self._triples), 1):
            np.save(folder / f"keys{length}.npy", order.keys, allow_pickle=False)
            scores = np.stack([order.scores, order.backoffs])
            np.save(folder / f"scores{length}.npy", scores, allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "LanguageModel":
        """Read what `save` wrote."""
        orders = []
        for length in (1, 2, 3):
            keys = np.load(folder / f"keys{length}.npy", allow_pickle=False)
            scores, backoffs = np.load(folder / f"scores{length}.npy", allow_pickle=False)
            orders.append(NGrams(keys, scores, backoffs))
        counts, dictionary = (
            json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("words", "dictionary")
        )
        return cls(counts, orders, frozenset(dictionary))


def _orders(counts: Mapping[str, int], tokens: Numbers, weights: Numbers) -> tuple[NGrams, NGrams, NGrams]:
    """The probabilities of singles, pairs and triples of a text in which every line begins with 0, the number of START.

    A sequence's key has the numbers of its words for digits, to the base of the vocabulary.
    """
    size = len(counts) + 2
    pairs, triples = tokens[:-1] * size + tokens[1:], tokens[:-2] * size**2 + tokens[1:-1] * size + tokens[2:]
    within = tokens[1:] > 0
    pair_keys, pair_counts = _counted(pairs[within], weights[1:][within])
    within = within[:-1] & within[1:]
    triple_keys, triple_counts = _counted(triples[within], weights[2:][within])
    lowest = _lowest(counts, pair_keys % size, size)
    pair_chances, single_backoffs = _discounted(pair_keys // size, pair_counts, lowest[pair_keys % size], size)
    histories, tails = (np.searchsorted(pair_keys, keys) for keys in (triple_keys // size, triple_keys % size**2))
    triple_chances, pair_backoffs = _discounted(histories, triple_counts, pair_chances[tails], len(pair_keys))
    return (
        NGrams.of(np.arange(size), lowest, single_backoffs),
        NGrams.of(pair_keys, pair_chances, pair_backoffs),
        NGrams.of(triple_keys, triple_chances, np.zeros(len(triple_keys), np.float32)),
    )


def _counted(keys: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """The different keys that are frequent enough, ascending, and the sums of their weights."""
    different, places = np.unique(keys, return_inverse=True)
    sums = np.bincount(places, weights, len(different))
    return different[sums >= RAREST], sums[sums >= RAREST]


def _lowest(counts: Mapping[str, int], followers: Numbers, size: int) -> NDArray[np.float64]:
    """P(word) (size,) without a history: half frequency, half the share of different syllables it follows."""
    singles = np.array([0, *counts.values(), 0], dtype=np.float64)
    kinds = np.bincount(followers, minlength=size)
    shares: NDArray[np.float64] = (singles + UNSEEN) / max(1.0, singles.sum()) + (kinds + UNSEEN) / max(1, kinds.sum())
    return shares / 2


def _discounted(
    histories: Numbers, counts: Numbers, lower: NDArray[np.float64], size: int
) -> tuple[NDArray[np.float64], Scores]:
    """P(word | history) of seen sequences, and log weights (size,) of the lower order by history; 0 where none was seen."""
    seen = np.bincount(histories, counts, size)
    left_over = DISCOUNT * np.bincount(histories, minlength=size)
    weight = np.divide(left_over, seen, out=np.ones(size), where=seen > 0)
    chances = np.maximum(counts - DISCOUNT, 0.0) / seen[histories] + weight[histories] * lower
    return chances, np.log(weight).astype(np.float32)
