"""The cover of a manager's binder, made from the run's tables."""

import re

import pandas as pd

from review_kit.documents import BinderCover


def test_every_rep_of_the_manager_stands_on_the_cover_once_and_nobody_else(run):
    reps = run.table("reps")
    for manager_id, mine in reps.groupby("manager_id"):
        cover = BinderCover.open(str(run.folder), manager_id)
        assert sorted(cover.order) == sorted(mine["rep_id"])
        agenda = cover.agenda().text
        for number, rep_id in enumerate(cover.order, start=1):
            name = mine.set_index("rep_id").loc[rep_id, "rep_name"]
            assert f"{number}. {name}" in agenda
        for name in reps.loc[reps["manager_id"] != manager_id, "rep_name"]:
            assert name not in agenda


def test_the_head_says_whose_it_is_and_the_foot_whose_copy(run):
    first = run.table("reps").iloc[0]
    cover = BinderCover.open(str(run.folder), first["manager_id"], "0123456789abcdef")
    assert cover.header().text.splitlines()[0] == first["manager_name"]
    assert re.search(r'manager.{1,6}s copy .* evidence 0123456789ab"', cover.header().html)


def test_a_log_that_never_says_when_it_was_shared_is_said_so_and_weighs_nothing(run, tmp_path):
    copy = tmp_path / "run"
    (copy / "metrics").mkdir(parents=True)
    for path in (run.folder / "metrics").iterdir():
        (copy / "metrics" / path.name).write_bytes(path.read_bytes())
    sessions = pd.read_parquet(copy / "metrics" / "sessions.parquet")
    sessions["shared_with_rep_on"] = None
    sessions.to_parquet(copy / "metrics" / "sessions.parquet")
    managers = run.table("reps")["manager_id"].unique()
    for manager_id in managers:
        cover = BinderCover.open(str(copy), manager_id)
        assert "Entries not shared yet" not in cover.agenda().text
        told = "No entry of the log says when it was shared" in cover.introduction().text
        assert told == bool(cover.data.rows("sessions"))


def test_every_line_carries_a_number(run):
    for manager_id in run.table("reps")["manager_id"].unique():
        for _, point in BinderCover.open(str(run.folder), manager_id).record.conversations:
            words = point.why.lower()
            assert any(c.isdigit() for c in words) or "no call" in words or "focus skill" in words
