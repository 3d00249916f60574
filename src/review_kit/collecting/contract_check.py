"""Collected rows held to the project's contracts, before any of them is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from review_kit.collecting.collected_files import TALK, csv_text
from review_kit.collecting.entries import Problem, Row
from review_kit.project import Project
from review_kit.project.owned import owned_folder
from review_kit.sources.files.discovery import has_export

_PARENTS = ("roster", "criteria")


def broken_rules(project: Project, rows: Mapping[str, Sequence[Row]]) -> dict[str, list[Problem]]:
    """Hold rows to their contracts, beside the roster and the criteria of the project.

    Parameters
    ----------
    rows
        Table → rows with the columns of :data:`~review_kit.collecting.collected_files.OWN_COLUMNS`.

    Returns
    -------
    dict
        Talk → what its rows break; talks whose rows keep every rule are not in it.

    Raises
    ------
    ReviewKitError
        The roster or the criteria cannot be read.
    """
    from review_kit.contracts import validate
    from review_kit.contracts.places import emptied_path, quarantined_path
    from review_kit.sources import stage

    given = {table: [*found] for table, found in rows.items() if found}
    problems: dict[str, list[Problem]] = {}
    project.cache.mkdir(parents=True, exist_ok=True)
    with owned_folder(project.cache, "collecting-") as folder:
        only: dict[str, Path | None] = {
            table: None for table in _PARENTS if has_export(project, table)
        }
        for table, found in given.items():
            only[table] = folder / f"{table}.csv"
            (folder / f"{table}.csv").write_text(csv_text(found, table), encoding="utf-8")
        staged = stage(project, folder / "staged", only=only)
        validation = validate(project, staged, folder / "validation")
        for table in given:
            path = quarantined_path(validation.folder, table)
            if not path.is_file():
                continue
            talks = _talks_by_row(folder / f"{table}.csv")
            # what a sheet says is not dropped cell by cell: whoever filled it in can still be asked
            cells = pq.read_table(emptied_path(validation.folder, table)).to_pylist()
            faults = pq.read_table(path, columns=["_row", "reasons"]).to_pylist()
            faults += [{"_row": cell["_row"], "reasons": [cell["reason"]]} for cell in cells]
            for row in faults:
                said = "; ".join(row["reasons"])
                problem = Problem(
                    f"the row for {table} breaks its contract: {said}",
                    f"data_contracts/{table}.yaml says what is allowed.",
                )
                problems.setdefault(talks[int(row["_row"])], []).append(problem)
    return problems


def _talks_by_row(path: Path) -> dict[int, str]:
    """Row of a CSV file, as a spreadsheet numbers it → the talk that it is of."""
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return {number: row[TALK] for number, row in enumerate(csv.DictReader(file), start=2)}
