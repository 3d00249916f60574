"""The shipped catalogues and what says them: nothing missing, nothing left over, every language alike."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import review_kit
from review_kit.documents.parts import notes
from review_kit.words.check import entry_faults, needs_of, ordered_variables, reference
from review_kit.words.entries import Entry, cut
from review_kit.words.shipped import shipped_files, shipped_tags
from review_kit.words.speech import words_in

PACKAGE = Path(review_kit.__file__).parent
IDENTIFIER = re.compile(r"-?[A-Za-z][A-Za-z0-9_-]*(\.[a-z_-]+)?")


@dataclass(frozen=True)
class Said:
    """One place that says a message: its name, or a pattern where the code chooses a part of it."""

    place: str
    name: str
    is_pattern: bool = False
    variables: frozenset[str] | None = None
    """Names of the values given; ``None`` where they cannot be read from the code."""


@cache
def nodes_of(path: Path) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call | ast.Constant)
    ]


def said_in_python(path: Path) -> Iterator[Said]:
    for node in nodes_of(path):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        function = node.func
        called = (
            function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        )
        if called != "say":
            continue
        place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
        names = {keyword.arg for keyword in node.keywords}
        variables = None if None in names else frozenset(names)
        name = node.args[0]
        if isinstance(name, ast.Constant):
            yield Said(place, name.value, variables=variables)
        elif isinstance(name, ast.JoinedStr):
            parts = [
                re.escape(part.value) if isinstance(part, ast.Constant) else "[A-Za-z0-9_.-]+"
                for part in name.values
            ]
            yield Said(place, "".join(parts), is_pattern=True)


def literals_in_python(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def said_in_template(path: Path) -> Iterator[Said]:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name != "say":
            continue
        place = f"{path.relative_to(PACKAGE)}:{call.lineno}"
        name = call.args[0]
        if isinstance(name, nodes.Const):
            variables = frozenset(keyword.key for keyword in call.kwargs)
            yield Said(place, name.value, variables=variables)
        elif isinstance(name, nodes.Concat | nodes.Add):
            parts = name.nodes if isinstance(name, nodes.Concat) else [name.left, name.right]
            yield Said(
                place,
                "".join(
                    re.escape(part.value) if isinstance(part, nodes.Const) else "[A-Za-z0-9_.-]+"
                    for part in parts
                ),
                is_pattern=True,
            )


MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "cli" not in path.parts]
TEMPLATES = sorted(PACKAGE.rglob("*.html.j2"))


@pytest.fixture(scope="module")
def said() -> list[Said]:
    """Every place that says a message."""
    return [
        *(one for path in MODULES for one in said_in_python(path)),
        *(one for path in TEMPLATES for one in said_in_template(path)),
    ]


def known_names() -> set[str]:
    return set(reference()) | {
        f"{name}.{attribute}"
        for name, needs in reference().items()
        for attribute in needs.attributes
    }


def test_what_is_said_is_in_the_catalogue(said):
    known = known_names()
    missing = [
        f"{one.place} says {one.name!r}, which is not there"
        for one in said
        if (
            not any(re.fullmatch(one.name, name) for name in known)
            if one.is_pattern
            else one.name not in known
        )
    ]
    assert missing == []


def test_a_message_is_given_exactly_its_variables(said):
    wrong = []
    for one in said:
        message, _, attribute = one.name.partition(".")
        if one.is_pattern or one.variables is None or message not in reference():
            continue
        wanted = reference()[message].variables.get(attribute, frozenset())
        if wanted != one.variables:
            wrong.append(f"{one.place}: {one.name} takes {sorted(wanted)}")
    assert wrong == []


def test_no_message_is_left_over(said):
    literals = {text for path in MODULES for text in literals_in_python(path)}
    literals |= {
        const.value
        for path in TEMPLATES
        for const in Environment(autoescape=True)
        .parse(path.read_text(encoding="utf-8"))
        .find_all(nodes.Const)
        if isinstance(const.value, str)
    }
    named = {literal for literal in literals if IDENTIFIER.fullmatch(literal)}
    named |= {literal.partition(".")[0] for literal in named}
    patterns = [re.compile(one.name) for one in said if one.is_pattern]
    referred = {name for needs in reference().values() for name in needs.references}
    names = {
        name: {name, *(f"{name}.{one}" for one in needs.attributes)}
        for name, needs in reference().items()
    }
    entries = words_in("en").entries
    left_over = [
        entries[name].place
        for name, forms in names.items()
        if not forms & named
        and name not in referred
        and not any(pattern.fullmatch(form) for pattern in patterns for form in forms)
        # a firm may change its word for a skill in sentences that do not name it today
        and not name.lower().startswith("-skill")
        # said by what a metric table holds; tests/documents/test_notes.py
        and not name.startswith(notes.PREFIX)
    ]
    assert left_over == []


def entries_of(tag: str) -> list[Entry]:
    return [
        entry
        for path, text in shipped_files().items()
        if path.startswith(f"{tag}/")
        for entry in cut(text, path)
    ]


@pytest.mark.parametrize("tag", shipped_tags())
def test_every_shipped_message_can_be_said(tag):
    assert [*entry_faults(entries_of(tag))] == []


@pytest.mark.parametrize("tag", shipped_tags())
def test_every_language_gives_each_message_the_variables_that_english_gives_it(tag):
    other = []
    for entry in entries_of(tag):
        for part in needs_of(entry).variables if entry.name in reference() else ():
            wanted = reference()[entry.name].variables.get(part)
            named = ordered_variables(f"{entry.name}.{part}" if part else entry.name, tag)
            if wanted != set(named):
                other.append(f"{entry.place}: {entry.name} names {named}, not {wanted}")
    assert other == []


TRANSLATED = (
    "binder",
    "common",
    "figures",
    "glossary",
    "metrics",
    "notes",
    "packet",
    "parts",
    "sheet",
)
"""Catalogues that a translation has whole: what packet and sheet say."""


@pytest.mark.parametrize("tag", [tag for tag in shipped_tags() if not tag.startswith("en")])
def test_a_shipped_translation_says_all_of_packet_and_sheet(tag):
    said = {entry.name for entry in entries_of(tag)}
    files = {f"en/{name}.ftl" for name in TRANSLATED}
    wanted = {
        entry.name
        for path, text in shipped_files().items()
        if path in files
        for entry in cut(text, path)
    }
    assert sorted(wanted - said) == []


def test_connect_speaks_german_throughout():
    """Its comments stand in profiles for years, so that half of them in English would be read for years."""
    said = {
        language: {entry.name for entry in cut(shipped_files()[f"{language}/connect.ftl"], "")}
        for language in ("en", "de")
    }
    assert said["de"] == said["en"]
