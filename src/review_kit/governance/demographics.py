"""The table for HR alone: read from the file that HR gives, checked, and gone when the report is written.

Nothing else reads it. It is no table of the data model, so neither a snapshot nor a run, a template or the
verdict on the exports can hold it; :mod:`review_kit.access` refuses it by name besides.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.access import DEMOGRAPHICS
from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.project.assets import template_folder
from review_kit.project.owned import owned_folder

if TYPE_CHECKING:
    import pandas as pd

CONTRACT = Path("data_contracts") / "hr" / f"{DEMOGRAPHICS}.yaml"
"""Relative to the folder that holds the package's contracts; below it, no other stage looks."""


@dataclass(frozen=True)
class Demographics:
    """Groups of the reps of a run.

    Parameters
    ----------
    rows
        ``rep_id``, ``attribute``, ``value``; one row for each rep and attribute.
    unknown
        How many rows are about nobody of the run.
    """

    rows: pd.DataFrame
    unknown: int


def read_demographics(project: Project, path: Path, reps: set[str], work: Path) -> Demographics:
    """Read the table from a file in any format that exports may have.

    Parameters
    ----------
    path
        The file; it need not be in the project, and had better not.
    reps
        Identifiers of the reps of the run.
    work
        Folder for what is written meanwhile: HR's own, in case the process is killed.

    Raises
    ------
    ReviewKitError
        It cannot be read, or a row breaks the contract: with file, row and column.
    """
    from review_kit.contracts import load_contract
    from review_kit.contracts.check import Settings, check_table
    from review_kit.contracts.engine import engine
    from review_kit.contracts.kept_counts import KeptCounts
    from review_kit.contracts.places import kept_path
    from review_kit.sources import stage

    if not path.is_file():
        raise ReviewKitError(
            f"{path}: there is no such file",
            "Give the file with the columns rep_id, attribute and value.",
        )
    work.mkdir(parents=True, exist_ok=True)
    with owned_folder(work, ".review-kit-") as folder:
        contract_file = folder / "data_contracts" / CONTRACT.name
        contract_file.parent.mkdir()
        shutil.copyfile(template_folder() / CONTRACT, contract_file)
        apart = Project(folder, project.config.model_copy(update={"sources": {}}))
        staged = stage(apart, folder / "staged", only={DEMOGRAPHICS: path.resolve()})[DEMOGRAPHICS]
        contract = load_contract(DEMOGRAPHICS, contract_file)
        zone = project.config.organisation.time_zone
        (folder / "checked").mkdir()
        with engine(folder / "checked", zone) as connection:
            verdict = check_table(
                connection,
                contract,
                staged,
                Settings(
                    folder=folder / "checked",
                    time_zone=zone,
                    as_of=None,
                    counts=KeptCounts(folder / "counts"),
                ),
                required=True,
                allowed_share=0.0,
            )
        broken = [rule for rule in verdict.rules if rule.rows and rule.severity == "error"]
        if broken:
            raise ReviewKitError(
                "\n".join(_fault(path, rule.violation, rule.examples) for rule in broken),
                "Fix these rows; nothing was written.",
            )
        import pandas as pd

        rows: pd.DataFrame = pd.read_parquet(kept_path(folder / "checked", DEMOGRAPHICS))
    rows = rows[["rep_id", "attribute", "value"]].astype("str")
    known = rows["rep_id"].isin(reps)
    return Demographics(rows[known].reset_index(drop=True), int((~known).sum()))


def _fault(path: Path, violation: str, examples: tuple[object, ...]) -> str:
    first = examples[0] if examples else None
    row, column = getattr(first, "row", None), getattr(first, "column", "")
    place = f", row {row}, column {column}" if row is not None else ""
    return f"{path.name}{place}: {violation}"
