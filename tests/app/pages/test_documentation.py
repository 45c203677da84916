import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta, nodes

from app.pages.site import TEMPLATES, Site
from app.settings import Settings

DOCUMENT = (Path(__file__).parents[3] / "docs" / "pages.md").read_text(encoding="utf-8")
SHARED = {"t", "here", "link", "style", "path", "other_language", "root", "settings"}


@pytest.fixture(scope="module")
def environment() -> Environment:
    return Site.open(Settings(store_url="")).templates


def given(environment: Environment, file: Path) -> set[str]:
    """The variables a template must be given beside the shared ones."""
    tree = environment.parse(file.read_text(encoding="utf-8"))
    names = [name for one in tree.find_all(nodes.FromImport) for name in one.names]
    imported = {name if isinstance(name, str) else name[1] for name in names}
    assigned = {one.target.name for one in tree.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)}
    return meta.find_undeclared_variables(tree) - imported - assigned - SHARED - set(environment.globals)


def test_the_document_lists_every_variable_of_every_template(environment: Environment) -> None:
    table = DOCUMENT.partition("| Template | Variables |")[2]
    listed = {
        name: set(re.findall(r"`(\w+)`", variables))
        for name, variables in re.findall(r"^\| `([\w/.]+)` \| (.*) \|$", table, re.MULTILINE)
    }
    files = [file for file in sorted(TEMPLATES.rglob("*")) if file.is_file()]
    used = {file.relative_to(TEMPLATES).as_posix(): given(environment, file) for file in files}

    assert listed == {name: variables for name, variables in used.items() if variables}


def test_the_document_names_what_every_template_may_use() -> None:
    for name in SHARED:
        assert f"`{name}`" in DOCUMENT or f"`{name}(" in DOCUMENT
