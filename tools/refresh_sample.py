"""Make the sample that README shows: one packet and one team report of the demonstration.

``make sample`` after a change to what they show. Page images need ``pdftoppm`` (poppler-utils).
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from review_kit.demo import DemoSettings, write_project
from review_kit.pipeline.run import RunOptions, run_project
from review_kit.planning.selection import Only
from review_kit.project import load_project

SAMPLE = Path(__file__).resolve().parents[1] / "docs" / "sample"
REP, TEAM = "00186", "Northern Europe"
DOCUMENTS = {f"reps/{REP}/packet.pdf": "packet", f"teams/{TEAM}/roi.pdf": "team-report"}
"""File of the run → its name in the sample."""


def main() -> None:
    """Make both documents, and a picture of the first page of each."""
    with tempfile.TemporaryDirectory() as folder:
        project = load_project(write_project(Path(folder) / "demo", DemoSettings()))
        options = RunOptions(
            only=(Only.parse(f"rep:{REP}"), Only.parse(f"team:{TEAM}")),
            templates=("rep_packet", "team_roi"),
        )
        result = run_project(project, options)
        if result.asked_failed:
            raise SystemExit(f"not made: {result.asked_failed[0].failure}")
        SAMPLE.mkdir(exist_ok=True)
        for made, name in DOCUMENTS.items():
            shutil.copyfile(result.run.path / made, SAMPLE / f"{name}.pdf")
            page = ["pdftoppm", "-r", "100", "-png", "-singlefile", "-f", "1", "-l", "1"]
            subprocess.run([*page, SAMPLE / f"{name}.pdf", SAMPLE / f"{name}-page-one"], check=True)
            print(f"docs/sample/{name}.pdf")


if __name__ == "__main__":
    main()
