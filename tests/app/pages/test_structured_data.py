import json

from app.pages.structured_data import of_faqs, of_life_event, of_procedure
from corpus.companions import Faq, LifeEvent, Stage
from corpus.records import Procedure


def test_a_procedure_is_a_government_service() -> None:
    record = Procedure(
        code="9.000001", title="Đăng ký khai sinh", agency="UBND cấp xã", audience=("Công dân Việt Nam",)
    )

    data = json.loads(of_procedure(record, "https://x.example/thu-tuc/9.000001"))

    assert data["@type"] == "GovernmentService"
    assert data["identifier"] == "9.000001"
    assert data["provider"] == {"@type": "GovernmentOrganization", "name": "UBND cấp xã"}
    assert "sameAs" not in data


def test_text_of_the_corpus_cannot_end_the_script() -> None:
    record = Procedure(code="9.000001", title="</script><script>alert(1)</script> & <!--")

    said = of_procedure(record, "https://x.example/")

    assert "<" not in said
    assert json.loads(said)["name"] == "</script><script>alert(1)</script> & <!--"


def test_a_question_is_an_faq_page() -> None:
    record = Faq(id="hoi-1", question="Khai sinh trễ?", answer="Vẫn được đăng ký.", procedures=("9.000001",))

    data = json.loads(of_faqs([record], "https://x.example/hoi-dap/hoi-1"))

    assert data["mainEntity"][0]["acceptedAnswer"]["text"] == "Vẫn được đăng ký."


def test_a_life_event_is_a_list_of_its_acts_in_order() -> None:
    stages = (Stage(procedure="9.000001", reason="Trước tiên."), Stage(procedure="9.000002", reason="Rồi đến."))
    record = LifeEvent(id="x", title="</script>", summary="Tóm tắt.", wordings=("x",), stages=stages)

    said = of_life_event(record, [("Một", "https://x.example/1"), ("Hai", "https://x.example/2")], "https://x.example/")

    assert "<" not in said
    assert [one["position"] for one in json.loads(said)["itemListElement"]] == [1, 2]
