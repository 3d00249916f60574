"""What is found in exports is said by messages: warnings, reasons to stop, hints."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import review_kit

PACKAGE = Path(review_kit.__file__).parent
TELLING = {"Notice", "GateFault", "Stop", "Cause", "Markup", "_Guess", "_fault", "_notice"}
"""What is made of a message and a hint."""
TWO_WORDS = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
MODULES = sorted(
    path for part in ("contracts", "sources") for path in (PACKAGE / part).rglob("*.py")
)


def own_sentences(source: str) -> list[str]:
    """Texts of several words that something found is made of in code."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            telling = getattr(node.func, "id", "") in TELLING
        else:
            targets = node.targets if isinstance(node, ast.Assign) else []
            names = {
                name.id for each in targets for name in ast.walk(each) if isinstance(name, ast.Name)
            }
            telling = "message" in names
        if not telling:
            continue
        for part in ast.walk(node):
            text = getattr(part, "value", None) if isinstance(part, ast.Constant) else None
            if isinstance(text, str) and TWO_WORDS.search(text):
                found.append(text)
    return found


def test_no_finding_is_made_of_words_in_code():
    found = {
        str(path.relative_to(PACKAGE)): texts
        for path in MODULES
        if (texts := own_sentences(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        'Notice(kind="x", message=f"{n} rows are empty")',
        'Notice(kind="x", message=say("found-x"), hint="Fix them")',
        '_fault(verdict, "broken_key", "two rows", hint)',
        'message = f"{n} rows are empty"',
    ],
)
def test_words_in_code_would_be_found(source):
    assert own_sentences(source)
