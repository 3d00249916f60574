"""A new project from the templates: settings, contracts, notebooks, and room for exports."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import review_kit
from review_kit.errors import ReviewKitError
from review_kit.project.assets import template_folder
from review_kit.project.data_model import canonical_model
from review_kit.project.load import CONFIG_NAME
from review_kit.project.notebook_outputs import without_outputs

_THEME = Path(review_kit.__file__).parent / "render" / "theme"
_SHIPPED_THEME = "theme/shipped/"
"""Where a project has a copy of the shipped theme, to look things up in; nothing reads it."""
_STARTER = Path(__file__).parent / "starter"
_HIDDEN = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}
"""Name in the package → name in a project, where it begins with a dot."""
NEWEST_RUN = "_extensions/review-kit/newest_run.ts"
"""The file of a project by whose date Quarto knows that there is another run."""
WORKFLOW = ".github/workflows/templates.yml"

NOTEBOOKS = "notebooks"
"""Folder of a project for its templates."""
BASE = ".shipped"
"""Folder of a project with what the package had when it was last written from: by it, ``upgrade`` tells what
the project changed from what the package changed."""

_REPORTS_README = """\
# reports

`review-kit run` writes here, one folder for each run. Start with a run's `summary.html`.
"""

_THEME_README = """\
# theme

Put `print.css` here for rules of your own over those of the PDFs, and `screen.css` for the HTML pages;
nothing here is needed. Logo, accent and type are settings (`[theme]` in `review_kit.toml`, or a
`_brand.yml`).

`shipped/` is a copy of what your rules lie over, to look things up in. Changes in it reach no document.
"""


_METRICS_README = """\
# metrics

Metrics of your own: one file each, a query (`NAME.sql`) or a function (`NAME.py`).

    review-kit metrics new NAME --format sql
    review-kit metrics test NAME
    review-kit metrics list

The next `review-kit run` prints them in packets and team reports. A file whose name begins with `_` is a
module for the others. `review-kit docs own-metrics` says what a file declares and what it may read.

They run with your rights: let nobody change this folder who may not see every export.
"""

_README = """\
# Coaching reviews

Made with review-kit. `review-kit docs` lists the documentation of the installed version, and
`review-kit docs getting-started` prints its first page; no network is needed.

| | |
|---|---|
| `exports/` | what the systems gave; `exports/README.md` says what is needed |
| `review_kit.toml` | settings: windows, targets, language, look |
| `data_contracts/` | what an export must be like |
| `notebooks/` | the templates that documents are made from, notebooks or `.qmd` files |
| `metrics/` | metrics of your own, in SQL or Python |
| `reports/` | what runs made, a folder for each |
| `_quarto.yml`, `_extensions/` | how Quarto shows a template: `quarto preview notebooks/rep_packet.ipynb` |
| `.github/workflows/templates.yml` | tests the templates at every push, after `review-kit templates pin` |

Exports, reports and what notebooks show are about people and do not belong into version control. `.gitignore`
keeps the files out; for the notebooks, give `make setup` once in each clone.
"""


def init_project(folder: Path, *, replace: bool = False) -> Path:
    """Make a project in ``folder``.

    Parameters
    ----------
    folder
        Made if needed. Other files in it stay as they are.
    replace
        Write over files of a project that is there.

    Returns
    -------
    Path
        The folder, absolute.

    Raises
    ------
    ReviewKitError
        A project, or a file that would be written, is there already.
    """
    folder = folder.resolve()
    if not replace:
        if (folder / CONFIG_NAME).exists():
            raise ReviewKitError(
                f"{folder} is already a project: it has a {CONFIG_NAME}",
                "Choose another folder; nothing was changed.",
            )
        there = [name for name, _ in shipped_files() if (folder / name).exists()]
        if there:
            raise ReviewKitError(
                f"{folder} contains {there[0]}, which a new project would overwrite",
                "Choose another folder; nothing was changed.",
            )
    for name, content in shipped_files():
        _write(folder, name, content)
    (folder / "exports").mkdir(exist_ok=True)
    return folder


def bring_templates(root: Path) -> tuple[str, ...]:
    """Give a project that uses the package's templates its own copy of them, as ``init`` does.

    Returns
    -------
    tuple
        What was written; nothing where the project has a folder for templates.
    """
    if (root / NOTEBOOKS).is_dir():
        return ()
    brought = [one for one in shipped_files() if one[0].startswith(f"{NOTEBOOKS}/")]
    for name, content in brought:
        _write(root, name, content)
    return tuple(name for name, _ in brought)


def _write(root: Path, name: str, content: bytes) -> None:
    for path in (root / name, root / BASE / name):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def renew_previews(root: Path) -> None:
    """Let Quarto show the templates of a project anew, because there are other numbers.

    It keeps what a filter gave until the filter's file has another date, in whole seconds.
    """
    watched = root / NEWEST_RUN
    with suppress(OSError):
        date = max(int(time.time()), int(watched.stat().st_mtime) + 1)
        os.utime(watched, (date, date))


def refuse_foreign_folder(folder: Path, *, marker: str) -> None:
    """Refuse to write over a folder that was not made by the same command before.

    Parameters
    ----------
    folder
        Where the command wants to write.
    marker
        Subfolder that only this command makes.
    """
    if folder.exists() and not folder.is_dir():
        raise ReviewKitError(f"{folder} is a file", "Give a folder with --out.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / marker).is_dir():
        raise ReviewKitError(
            f"{folder} is not empty and not a demo project; nothing was changed",
            "Choose another folder with --out.",
        )


def shipped_files() -> Iterator[tuple[str, bytes]]:
    """Give every file of a new project: path relative to it, and content."""
    template = template_folder()
    yield CONFIG_NAME, (template / CONFIG_NAME).read_bytes()
    for path in sorted((template / "data_contracts").glob("*.yaml")):
        yield f"data_contracts/{path.name}", path.read_bytes()
    for path in sorted((template / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if "review_kit" in notebook["metadata"]:
            yield f"notebooks/{path.name}", _written(without_outputs(notebook))
    yield "_quarto.yml", (template / "_quarto.yml").read_bytes()
    for path in sorted((template / "_extensions" / "review-kit").iterdir()):
        yield f"_extensions/review-kit/{path.name}", path.read_bytes()
    for path in sorted(_STARTER.iterdir()):
        yield _HIDDEN.get(path.name, path.name), path.read_bytes()
    yield WORKFLOW, (template / "examples/operators/templates-guard.yml").read_bytes()
    for path in sorted(_THEME.glob("*.css")) + sorted((_THEME / "fonts").glob("*.*")):
        yield f"{_SHIPPED_THEME}{path.relative_to(_THEME).as_posix()}", path.read_bytes()
    yield "theme/README.md", _THEME_README.encode()
    yield "README.md", _README.encode()
    yield "exports/README.md", _exports_readme().encode()
    yield "reports/README.md", _REPORTS_README.encode()
    yield "metrics/README.md", _METRICS_README.encode()


def _written(notebook: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(notebook, indent=1, ensure_ascii=False)}\n".encode()


def _exports_readme() -> str:
    model = canonical_model()
    return "\n".join(
        [
            "# exports",
            "",
            "Put your exports here, exactly as the systems made them, and run `review-kit connect`: it",
            "says which table each file is, and writes the profiles that read them. CSV, Excel, JSON,",
            "Parquet, gzip and zip are read. Files that are named after their table (`qa_scores.csv`,",
            "`roster.xlsx`) and have the columns of its contract in `data_contracts/` need nothing.",
            "",
            "Needed for every run:",
            "",
            *(f"- `{name}`" for name in model.required),
            "",
            "Each of these switches on the sections that need it:",
            "",
            *(f"- `{name}`" for name in model.optional),
            "",
            "Export more than the window if you can: up to 270 days back.",
            "",
        ]
    )
