"""Execute the committed notebooks on the demonstration and keep their outputs.

The numbers in the outputs are what ``make test`` compares, so a notebook is refreshed only after its
change has been read: ``make notebooks``.
"""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from review_kit.demo import DemoSettings, write_project
from review_kit.pipeline.prepare import prepare
from review_kit.project import load_project

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def refresh(path: Path) -> None:
    """Execute one notebook in place, without the times of its execution."""
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(
        notebook,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata.language_info = {"name": "python"}
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


def main() -> None:
    """Refresh every notebook."""
    with tempfile.TemporaryDirectory() as folder:
        project = load_project(write_project(Path(folder) / "demo", DemoSettings()))
        os.environ["REVIEW_KIT_RUN"] = str(prepare(project).run.path)
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            refresh(path)
            print(path.name)


if __name__ == "__main__":
    main()
