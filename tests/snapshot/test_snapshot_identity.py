"""The same exports have the same id on any machine; a changed byte has another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from review_kit.snapshot import write_snapshot
from review_kit.snapshot.identity import id_of, identity_of

SHIPPED = Path(__file__).resolve().parents[2] / "data_contracts"
LOG = "entry_id,session_id,rep_id,manager_id,session_date,criterion_id,minutes\n"


@pytest.fixture
def id_for(validated):
    def of(machine: str = "here", **options) -> str:
        _, validation = validated(machine, **options)
        return id_of(identity_of(validation))

    return of


def test_the_machine_its_clock_and_its_folders_are_not_in_it(id_for):
    here = id_for("here", exported_on=date(2026, 9, 30), below="exports")
    there = id_for("there", exported_on=date(2026, 10, 9), below="/mnt/share/exports")

    assert here == there


def test_a_review_day_that_changes_no_row_is_not_in_it(id_for):
    assert id_for() == id_for(as_of=date(2026, 10, 15))


def test_a_review_day_that_lets_a_row_in_is(id_for):
    log = {"coaching_log": LOG + "L1,S1,R1,M1,2026-09-03,OBJ,30\nL2,S2,R2,M1,2026-10-05,OBJ,30\n"}

    assert id_for(tables=log) != id_for(tables=log, as_of=date(2026, 10, 5))


def test_a_changed_byte_is_in_it_even_where_every_cell_reads_the_same(id_for):
    assert id_for() != id_for(contents={"roster": "the same cells, another line end"})


def test_the_order_of_rows_is_in_it(id_for):
    """The newest evaluation is told by the order of the export."""
    lines = ["L1,S1,R1,M1,2026-09-03,OBJ,30\n", "L2,S2,R2,M1,2026-09-04,OBJ,30\n"]
    forth, back = ({"coaching_log": LOG + "".join(o)} for o in (lines, reversed(lines)))
    same_bytes = {"coaching_log": "as if the files were equal"}

    assert id_for(tables=forth, contents=same_bytes) != id_for(tables=back, contents=same_bytes)


def test_the_zone_that_days_are_days_in_is_in_it(id_for):
    assert id_for(time_zone="Europe/Madrid") != id_for(time_zone="America/New_York")


def test_what_the_contracts_say_is_in_it_and_their_comments_are_not(id_for, tmp_path):
    text = (SHIPPED / "goals.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "here" / "data_contracts"
    folder.mkdir(parents=True)
    shipped = id_for()
    (folder / "goals.yaml").write_text("# our copy\n" + text, encoding="utf-8")
    copied = id_for()
    (folder / "goals.yaml").write_text(text.replace("1.0.0", "1.1.0"), encoding="utf-8")
    changed = id_for()

    assert shipped == copied
    assert changed != shipped


def test_the_folder_is_named_after_it(validated, tmp_path):
    project, validation = validated()
    snapshot = write_snapshot(project, validation, tmp_path / "snapshots")

    assert snapshot.folder == tmp_path / "snapshots" / snapshot.id
    assert snapshot.id == id_of(identity_of(validation))
    assert len(snapshot.id) == 20
