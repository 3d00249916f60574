"""What pages about a run say, in the language of the organisation where it has words for them."""

import json
from dataclasses import replace

import pytest

from review_kit.records import run_words
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import Manifest, write_manifest
from review_kit.records.page import write_failure_page
from review_kit.records.record import CHECK_FAILED, Failure, Record
from review_kit.words import speaking

PACKET = Record(
    "reps/R1/packet", "rep", "R1", "Ana Ruiz", "rep_packet", "Review packet", "manager", "0" * 12, {},
    "made", seconds=2.64,
)  # fmt: skip
MISSING = Failure("KeyError", "'call_id'", cell=2, line=3, source="row['call_id']")
RUN = Manifest(
    "2026-09-30-90d", "complete", "0.1.0", "5f1c", "2026-09-30", 90, "2026-10-01T08:15:00+00:00", None,
    3720.0, 1, (), (), (), (PACKET, replace(PACKET, status="unchanged")),
)  # fmt: skip


@pytest.fixture
def run(tmp_path):
    """A run's folder, with the organisation's language and the project's own words."""

    def made(language="en-GB", words=None):
        folder = RunFolder(tmp_path / "2026-09-30-90d")
        folder.context.parent.mkdir(parents=True, exist_ok=True)
        config = {"organisation": {"name": "Acme", "language": language}}
        context = {"organisation": "Acme", "config": config, "words": words or {}}
        folder.context.write_text(json.dumps(context), encoding="utf-8")
        return folder

    return made


def with_status(*statuses):
    return replace(RUN, documents=tuple(replace(PACKET, status=each) for each in statuses))


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (RUN, "1 of 2 documents was made; 1 was up to date."),
        (with_status("made", "made"), "2 of 2 documents were made."),
        (with_status("failed", "made"), "1 of 2 documents could not be made."),
        (with_status("unchanged"), "Nothing to make: the one document is up to date."),
        (with_status("unchanged", "unchanged"), "Nothing to make: all 2 documents are up to date."),
        (with_status(), "There was nothing to make."),
        (
            replace(RUN, state="interrupted"),
            "This run was interrupted. Give the same command again: it goes on where it stopped.",
        ),
        (
            replace(RUN, state="running"),
            "This run has been going on since 1 October 2026, 08:15:00 UTC.",
        ),
    ],
)
def test_the_summary_begins_with_what_became_of_the_run(manifest, said):
    assert run_words.headline(manifest) == said


def test_its_second_line_counts_what_is_not_all_alike():
    narrowed = replace(RUN, removed=("reps/R9/packet",), narrowed_to=("rep R1", "rep R2"))
    assert run_words.lead(narrowed) == (
        "90 days up to 30 September 2026. 1 made, 1 unchanged, 1 removed. "
        "This run was asked for rep R1, rep R2 only."
    )
    assert run_words.lead(with_status("made")) == "90 days up to 30 September 2026."
    with speaking("en-US"):
        assert run_words.lead(with_status("made")) == "90 days up to September 30, 2026."


def test_its_foot_says_with_what_and_how_long():
    assert (
        run_words.foot(RUN) == "Snapshot 5f1c · review-kit 0.1.0 · 1\u202fh 2\u202fmin on 1 worker"
    )


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0.42, "0.4 s"), (41.2, "41 s"), (200, "3 min 20 s"), (3900, "1 h 5 min")],
)
def test_durations(seconds, written):
    assert run_words.duration(seconds).replace("\u202f", " ") == written


@pytest.mark.parametrize(
    ("failure", "kind", "place"),
    [
        (MISSING, "could not be made", "rep_packet.ipynb, cell 2, line 3"),
        (replace(MISSING, line=None), "could not be made", "rep_packet.ipynb, cell 2"),
        (Failure(CHECK_FAILED, "page 3: empty"), "did not pass its check", ""),
    ],
)
def test_the_page_in_place_of_a_document_says_why_and_where(tmp_path, failure, kind, place):
    write_failure_page(tmp_path / "failed.html", replace(PACKET, failure=failure))
    page = (tmp_path / "failed.html").read_text(encoding="utf-8")
    assert "Review packet for Ana Ruiz (R1)" in page
    assert kind in page
    assert (place in page) if place else "rep_packet.ipynb" not in page


def test_what_to_look_at_before_a_release_is_listed_in_the_summary(run):
    folder = run()
    warned = replace(PACKET, warnings=("the first name of a colleague (Bo Lind) is on page 3",))
    write_manifest(folder, replace(RUN, documents=(warned, PACKET)))
    page = folder.summary.read_text(encoding="utf-8")
    assert "Look at these before you release them" in page
    assert page.count("the first name of a colleague (Bo Lind) is on page 3") == 1


def test_an_organisation_changes_a_sentence_of_the_summary(run):
    folder = run("en-US", {"en/our.ftl": "run-files = Papers\n"})
    write_manifest(folder, RUN)
    page = folder.summary.read_text(encoding="utf-8")
    assert '<html lang="en-US">' in page
    assert "Papers" in page
    assert "September 30, 2026" in page


def test_a_language_that_does_not_say_these_pages_yet_has_them_whole_in_english(run):
    with run_words.words_of_pages(run("de")) as words:
        assert words.tag == "en-GB"
    own = {"de/our.ftl": "run-title = { $organisation } · Lauf { $run }\n"}
    with run_words.words_of_pages(run("de", own)) as words:
        assert words.tag == "de"
