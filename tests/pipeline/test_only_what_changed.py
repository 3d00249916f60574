"""After any change, what is made of the change alone is what is made from scratch, byte for byte.

``REVIEW_KIT_EDITS=200 pytest tests/pipeline/test_only_what_changed.py`` makes two hundred changes.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from edited_company import EDITS, EditedCompany
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from shared_counts import share_counts
from threadpoolctl import threadpool_info, threadpool_limits

from review_kit.errors import ContractGateError
from review_kit.metrics import compute, compute_metrics
from review_kit.metrics.kept_parts import KeptParts
from review_kit.pipeline.prepare import prepare
from review_kit.project import Project, load_project

MANY = int(os.environ.get("REVIEW_KIT_EDITS", "2"))


@dataclass(frozen=True)
class State:
    """What stands there after exports were validated and measured."""

    verdict: Any
    """Without when Great Expectations counted: a count is the same whenever it was made."""
    quarantined: dict[str, pa.Table]
    snapshot: str = ""
    rows: dict[str, pa.Table] = field(default_factory=dict)
    metrics: dict[str, bytes] = field(default_factory=dict)


def state_of(project: Project, company: EditedCompany) -> State:
    """Validate and measure as a run does, and look at what came of it."""
    try:
        prepared = prepare(project, as_of=company.as_of)
    except ContractGateError:
        return State(_verdict(project.reports), _tables(project.cache / "validation/quarantined"))
    folder = prepared.exports.snapshot
    return State(
        _verdict(prepared.run.path),
        _tables(folder / "quarantined"),
        prepared.exports.snapshot_id,
        _tables(folder),
        {path.name: path.read_bytes() for path in sorted(prepared.run.metrics.iterdir())},
    )


def _verdict(folder: Path) -> Any:
    verdict = json.loads((folder / "validation.json").read_text(encoding="utf-8"))
    for table in verdict["tables"].values():
        for rule in table["rules"]:
            del rule["expectation_counted"]
    return verdict


def _tables(folder: Path) -> dict[str, pa.Table]:
    return {path.name: pq.read_table(path) for path in sorted(folder.glob("*.parquet"))}


def from_scratch(company: EditedCompany, folder: Path) -> State:
    """Make everything in a copy of the project in which nothing was ever kept, nor divided into parts."""
    shutil.rmtree(folder, ignore_errors=True)
    left_out = shutil.ignore_patterns(".review_kit", "reports")
    shutil.copytree(company.root, folder, ignore=left_out)
    share_counts(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("review_kit.metrics.compute_kept.write_metrics", _write_undivided)
        return state_of(load_project(folder), company)


def _write_undivided(snapshot, config, folder, *, kept, **review):
    compute_metrics(snapshot, config, **review).write(folder)


@pytest.fixture(scope="module")
def company(tmp_path_factory) -> EditedCompany:
    company = EditedCompany.founded(tmp_path_factory.mktemp("edited") / "company")
    share_counts(company.root)
    state_of(company.project, company)
    return company


def test_of_one_corrected_note_the_sessions_alone_are_told_again(company, monkeypatch):
    made: list[str] = []
    threads: set[int] = set()
    keep = KeptParts.keep

    def keeping(self, name, key, frames):
        made.append(name)
        threads.update(one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas")
        return keep(self, name, key, frames)

    monkeypatch.setattr(KeptParts, "keep", keeping)
    company.edit("a note", 2, 1)
    with threadpool_limits(limits=2, user_api="blas"):
        state_of(company.project, company)
    assert made == ["sessions", "commitments", "sessions-counted"]
    assert threads == {1}, "numbers do not depend on how many cores a machine has"


def test_of_one_corrected_commitment_the_numbers_of_its_rep_alone_are_told_again(
    company, monkeypatch
):
    given: list[set[str]] = []
    count = compute.number_rows

    def counting(material):
        review = material.review
        looked_at = (review.reps, review.call_scores, review.entries, material.told("rep_criteria"))
        given.extend({*frame["rep_id"]} for frame in looked_at)
        return count(material)

    monkeypatch.setattr(compute, "number_rows", counting)
    status = company.tables["coaching_log"][0]["commitment_status"]
    company.edit("a commitment", 0, 1 if status != "open" else 3)
    state_of(company.project, company)
    rep = company.tables["coaching_log"][0]["rep_id"]
    assert given == [{rep}] * 4


@settings(
    max_examples=MANY,
    # each change is made to what the ones before have left: it cannot be made again, nor be simpler
    phases=(Phase.generate,),
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    kind=st.sampled_from(sorted(EDITS)),
    which=st.integers(min_value=0, max_value=10_000),
    what=st.integers(min_value=0, max_value=10_000),
)
def test_a_change_leaves_what_everything_made_anew_would_leave(company, kind, which, what):
    edits = company.root.with_name("edits.txt")
    with edits.open("a", encoding="utf-8") as file:
        file.write(f"{company.edit(kind, which, what)}\n")
    note(edits.read_text(encoding="utf-8"))
    now = state_of(company.project, company)
    anew = from_scratch(company, company.root.with_name("scratch"))
    assert now.verdict == anew.verdict
    assert now.quarantined == anew.quarantined
    assert now.snapshot == anew.snapshot
    assert now.rows == anew.rows
    assert [*now.metrics] == [*anew.metrics]
    assert [name for name, made in now.metrics.items() if made != anew.metrics[name]] == []
