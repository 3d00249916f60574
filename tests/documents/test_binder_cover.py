"""The cover of a manager's binder: every rep once, in an order that ranks nobody, with what to do before."""

import re
from datetime import date

import pandas as pd
import pytest
from document_examples import CONTEXT
from read_tables import table_rows
from rep_rows import FELL, HIGHER, Rows, metric, rep, session, skill, theme

from review_kit.documents import BinderCover, RepPacket
from review_kit.documents.binder.manager_record import ManagerRecord


class ManyReps(Rows):
    """Rows of several reps, as their manager sees them."""

    run = None
    viewer = None


@pytest.fixture
def cover(monkeypatch):
    """Open the cover for reps who are given as (name, tables)."""
    from review_kit.documents.parts import entity_data

    def open_cover(*reps):
        tables = {"reps": []}
        for number, (name, given) in enumerate(reps, start=1):
            rep_id = f"R{number}"
            tables["reps"].append(rep(rep_id=rep_id, rep_name=name))
            for table, rows in given.items():
                tables.setdefault(table, []).extend({**row, "rep_id": rep_id} for row in rows)
        # one rep's rows among those of all are read through the class of the manager's rows
        monkeypatch.setattr(
            entity_data.EntityData, "rows", lambda self, table: tables.get(table, [])
        )
        return BinderCover(ManagerRecord(ManyReps(CONTEXT, tables)))

    return open_cover


def lines(cover):
    """Rep, praise, question and what to do before, of each row of the cover."""
    return table_rows(cover.agenda().html)


def test_beside_each_name_is_a_place_for_the_page_of_the_packet(cover):
    html = cover(("Ann Lee", {}), ("Bo Lind", {})).agenda().html
    assert re.findall(r'data-rep="(R\d)" data-words="page \{page\}"></span>', html) == ["R1", "R2"]


QUOTA = {"rep_metrics": [metric("quota_attainment", 0.3)]}
PAST_THE_LINE = {"themes": [theme("performance_conversation", sessions=7)]}


def test_a_row_says_what_to_praise_what_to_ask_and_what_to_do_before(cover):
    made = {
        "rep_criteria": [skill(**HIGHER)],
        **QUOTA,
        "sessions": [session(), session("E2", shared_with_rep_on=None)],
    }
    assert lines(cover(("Ann Lee", made))) == [
        [
            "1. Ann Lee",
            "Discovery: 13 points higher than comparable uncoached skills (17 Aug to 13 Sep).",
            "You are at 30 % of quota. What would have to change to close the gap? Discovery is at 58; the "
            "target is 70. Which call shows best what is missing?",
            "Share 1 of 2 log entries.",
        ]
    ]


def test_of_many_reps_the_first_question_stands_alone(cover):
    nine = [(f"Rep {number}", {"rep_criteria": [skill(**HIGHER)], **QUOTA}) for number in range(9)]
    assert {ask.count("?") for _, _, ask, _ in lines(cover(*nine))} == {1}
    assert {ask.count("?") for _, _, ask, _ in lines(cover(*nine[:8]))} == {2}


def test_with_nothing_to_praise_and_nothing_to_do_it_says_so(cover):
    assert lines(cover(("Ann Lee", {}))) == [
        [
            "1. Ann Lee",
            "No score and no result carries praise yet. Name what you have seen yourself.",
            "What do you want to be better at by the end of next quarter?",
            "–",
        ]
    ]


def test_what_cannot_wait_comes_first(cover):
    shown = cover(
        ("Ada", {}),
        ("Bo", {"rep_criteria": [skill(**FELL)]}),
        ("Cy", QUOTA),
        ("Di", {**PAST_THE_LINE, "rep_criteria": [skill(**HIGHER)]}),
    )
    assert [row[0] for row in lines(shown)] == ["1. Di", "2. Cy", "3. Bo", "4. Ada"]
    assert shown.order == ["R4", "R3", "R2", "R1"]


def test_reps_with_the_same_kind_of_conversation_stand_by_name_whatever_their_numbers(cover):
    worse = {"rep_metrics": [metric("quota_attainment", 0.02)]}
    shown = cover(("Zoe Abt", worse), ("ana Ruiz", QUOTA), ("Bo Lind", QUOTA), ("Dan Roe", {}))
    assert [row[0] for row in lines(shown)] == [
        "1. ana Ruiz",
        "2. Bo Lind",
        "3. Zoe Abt",
        "4. Dan Roe",
    ]
    assert "The order ranks nobody." in shown.introduction().text


def test_a_rep_with_whom_no_entry_was_ever_shared_is_a_to_do_and_a_log_without_days_is_none(cover):
    unshared = {"sessions": [session(shared_with_rep_on=None)]}
    with_days = cover(("Ann", unshared), ("Bo", {"sessions": [session()]}))
    assert [row[3] for row in lines(with_days)] == ["Share the log entry.", "–"]
    without = cover(("Ann", unshared), ("Bo", unshared))
    assert [row[3] for row in lines(without)] == ["–", "–"]


# -- from the tables of a run ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def covers(run):
    managers = sorted(set(run.table("reps")["manager_id"]))
    return {manager: BinderCover.open(str(run.folder), manager) for manager in managers}


def test_every_rep_of_the_manager_stands_on_the_cover_once_and_nobody_else(run, covers):
    reps = run.table("reps")
    for manager_id, mine in reps.groupby("manager_id"):
        cover = covers[manager_id]
        assert sorted(cover.order) == sorted(mine["rep_id"])
        agenda = cover.agenda().text
        for number, rep_id in enumerate(cover.order, start=1):
            name = mine.set_index("rep_id").loc[rep_id, "rep_name"]
            assert f"{number}. {name}" in agenda
        for name in reps.loc[reps["manager_id"] != manager_id, "rep_name"]:
            assert name not in agenda


def test_the_cover_says_what_page_one_of_each_packet_says_first(run, covers):
    for cover in covers.values():
        for rep_id, (_, praise, ask, _) in zip(cover.order, lines(cover), strict=True):
            page_one = RepPacket.open(str(run.folder), rep_id).praise_ask_agreed().text
            told = [" ".join(line.split()) for line in page_one.splitlines()]
            assert praise.startswith(told[told.index("Praise") + 1])
            assert ask.startswith(told[told.index("Ask") + 1])


def test_the_head_says_whose_it_is_and_the_foot_whose_copy(run):
    first = run.table("reps").iloc[0]
    cover = BinderCover.open(str(run.folder), first["manager_id"], "0123456789abcdef")
    assert cover.header().text.splitlines()[0] == first["manager_name"]
    assert re.search(r'manager.{1,6}s copy .* evidence 0123456789ab"', cover.header().html)


def test_what_to_do_before_counts_the_rows_of_the_log(run, covers):
    sessions = run.table("sessions")
    told = 0
    for cover in covers.values():
        for rep_id, (*_, before) in zip(cover.order, lines(cover), strict=True):
            mine = sessions[sessions["rep_id"] == rep_id]
            days = pd.to_datetime(mine["shared_with_rep_on"])
            unseen = int((days.isna() | (days > pd.Timestamp(date(2026, 9, 30)))).sum())
            found = re.search(r"Share (?:(\d+) of (\d+) log entries|the log entry)\.", before)
            assert bool(found) == bool(unseen)
            if found and found[1]:
                assert (int(found[1]), int(found[2])) == (unseen, len(mine))
            told += bool(found)
    assert told


def test_every_question_ends_with_a_question_mark_and_every_praise_holds_a_number(covers):
    for cover in covers.values():
        for _, praise, ask, _ in lines(cover):
            assert ask.endswith("?")
            assert re.search(r"\d", praise) or praise.startswith("No score")
