from corpus.records import PopularNames
from indexer import held_out

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
    assert [held_out.question(entry) for entry in ENTRIES] == [held_out.question(e.model_copy()) for e in ENTRIES]
    assert len({entry.names.index(held_out.name(entry)) for entry in ENTRIES}) > 1


def test_the_only_one_stays() -> None:
    assert held_out.question(SPARSE) == held_out.name(SPARSE) == ""
    assert [*held_out.without([SPARSE])] == [SPARSE]


def test_every_other_unanswerable_question_is_hidden() -> None:
    asked = ("a", "b", "c", "d", "e")
    assert (held_out.shown(asked), held_out.hidden(asked)) == (("a", "c", "e"), ("b", "d"))
