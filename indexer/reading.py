"""Reading: how a typed question is understood word for word, and what is indexed in the words that a question for it will have."""

from indexer.euphemisms import plainly
from indexer.normalization import syllables
from indexer.repair import Repaired, Repairer, marks_lost
from indexer.synonyms import Synonyms


def repaired(text: str, synonyms: Synonyms, repairer: Repairer) -> Repaired:
    """A typed question with its abbreviations written out, its marks restored and its slips mended."""
    words = syllables(text)
    return repairer.repair(synonyms.written_out(words), marks_lost(words))


def as_read(text: str, synonyms: Synonyms, repairer: Repairer) -> str:
    """A typed question as the encoder sees it: repaired, and a death called by its name."""
    return " ".join(plainly(repaired(text, synonyms, repairer).meant))


def as_asked(text: str, synonyms: Synonyms) -> str:
    """A well-typed text in the words of a question, in bare syllables then: abbreviations written out, a death named; else as it is."""
    words = syllables(text)
    asked = plainly(synonyms.written_out(words))
    return text if asked == tuple(words) else " ".join(asked)
