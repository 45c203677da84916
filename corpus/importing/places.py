"""The provinces of Vietnam since July 2025, and which of them an issuer belongs to."""

import re

PROVINCES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
    "Đồng Tháp", "Gia Lai", "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh",
    "Quảng Trị", "Sơn La", "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Tuyên Quang", "Vĩnh Long",
)  # fmt: skip
_BY_NAME = {name.lower(): name for name in PROVINCES}
_LOCAL = re.compile(r"(?:tỉnh|thành phố|tp\.?)\s+(?P<name>[^-–,;()]{1,60})$", re.IGNORECASE)


def province(issuer: str) -> str:
    """The province of a local issuer ("UBND tỉnh Lào Cai" -> "Lào Cai"); "" for a ministry or any other issuer."""
    match = _LOCAL.search(issuer)
    return _BY_NAME.get(match["name"].strip().lower(), match["name"].strip()) if match else ""
