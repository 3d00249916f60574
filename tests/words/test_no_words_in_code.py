"""What is printed has no words of its own in code or templates: documents, pages about runs, the verdict."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import review_kit

PACKAGE = Path(review_kit.__file__).parent
SPEAKING = (
    "documents/binder",
    "documents/glossary",
    "documents/group_report",
    "documents/packet",
    "documents/parts",
    "documents/sheet",
    "documents/talk",
    "figures",
    "records/templates",
    "site",
    "site/templates",
)
"""Folders whose every word stands in the catalogues."""
PAGES = (
    "contracts/page.py",
    "contracts/verdict_words.py",
    "contracts/validation.html.j2",
    "records/page.py",
    "records/run_words.py",
    *(
        f"sources/connect/{name}.py"
        for name in (
            *("bands", "columns", "drafting", "naming", "page", "people", "propose", "questions"),
            *("rerun", "roster", "rows", "rubric", "shipped", "telling", "writing"),
        )
    ),
)
"""Files of other folders that print: pages about a run, the verdict on the exports, what connect decides."""

VALUES = {
    "as exported",
    "closed deals",
    "deals won",
    "stage history",
    "heat mean-last",
    "wide-first wide-last",
    "wide-first wide-second",
}
"""Values of metric tables and of the registry, and classes of tables: never printed."""
MARKUP = re.compile(r"<[a-z]|class=\"")
TWO_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
EDGE = re.compile(r"^ [^\W\d_]{2,}|[^\W\d_]{2,} $")
"""A piece that somebody would glue to another."""
WORD = re.compile(r"[^\W\d_]{2,}")
READ_ALOUD = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")
SCRIPT = re.compile(r"<(script|style)>.*?</\1>", re.DOTALL)
FILE_NAME = re.compile(r"\b\w+\.(?:json|html)\b")
PRINTING = sorted(
    {
        *(path for folder in SPEAKING for path in (PACKAGE / folder).iterdir()),
        *(PACKAGE / name for name in PAGES),
    }
)
MODULES = [path for path in PRINTING if path.suffix == ".py"]
TEMPLATES = [path for path in PRINTING if path.suffix == ".j2"]


def literals(source: str) -> Iterator[str]:
    """Texts in code, without docstrings and what errors say to whoever runs the program."""
    tree = ast.parse(source)
    left_out = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr | ast.Raise)
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        text = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in left_out:
            yield text


def sentences(source: str) -> list[str]:
    return [
        text
        for text in literals(source)
        if (TWO_WORDS.search(text) or EDGE.search(text))
        and text not in VALUES
        and not MARKUP.search(text)
    ]


def words_of_template(source: str) -> list[str]:
    plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", "", source, flags=re.DOTALL)
    plain = SCRIPT.sub("", plain)
    told = " ".join(READ_ALOUD.findall(plain))
    text = re.sub(r"&\w+;", " ", re.sub(r"<[^>]*>", " ", plain))
    return WORD.findall(FILE_NAME.sub("", f"{text} {told}"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_code_says_messages_and_no_sentences_of_its_own(path):
    assert sentences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_say_messages_and_no_words_of_their_own(path):
    assert words_of_template(path.read_text(encoding="utf-8")) == []


def test_a_sentence_or_a_word_would_be_found():
    assert sentences('def f(n):\n    """Say it."""\n    return f"{n} calls scored"') == [
        " calls scored"
    ]
    assert sentences('x = "Scored by "') == ["Scored by "]
    assert words_of_template('<p title="A score">{{ say("x") }} calls</p>') == [
        "calls",
        "score",
    ]
