"""Check one document, and say what is wrong with it so that somebody can fix it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from review_kit.check.finding import Finding
from review_kit.check.first_names import first_names_in
from review_kit.check.focus import FOCUS, check_focus, focus_facts
from review_kit.check.people import Mention, People
from review_kit.check.source import own_identifiers, places_of
from review_kit.check.structure import check_structure
from review_kit.documents.parts.plain_text import seen_and_spoken
from review_kit.errors import ReviewKitError


class CheckFailedError(ReviewKitError):
    """A document was made and is not as it must be, so it is not delivered.

    Parameters
    ----------
    findings
        What is wrong with it.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings), _hint(findings))
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Subject:
    """Whom a document is about, and the run it is of."""

    grain: str
    """What it is about: ``rep``, ``team``, ``manager`` or ``org``."""
    identifier: str
    """Of the rep, team or manager; empty for the organisation."""
    metrics: Path
    """The run's folder of metric tables."""
    people: People


def check_document(
    files: Mapping[str, Path],
    subject: Subject,
    *,
    title: str,
    pages: tuple[int, int] | None = None,
    shows: Collection[str] = (),
    language: str = "en",
    for_everybody: bool = False,
) -> tuple[str, ...]:
    """Check the files of a document that is about to be delivered.

    Every PDF: it opens, has as many pages as it may have, none of them empty, is tagged with language and
    title, and holds its fonts. Documents of one rep: they name no other rep; those for everybody: they name
    none. Where it is asked for: page one says what the metric tables say.

    Parameters
    ----------
    files
        Format (``pdf``, ``html``) → file.
    subject
        Whom the document is about.
    title, language
        What it must be tagged with.
    pages
        Least and greatest number of pages; ``None`` where any number is right.
    shows
        What page one must show as it stands in the metric tables; :data:`FOCUS` is known.
    for_everybody
        Whether reps may read a document that is about none of them.

    Returns
    -------
    tuple of str
        What is no fault, and should be looked at before the document is released: colleagues' first names.

    Raises
    ------
    CheckFailedError
        With everything that was found.
    """
    findings: list[Finding] = []
    texts: list[tuple[str, str]] = []
    if "pdf" in files:
        findings += check_structure(files["pdf"], title=title, language=language, pages=pages)
        if not any(finding.check == "opens" for finding in findings):
            printed = read_pages(files["pdf"])
            texts += [(f"page {number}", text) for number, text in enumerate(printed, start=1)]
            if FOCUS in shows:
                facts = focus_facts(subject.metrics, subject.identifier)
                findings += check_focus(printed[0] if printed else "", facts)
    if "html" in files:
        texts.append(("the web page", seen_and_spoken(files["html"].read_text(encoding="utf-8"))))
    if subject.grain == "rep" or for_everybody:
        findings += _check_names(texts, subject)
    if findings:
        raise CheckFailedError(findings)
    if subject.grain != "rep":
        return ()
    return first_names_in(texts, subject.people, subject.metrics, subject.identifier)


_MARKS = str.maketrans({"\ufffe": "-\n", "\r": None})
"""PDFium gives U+FFFE for a hyphen with the rest of the word on the next line."""
_FROM_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def read_pages(path: Path) -> list[str]:
    """Read the text of each page of a PDF, by another library than the one that wrote it.

    PDFium reads what a viewer lets people select and search. In lines from right to left it puts
    numbers in another place (``R3`` becomes ``3R``), so such pages are read by pypdf as well, which
    takes ten times as long and knows fewer scripts.
    """
    from pypdfium2 import PdfDocument

    texts = []
    with PdfDocument(path) as pdf:
        for page in pdf:
            words = page.get_textpage()
            texts.append(words.get_text_range().translate(_MARKS))
            words.close()
            page.close()
    turned = [at for at, text in enumerate(texts) if _FROM_RIGHT_TO_LEFT.search(text)]
    if turned:
        from pypdf import PdfReader

        pages = PdfReader(path).pages
        for at in turned:
            texts[at] += f"\n{pages[at].extract_text()}"
    return texts


def _check_names(texts: Sequence[tuple[str, str]], subject: Subject) -> Iterator[Finding]:
    mentions: dict[Mention, list[str]] = {}
    for place, text in texts:
        for mention in subject.people.others_in(text, subject.identifier):
            mentions.setdefault(mention, []).append(place)
    if any(mention.by_id for mention in mentions):
        own = own_identifiers(subject.metrics, subject.identifier)
        mentions = {m: p for m, p in mentions.items() if not (m.by_id and m.rep_id in own)}
    for mention, places in mentions.items():
        where = places_of(mention, subject.metrics, subject.identifier, subject.people)
        origin = f": {'; '.join(where)}" if where else ""
        who = "another rep" if subject.grain == "rep" else "a rep"
        what = f"{who}, {mention}, is named on {', '.join(places)}{origin}"
        yield Finding("names", what)


_HINTS = {
    "names": "Fix the entry in the export (write 'a colleague' instead) and run again; if no "
    "entry is named, the template prints the name.",
    "pages": "Open the executed notebook to see what made it so long or short; the limits are "
    "'pages' in the template's metadata.review_kit.",
    "focus": "A template that declares 'shows': ['focus_criteria'] must print them on page one.",
    "empty page": "Look for a forced page break with nothing after it; a page shows the last "
    "value of each cell, but not printed text.",
    "tagged": "Render with the theme that comes with the package.",
    "fonts": "'review-kit doctor' says which fonts are missing.",
    "opens": "Run again; if the fault remains, 'review-kit doctor' checks the programs that PDFs "
    "are made with.",
}


def _hint(findings: Sequence[Finding]) -> str:
    checks = dict.fromkeys(finding.check for finding in findings)
    return " ".join(_HINTS[check] for check in checks)
