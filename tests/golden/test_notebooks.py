"""Every notebook runs to its end over the shipped bundle."""

import json
from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, shipped_bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(NOTEBOOKS)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert any('BUNDLE = Path("../bundle")' in cell for cell in cells)
    names: dict[str, object] = {"__name__": path.stem}
    for number, cell in enumerate(cells):
        source = cell.replace('Path("../bundle")', f"Path({str(shipped_bundle)!r})")
        exec(compile(source, f"{path.name}[{number}]", "exec"), names)
