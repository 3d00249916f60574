"""What a release is: a named person's yes to these bytes, which stay as they are."""

from __future__ import annotations

import pytest

from review_kit.delivery.ledger import Ledger
from review_kit.delivery.people import People, Person
from review_kit.delivery.release import release
from review_kit.errors import ReviewKitError
from review_kit.planning.selection import Only


def states(result) -> dict[str, tuple[str, int]]:
    return {one.record.document: (one.state, one.revision) for one in result.marked}


def test_a_manager_releases_the_packets_of_the_own_reps_alone(delivered):
    (rep, manager), (_, _) = delivered.roster.items()
    result = release(delivered.project, delivered.run, by="Maria", only=[Only("manager", manager)])
    assert states(result) == {f"reps/{rep}/packet": ("released", 1)}
    [entry] = Ledger(delivered.project.root).entries
    people = People(delivered.project.root)
    assert people.person(entry.by) == Person("user", "Maria")
    assert people.person(entry.documents[0].subject) == Person("rep", rep)


def test_steps_go_one_way(delivered):
    project, run = delivered.project, delivered.run
    first = release(project, run, by="Maria", step="acknowledged")
    assert (len(first.marked), len(first.not_yet)) == (0, 2)
    assert len(release(project, run, by="Maria", step="reviewed").marked) == 2
    assert len(release(project, run, by="Maria").marked) == 2
    assert len(release(project, run, by="Maria", step="reviewed").already) == 2
    assert len(release(project, run, by="Ana", step="acknowledged").marked) == 2


def test_what_was_released_stays_and_what_a_later_run_makes_is_a_further_revision(delivered):
    project, run = delivered.project, delivered.run
    rep = next(iter(delivered.roster))
    release(project, run, by="Maria")
    first = (run.path / f"released/r1/reps/{rep}/packet/packet.pdf").read_bytes()
    delivered.make(f"reps/{rep}/packet", "made anew", slice_digest="other numbers")
    result = release(project, run, by="Maria")
    [again] = result.marked
    assert (again.record.entity, again.revision, again.changes) == (rep, 2, ("the numbers",))
    assert len(result.already) == 1
    assert (run.path / f"released/r1/reps/{rep}/packet/packet.pdf").read_bytes() == first
    second = (run.path / f"released/r2/reps/{rep}/packet/packet.pdf").read_bytes()
    assert second == (run.path / f"reps/{rep}/packet.pdf").read_bytes() != first
    # what a run makes as it was before is the first revision again
    delivered.make(f"reps/{rep}/packet", f"packet of {rep}")
    assert release(project, run, by="Maria").marked == ()


def test_a_file_that_was_changed_is_not_released(delivered):
    rep = next(iter(delivered.roster))
    path = delivered.run.path / f"reps/{rep}/packet.pdf"
    path.write_bytes(path.read_bytes() + b"%")
    with pytest.raises(ReviewKitError, match=rf"reps/{rep}/packet: packet\.pdf was changed"):
        release(delivered.project, delivered.run, by="Maria")
    assert Ledger(delivered.project.root).entries == []


def test_a_run_that_is_not_complete_is_not_released(delivered):
    delivered.write("interrupted")
    with pytest.raises(ReviewKitError, match="is interrupted"):
        release(delivered.project, delivered.run, by="Maria")
