"""Invent QA scores and coaching for exactly the people of the public CRM export.

Run it once, after the four files are in ``exports/``:

    python examples/crm_sample/make_scores.py
"""

import sys
import tempfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from review_kit.demo import DemoSettings, Person, write_scores_for_roster
from review_kit.errors import ReviewKitError
from review_kit.project import load_project
from review_kit.sources import stage

AS_OF = date(2017, 12, 31)
"""The last day that the export knows of."""


def main(folder: Path) -> None:
    """Write canonical exports of scores and coaching beside the CRM's files in ``folder``."""
    project = load_project(folder)
    with tempfile.TemporaryDirectory() as staging:
        roster = stage(project, Path(staging))["roster"]
        columns = ["rep_id", "rep_name", "manager_id", "manager_name", "team"]
        rows = pq.read_table(roster.path, columns=columns).to_pylist()
    settings = DemoSettings(
        reps=len(rows),
        as_of=AS_OF,
        organisation=project.config.organisation.name,
        time_zone=project.config.organisation.time_zone,
        currency=project.config.organisation.currency,
        bad_rows=False,
    )
    write_scores_for_roster([Person(**row) for row in rows], project.root, settings)
    print(f"Scores and coaching of {len(rows)} agents written to {project.exports}")


if __name__ == "__main__":
    try:
        main(Path(__file__).parent if len(sys.argv) == 1 else Path(sys.argv[1]))
    except ReviewKitError as error:
        sys.exit(str(error))
