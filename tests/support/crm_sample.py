"""The example on the public CRM export, which is not part of the repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from made_once import made_once

REPOSITORY = Path(__file__).resolve().parents[2]
EXPORT = REPOSITORY.parent / "shared" / "data" / "crm_sales_opportunities"
EXAMPLE = REPOSITORY / "examples" / "crm_sample"


def copy_with_scores(root: Path) -> None:
    """Copy the example to ``root``, with the export's files and the scores that its script makes."""
    shutil.copytree(made_once("crm_sample", _with_scores) / "project", root)


def _with_scores(folder: Path) -> None:
    project = folder / "project"
    shutil.copytree(EXAMPLE, project, ignore=shutil.ignore_patterns("exports", "reports", ".*"))
    shutil.copytree(EXPORT, project / "exports", copy_function=shutil.copyfile)
    (project / "exports").chmod(0o755)
    script = [sys.executable, EXAMPLE / "make_scores.py", project]
    subprocess.run(script, check=True, capture_output=True)
