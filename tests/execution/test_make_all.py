"""Who gets which document, and what a worker that dies or hangs costs: with workers that only pretend."""

from __future__ import annotations

import json
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

import pytest
from build_contexts import build_context_for

from review_kit.execution import make_all as module
from review_kit.execution.make_all import make_all
from review_kit.execution.workers import DocumentExecutor


class Pretending(DocumentExecutor):
    """Workers that end a document as they are told: ``made``, ``died`` (once, twice) or never."""

    is_local = True

    def __init__(self, count: int, fates: dict[str, list[str]]) -> None:
        self.count = count
        self.fates = fates
        self.given: list[tuple[str, int]] = []
        """Each document with the number of others that were out when it was given."""
        self.given_up: list[str] = []
        self.out: dict[Future, str] = {}

    def start(self):
        return self

    def finish(self):
        self.is_over = True

    stop = finish

    def submit(self, make, task, build, /):
        future: Future = Future()
        others = [other for other in self.out if not other.done()]
        assert len(others) < self.count
        self.given.append((task.entity.identifier, len(others)))
        self.out[future] = task.entity.identifier
        fates = self.fates.get(task.entity.identifier, [])
        fate = fates.pop(0) if fates else "made"
        if fate == "made":
            future.set_result(task.record("made"))
        elif fate == "died":
            future.set_exception(BrokenProcessPool())
        return future

    def give_up(self, future):
        self.given_up.append(self.out.pop(future))


@pytest.fixture
def make(small_project, write_template):
    write_template("page", "rep", "rep_id")

    def run(workers):
        plan = small_project.plan()
        build = build_context_for(small_project.run, small_project.root)
        records = []
        make_all(plan.tasks, plan, build, workers, records.append)
        return {
            record.entity: record.failure.error if record.failure else record.status
            for record in records
        }

    return run


def test_a_document_whose_worker_died_is_tried_again_alone_when_all_others_are_done(make):
    workers = Pretending(2, {"R1": ["died"]})
    assert make(workers) == dict.fromkeys(["R1", "R2", "R3", "R4"], "made")
    assert workers.given[-1] == ("R1", 0)
    assert [rep_id for rep_id, _ in workers.given] == ["R1", "R2", "R3", "R4", "R1"]


def test_one_that_kills_its_worker_twice_has_failed(make):
    workers = Pretending(2, {"R2": ["died", "died"]})
    assert make(workers) == {"R1": "made", "R2": "WorkerDied", "R3": "made", "R4": "made"}


def test_one_that_hangs_outside_its_notebook_is_given_up_and_costs_no_other(
    make, monkeypatch, small_project
):
    monkeypatch.setattr(module._Batch, "patience", 0.2)
    workers = Pretending(2, {"R3": ["never"]})
    assert make(workers) == {"R1": "made", "R2": "made", "R3": "Timeout", "R4": "made"}
    assert workers.given_up == ["R3"]
    record = json.loads((small_project.run.records / "reps/R3/page.json").read_text())
    assert record["failure"]["message"].startswith("no result after")
