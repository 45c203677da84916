from pathlib import Path

import numpy as np
import pytest

from corpus.records import Procedure
from indexer import dense_index, documents, lexical_index, ragged, sentences
from indexer.catalogue import act_key
from indexer.passages import Passage, Section, embedded, sections_of
from indexer.tokenization import tokenize
from tests.collection import knowledge

RECORDS = (
    {Section.TITLE: "Đăng ký khai sinh", Section.NAMES: "làm giấy khai sinh"},
    {Section.TITLE: "Đăng ký khai tử", Section.QUESTIONS: "Nộp hồ sơ, nhận chó"},
    {Section.TITLE: "Cấp giấy phép cho người", Section.DOSSIER: 'dấu " lạ ( + - : *'},
)


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> lexical_index.LexicalIndex:
    folder = tmp_path_factory.mktemp("lexical") / "index"
    lexical_index.build(folder, RECORDS)
    return lexical_index.LexicalIndex(folder)


def cells(index: lexical_index.LexicalIndex, *terms: lexical_index.Term) -> set[tuple[str, int]]:
    """(section, row) of every cell that the terms score."""
    places = zip(*np.nonzero(index.scores(terms)), strict=True)
    return {(lexical_index.SEARCHED_SECTIONS[section].value, int(row)) for section, row in places}


def test_records_are_told_apart_by_section_and_row(lexical: lexical_index.LexicalIndex) -> None:
    assert lexical.count == 3
    assert lexical.scores([]).shape == (3, 3)
    assert cells(lexical) == set()
    assert cells(lexical, ("marked", "khai_tử", 1.0)) == {("title", 1)}
    assert cells(lexical, ("folded", "khai", 1.0)) == {("title", 0), ("title", 1), ("names", 0)}


def test_marks_are_respected(lexical: lexical_index.LexicalIndex) -> None:
    assert cells(lexical, ("marked", "chó", 1.0)) == {("questions", 1)}
    assert cells(lexical, ("marked", "cho", 1.0)) == {("title", 2)}
    assert cells(lexical, ("folded", "cho", 1.0)) == {("questions", 1), ("title", 2)}


def test_bm25_by_hand(lexical: lexical_index.LexicalIndex) -> None:
    # One of three titles holds "tử": ln(1 + 2.5 / 1.5). Titles have 7, 7 and 9 tokens (syllables and pairs), 23 / 3 on average.
    rarity = np.log(1 + 2.5 / 1.5)
    expected = rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 7 / (23 / 3)))
    scores = lexical.scores([("marked", "tử", 1.0)])
    assert scores[0].tolist() == pytest.approx([0, expected, 0])
    assert lexical.scores([("marked", "tử", 2.0), ("marked", "tử", 1.0)])[0, 1] == pytest.approx(3 * expected)


def test_bm25_agrees_with_its_definition(tmp_path: Path) -> None:
    """Random records against the formula written out, term by term (Robertson and Zaragoza 2009)."""
    draw = np.random.default_rng(3)
    texts = [" ".join(draw.choice(list("abcdefgh"), size=draw.integers(1, 30))) for _ in range(40)]
    lexical_index.build(tmp_path / "index", [{Section.NAMES: text} for text in texts])
    index = lexical_index.LexicalIndex(tmp_path / "index")
    held = [tokenize(text).marked for text in texts]
    usual = np.mean([len(tokens) for tokens in held])
    for term in ("a", "b_c", "h"):
        holders = sum(term in tokens for tokens in held)
        rarity = np.log(1 + (40 - holders + 0.5) / (holders + 0.5))
        counts = np.array([tokens.count(term) for tokens in held])
        lengths = np.array([len(tokens) for tokens in held])
        expected = rarity * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * lengths / usual))
        assert index.scores([("marked", term, 1.0)])[1] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("records", "holders", "told"), [(600, 241, False), (600, 240, True), (400, 200, True), (400, 201, False)]
)
def test_a_term_of_most_records_is_left_out(tmp_path: Path, records: int, holders: int, told: bool) -> None:
    """Above two fifths of the records, and above 200, a term tells no act from another; in another section it may."""
    titles = ["xin giấy" if row < holders else "xin phép" for row in range(records)]
    lines = [{Section.TITLE: title, Section.NAMES: "giấy" if row < 3 else "đơn"} for row, title in enumerate(titles)]
    lexical_index.build(tmp_path / "index", lines)
    scored = cells(lexical_index.LexicalIndex(tmp_path / "index"), ("marked", "giấy", 1.0))
    assert scored == {("names", row) for row in range(3)} | {("title", row) for row in range(holders) if told}


def test_nothing_that_is_typed_is_an_error(lexical: lexical_index.LexicalIndex, tmp_path: Path) -> None:
    assert tokenize('"( + - : * ^ ~').marked == ()
    assert cells(lexical, ("marked", '"( + - : * ^ ~', 1.0), ("marked", "", 1.0)) == set()
    lexical_index.build(tmp_path / "empty", [])
    assert lexical_index.LexicalIndex(tmp_path / "empty").scores([("marked", "khai", 1.0)]).shape == (3, 0)


def unit(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


PASSAGES = (Passage(0, Section.TITLE, "a"), Passage(0, Section.NAMES, "b"), Passage(1, Section.TITLE, "c"))
VECTORS = np.stack([unit(1, 0), unit(1, 1), unit(0, 1)])


def test_dense_by_hand(tmp_path: Path) -> None:
    dense_index.build(tmp_path / "d", PASSAGES, VECTORS)
    index = dense_index.DenseIndex(tmp_path / "d", 3)
    assert index.nearest_rows(unit(0, 1), 3).tolist() == [1, 0, 0]
    assert index.nearest_rows(unit(0, 1), 3, np.array([True, False])).tolist() == [0, 0]
    cosines = index.similarities(unit(0, 1), np.array([0, 2, 1]))
    title, names = dense_index.KINDS.index("title"), dense_index.KINDS.index("names")
    assert cosines[0, names] == pytest.approx(2**-0.5, abs=1e-3)
    assert cosines[2, title] == pytest.approx(1.0)
    assert np.isnan(cosines[1]).all()
    assert np.isnan(cosines[2, names])
    kept = dense_index.kept_vectors(tmp_path / "d")
    assert kept[PASSAGES[1].digest] == pytest.approx(VECTORS[1], abs=1e-3)


def test_dense_refuses_bad_input(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="3 passages but 2 vectors"):
        dense_index.build(tmp_path / "d", PASSAGES, VECTORS[:2])
    with pytest.raises(ValueError, match="unit length"):
        dense_index.build(tmp_path / "e", PASSAGES, VECTORS * 2)


def test_an_inverted_file_agrees_with_exact_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(1)
    # Texts lie in heaps, as questions about one act do.
    heaps = draw.normal(size=(400, 16))
    vectors = (np.repeat(heaps, 30, axis=0) + 0.3 * draw.normal(size=(12_000, 16))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    passages = [Passage(row, Section.TITLE, str(row)) for row in range(len(vectors))]
    monkeypatch.setattr(dense_index, "EXACT_UP_TO", 1_000)
    dense_index.build(tmp_path / "d", passages, vectors)
    index = dense_index.DenseIndex(tmp_path / "d", len(vectors))
    for heap in heaps[::40]:
        query = unit(*(heap + 0.3 * draw.normal(size=16)))
        exact = np.argsort(-(vectors @ query))[:10].tolist()
        assert len(set(exact) & set(index.nearest_rows(query, 10).tolist())) >= 8
    allowed = np.zeros(len(vectors), dtype=bool)
    allowed[[3, 5]] = True
    assert set(index.nearest_rows(query, 10, allowed).tolist()) == {3, 5}


def test_exemplars_agree_with_exact_cosines() -> None:
    draw = np.random.default_rng(2)
    vectors = draw.normal(size=(300, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    exemplars = dense_index.Exemplars(vectors[:200])
    for query in vectors[150:]:
        assert exemplars.nearest(query) == pytest.approx(float((vectors[:200] @ query).max()), abs=0.01)


def test_a_question_unlike_all_exemplars_keeps_its_cosine() -> None:
    flat, peak = unit(*[1] * 64), unit(1, *[0] * 63)
    assert dense_index.Exemplars(flat[None]).nearest(peak) == pytest.approx(1 / 8, abs=0.001)


def test_without_exemplars_nothing_is_near() -> None:
    assert dense_index.Exemplars(np.zeros((0, 2), dtype=np.float32)).nearest(unit(1, 0)) == 0.0


def test_documents_round_trip(tmp_path: Path) -> None:
    records = [Procedure(code=f"1.00000{n}", title=f"Thủ tục số {n}") for n in range(3)]
    documents.write(tmp_path / "d", records)
    read = documents.Documents(tmp_path / "d")
    assert [read[n] for n in range(3)] == records
    with pytest.raises(IndexError):
        read[3]
    read.close()


@pytest.mark.parametrize(
    ("title", "province", "key"),
    [
        ("Thủ tục đăng ký khai sinh", "", "dang ky khai sinh"),
        ("Đăng ký khai sinh (cấp xã)", "", "dang ky khai sinh"),
        ("Hỗ trợ hỏa táng trên địa bàn tỉnh Bắc Ninh", "Bắc Ninh", "ho tro hoa tang"),
        ("(đủ điều kiện)", "", "du dieu kien"),
    ],
)
def test_act_key(title: str, province: str, key: str) -> None:
    assert act_key(title, province) == key


def test_passages_keep_questions_apart() -> None:
    record = Procedure(code="1.000001", title="Đăng ký khai sinh", conditions="Đủ tuổi")
    sections = sections_of(record)
    sections[Section.QUESTIONS] = "hỏi một\nhỏi hai"
    made = list(embedded(0, sections))
    assert [p.text for p in made if p.section is Section.QUESTIONS] == ["hỏi một", "hỏi hai"]
    assert made[0].section is Section.TITLE


def test_the_sentence_that_says_most_is_found_by_section(tmp_path: Path) -> None:
    sections = [
        {
            Section.TITLE: "Đăng ký khai sinh",
            Section.STEPS: "Nộp hồ sơ. - . Nhận giấy khai sinh của con; Giấy giây.\nRa về",
        },
        {},
        {Section.FEES: "Không thu"},
    ]
    sentences.build(tmp_path / "sentences", sections)
    opened = sentences.Sentences(tmp_path / "sentences")
    wanted = np.array(sorted(sentences.word_number(word) for word in ("giay", "sinh", "con")), dtype=np.uint32)
    numbers = {word: sentences.word_number(word) for word in ("giay", "sinh", "con")}
    steps = sentences.Sentence(Section.STEPS, "Nhận giấy khai sinh của con", tuple(sorted(numbers.values())))
    title = sentences.Sentence(Section.TITLE, "Đăng ký khai sinh", (numbers["sinh"],))

    assert opened.best([2, 0, 1, 0], wanted, most=2) == [[], [steps, title], [], [steps, title]]
    assert opened.best([0], wanted, most=1) == [[steps]]
    assert opened.best([0], wanted[:0], most=2) == [[]]
    assert opened.best([], wanted, most=2) == []


def test_ragged_places_by_hand() -> None:
    firsts, ends = np.array([3, 7, 9]), np.array([5, 7, 11])
    assert ragged.places(firsts, ends).tolist() == [3, 4, 9, 10]
    assert ragged.owners(firsts, ends).tolist() == [0, 0, 2, 2]


def test_runs_of_equal_rows() -> None:
    assert ragged.runs(np.array([4, 4, 4, 7]), np.array([0, 0, 1, 1])).tolist() == [0, 2, 3]
    assert ragged.runs(np.zeros(0, np.int64)).tolist() == []


def test_the_first_of_the_highest_of_each_group() -> None:
    groups, values = np.array([2, 1, 2, 2, 1]), np.array([5, 0, 7, 7, 0])
    assert ragged.highest(groups, values).tolist() == [1, 2]


def test_an_outline_is_the_record_without_its_prose(tmp_path: Path) -> None:
    record = next(procedure for procedure in knowledge().procedures if procedure.steps and procedure.papers)
    documents.write(tmp_path / "documents", [record])
    kept = documents.Documents(tmp_path / "documents")
    outline = kept.outlines[0]

    assert kept[0] == record
    assert isinstance(outline, Procedure)
    assert (outline.title, outline.source, outline.levels) == (record.title, record.source, record.levels)
    assert [c.fees for c in outline.channels] == [c.fees for c in record.channels]
    assert [paper.name for paper in outline.papers] == [str(n) for n in range(1, len(record.papers) + 1)]
    assert (outline.steps, outline.conditions, outline.legal_basis) == ((), "", ())
    kept.close()
