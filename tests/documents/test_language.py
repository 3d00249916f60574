"""A rep's documents are in the rep's language, whatever else is open in the same process."""

import shutil

import pandas as pd
import pytest

from review_kit.documents import BinderCover, ConversationSheet, RepPacket
from review_kit.words import spoken


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
