"""What is kept between runs: not made again, never trusted when damaged, and gone with a person."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from edited_company import EditedCompany
from shared_counts import share_counts

import review_kit.contracts.kept_verdicts
import review_kit.sources.files.unchanged
import review_kit.sources.staging
from review_kit.pipeline.progress import Silent
from review_kit.pipeline.validate import ValidatedExports, find_snapshot
from review_kit.project.kept import entries_in
from review_kit.rights.purging import purge_person
from review_kit.rights.retention import purge_by_retention
from review_kit.sources.files.unchanged import sha256_of


@pytest.fixture(scope="module")
def founded(tmp_path_factory) -> EditedCompany:
    company = EditedCompany.founded(tmp_path_factory.mktemp("kept") / "company")
    share_counts(company.root)
    validated(company)
    return company


@pytest.fixture
def company(founded, tmp_path) -> EditedCompany:
    shutil.copytree(founded.root, tmp_path / "company", symlinks=True)
    return replace(founded, root=tmp_path / "company", tables=deepcopy(founded.tables))


def validated(company: EditedCompany) -> ValidatedExports:
    return find_snapshot(company.project, as_of=company.as_of, window_days=None, progress=Silent())


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """Name every table that is read or judged."""
    names: list[str] = []
    read, judge = (
        review_kit.sources.staging._read_staged,
        review_kit.contracts.kept_verdicts.check_table,
    )

    def reading(project, table, *others):
        names.append(f"read {table}")
        return read(project, table, *others)

    def judging(connection, contract, *others, **settings):
        names.append(f"judged {contract.table}")
        return judge(connection, contract, *others, **settings)

    monkeypatch.setattr(review_kit.sources.staging, "_read_staged", reading)
    monkeypatch.setattr(review_kit.contracts.kept_verdicts, "check_table", judging)
    return names


def test_of_one_corrected_entry_its_table_alone_is_read_and_judged(company, made):
    company.edit("a note", 3, 1)
    before = {path.name: path for path in (company.root / ".review_kit/snapshots").iterdir()}
    snapshot = validated(company).snapshot
    assert made == ["read coaching_log", "judged coaching_log"]
    (earlier,) = before.values()
    same = [
        path.name
        for path in sorted(snapshot.glob("*.parquet"))
        if path.samefile(earlier / path.name)
    ]
    assert same == [
        *("criteria.parquet", "opportunities.parquet", "qa_scores.parquet", "roster.parquet"),
        *("scheduled_sessions.parquet", "stage_history.parquet"),
    ]


def test_of_exports_that_are_as_they_were_the_bytes_are_read_once(company, monkeypatch):
    hashed: Counter[str] = Counter()

    def hashing(path):
        hashed[path.relative_to(company.root).as_posix()] += 1
        return sha256_of(path)

    monkeypatch.setattr(review_kit.sources.files.unchanged, "sha256_of", hashing)
    company.edit("a note", 3, 1)
    validated(company)
    again = {name for name, times in hashed.items() if times > 1}
    assert again == {"exports/coaching_log.csv"}
    assert hashed["exports/qa_scores.csv"] == 1


def test_a_name_on_the_roster_is_no_key_of_the_tables_that_refer_to_it(company, made):
    company.edit("a name", 1, 3)
    validated(company)
    assert made == ["read roster", "judged roster"]


def test_with_another_rep_the_tables_that_refer_to_reps_are_judged_again(company, made):
    company.tables["roster"].append(dict(company.tables["roster"][0]) | {"rep_id": "R5"})
    company.write("roster")
    validated(company)
    assert made == [
        "read roster",
        *(f"judged {table}" for table in ("roster", "qa_scores", "coaching_log")),
        *(f"judged {table}" for table in ("scheduled_sessions", "opportunities")),
    ]


def test_what_is_damaged_is_made_again(company, made):
    before = validated(company)
    (company.root / ".review_kit" / "validated.json").unlink()
    for entry in entries_in(company.root / ".review_kit" / "kept"):
        for path in entry.iterdir():
            path.write_bytes(path.read_bytes()[:-1] + b"?")
    after = validated(company)
    assert len(made) == 2 * len(company.tables)
    assert after.snapshot_id == before.snapshot_id


def test_a_table_of_an_earlier_snapshot_that_was_changed_is_written_anew(company):
    snapshots = company.root / ".review_kit" / "snapshots"
    (earlier,) = snapshots.iterdir()
    path = earlier / "qa_scores.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    company.edit("a note", 3, 1)
    snapshot = validated(company).snapshot
    assert not (snapshot / path.name).samefile(path)


def test_with_a_person_everything_goes_that_was_kept_of_them(company):
    company.edit("a note", 3, 1)
    validated(company)
    result = purge_person(company.project, "R3")
    assert result.is_proven
    assert not (company.root / ".review_kit" / "kept").exists()
    names = [path for path in company.root.rglob("*") if path.is_file() and _names_chika(path)]
    assert names == []


def _names_chika(path: Path) -> bool:
    return b"Chika" in path.read_bytes()


def test_what_is_past_the_days_of_snapshots_goes(company):
    kept = [*entries_in(company.root / ".review_kit" / "kept")]
    old = time.time() - 31 * 86_400
    for entry in kept[::2]:
        os.utime(entry / "facts.json", (old, old))
    text = (company.root / "review_kit.toml").read_text(encoding="utf-8")
    (company.root / "review_kit.toml").write_text(
        f"{text}[retention]\nsnapshots = 30\n", encoding="utf-8"
    )
    purge_by_retention(company.project)
    assert [*entries_in(company.root / ".review_kit" / "kept")] == kept[1::2]
