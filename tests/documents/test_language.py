"""A rep's documents are in the rep's language, whatever else is open in the same process."""

import re
import shutil

import pandas as pd
import pytest
from documents_in_place import NOTEBOOKS, executed
from fluent.syntax import ast

from review_kit.documents import BinderCover, ConversationSheet, RepPacket
from review_kit.words import spoken, words_in


@pytest.fixture(scope="module")
def speaking_run(run, tmp_path_factory):
    """The run with one rep's language in the roster, and another's that there are no words in."""
    folder = tmp_path_factory.mktemp("spoken") / run.folder.name
    shutil.copytree(run.folder / "metrics", folder / "metrics")
    path = folder / "metrics" / "reps.parquet"
    reps = pd.read_parquet(path)
    german, french = reps["rep_id"].iloc[:2]
    reps["language"] = reps["rep_id"].map({german: "de-AT", french: "fr"})
    reps.to_parquet(path)
    return str(folder), german, french


def test_each_document_speaks_its_own_language(speaking_run):
    folder, german, french = speaking_run
    first, second = RepPacket.open(folder, german), RepPacket.open(folder, french)
    assert first.data.words.tag == "de-AT"
    # there are no words in French: the organisation's language
    assert second.data.words.tag == "en-GB"
    # opened before the other, and asked after it
    assert "Review packet" in second.header().html
    assert "3. Juli – 30. September 2026" in first.header().text
    assert "3 July – 30 September 2026" in second.header().text
    assert spoken().tag == "en-GB"


def test_the_sheet_speaks_it_too_and_the_managers_cover_the_organisations(speaking_run):
    folder, german, _ = speaking_run
    assert "Ihre eigene Sicht" in ConversationSheet.open(folder, german).self_assessment().text
    assert BinderCover.open(folder).data.words.tag == "en-GB"


def test_results_that_a_notebook_reads_by_itself_are_in_it(speaking_run):
    folder, german, _ = speaking_run
    metrics = RepPacket.open(folder, german).record.metrics
    assert metrics["win_rate"].title == "Abschlussquote"


ENGLISH_MONTH = r"January|February|March|May|June|July|October|December|\bOct\b|\bDec\b"
"""Those that German writes otherwise."""
NOT_GERMAN = {
    "a value out of another": r"\d of \d",
    "an English month": ENGLISH_MONTH,
    "a month before its days": r"(?:Oktober|November|Dezember) \d{1,2},",
    "a decimal point": r"(?<![\d.])\d+\.\d{1,2}(?![\d.])",
    "thousands with a comma": r"(?<![\d,])[1-9]\d{0,2}(?:,\d{3})+(?!\d)",
    "a reason or stage that is not there": r"\bNot given\b",
}
LONG = 16
"""Characters of a piece that no name or comment of the exports has by chance."""
VERSIONS = re.compile(r"(?:Vertrag|review-kit) \d+\.\d+\.\d+")


@pytest.fixture(scope="module")
def german_texts(speaking_run):
    """All that packet and sheet of a German rep print and read aloud, without what the exports hold."""
    folder, german, _ = speaking_run
    found = []
    for name in ("rep_packet", "conversation_sheet"):
        notebook = executed(NOTEBOOKS / f"{name}.ipynb", {"run": folder, "rep_id": german})
        for shown in (output for cell in notebook.cells for output in cell.get("outputs", [])):
            aloud = re.findall(r'(?:aria-label|alt|title)="([^"]*)"', shown.data["text/html"])
            found.append(VERSIONS.sub("", "\n".join([shown.data["text/plain"], *aloud])))
    return "\n".join(found)


@pytest.mark.parametrize("kind", NOT_GERMAN)
def test_german_papers_write_numbers_and_days_as_german_does(german_texts, kind):
    assert re.findall(rf".*(?:{NOT_GERMAN[kind]}).*", german_texts) == []


def test_german_papers_say_no_piece_of_an_english_message(german_texts):
    said = {
        element.value.strip(" .,:;()\n")
        for entry in words_in("en").entries.values()
        if entry.parsed.value is not None
        for element in entry.parsed.value.elements
        if isinstance(element, ast.TextElement)
    }
    phrases = [text for text in said if len(text) >= LONG and text.count(" ") >= 2]
    assert len(phrases) > 500
    assert [text for text in phrases if text in german_texts] == []
