"""The ledger: what it keeps, and that whoever changes it is seen."""

from __future__ import annotations

import json

import pytest

from review_kit.delivery.ledger import LEDGER, DamagedLedgerError, Entry, Frozen, Ledger, Version
from review_kit.delivery.people import FORGOTTEN, PEOPLE, People, Person
from review_kit.errors import ReviewKitError

ANA = Person("rep", "R1")


def written(project) -> Ledger:
    ledger, people = Ledger(project), People(project)
    version = Version(
        people.token(ANA), "packet", 1, (Frozen("packet.pdf", "5ea1"),), {"slice": "a"}
    )
    for event in ("reviewed", "released", "sending"):
        ledger.add(Entry(event, "2026-09-30-90d", (version,)))
    return ledger


def test_what_is_written_is_read_again(tmp_path):
    ledger = written(tmp_path)
    assert Ledger(tmp_path).entries == ledger.entries
    assert [entry.event for entry in ledger.entries] == ["reviewed", "released", "sending"]


def test_two_commands_write_one_chain(tmp_path):
    first, second = Ledger(tmp_path), Ledger(tmp_path)
    first.add(Entry("released", "a", ()))
    second.add(Entry("released", "b", ()))
    first.add(Entry("released", "c", ()))
    assert [entry.run for entry in Ledger(tmp_path).entries] == ["a", "b", "c"]


@pytest.mark.parametrize("line", [0, 1])
@pytest.mark.parametrize("change", ["edit", "remove", "repeat", "swap", "spoil"])
def test_a_ledger_that_was_changed_is_refused_with_its_line(tmp_path, change, line):
    written(tmp_path)
    path = tmp_path / LEDGER
    lines = path.read_text().splitlines()
    match change:
        case "edit":
            lines[line] = lines[line].replace("packet.pdf", "pocket.pdf")
        case "remove":
            del lines[line]
        case "repeat":
            lines.insert(line, lines[line])
        case "swap":
            lines[line], lines[line + 1] = lines[line + 1], lines[line]
        case "spoil":
            lines[line] = "[]"
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(DamagedLedgerError, match=f"line {line + 1 + (change == 'repeat')}: "):
        Ledger(tmp_path)


def test_a_line_that_a_killed_process_left_half_written_is_no_line(tmp_path):
    written(tmp_path)
    path = tmp_path / LEDGER
    with path.open("a") as file:
        file.write('{"n":4,"event":"deliv')
    ledger = Ledger(tmp_path)
    assert len(ledger.entries) == 3
    ledger.add(Entry("failed", "2026-09-30-90d", ()))
    assert len(Ledger(tmp_path).entries) == 4


def test_the_ledger_names_nobody_and_a_person_can_be_forgotten(tmp_path):
    ledger = written(tmp_path)
    text = (tmp_path / LEDGER).read_text()
    assert "R1" not in text
    token = json.loads(text.splitlines()[0])["documents"][0]["subject"]
    assert People(tmp_path).person(token) == ANA
    assert People(tmp_path).forget(ANA)
    assert not People(tmp_path).forget(ANA)
    assert People(tmp_path).person(token) == FORGOTTEN
    assert Ledger(tmp_path).entries == ledger.entries
    # who comes back is somebody new
    assert People(tmp_path).token(ANA) != token


def test_only_its_owner_reads_it(tmp_path):
    written(tmp_path)
    for name in (LEDGER, PEOPLE):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_people_that_cannot_be_read_are_not_made_anew(tmp_path):
    (tmp_path / PEOPLE).write_text("{")
    with pytest.raises(ReviewKitError, match="cannot be read"):
        People(tmp_path)
