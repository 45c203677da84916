"""What the report looks for, in the words its readers see: heading, why it hurts, what the owner of the content can do."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """A rule of the report; the value is its name in JSON and in links."""

    FEE_MISSING = "thieu-phi"
    TIME_MISSING = "thieu-thoi-han"
    PAPERS_MISSING = "thieu-thanh-phan-ho-so"
    DECISION_MISSING = "thieu-ngay-quyet-dinh"
    FEE_UNSTATED = "phi-0-khong-giai-thich"
    FEE_ELSEWHERE = "phi-0-quy-dinh-noi-khac"
    FEE_IMPLAUSIBLE = "phi-bat-thuong"
    FEE_CONTRADICTED = "phi-mau-thuan"
    TIME_CONTRADICTED = "thoi-han-mau-thuan"
    DISTRICT_LEVEL = "con-cap-huyen"
    VANISHED_MINISTRY = "con-ten-bo-cu"
    TWINS = "trung-ten"
    STALE_DECISION = "quyet-dinh-cu"
    DEAD_REFERENCE = "tham-chieu-hong"
    EXPIRED = "het-han"
    EXPIRING = "sap-het-han"
    REJECTED = "khong-nhap-duoc"
    MENDED = "phai-sua-khi-nhap"


@dataclass(frozen=True, slots=True)
class Wording:
    """What the page says about a rule. `technical` ones hurt no reader, because the import mends or leaves them out."""

    heading: str
    why: str
    advice: str
    technical: bool = False


WORDINGS: dict[Rule, Wording] = {
    Rule.FEE_MISSING: Wording(
        "Không ghi phí, lệ phí",
        "Người dân không biết phải mang bao nhiêu tiền, cũng không biết thủ tục có miễn phí hay không.",
        "Ghi mức thu cho từng cách nộp. Nếu không thu, ghi rõ “Không thu phí, lệ phí”.",
    ),
    Rule.TIME_MISSING: Wording(
        "Không có thời hạn giải quyết",
        "Người dân không biết khi nào nhận được kết quả và không có căn cứ để hỏi khi chậm.",
        "Ghi số ngày và đơn vị tính (ngày, ngày làm việc) cho từng cách nộp.",
    ),
    Rule.PAPERS_MISSING: Wording(
        "Không có thành phần hồ sơ",
        "Người dân không chuẩn bị được giấy tờ, dễ phải đi lại nhiều lần.",
        "Liệt kê từng giấy tờ theo từng trường hợp, kèm số bản và mẫu đơn.",
    ),
    Rule.DECISION_MISSING: Wording(
        "Không có ngày của quyết định công bố",
        "Không biết thông tin có từ bao giờ, nên không biết còn đúng hay không.",
        "Bổ sung số và ngày của quyết định công bố.",
    ),
    Rule.FEE_UNSTATED: Wording(
        "Phí ghi 0 đồng mà không giải thích",
        "Số 0 có thể là miễn phí, cũng có thể là chưa nhập. Phần mềm tra cứu không dám trả lời thay cơ quan.",
        "Nếu miễn phí, ghi “Miễn phí” ở phần mô tả. Nếu có thu, sửa lại mức thu.",
    ),
    Rule.FEE_ELSEWHERE: Wording(
        "Phí ghi 0 đồng nhưng mô tả dẫn sang quy định khác",
        "Người dân đọc số 0 sẽ tưởng miễn phí, trong khi mức thu nằm ở văn bản khác.",
        "Ghi mức thu đang áp dụng vào dòng phí, giữ phần dẫn văn bản ở mô tả.",
    ),
    Rule.FEE_IMPLAUSIBLE: Wording(
        "Mức phí quá nhỏ hoặc quá lớn",
        "Con số không hợp lý, thường do nhập theo nghìn đồng hoặc thừa chữ số; không thể trả lời người dân.",
        "Đối chiếu với văn bản quy định mức thu; nhập đủ số theo đồng.",
    ),
    Rule.FEE_CONTRADICTED: Wording(
        "Mức phí và phần mô tả khác nhau",
        "Hai con số trong cùng một dòng phí không khớp; người dân không biết tin con số nào.",
        "Đối chiếu với văn bản quy định mức thu; sửa con số hoặc phần mô tả cho khớp.",
    ),
    Rule.TIME_CONTRADICTED: Wording(
        "Thời hạn và phần mô tả khác nhau",
        "Ô thời hạn và câu mô tả nêu hai thời gian khác nhau, hoặc lẫn “ngày” với “ngày làm việc”.",
        "Đối chiếu với văn bản quy định; sửa ô thời hạn hoặc câu mô tả cho khớp.",
    ),
    Rule.DISTRICT_LEVEL: Wording(
        "Còn nhắc cấp huyện",
        "Cấp huyện không còn từ ngày 01/7/2025. Người dân có thể tìm đến một cơ quan không còn tồn tại.",
        "Thay bằng cơ quan đã tiếp nhận nhiệm vụ (cấp xã hoặc cấp tỉnh).",
    ),
    Rule.VANISHED_MINISTRY: Wording(
        "Còn tên bộ, sở đã sắp xếp lại",
        "Người dân gửi hồ sơ hoặc hỏi nhầm cơ quan.",
        "Thay bằng tên cơ quan hiện nay. Tên cũ trong số hiệu văn bản thì giữ nguyên.",
    ),
    Rule.TWINS: Wording(
        "Nhiều mã cho cùng một thủ tục",
        "Người tra cứu thấy nhiều kết quả giống hệt nhau và không biết chọn mã nào.",
        "Nếu là một thủ tục, giữ một mã và bãi bỏ mã thừa. Nếu khác nhau, ghi rõ điểm khác ngay trong tên.",
    ),
    Rule.STALE_DECISION: Wording(
        "Quyết định công bố đã lâu",
        "Nội dung công bố từ nhiều năm trước dễ không còn khớp với luật và bộ máy hiện nay.",
        "Rà soát nội dung, công bố lại hoặc xác nhận vẫn còn hiệu lực.",
    ),
    Rule.DEAD_REFERENCE: Wording(
        "Tham chiếu đến thủ tục không còn",
        "Bài hướng dẫn, câu hỏi hoặc sự kiện dẫn người đọc đến một mã không có hoặc đã hết hiệu lực.",
        "Thay bằng mã đang có hiệu lực hoặc bỏ tham chiếu.",
    ),
    Rule.EXPIRED: Wording(
        "Nội dung đã hết hạn",
        "Người đọc có thể làm theo nội dung không còn đúng.",
        "Rà soát rồi gia hạn, hoặc gỡ nội dung.",
    ),
    Rule.EXPIRING: Wording(
        "Nội dung sắp hết hạn",
        "Sau ngày hết hạn, nội dung không còn được bảo đảm là đúng.",
        "Lên lịch rà soát trước ngày hết hạn.",
    ),
    Rule.REJECTED: Wording(
        "Bản ghi không nhập được",
        "Mã sai dạng hoặc dữ liệu hỏng: thủ tục này không có trong kết quả tra cứu.",
        "Sửa mã hoặc dữ liệu ở nguồn rồi xuất lại.",
    ),
    Rule.MENDED: Wording(
        "Lỗi gõ và lỗi bảng mã, đã sửa khi nhập",
        "Bản tra cứu đã được sửa tự động; bản gốc ở nguồn vẫn còn lỗi.",
        "Nên sửa ở nguồn để nơi khác dùng dữ liệu cũng nhận bản đúng.",
        technical=True,
    ),
}
