"""The whole flow of a question: understood, found, scored, grouped, judged, answered."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from app.search import answering, candidates, filters, pins
from app.search.candidates import Candidates, Mask
from app.search.clarification import clarify, narrow
from app.search.confidence import Calibration, signals
from app.search.cues import CUES
from app.search.features import FEATURES, WHOLE, FeatureTable
from app.search.filters import Filters
from app.search.grouping import Group, Ranked, group
from app.search.intents import wishes
from app.search.question import Fact, Question, understand
from app.search.ranking import Ranker
from app.search.results import Clarification, Hit, Intent, Quote, Reason, ResultSet, Snippet, Status
from app.search.situations import Situation, situation, without_life_events
from app.search.snippets import Wanted, snippets
from corpus.companions import LifeEvent
from corpus.records import Kind, Procedure
from indexer.bundle import Bundle
from indexer.lexical_index import Scores
from indexer.nearby import Nearby
from indexer.repair import Repairer

NOTHING = Candidates(np.zeros(0, np.int64), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))
REASONS = 12
FACETED_ACTS = 50
SURE_WISH = 0.8
WISH_DEPTH = 20
HOPELESS, SURE_AT_FIRST = 0.02, 0.3
CALLED_BY_NAME = 0.6
NAME_ITSELF, TITLE_COVERED, TITLE_BACK = map(FEATURES.index, ("name_itself", "title_covered", "title_back"))
BROAD_DEPTH = 8
MINISTRY = CUES.index("ministry")
INTENT_HITS = 3


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranked acts of a question, before any record is opened.

    `confidence` is how likely the collection answers the question, and its first act is the answer: 0..1.
    """

    question: Question
    found: Candidates
    features: NDArray[np.float32]
    groups: list[Group]
    situation: Situation | None
    unanswerable: float
    confidence: float


class SearchEngine:
    """Answers questions from one bundle; safe to share between threads."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self.table = FeatureTable(bundle)
        self.ranker = Ranker.read(bundle.ranking_file("weights.json"))
        self.calibration = Calibration.read(bundle.ranking_file("calibration.json"))
        self._facets = filters.FacetCounter(bundle.rows)
        self._mask = lru_cache(maxsize=256)(lambda wanted: filters.allowed(bundle, wanted))
        self._repairer = Repairer(bundle.language, Nearby(bundle.lexical, self._mask(Filters())).shares)

    def search(self, typed: str, *, limit: int = 10, wanted: Filters = Filters(), explain: bool = False) -> ResultSet:
        """Answer a question with up to `limit` acts."""
        started = time.perf_counter()
        ranking = self.rank(typed, wanted)
        shown = ranking.groups[:limit]
        question = ranking.question
        said = snippets([found.lead.row for found in shown], self.bundle.sentences, Wanted.of(question))
        hits = tuple(self._hit(ranking, *found, explain) for found in zip(shown, said, strict=True))
        clarification = self._clarification(ranking)
        status = self._status(ranking, clarification)
        answered, asked = status is not Status.NO_ANSWER, question.asked
        return ResultSet(
            status=status,
            confidence=ranking.confidence,
            hits=hits,
            total=len(ranking.groups),
            suggestion=question.suggestion,
            asked=asked,
            quote=self._quote(hits[0], asked) if asked and answered else None,
            facets=self._facets.counted(found.lead.row for found in ranking.groups[:FACETED_ACTS]),
            clarification=clarification if status is Status.AMBIGUOUS else None,
            intents=self._intents(question, ranking, wanted) if answered else (),
            life_event=self._life_event(ranking.situation, answered),
            took_ms=(time.perf_counter() - started) * 1000,
            bundle=self.bundle.manifest.bundle,
        )

    def rank(self, typed: str, wanted: Filters = Filters(), *, again: bool = True) -> Ranking:
        """Rank the acts for a question; where the quick encoder leaves doubt, and hope, look `again` with the whole one."""
        question = understand(typed, self.bundle, self._repairer)
        if not question.words:
            return Ranking(question, NOTHING, self.table.matrix(question, NOTHING), [], None, 0.0, 0.0)
        mask, encoder = self._mask(wanted), self.bundle.encoder
        lexical = candidates.near_in_words(question, self.bundle, mask)
        ranking = self._look(question, lexical, encoder.encode_query(question.text), mask)
        if again and encoder.quick and HOPELESS < ranking.confidence < SURE_AT_FIRST:
            return self._look(question, lexical, encoder.encode_query(question.text, whole=True), mask)
        return ranking

    def _look(self, question: Question, lexical: Scores, vector: NDArray[np.float32], mask: Mask) -> Ranking:
        """The ranking that one vector of the question gives."""
        named = [row for row in pins.named_rows(question, self.bundle) if mask[row]]
        found = candidates.find(lexical, vector, self.bundle, mask)
        features = self.table.matrix(question, found)
        groups = self._grouped(question, found, features, named)
        acts = without_life_events(groups, self.bundle.rows)
        told, unanswerable = situation(groups, self.bundle.rows), self.bundle.unanswerable.nearest(vector)
        ranking = Ranking(question, found, features, acts, told, unanswerable, confidence=float(bool(named)))
        return ranking if named or not acts else replace(ranking, confidence=self._confidence(ranking))

    def _grouped(
        self, question: Question, found: Candidates, features: NDArray[np.float32], named: Sequence[int]
    ) -> list[Group]:
        scores = self.ranker.scores(features).tolist()
        ranked = [Ranked(row, s, place) for place, (row, s) in enumerate(zip(found.rows.tolist(), scores, strict=True))]
        place = next(iter(self.table.places.named(question)), "")
        return pins.pinned(named, group(ranked, self.bundle.rows, place, question.cues[MINISTRY]))

    def _confidence(self, ranking: Ranking) -> float:
        """How likely the collection answers the question, and its first act is the answer: 0..1."""
        learnt = self.calibration.confidence(self.signals(ranking, ranking.groups))
        # Whoever calls an act by a name it is known by means it, however many others are near.
        return max(learnt, CALLED_BY_NAME) if _lead(ranking, ranking.groups)[NAME_ITSELF] else learnt

    def signals(self, ranking: Ranking, groups: Sequence[Group]) -> NDArray[np.float32]:
        """The signals of confidence, were `groups` the ranked acts."""
        scores = [found.score for found in groups[:2]]
        return signals(ranking.question, scores, _lead(ranking, groups), ranking.unanswerable, self.table)

    def _clarification(self, ranking: Ranking) -> Clarification | None:
        rows, groups = self.bundle.rows, ranking.groups
        broad = narrow([rows[found.lead.row] for found in _sharing(ranking)])
        return broad or clarify(ranking.question, groups, rows, self.calibration.ambiguous_within)

    def _status(self, ranking: Ranking, clarification: Clarification | None) -> Status:
        if not ranking.groups or ranking.confidence < self.calibration.refuse_below:
            return Status.NO_ANSWER
        return Status.AMBIGUOUS if clarification else Status.ANSWERED

    def _intents(self, question: Question, whole: Ranking, wanted: Filters) -> tuple[Intent, ...]:
        """The wishes of a question whose parts, each by itself, surely lead to different acts."""
        parts = [(part, self.rank(part, wanted, again=False)) for part in wishes(question.typed)]
        sure = [(part, ranking) for part, ranking in parts if ranking.confidence >= SURE_WISH]
        leads = {ranking.groups[0].lead.row for _, ranking in sure}
        known = {found.lead.row for found in whole.groups[:WISH_DEPTH]}
        if len(leads) < 2 or not leads & known:
            return ()
        rows = self.bundle.rows
        return tuple(
            Intent(part, tuple(rows[found.lead.row].id for found in ranking.groups[:INTENT_HITS]))
            for part, ranking in sure
        )

    def _quote(self, hit: Hit, asked: Fact) -> Quote | None:
        """The asked fact from the first hit, or from the act that a first hit of another kind is about."""
        code = hit.row.id if hit.row.kind == Kind.PROCEDURE else next(iter(hit.row.procedures), "")
        row = self.bundle.row_of.get(code)
        act = self.bundle.documents[row] if row is not None and not self.bundle.rows[row].internal else None
        return answering.quote(act, asked) if isinstance(act, Procedure) else None

    def _life_event(self, told: Situation | None, answered: bool) -> LifeEvent | None:
        """The journey to show; where no act fits for sure, only one that nothing else fits better."""
        record = self.bundle.documents[told.row] if told and (answered or told.leading) else None
        return record if isinstance(record, LifeEvent) else None

    def _hit(self, ranking: Ranking, found: Group, said: tuple[Snippet, ...], explain: bool) -> Hit:
        rows = self.bundle.rows
        record = self.bundle.documents.outlines[found.lead.row]
        place = found.lead.place
        explained = explain and place is not None
        reasons = self.ranker.contributions(ranking.features[place])[:REASONS] if explained else ()
        return Hit(
            record=record,
            row=rows[found.lead.row],
            score=found.score,
            variants=tuple(rows[member.row] for member in found.members[1:]),
            snippets=said,
            reasons=tuple(Reason(name, share) for name, share in reasons),
        )


def _sharing(ranking: Ranking) -> list[Group]:
    """The first acts whose titles hold all of the question; none where the first is not of them, or one goes by that very name."""
    leads = [
        (found, ranking.features[found.lead.place])
        for found in ranking.groups[:BROAD_DEPTH]
        if found.lead.place is not None
    ]
    sharing = [(found, features) for found, features in leads if features[TITLE_COVERED] > WHOLE]
    called_so = any(features[NAME_ITSELF] for _, features in leads) or any(f[TITLE_BACK] > WHOLE for _, f in sharing)
    if called_so or not sharing or sharing[0][0] is not ranking.groups[0]:
        return []
    return [found for found, _ in sharing]


def _lead(ranking: Ranking, groups: Sequence[Group]) -> NDArray[np.float32]:
    """The features of the best record of the first act."""
    best = max(groups[0].members, key=lambda member: member.score)
    lead: NDArray[np.float32] = ranking.features[best.place or 0]
    return lead
