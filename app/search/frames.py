"""The frame of a question: the words around what it is about, as in "em muốn … thì làm ở đâu".

Whoever wraps the name of an act in one calls it by its name all the same.
"""

import re
from collections.abc import Sequence

from indexer.normalization import fold

_WHO = r"(?:(?:cho )?(?:em|toi|tui|minh|chau|bac|co|chu|anh|chi) )?"
_FRAMES = re.compile(
    r"\b(?:"
    rf"^{_WHO}(?:(?:dang )?(?:muon|can|dinh|tinh)|xin hoi|hoi)(?: hoi)?(?: (?:lam|xin|nop|di))?"
    r"|(?:thi )?(?:phai |can )?(?:lam|nop|xin|di|den|ra|len)(?: o)? (?:dau|cho nao|co quan nao)"
    r"|(?:thi )?(?:phai )?(?:lam (?:sao|gi|the nao|nhu the nao)|(?:nhu )?the nao|ra sao)"
    r"|(?:thi )?(?:phai )?(?:can|gom|mang(?: theo)?|nop|chuan bi) (?:nhung )?(?:giay to |giay |ho so )?(?:gi|nao)"
    r"|(?:thi )?(?:het |mat |ton )?(?:bao nhieu(?: tien)?|bao lau|may ngay)(?: (?:thi )?(?:co|xong))?"
    r"|(?:giay to|ho so) gi|o dau|thu tuc"
    r")(?= |$)"
)


def core(words: Sequence[str]) -> frozenset[str]:
    """The folded syllables of a question without its frame; all of them where it has nothing else."""
    folded = fold(" ".join(words))
    return frozenset(_FRAMES.sub(" ", folded).split()) or frozenset(folded.split())
