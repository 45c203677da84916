"""A small collection of our own wording for tests: codes beginning with 9 belong to nobody."""

from datetime import date

from corpus.companions import Faq, Guide, LifeEvent, NextStep, Pakn, PapersOfCase, Regulation, Stage, Statement
from corpus.records import (
    Case,
    Channel,
    Duration,
    Fee,
    FeeKind,
    LegalDocument,
    Level,
    Method,
    ObsoleteFlag,
    Paper,
    PopularNames,
    Procedure,
    RecordField,
    Source,
    Step,
    SubCase,
    Unit,
)
from indexer.building import Knowledge
from indexer.synonyms import Synonym, Synonyms

CITIZEN, COMPANY, FOREIGNER = "Công dân Việt Nam", "Doanh nghiệp", "Người nước ngoài"
WARD, PROVINCE, MINISTRY = Level.WARD, Level.PROVINCE, Level.MINISTRY
WARD_OFFICE = "Ủy ban nhân dân cấp xã"
PUBLIC_SECURITY = "Công an cấp xã"

BIRTH, MARRIAGE, RESIDENCE, LICENCE = "9.000001", "9.000003", "9.000010", "9.000030"
INTERNAL, HOSTILE, BARE = "9.000900", "9.000901", "9.000902"
TWINS = ("9.000042", "9.000043", "9.000044")
FAQ_ID = "khai-sinh-qua-han"


def days(amount: float, unit: Unit = Unit.WORKING_DAY) -> Duration:
    return Duration(amount=amount, unit=unit, text=f"{amount:g} {unit.value}")


def charge(amount: float, text: str = "") -> Fee:
    return Fee(kind=FeeKind.CHARGE, amount=amount, text=text)


def channels(time: Duration, direct: float | None, online: float | None = None) -> tuple[Channel, ...]:
    """At the counter, by post at the same charge, and online where that has a charge of its own."""
    at_counter = (charge(direct),) if direct is not None else ()
    by_net = () if online is None else (Channel(method=Method.ONLINE, time=time, fees=(charge(online),)),)
    return (
        Channel(method=Method.DIRECT, time=time, fees=at_counter, text="Lệ phí bao nhiêu có ghi trên giấy hẹn."),
        *by_net,
        Channel(method=Method.POSTAL, time=time, fees=at_counter),
    )


def papers(*names: str, form: str = "") -> tuple[Case, ...]:
    listed = [Paper(name=name, originals=1, form=form if place == 0 else "") for place, name in enumerate(names)]
    return (Case(papers=tuple(listed)),)


def procedure(code: str, title: str, field: str, agency: str, level: Level = WARD, **more: object) -> Procedure:
    """A procedure with what every record has; the rest as given."""
    shared: dict[str, object] = {
        "audience": (CITIZEN,),
        "issuer": "Bộ Tư pháp",
        "steps": (Step(text=f"Người có yêu cầu nộp hồ sơ tại {agency} và nhận giấy hẹn."), Step(text="Nhận kết quả.")),
        "results": (f"Kết quả: {title.lower()}",),
        "legal_basis": (LegalDocument(number="10/2099/NĐ-CP", title=f"Nghị định về {field.lower()}"),),
        "decision_number": f"{int(code[2:])}/QĐ-THU",
        "decision_date": date(2026, 3, 1),
        "updated": date(2026, 4, 15),
        "source": Source(address=f"https://thu-tuc.example.vn/{code}", retrieved=date(2026, 5, 2), format="test"),
    }
    core = {"code": code, "title": title, "field": field, "agency": agency, "levels": (level,)}
    return Procedure.model_validate(core | shared | more)


CIVIL = (
    procedure(
        BIRTH, "Đăng ký khai sinh", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(1), 8000, 0),
        cases=papers("Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Giấy tờ tùy thân của cha mẹ", form="TK01.docx"),
        conditions="Cha mẹ đi khai sinh cho con trong 60 ngày kể từ ngày sinh.",
    ),
    procedure(
        "9.000002", "Đăng ký khai sinh cho người đã có giấy tờ cá nhân", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(5), 8000), cases=papers("Tờ khai", "Bản sao giấy tờ cá nhân đã có"),
    ),
    procedure(
        MARRIAGE, "Đăng ký kết hôn", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(3), 0), cases=papers("Tờ khai đăng ký kết hôn", "Giấy xác nhận tình trạng hôn nhân"),
        conditions="Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi.\nHai bên tự nguyện.",
    ),
    procedure(
        "9.000004", "Đăng ký kết hôn có yếu tố nước ngoài", "Hộ tịch", WARD_OFFICE,
        audience=(CITIZEN, FOREIGNER), channels=channels(days(10), 1_500_000), cases=papers("Tờ khai", "Hộ chiếu"),
    ),
    procedure(
        "9.000005", "Đăng ký khai tử", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(1), 0), cases=papers("Tờ khai đăng ký khai tử", "Giấy báo tử"),
    ),
    procedure(
        "9.000006", "Cấp bản sao trích lục hộ tịch", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(1), 8000), cases=papers("Tờ khai cấp bản sao trích lục"),
    ),
    procedure(
        "9.000007", "Cấp giấy xác nhận tình trạng hôn nhân", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(3), 15_000), cases=papers("Tờ khai xác nhận tình trạng hôn nhân"),
    ),
    procedure(
        "9.000008", "Thay đổi, cải chính, bổ sung thông tin hộ tịch", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(3), 28_000), cases=papers("Tờ khai thay đổi hộ tịch", "Giấy tờ làm căn cứ"),
    ),
    procedure(
        "9.000009", "Đăng ký nhận cha, mẹ, con", "Hộ tịch", WARD_OFFICE,
        channels=channels(days(3), 15_000), cases=papers("Tờ khai nhận cha, mẹ, con", "Chứng cứ quan hệ cha con"),
    ),
    procedure(
        RESIDENCE, "Đăng ký thường trú", "Cư trú", PUBLIC_SECURITY, issuer="Bộ Công an",
        channels=channels(days(7), 20_000, 10_000),
        cases=papers("Tờ khai thay đổi thông tin cư trú (Mẫu CT01)", "Giấy tờ về chỗ ở hợp pháp", form="CT01.docx"),
        sub_cases=(
            SubCase(code=f"{RESIDENCE}.01", name="Có chỗ ở thuộc sở hữu của mình", time=days(7)),
            SubCase(code=f"{RESIDENCE}.02", name="Về ở với người thân", time=days(5)),
        ),
    ),
    procedure(
        "9.000011", "Đăng ký tạm trú", "Cư trú", PUBLIC_SECURITY, issuer="Bộ Công an",
        channels=channels(days(3), 15_000, 7000), cases=papers("Tờ khai (Mẫu CT01)", "Hợp đồng thuê nhà"),
    ),
    procedure(
        "9.000012", "Khai báo tạm vắng", "Cư trú", PUBLIC_SECURITY, issuer="Bộ Công an",
        channels=channels(days(1), 0), cases=papers("Đề nghị khai báo tạm vắng"),
    ),
    procedure(
        "9.000020", "Cấp thẻ căn cước cho người từ đủ 14 tuổi trở lên", "Căn cước", "Công an cấp tỉnh", PROVINCE,
        issuer="Bộ Công an", channels=channels(days(7), 0), cases=papers("Phiếu thu nhận thông tin căn cước"),
    ),
    procedure(
        "9.000021", "Cấp lại thẻ căn cước do bị mất", "Căn cước", "Công an cấp tỉnh", PROVINCE,
        issuer="Bộ Công an", channels=channels(days(7), 70_000), cases=papers("Đề nghị cấp lại thẻ căn cước"),
    ),
    procedure(
        "9.000022", "Cấp hộ chiếu phổ thông ở trong nước", "Xuất nhập cảnh", "Công an cấp tỉnh", PROVINCE,
        issuer="Bộ Công an", channels=channels(days(8), 200_000, 180_000), cases=papers("Tờ khai TK01", "Ảnh 4x6 cm"),
    ),
)  # fmt: skip

DAILY = (
    procedure(
        LICENCE, "Đổi giấy phép lái xe", "Đường bộ", "Công an cấp tỉnh", PROVINCE, issuer="Bộ Công an",
        channels=channels(days(5), 135_000, 115_000), cases=papers("Đơn đề nghị đổi giấy phép", "Giấy khám sức khỏe"),
    ),
    procedure(
        "9.000031", "Cấp lại giấy phép lái xe do bị mất", "Đường bộ", "Công an cấp tỉnh", PROVINCE, issuer="Bộ Công an",
        channels=channels(days(5), 135_000), cases=papers("Đơn đề nghị cấp lại giấy phép lái xe"),
    ),
    procedure(
        "9.000032", "Đăng ký sang tên xe", "Đường bộ", PUBLIC_SECURITY, issuer="Bộ Công an",
        channels=channels(days(2), 50_000), cases=papers("Giấy khai đăng ký xe", "Chứng từ chuyển quyền sở hữu"),
    ),
    procedure(
        "9.000040", "Cấp giấy chứng nhận quyền sử dụng đất lần đầu", "Đất đai", WARD_OFFICE,
        issuer="Bộ Nông nghiệp và Môi trường", channels=channels(days(17), None),
        cases=papers("Đơn đăng ký đất đai", "Giấy tờ về quyền sử dụng đất"),
    ),
    procedure(
        "9.000041", "Tách thửa hoặc hợp thửa đất", "Đất đai", "Văn phòng đăng ký đất đai", PROVINCE,
        issuer="Bộ Nông nghiệp và Môi trường", channels=channels(days(12), None),
        cases=papers("Đơn đề nghị tách thửa", "Bản vẽ tách thửa"),
    ),
    *(
        procedure(
            code, f"Hỗ trợ lãi suất vay vốn trồng cây ăn quả{where}", "Nông nghiệp", "Sở Nông nghiệp và Môi trường",
            PROVINCE, issuer=f"UBND tỉnh {place}" if place else "Bộ Nông nghiệp và Môi trường", province=place,
            channels=channels(days(20), 0), cases=papers("Đơn đề nghị hỗ trợ lãi suất", "Hợp đồng tín dụng"),
        )
        for code, place, where in zip(TWINS, ("", "Lào Cai", "Huế"), ("", " tỉnh Lào Cai", ""), strict=True)
    ),
    procedure(
        "9.000050", "Đăng ký thành lập hộ kinh doanh", "Hộ kinh doanh", WARD_OFFICE, issuer="Bộ Tài chính",
        channels=channels(days(3), 100_000, 0), cases=papers("Giấy đề nghị đăng ký hộ kinh doanh"),
    ),
    procedure(
        "9.000051", "Tạm ngừng kinh doanh của hộ kinh doanh", "Hộ kinh doanh", WARD_OFFICE, issuer="Bộ Tài chính",
        channels=channels(days(3), 0), cases=papers("Thông báo tạm ngừng kinh doanh"),
    ),
    procedure(
        "9.000052", "Chấm dứt hoạt động hộ kinh doanh", "Hộ kinh doanh", WARD_OFFICE, issuer="Bộ Tài chính",
        channels=channels(days(3), 0), cases=papers("Thông báo chấm dứt hoạt động"),
    ),
    procedure(
        "9.000055", "Đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên", "Doanh nghiệp", "Sở Tài chính",
        PROVINCE, issuer="Bộ Tài chính", audience=(COMPANY,), channels=channels(days(3), 50_000, 0),
        cases=papers("Giấy đề nghị đăng ký doanh nghiệp", "Điều lệ công ty"),
    ),
    procedure(
        "9.000061", "Cấp giấy cơ sở đủ điều kiện an toàn thực phẩm", "An toàn thực phẩm", "Sở Y tế", PROVINCE,
        issuer="Bộ Y tế", audience=(COMPANY, CITIZEN), channels=channels(days(15), 700_000),
        cases=papers("Đơn đề nghị cấp giấy chứng nhận", "Bản thuyết minh cơ sở vật chất"),
    ),
    procedure(
        "9.000062", "Cấp giấy chứng nhận đủ điều kiện kinh doanh dược cho nhà thuốc", "Dược phẩm", "Sở Y tế", PROVINCE,
        issuer="Bộ Y tế", audience=(COMPANY,), channels=channels(days(20), 1_000_000),
        cases=papers("Đơn đề nghị", "Chứng chỉ hành nghề dược"),
    ),
    procedure(
        "9.000070", "Giải quyết hưởng trợ cấp thất nghiệp", "Việc làm", "Trung tâm dịch vụ việc làm", PROVINCE,
        issuer="Bộ Nội vụ", channels=channels(days(20), 0), cases=papers("Đề nghị hưởng trợ cấp thất nghiệp"),
    ),
    procedure(
        "9.000071", "Giải quyết hưởng chế độ thai sản", "Bảo hiểm", "Bảo hiểm xã hội cấp xã", issuer="Bộ Nội vụ",
        channels=channels(days(6), 0), cases=papers("Giấy chứng sinh hoặc giấy khai sinh của con"),
    ),
    procedure(
        "9.000080", "Chuyển trường đối với học sinh trung học phổ thông", "Giáo dục", "Sở Giáo dục", PROVINCE,
        issuer="Bộ Giáo dục và Đào tạo", channels=channels(days(5), 0), cases=papers("Đơn xin chuyển trường", "Học bạ"),
    ),
    procedure(
        "9.000090", "Cấp phiếu lý lịch tư pháp", "Tư pháp", "Công an cấp tỉnh", PROVINCE, issuer="Bộ Công an",
        channels=channels(days(10), 200_000), cases=papers("Tờ khai yêu cầu cấp phiếu lý lịch tư pháp"),
    ),
    procedure(
        "9.000095", "Cấp giấy phép xây dựng nhà ở riêng lẻ", "Xây dựng", WARD_OFFICE, issuer="Bộ Xây dựng",
        channels=channels(days(15), 75_000), cases=papers("Đơn đề nghị cấp giấy phép xây dựng", "Bản vẽ thiết kế"),
    ),
)  # fmt: skip

ODD = (
    procedure(
        INTERNAL, "Nâng ngạch công chức trong nội bộ cơ quan", "Tổ chức, cán bộ", "Sở Nội vụ", PROVINCE, internal=True,
    ),
    procedure(
        HOSTILE, 'Cấp phép <script>alert("thử")</script> & {{ 7 * 7 }} biển quảng cáo', "Văn hóa", "Sở Văn hóa",
        PROVINCE, conditions="<img src=x onerror=alert(1)> Không che khuất biển báo giao thông.",
        cases=papers("<b>Ma-két</b> quảng cáo"), source=Source(address="javascript:alert(1)"),
    ),
    Procedure(code=BARE, title="Xác nhận việc khác"),
    procedure(
        "9.000903", "Đăng ký xe tại cấp huyện", "Đường bộ", "Công an cấp huyện", Level.OTHER,
        obsolete=(ObsoleteFlag.DISTRICT_LEVEL,),
        channels=(
            Channel(
                method=Method.DIRECT,
                time=Duration(text="Ngay khi nhận đủ hồ sơ"),
                fees=(
                    Fee(kind=FeeKind.FEE, amount=15_000_000_000, text="15.000.000.000", doubt="số tiền quá lớn"),
                    Fee(kind=FeeKind.PRICE, text="Theo quy định của Bộ Tài chính"),
                ),
            ),
        ),
    ),
)  # fmt: skip

FAQS = (
    Faq(
        id=FAQ_ID, question="Con đã hơn 60 ngày tuổi mới đi khai sinh thì có bị phạt không?",
        wordings=("khai sinh trễ hạn cho bé có sao không",),
        answer="Đăng ký quá hạn vẫn được giải quyết theo thủ tục đăng ký khai sinh.",
        procedures=(BIRTH,), field="Hộ tịch", reviewed=date(2026, 5, 1), expires=date(2099, 5, 1),
    ),
    Faq(
        id="tam-tru-thue-nha", question="Thuê nhà có phải đăng ký tạm trú không?",
        answer="Người ở từ 30 ngày trở lên ngoài nơi thường trú phải đăng ký tạm trú.",
        procedures=("9.000011", "9.999999"), field="Cư trú",
    ),
)  # fmt: skip

GUIDE_ID, EVENT_ID, PAKN_ID, REGULATION_ID = "khai-sinh-cho-con", "co-con", "pakn-1", "qd-1"
OTHERS = (
    Guide(
        id=GUIDE_ID, title="Làm giấy khai sinh cho con", procedures=(BIRTH,), field="Hộ tịch",
        purpose=Statement("Để con có giấy khai sinh.", RecordField.TITLE),
        who=(Statement("Cha hoặc mẹ đi khai.", RecordField.WHO),),
        papers=(PapersOfCase(papers=(Statement("Tờ khai đăng ký khai sinh.", RecordField.PAPERS),)),),
        steps=tuple(Statement(text, RecordField.STEPS) for text in ("Điền tờ khai.", "Nộp hồ sơ.", "Nhận giấy.")),
        where=(Statement("Ủy ban nhân dân cấp xã.", RecordField.WHERE),),
        time=(Statement("Xem thời hạn trong hồ sơ.", RecordField.TIME),),
        fee=(Statement("Xem lệ phí trong hồ sơ.", RecordField.FEE),),
        mistakes=(Statement("Quên mang giấy chứng sinh.", RecordField.PAPERS),),
        next=(NextStep(text="Đăng ký thường trú cho con.", procedure=RESIDENCE),),
        owner="Tổ biên soạn", compiled=date(2026, 7, 18), reviewed=date(2026, 5, 1), expires=date(2099, 5, 1),
    ),
    LifeEvent(
        id=EVENT_ID, title="Có con", summary="Những giấy tờ cần làm khi có em bé.",
        wordings=("vợ tôi mới sinh phải làm những gì", "nhà có em bé cần giấy tờ nào"),
        stages=(
            Stage(procedure=BIRTH, reason="Giấy khai sinh là giấy đầu tiên."),
            Stage(procedure=RESIDENCE, reason="Để con có nơi thường trú.", after=(BIRTH,), optional=True),
        ),
        owner="Tổ biên soạn", compiled=date(2026, 7, 18), reviewed=date(2026, 5, 1), expires=date(2099, 5, 1),
    ),
    Pakn(
        id=PAKN_ID, title="Phản ánh việc chậm trả giấy khai sinh", content="Tôi đợi giấy khai sinh quá ngày hẹn.",
        answer="Bộ phận một cửa đã trả kết quả và xin lỗi người dân.", agency=WARD_OFFICE, field="Hộ tịch",
        procedures=(BIRTH,), received=date(2026, 3, 2), answered=date(2026, 3, 9),
    ),
    Regulation(
        id=REGULATION_ID, title="Điều kiện về biển hiệu của cửa hàng", trade="Bán lẻ", field="Thương mại",
        content="Cửa hàng treo biển hiệu ghi tên và địa chỉ.", requirement="Biển hiệu không che lối đi.",
        procedures=("9.000050",), effective_date=date(2026, 1, 1),
    ),
)  # fmt: skip

NAMES = (
    PopularNames(code=BIRTH, names=("làm giấy khai sinh", "khai sinh cho bé"), questions=("sinh con làm giấy gì",)),
    PopularNames(code=MARRIAGE, names=("đăng ký cưới", "làm giấy kết hôn"), questions=("cưới nhau cần giấy tờ gì",)),
    PopularNames(code=LICENCE, names=("đổi bằng lái", "đổi GPLX"), questions=("bằng lái hết hạn thì đổi ở đâu",)),
    PopularNames(code="9.000040", names=("làm sổ đỏ", "xin cấp sổ hồng lần đầu")),
    PopularNames(code="9.000050", names=("mở quán nhỏ", "đăng ký hộ kinh doanh")),
    PopularNames(code=RESIDENCE, names=("nhập hộ khẩu",)),
)

SYNONYMS = (
    Synonym(term="gplx", means=("giấy phép lái xe",), kind="abbreviation"),
    Synonym(term="bằng lái", means=("giấy phép lái xe",), kind="synonym"),
    Synonym(term="sổ đỏ", means=("giấy chứng nhận quyền sử dụng đất",), kind="synonym"),
)

UNANSWERABLE = ("thời tiết ngày mai", "giá vàng hôm nay", "kể chuyện cười")
LATECOMER = procedure("9.000999", "Cấp phép thả diều ban đêm", "Văn hóa", WARD_OFFICE, channels=channels(days(2), 0))


def knowledge(*more: Procedure) -> Knowledge:
    """The collection, with further procedures where asked."""
    return Knowledge(
        procedures=(*CIVIL, *DAILY, *ODD, *more),
        companions=(*FAQS, *OTHERS),
        names=NAMES,
        synonyms=Synonyms(SYNONYMS),
        unanswerable=UNANSWERABLE,
    )
