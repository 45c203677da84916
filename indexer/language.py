"""Counts of syllables and their neighbours, learnt from the corpus: what a syllable is, and which marks it likely carries.

The model is a bigram one with absolute discounting towards unigrams; it serves the repair of queries (`indexer.repair`).
"""

import json
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from indexer.normalization import fold, syllables

DISCOUNT = 0.75
START = "<s>"


class LanguageModel:
    """Unigram and bigram counts over marked, lower-case syllables."""

    def __init__(self, unigrams: dict[str, int], bigrams: dict[tuple[str, str], int]) -> None:
        self._unigrams = unigrams
        self._bigrams = bigrams
        self.total = sum(unigrams.values()) or 1
        self._starts, self._kinds = self._histories()
        self.forms = self._forms()
        self._folded = {key: sum(unigrams[form] for form in forms) for key, forms in self.forms.items()}

    @classmethod
    def learn(cls, lines: Iterable[tuple[str, int]], *, rarest_pair: int = 2) -> "LanguageModel":
        """Count (text, weight) lines; pairs seen fewer than `rarest_pair` times are dropped."""
        unigrams: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text, weight in lines:
            words = [word for word in syllables(text) if not word.isdigit()]
            for left, right in zip([START, *words], words, strict=False):
                unigrams[right] += weight
                pairs[left, right] += weight
        return cls(dict(unigrams), {pair: count for pair, count in pairs.items() if count >= rarest_pair})

    def _histories(self) -> tuple[Counter[str], Counter[str]]:
        starts: Counter[str] = Counter()
        kinds: Counter[str] = Counter()
        for (left, _), count in self._bigrams.items():
            starts[left] += count
            kinds[left] += 1
        return starts, kinds

    def _forms(self) -> dict[str, tuple[str, ...]]:
        """Folded syllable -> its marked forms, the most frequent first."""
        forms: dict[str, list[str]] = {}
        for word in sorted(self._unigrams, key=self._unigrams.__getitem__, reverse=True):
            forms.setdefault(fold(word), []).append(word)
        return {key: tuple(words) for key, words in forms.items()}

    def count(self, word: str) -> int:
        """How often the corpus holds the syllable."""
        return self._unigrams.get(word, 0)

    def folded_count(self, key: str) -> int:
        """How often the corpus holds any form of the folded syllable."""
        return self._folded.get(key, 0)

    def log_probability(self, left: str, right: str) -> float:
        """log P(right | left), never minus infinity."""
        unigram = (self._unigrams.get(right, 0) + 0.1) / self.total
        history = self._starts.get(left, 0)
        if not history:
            return math.log(unigram)
        seen = max(self._bigrams.get((left, right), 0) - DISCOUNT, 0.0)
        return math.log((seen + DISCOUNT * self._kinds[left] * unigram) / history)

    def save(self, folder: Path) -> None:
        """Write words.json (words by falling count) and pairs.npy (left, right, count)."""
        words = sorted(self._unigrams, key=lambda word: (-self._unigrams[word], word))
        number = {word: i for i, word in enumerate([START, *words])}
        pairs = sorted((number[a], number[b], count) for (a, b), count in self._bigrams.items())
        folder.mkdir(parents=True, exist_ok=True)
        counts = {word: self._unigrams[word] for word in words}
        (folder / "words.json").write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
        np.save(folder / "pairs.npy", np.array(pairs, dtype=np.int32).reshape(-1, 3), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> "LanguageModel":
        """Read what `save` wrote."""
        unigrams: dict[str, int] = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        words = [START, *unigrams]
        rows = np.load(folder / "pairs.npy", allow_pickle=False).tolist()
        return cls(unigrams, {(words[a], words[b]): count for a, b, count in rows})
