"""Make the run of invented reps that a wheel brings: templates are shown on it before a project has a run.

``make wheel`` makes it for each wheel. In a checkout it may be made as well; it is left out where it is older
than the columns of metric tables or the defaults of settings.
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


def main() -> None:
    """Make it with the settings of a new project."""
    with tempfile.TemporaryDirectory() as name:
        project = load_project(init_project(Path(name) / "fresh"))
        invented = write_invented(project, Path(name) / "invented", REPS)
        run, _ = prepared_with_settings_of(project, invented, Silent())
        invented_run.pack(project, run.metrics, invented_run.SHIPPED)
    print(f"{invented_run.SHIPPED.name}: {invented_run.SHIPPED.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
