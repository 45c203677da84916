"""What the browser tests search: the shared collection, and the acts, guides and journeys behind three questions."""

from dataclasses import replace
from datetime import date

from corpus.companions import Guide, LifeEvent, NextStep, PapersOfCase, Stage, Statement
from corpus.records import (
    Case,
    Channel,
    Duration,
    Fee,
    FeeKind,
    LegalDocument,
    Level,
    Method,
    Paper,
    PopularNames,
    Procedure,
    RecordField,
    Source,
    Step,
    Unit,
)
from indexer.building import Knowledge
from tests.collection import knowledge

DEATH, HOUSEHOLD_BUSINESS, LICENCE_EXCHANGE, RESIDENCE = "1.000656", "1.001612", "3.000347", "1.004222"


def _channel(method: Method, days: float, fee: float, remark: str = "") -> Channel:
    time = Duration(amount=days, unit=Unit.WORKING_DAY)
    return Channel(method=method, time=time, fees=(Fee(kind=FeeKind.CHARGE, amount=fee, text=remark),))


def _procedure(code: str, title: str, field: str, agency: str, **more: object) -> Procedure:
    shared: dict[str, object] = {
        "levels": (Level.WARD,),
        "issuer": "Bộ Tư pháp",
        "audience": ("Công dân Việt Nam",),
        "steps": (
            Step(text=f"Bước 1: Nộp hồ sơ tại {agency}.\n- Nhận giấy hẹn.\nBước 2: Đến lấy kết quả theo giấy hẹn."),
        ),
        "legal_basis": (LegalDocument(number="60/2014/QH13", title="Luật Hộ tịch"),),
        "decision_number": "1234/QĐ-THU",
        "decision_date": date(2026, 2, 3),
        "updated": date(2026, 6, 1),
        "source": Source(address=f"https://thu-tuc.example.vn/{code}", retrieved=date(2026, 6, 2)),
    }
    return Procedure.model_validate({"code": code, "title": title, "field": field, "agency": agency} | shared | more)


ACTS = (
    _procedure(
        DEATH,
        "Đăng ký khai tử",
        "Hộ tịch",
        "Ủy ban nhân dân cấp xã",
        channels=(_channel(Method.DIRECT, 1, 5000), _channel(Method.ONLINE, 1, 0)),
        cases=(Case(papers=(Paper(name="Giấy báo tử", originals=1), Paper(name="Tờ khai đăng ký khai tử"))),),
        results=("Trích lục khai tử",),
    ),
    _procedure(
        HOUSEHOLD_BUSINESS,
        "Đăng ký thành lập hộ kinh doanh",
        "Hộ kinh doanh",
        "Ủy ban nhân dân cấp xã",
        issuer="Bộ Tài chính",
        channels=(_channel(Method.DIRECT, 3, 100_000), _channel(Method.ONLINE, 3, 50_000)),
        cases=(Case(papers=(Paper(name="Giấy đề nghị đăng ký hộ kinh doanh", originals=1, form="MAU-01.docx"),)),),
        results=("Giấy chứng nhận đăng ký hộ kinh doanh",),
    ),
    _procedure(
        LICENCE_EXCHANGE,
        "Đổi giấy phép lái xe",
        "Sát hạch, cấp giấy phép lái xe",
        "Công an cấp xã, Phòng Cảnh sát giao thông",
        issuer="Bộ Công an",
        channels=(
            _channel(Method.DIRECT, 5, 135_000, "Thu một lần khi nộp hồ sơ"),
            _channel(Method.ONLINE, 5, 115_000),
        ),
        cases=(Case(papers=(Paper(name="Đơn đề nghị đổi giấy phép lái xe"), Paper(name="Giấy khám sức khỏe lái xe"))),),
        conditions="- Giấy phép còn hạn hoặc hết hạn chưa quá 1 năm.\n- Có giấy khám sức khỏe.",
        results=("Giấy phép lái xe",),
    ),
    _procedure(
        RESIDENCE,
        "Đăng ký thường trú",
        "Cư trú",
        "Công an cấp xã",
        issuer="Bộ Công an",
        channels=(_channel(Method.DIRECT, 7, 20_000), _channel(Method.ONLINE, 7, 10_000)),
        cases=(
            Case(name="Nhà của mình", papers=(Paper(name="Tờ khai CT01"), Paper(name="Giấy tờ nhà đất"))),
            Case(name="Nhà thuê, nhà mượn", papers=(Paper(name="Tờ khai CT01"), Paper(name="Hợp đồng thuê nhà"))),
        ),
    ),
)

WRITTEN = {
    "owner": "Tổ biên soạn",
    "compiled": date(2026, 6, 2),
    "reviewed": date(2026, 6, 10),
    "expires": date(2099, 6, 10),
}


def _guide(code: str, title: str, papers: tuple[PapersOfCase, ...], fee: str, **more: object) -> Guide:
    where = "Nộp tại Ủy ban nhân dân cấp xã, Trung tâm Phục vụ hành chính công, hoặc nộp trực tuyến."
    shared: dict[str, object] = {
        "purpose": Statement(f"Để việc {title.lower()} được ghi nhận.", RecordField.TITLE),
        "who": (Statement("Công dân Việt Nam.", RecordField.WHO),),
        "steps": (
            Statement("Chuẩn bị giấy tờ theo danh sách.", RecordField.PAPERS),
            Statement("Nộp hồ sơ và nhận giấy hẹn.", RecordField.STEPS),
            Statement("Đến lấy kết quả theo giấy hẹn.", RecordField.STEPS),
        ),
        "where": (Statement(where, RecordField.WHERE),),
        "time": (Statement("Xem ngày ghi trên giấy hẹn.", RecordField.TIME),),
        "mistakes": (Statement("Quên mang bản chính để đối chiếu.", RecordField.PAPERS),),
    }
    core = {"id": f"huong-dan-{code}", "title": title, "procedures": (code,), "papers": papers}
    return Guide.model_validate(core | {"fee": (Statement(fee, RecordField.FEE),)} | shared | WRITTEN | more)


def _case(*papers: str, name: str = "") -> PapersOfCase:
    return PapersOfCase(name=name, papers=tuple(Statement(paper, RecordField.PAPERS) for paper in papers))


GUIDES = (
    _guide(
        DEATH,
        "Đăng ký khai tử",
        (_case("Giấy báo tử", "Tờ khai đăng ký khai tử"), _case("Giấy ủy quyền", name="Nhờ người khác làm")),
        "Nộp trực tiếp 5.000 đồng; nộp trực tuyến không thu.",
        next=(NextStep(text="Xóa tên người đã mất ở nơi thường trú.", procedure=RESIDENCE),),
    ),
    _guide(
        HOUSEHOLD_BUSINESS,
        "Đăng ký thành lập hộ kinh doanh",
        (_case("Giấy đề nghị đăng ký hộ kinh doanh"),),
        "Nộp trực tiếp 100.000 đồng; nộp trực tuyến 50.000 đồng.",
    ),
)

EVENTS = (
    LifeEvent(
        id="nguoi-than-qua-doi",
        title="Người thân qua đời",
        summary="Những giấy tờ gia đình cần làm, theo thứ tự.",
        wordings=("mẹ tôi mất hôm qua phải làm gì", "bố mới mất gia đình cần làm những gì", "nhà có người qua đời"),
        stages=(
            Stage(procedure=DEATH, reason="Trích lục khai tử cần cho mọi việc sau."),
            Stage(procedure=RESIDENCE, reason="Cập nhật nơi thường trú của gia đình.", after=(DEATH,)),
            Stage(procedure="9.000006", reason="Xin thêm bản sao trích lục để nộp nơi khác.", optional=True),
        ),
        **WRITTEN,
    ),
    LifeEvent(
        id="mo-quan",
        title="Mở quán ăn uống",
        summary="Những giấy tờ để quán bán hàng đúng luật.",
        wordings=("tôi muốn mở quán cà phê phải làm những gì", "mở quán ăn cần những giấy tờ gì"),
        stages=(
            Stage(procedure=HOUSEHOLD_BUSINESS, reason="Đăng ký hộ kinh doanh trước khi bán."),
            Stage(procedure="9.000061", reason="Chứng nhận an toàn thực phẩm.", after=(HOUSEHOLD_BUSINESS,)),
        ),
        **WRITTEN,
    ),
)

NAMES = (
    PopularNames(
        code=DEATH,
        names=("báo tử", "làm giấy chứng tử", "khai tử cho người thân"),
        questions=("mẹ tôi mất thì làm giấy gì", "mẹ mới mất hôm qua giờ ra đâu khai", "ba tôi mất tuần trước"),
    ),
    PopularNames(
        code=HOUSEHOLD_BUSINESS,
        names=("mở quán", "mở quán cà phê", "đăng ký bán hàng"),
        questions=("tôi muốn mở quán cà phê thì xin giấy gì", "mở tiệm tạp hóa cần giấy tờ gì"),
    ),
    PopularNames(
        code=LICENCE_EXCHANGE,
        names=("đổi bằng lái", "đổi GPLX", "gia hạn bằng lái"),
        questions=("đổi bằng lái hết bao nhiêu tiền", "bằng lái sắp hết hạn đổi ở đâu"),
    ),
)


def situation() -> Knowledge:
    """The shared collection without its own copies of these acts, and the acts."""
    shared = knowledge()
    titles = {act.title for act in ACTS}
    kept = tuple(record for record in shared.procedures if record.title not in titles)
    codes = {record.code for record in kept}
    names = tuple(entry for entry in shared.names if entry.code in codes)
    companions = (*shared.companions, *GUIDES, *EVENTS)
    return replace(shared, procedures=(*kept, *ACTS), companions=companions, names=(*names, *NAMES))
