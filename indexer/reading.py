"""Reading: what is indexed in the words that a question for it will have."""

from indexer.euphemisms import plainly
from indexer.normalization import syllables
from indexer.synonyms import Synonyms


def as_asked(text: str, synonyms: Synonyms) -> str:
    """A text with its abbreviations written out and a death called by its name, in bare syllables then; else as it is."""
    words = syllables(text)
    asked = plainly(synonyms.written_out(words))
    return text if asked == tuple(words) else " ".join(asked)
