"""The report as one HTML page without scripts, and both its files."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from corpus.health import reach
from corpus.health.ages import SOON, STALE_YEARS
from corpus.health.report import Report, as_json
from corpus.health.rules import WORDINGS

ROWS_SHOWN = 25
COVERAGE_SHOWN = 30
_KINDS = {
    "guide": "bài hướng dẫn",
    "faq": "hỏi đáp",
    "life_event": "sự kiện trong đời",
    "pakn": "phản ánh, kiến nghị",
    "regulation": "quy định kinh doanh",
}
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _counted(value: float) -> str:
    """A whole number with Vietnamese grouping: 5.470."""
    return f"{value:,.0f}".replace(",", ".")


def _points(value: float) -> str:
    """Points with a decimal comma where they are not whole."""
    return _counted(value) if value == int(value) else f"{value:.1f}".replace(".", ",")


def _share(part: int, whole: int) -> str:
    """A percentage: "0,4 %"; small ones keep a decimal."""
    percent = 100 * part / whole if whole else 0.0
    return f"{percent:.1f} %".replace(".", ",") if 0 < percent < 10 else f"{percent:.0f} %"


_TEMPLATES.filters |= {"counted": _counted, "points": _points}
_TEMPLATES.globals |= {"share": _share}


def render(made: Report) -> str:
    """The page."""
    owners = sorted({f.owner for section in made.sections for f in section.findings if f.owner})
    return _TEMPLATES.get_template("health.html").render(
        report=made,
        owners={owner: f"c{number}" for number, owner in enumerate(owners)},
        most=reach.MOST,
        stale_years=STALE_YEARS,
        soon_days=SOON.days,
        rows_shown=ROWS_SHOWN,
        coverage_shown=COVERAGE_SHOWN,
        wordings=WORDINGS,
        kinds=_KINDS,
    )


def write(folder: Path, made: Report) -> tuple[Path, Path]:
    """Write `health.html` and `health.json` into a folder; both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "health.html", folder / "health.json"
    page.write_text(render(made), encoding="utf-8")
    data.write_text(json.dumps(as_json(made), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return page, data
