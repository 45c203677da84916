from corpus.records import PopularNames
from indexer import held_out
from indexer.normalization import fold

ENTRIES = tuple(
    PopularNames(code=f"1.00000{n}", names=(f"tên {n}", f"gọi {n}", f"kêu {n}"), questions=(f"hỏi {n}", f"xin {n}"))
    for n in range(9)
)
SPARSE = PopularNames(code="1.000010", names=("tên",), questions=("hỏi",))


def test_one_question_and_one_name_of_each_are_kept_out() -> None:
    for entry, kept in zip(ENTRIES, held_out.without(ENTRIES), strict=True):
        assert {*kept.questions, held_out.question(entry)} == set(entry.questions)
        assert {*kept.names, held_out.name(entry)} == set(entry.names)
        assert (len(kept.questions), len(kept.names)) == (1, 2)


def test_the_choice_hangs_on_the_code_alone() -> None:
    for entry in ENTRIES:
        turned = entry.model_copy(update={"names": entry.names[::-1]})
        assert entry.names.index(held_out.name(entry)) == turned.names.index(held_out.name(turned))
    assert len({entry.names.index(held_out.name(entry)) for entry in ENTRIES}) > 1


def test_the_only_one_stays() -> None:
    assert held_out.question(SPARSE) == held_out.name(SPARSE) == ""
    assert [*held_out.without([SPARSE])] == [SPARSE]


def test_half_of_the_unanswerable_questions_are_hidden_whichever_stand_beside_them() -> None:
    asked = tuple(f"hỏi vu vơ {n}" for n in range(200))
    hidden, shown = held_out.hidden(asked), held_out.shown(asked)
    assert sorted(hidden + shown) == sorted(asked)
    assert 80 < len(hidden) < 120
    assert held_out.hidden(asked[1:]) == tuple(text for text in hidden if text != asked[0])


def test_a_question_typed_with_marks_and_without_is_not_split() -> None:
    asked = tuple(text for n in range(20) for text in (f"trời mưa {n}", f"troi mua {n}"))
    assert {fold(text) for text in held_out.hidden(asked)}.isdisjoint(fold(text) for text in held_out.shown(asked))
