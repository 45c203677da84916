"""`python -m app`: what cannot be served is said in a line or two, with status 2."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    return said.err


def test_a_missing_bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "--bundle", str(tmp_path))
    assert str(tmp_path) in said
    assert "python -m indexer build" in said
    assert len(said.splitlines()) == 1


def test_settings_that_cannot_be_used(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_WATCH_SECONDS", "soon")
    said = refused(capsys, "--port", "99999")
    assert "MOTCUA_PORT" in said
    assert "MOTCUA_WATCH_SECONDS" in said
    assert "docs/settings.md" in said


def test_pages_that_cannot_be_made(
    bundles: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_STORE_URL", "")
    monkeypatch.setenv("MOTCUA_BRAND_COLOUR", "#ffffff")
    assert "MOTCUA_BRAND_COLOUR" in refused(capsys, "--bundle", str(bundles))


@pytest.mark.parametrize("argument", ["--port=many", "--unheard-of"])
def test_arguments_that_cannot_be_read(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([argument])
    assert ended.value.code == 2
    assert "usage: python -m app" in capsys.readouterr().err


def test_a_server_loads_neither_torch_nor_the_word_segmenter() -> None:
    code = "import sys, app.main; sys.exit(bool({'torch', 'underthesea', 'sentence_transformers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
