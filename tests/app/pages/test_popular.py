from app.pages.popular import frequent_first, themes
from indexer.catalogue import Row


def row(identifier: str, kind: str = "life_event") -> Row:
    return Row(id=identifier, kind=kind, title=identifier, act=identifier)


def test_only_needs_whose_procedure_is_there_are_shown() -> None:
    (theme,) = themes({"1.000656": row("1.000656", "procedure")})

    assert [need.code for need in theme.needs] == ["1.000656"]
    assert themes({}) == ()


def test_frequent_life_events_come_first_and_the_rest_keep_their_order() -> None:
    events = [row("b"), row("a"), row("nguoi-than-qua-doi"), row("sinh-con")]

    assert [one.id for one in frequent_first(events)] == ["sinh-con", "nguoi-than-qua-doi", "b", "a"]
