"""Make the run of invented reps anew that templates are shown on before a project has one.

``make invented-run``: needed for each new version of the package, and after a change to the columns of
metric tables or to the defaults of settings; a test says so.
"""

import tempfile
from pathlib import Path

from review_kit.cli.invented import write_invented
from review_kit.guard.pinned import prepared_with_settings_of
from review_kit.pipeline.progress import Silent
from review_kit.project import load_project
from review_kit.project.init import init_project
from review_kit.quarto import invented_run

REPS = 8
ARCHIVE = Path(invented_run.__file__).with_name(invented_run.SHIPPED)


def main() -> None:
    """Make it with the settings of a new project."""
    with tempfile.TemporaryDirectory() as name:
        project = load_project(init_project(Path(name) / "fresh"))
        invented = write_invented(project, Path(name) / "invented", REPS)
        run, _ = prepared_with_settings_of(project, invented, Silent())
        invented_run.pack(project, run.metrics, ARCHIVE)
    print(f"{ARCHIVE.name}: {ARCHIVE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
