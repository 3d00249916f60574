"""Pages that must say what the code says."""

from __future__ import annotations

import ast
import re
import runpy
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from review_kit.project import Config, Source

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "review_kit"
DOCS = ROOT / "docs"


def table_rows(page: str) -> list[list[str]]:
    """Cells of every row of every Markdown table, heads and rules left out."""
    rows = []
    lines = page.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_head = re.fullmatch(r"\|[-| ]+\|", following) is not None
        if line.startswith("|") and not is_head and not re.fullmatch(r"\|[-| ]+\|", line):
            rows.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
    return rows


def written_default(value: object) -> str:
    """A default as the page writes it."""
    if value is None or value == []:
        return "*none*"
    if isinstance(value, tuple):
        return f"`[{', '.join(repr(one) for one in value)}]`".replace("'", '"')
    if value == {}:
        return "*empty*"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def settings(prefix: str, model: type[BaseModel]) -> dict[str, str]:
    found = {}
    for name, field in model.model_fields.items():
        # a section of its own, perhaps one that need not be there
        inner = [
            one
            for one in (field.annotation, *get_args(field.annotation))
            if isinstance(one, type) and issubclass(one, BaseModel)
        ]
        if inner:
            found |= settings(f"{prefix}.{name}", inner[0])
            continue
        found[f"{prefix}.{name}"] = (
            "*required*"
            if field.is_required()
            else written_default(field.get_default(call_default_factory=True))
        )
    return found


def test_every_setting_stands_in_the_documentation_with_its_default():
    expected = {}
    for section, field in Config.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            expected |= settings(section, field.annotation)
    expected |= settings("sources.X", Source)
    page = (DOCS / "configuration.md").read_text(encoding="utf-8")
    written = {row[0].strip("`"): row[1] for row in table_rows(page)}
    assert written == expected


def test_every_dependency_stands_in_the_documentation_with_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(name for names in project["project"]["optional-dependencies"].values() for name in names),
    ]
    names = {re.match(r"[A-Za-z0-9._-]+", requirement).group() for requirement in declared}
    rows = table_rows((DOCS / "dependencies.md").read_text(encoding="utf-8"))
    explained = {
        name: row[-1] for row in rows for name in re.findall(r"`([^`]+)`", row[0]) if row[-1]
    }
    assert set(explained) == names - {"review-kit"}


def test_every_library_that_is_imported_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [
        *project["dependencies"],
        *(name for names in project["optional-dependencies"].values() for name in names),
    ]
    declared = {
        re.match(r"[A-Za-z0-9._-]+", requirement).group().lower().replace("_", "-")
        for requirement in requirements
    } | {"pydantic-core"}  # a part of pydantic
    distributions = packages_distributions()
    undeclared = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in imported_packages(path):
            if name in sys.stdlib_module_names or name == "review_kit":
                continue
            homes = {home.lower().replace("_", "-") for home in distributions.get(name, [name])}
            if not homes & declared:
                undeclared[name] = str(path.relative_to(ROOT))
    assert undeclared == {}


def imported_packages(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("page", [*sorted(path.name for path in DOCS.glob("*.md")), "../README.md"])
def test_every_link_inside_the_documentation_leads_somewhere(page):
    path = DOCS / page
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    broken = [
        link for link in links if "://" not in link and not (path.parent / link).resolve().exists()
    ]
    assert broken == []


def test_every_generated_page_is_up_to_date():
    refresh = runpy.run_path(str(ROOT / "tools" / "refresh_docs.py"))
    assert refresh["outdated"]() == [], "make docs"


def test_every_file_that_the_recipes_of_architecture_name_is_there():
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py|\.html\.j2|\.yaml|\.ipynb))`", page)
    homes = (PACKAGE, ROOT, PACKAGE / "documents")
    assert len(named) > 20
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []
