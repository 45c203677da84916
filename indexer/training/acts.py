"""Acts as training material: title, names, questions and the beginnings of their texts, and how questions get typed."""

import hashlib
import random
from dataclasses import dataclass

from corpus.records import Procedure
from indexer import held_out
from indexer.building import Knowledge
from indexer.catalogue import act_key
from indexer.passages import Section, sections_of
from indexer.reading import as_read
from indexer.repair import Repairer
from indexer.synonyms import Synonyms
from indexer.training.augmentation import Slip, shortened, slipped, telex_residue, unmarked

BODY_CHARACTERS = 250
TYPED_SHARES: tuple[tuple[float, tuple[Slip, ...]], ...] = (
    (0.50, ()),
    (0.38, (unmarked,)),
    (0.06, (slipped, slipped)),
    (0.03, (telex_residue,)),
    (0.03, (shortened,)),
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `asked` are its questions, then its names, as the encoder will see them at query time."""

    key: str
    code: str
    title: str
    names: tuple[str, ...]
    questions: tuple[str, ...]
    body: tuple[str, ...]


def is_held_out(act: Act, share: float) -> bool:
    """Whether the whole act is kept out of training, decided by its key alone."""
    return int(hashlib.sha256(f"held out {act.key}".encode()).hexdigest(), 16) % 10_000 < share * 10_000


def acts(knowledge: Knowledge) -> list[Act]:
    """Every public act once, by its national record where there is one, without what is held out of its names and questions."""
    trimmed = Knowledge(knowledge.procedures, names=tuple(held_out.without(knowledge.names)))
    names = trimmed.names_by_act()
    chosen: dict[str, Procedure] = {}
    for procedure in sorted(knowledge.procedures, key=lambda p: (bool(p.province), p.code)):
        if not procedure.internal:
            chosen.setdefault(act_key(procedure.title, procedure.province), procedure)
    return [
        Act(
            key=key,
            code=procedure.code,
            title=procedure.title,
            names=names[key].names if key in names else (),
            questions=names[key].questions if key in names else (),
            body=_body(procedure),
        )
        for key, procedure in chosen.items()
    ]


def _body(procedure: Procedure) -> tuple[str, ...]:
    sections = sections_of(procedure)
    parts = (sections[part] for part in (Section.DOSSIER, Section.CONDITIONS) if part in sections)
    return tuple(f"{procedure.title}. {part[:BODY_CHARACTERS]}" for part in parts)


class Typist:
    """Types questions badly and reads them back as the server would, but for what nearby records say."""

    def __init__(self, repairer: Repairer, synonyms: Synonyms) -> None:
        self._repairer = repairer
        self._synonyms = synonyms

    def seen(self, text: str, draw: random.Random) -> str:
        """The question as the encoder will see it, after a random way of typing it."""
        shares = [share for share, _ in TYPED_SHARES]
        ways = [slips for _, slips in TYPED_SHARES]
        for slip in draw.choices(ways, shares)[0]:
            text = slip(text, draw)
        return self.meant(text)

    def meant(self, text: str) -> str:
        """The text as the server reads it."""
        return as_read(text, self._synonyms, self._repairer)
