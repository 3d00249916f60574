"""Sessions that the log names and the calendar calls off, and commitments still open, in print."""

import shutil
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from document_examples import CONTEXT
from rep_rows import record

from review_kit.documents import OrgSummary, RepPacket
from review_kit.documents.sheet.last_commitment import last_commitment
from review_kit.documents.talk.agreed import commitment_line

NOTE = "2 in the log did not take place, according to the calendar"


@pytest.fixture(scope="module")
def noted(run, tmp_path_factory):
    """The run, with a note on everybody's sessions held; the first rep had none in the window."""
    folder = tmp_path_factory.mktemp("run")
    shutil.copytree(run.folder / "metrics", folder / "metrics")
    for name in ("rep_metrics", "org_metrics"):
        rows = pq.read_table(folder / "metrics" / f"{name}.parquet")
        frame = rows.to_pandas()
        frame.loc[frame["metric"] == "sessions_held", "note"] = NOTE
        if name == "rep_metrics":
            first = frame["rep_id"] == frame["rep_id"].iloc[0]
            frame.loc[first & (frame["metric"] == "sessions_held"), "value"] = 0
        table = pa.Table.from_pandas(frame, rows.schema, preserve_index=False)
        pq.write_table(table, folder / "metrics" / f"{name}.parquet")
    sessions = pq.read_table(folder / "metrics" / "sessions.parquet")
    others = [rep != first_rep(run) for rep in sessions["rep_id"].to_pylist()]
    pq.write_table(sessions.filter(pa.array(others)), folder / "metrics" / "sessions.parquet")
    return folder


def first_rep(run):
    return run.table("rep_metrics")["rep_id"].iloc[0]


def said(part):
    return " ".join(part.text.split())


def test_a_packet_says_how_many_sessions_of_the_log_did_not_take_place(run, noted):
    coached = run.table("sessions")["rep_id"]
    rep = next(rep for rep in coached if rep != first_rep(run))
    told = said(RepPacket.open(str(noted), rep).coaching_record())
    assert "hours a week" in told
    assert f" Sessions: {NOTE}." in told


def test_a_packet_without_any_session_says_it_too(run, noted):
    told = said(RepPacket.open(str(noted), first_rep(run)).coaching_record())
    assert f"No coaching session was logged in this window. Sessions: {NOTE}." in told


def test_a_report_says_it_under_the_investment(noted):
    assert said(OrgSummary.open(str(noted)).investment()).endswith(f"Sessions: {NOTE}.")


def commitment(entry, made, words, due, status="open"):
    return {
        "entry_id": entry,
        "session_date": made,
        "commitment": words,
        "commitment_due": due,
        "commitment_status": status,
    }


BEFORE = commitment("L-1", date(2026, 5, 4), "Recap on the day", date(2026, 5, 11))
DATE_ONLY = commitment("L-2", date(2026, 8, 3), None, date(2026, 8, 10))


def test_a_commitment_still_open_from_before_the_window_is_reopened():
    assert last_commitment([BEFORE, DATE_ONLY], CONTEXT) == {
        "text": "Recap on the day",
        "facts": "agreed 4 May, due 11 May",
        "check": "",
    }
    assert commitment_line(record(commitments=[BEFORE, DATE_ONLY])) == (
        "Open commitment: Recap on the day (due 11 May)."
    )


def test_without_words_there_is_nothing_to_reopen():
    assert last_commitment([DATE_ONLY], CONTEXT) is None
    assert commitment_line(record(commitments=[DATE_ONLY])) == (
        "No commitment is open. Agree on one today."
    )
