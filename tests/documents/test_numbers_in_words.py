"""No sentence, heading or template holds a number of its own: settings and constants are filled in."""

import ast
import re
from pathlib import Path

from fluent.syntax import ast as fluent

import review_kit
from review_kit.documents.parts.block import TEMPLATES
from review_kit.words.entries import cut
from review_kit.words.shipped import shipped_files

FIGURES = Path(review_kit.__file__).parent / "figures"

NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|quarters?|months?)\b",
    re.I,
)

MEANT = (
    # every interval is one of 95 %
    r"95( %)?( interval)?",
    # the scales of a score and of the skills matrix
    r"0–100",
    r"1 \(beginning\) to 4 \(exemplar\)",
    r"of 4( on average|,)",
    # the shape of a box and of a bar in a drawing, explained beside it
    r"middle half|nine tenths|by half hours",
    # the scale of an agreement
    r"1 is full, 0 is chance",
    # shares of what is compared, whatever the settings are
    r"half of them|over half|(Half|than half) of the|Half within|three quarters of the open deals",
    # two things beside each other
    r"the two move|one of two comparisons|two (?:intervals|ranges)|the two may be|two groups|lower of two",
    r"takes two reps",
    r"All four together|the last all four",
    # how far choice by what scores do not show may reach, and the first week of the estimate
    r"about half a point|days 1 to 7|[Tt]he last three",
    # the smallest number that is written instead of zero
    r"0\.001",
    # a window of a quarter or a month is called so (parts/sentences.py), and so is the time to come
    r"a quarter( before)?|in the first month|the last month's|[Nn]ext quarter",
    # quarters of the calendar
    r"By quarter of|(?:[Oo]ver the|in all|one|from|of each) quarters?|to quarter|quarter.s documents",
    r"rep-months|the months before|^quarter$|^month$",
    # what an interval of 95 % means, said once
    r"19 times in 20",
    # the third quartile of others
    r"longer than 75 % of the open deals|75 % of others",
    r"the last line all four|min\(1, days|max\(0, 1",
    # what earlier hires had is of thirty days, whatever the windows are
    r"over the 30 days up to the day named|range of the middle half",
    # the quarter that is compared with the last one, and the median of the days that hires took
    r"[Tt]his quarter('s)?|both quarters|[Hh]alf of ?$",
    # a standard, and what holds where a contract's rule is kept
    r"ISO 8601|identif(?:y|ies) one row|in more than one row|is one of|is not one of|at least 1 row",
    # the scale of a score in a form, and the parts of a sheet
    r"0 to 100|^\d\. ",
)
"""Numbers that no setting moves, each with its reason."""

OF_NUMBERS = {
    # numbers in words and in figures are written there
    "wording.py",
    # days as people typed them are read there
    "notes.py",
    # formulas; test_return_workbook.py holds both to the arithmetic
    "return_steps.py",
    "return_workbook.py",
    # how a workbook writes numbers
    "named_cells.py",
}

NOT_PRINTED = re.compile(
    r"^[\w/.]+\.j2$|^[a-z0-9_-]+$|^%[0-9A-F]{2}$|^\d\.\d$|^utf-8$|\\|\[\^|#,##0|<|^[0-9]+$"
    r"|^#[0-9a-f]{6}$|=\"",
    re.I,
)
"""Names of files, columns, encodings, patterns, formats and markup."""


def strings_of(path: Path):
    """Every string that the code of a module may print: no docstrings, no formats of numbers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            skipped |= {id(inside) for inside in ast.walk(node.format_spec)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node.value


def words_of(template: Path) -> str:
    """Give the words of a template, without its markup, and without the number of a chapter."""
    text = template.read_text(encoding="utf-8")
    text = re.sub(r">(\d)\. ", "> ", text)
    return re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "\n", text)


def own_numbers(words: str) -> bool:
    return bool(NUMBER.search(re.sub("|".join(MEANT), " ", words)))


def test_code_that_writes_sentences_has_no_numbers_of_its_own():
    found = [
        (path.name, words)
        for path in sorted(TEMPLATES.rglob("*.py"))
        if path.name not in OF_NUMBERS
        for words in strings_of(path)
        if not NOT_PRINTED.search(words) and own_numbers(words)
    ]
    assert found == []


def test_templates_have_no_numbers_of_their_own():
    found = [
        (path.name, line)
        for path in sorted(TEMPLATES.rglob("*.j2"))
        for line in words_of(path).splitlines()
        if own_numbers(line)
    ]
    assert found == []


DEFINES_NUMBERS = {
    # counts in words, and months of tenure
    "en/common.ftl",
    # definitions hold the constants of their metrics; test_settings_in_print.py looks for settings in them
    "en/metrics.ftl",
    "en/glossary.ftl",
    # about how files write numbers and days; no document says them
    "en/connect.ftl",
    "en/findings.ftl",
    # which rows a definition takes, with the constants of it
    "en/rights.ftl",
    # the four fifths of the law, and the years of the methods
    "en/impact.ftl",
}


def said(node, *, of_one=False):
    """Words of a message; in the variant for one, a count of one is the variable's."""
    if isinstance(node, fluent.TextElement):
        yield re.sub(r"\b(1|[Oo]ne)\b", " ", node.value) if of_one else node.value
    elif isinstance(node, fluent.Pattern):
        for element in node.elements:
            yield from said(element, of_one=of_one)
    elif isinstance(node, fluent.Placeable):
        yield from said(node.expression, of_one=of_one)
    elif isinstance(node, fluent.SelectExpression):
        for variant in node.variants:
            one = of_one or getattr(variant.key, "name", "") == "one"
            yield from said(variant.value, of_one=one)


def test_messages_have_no_numbers_of_their_own():
    found = [
        (path, entry.name, words)
        for path, text in shipped_files().items()
        if path.startswith("en/") and path not in DEFINES_NUMBERS
        for entry in cut(text, path)
        for pattern in (entry.parsed.value, *(part.value for part in entry.parsed.attributes))
        for words in said(pattern)
        if own_numbers(" ".join(words.split()))
    ]
    assert found == []


def test_a_number_that_is_written_out_would_be_found():
    for words in (
        "in the worst 30 days",
        "at least five calls",
        "Gained 10 pp or more",
        "3 sessions",
    ):
        assert own_numbers(words)
