"""A new project from the templates: settings, contracts, notebooks, and room for exports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

import review_kit
from review_kit.errors import ReviewKitError
from review_kit.project.assets import template_folder
from review_kit.project.data_model import canonical_model
from review_kit.project.load import CONFIG_NAME

_THEME = Path(review_kit.__file__).parent / "render" / "theme"
_THEME_IN_REPOSITORY = "src/review_kit/render/theme/"
_SHIPPED_THEME = "theme/shipped/"
"""Where a project has a copy of the shipped theme, for Quarto; the batch does not read it."""

BASE = ".shipped"
"""Folder of a project with what the package had when it was last written from: by it, ``upgrade`` tells what
the project changed from what the package changed."""

_GITIGNORE = """\
# exports, reports, corrections and deliveries are about people: keep them out of version control
/exports/*
!/exports/README.md
/reports/*
!/reports/README.md
/to_mend*.xlsx
/mended.jsonl
/deliveries.*
/drafts/
/dossiers/
.review_kit/
_site/
/.quarto/
**/*.quarto_ipynb
.ipynb_checkpoints/
"""

_REPORTS_README = """\
# reports

`review-kit run` writes here, one folder for each run. Start with a run's `summary.html`.
"""

_THEME_README = """\
# theme

Put `print.css` here for rules of your own over those of the PDFs, and `screen.css` for the HTML pages;
nothing here is needed. Logo, accent and type are settings (`[theme]` in `review_kit.toml`, or a
`_brand.yml`).

`shipped/` is a copy of what your rules lie over, to look things up in and for Quarto. Changes in it reach no
document of a run.
"""

_QUARTO_HEAD = """\
# Quarto website of this project; see `quarto preview notebooks/rep_packet.ipynb`.
# Notebooks are executed by `review-kit run`, never by Quarto: keep `execute: enabled` false.
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
        for path in (folder / name, folder / BASE / name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    (folder / "exports").mkdir(exist_ok=True)
    return folder


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
    yield "index.qmd", (template / "index.qmd").read_bytes()
    for path in sorted((template / "data_contracts").glob("*.yaml")):
        yield f"data_contracts/{path.name}", path.read_bytes()
    for path in sorted((template / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if "review_kit" in notebook["metadata"]:
            yield f"notebooks/{path.name}", _without_outputs(notebook)
    quarto = yaml.safe_load((template / "_quarto.yml").read_text(encoding="utf-8"))
    yield "_quarto.yml", _quarto_of_project(quarto).encode()
    for path in sorted(_THEME.glob("*.css")) + sorted((_THEME / "fonts").glob("*.*")):
        yield f"{_SHIPPED_THEME}{path.relative_to(_THEME).as_posix()}", path.read_bytes()
    yield "theme/README.md", _THEME_README.encode()
    yield "exports/README.md", _exports_readme().encode()
    yield "reports/README.md", _REPORTS_README.encode()
    yield ".gitignore", _GITIGNORE.encode()


def _without_outputs(notebook: Mapping[str, Any]) -> bytes:
    """Drop saved outputs: they are about the people of another project."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    text = json.dumps({**notebook, "cells": cells}, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


def _quarto_of_project(settings: Mapping[str, Any]) -> str:
    """Bring the repository's Quarto settings to a project: no docs there, the theme elsewhere."""
    website = {key: value for key, value in settings["website"].items() if key != "sidebar"}
    website["navbar"] = {
        side: [entry for entry in entries if not entry["href"].startswith("docs/")]
        for side, entries in website["navbar"].items()
    }
    formats = {
        name: {
            key: value.replace(_THEME_IN_REPOSITORY, _SHIPPED_THEME) if key == "css" else value
            for key, value in options.items()
        }
        for name, options in settings["format"].items()
    }
    render = [path for path in settings["project"]["render"] if not path.startswith("docs/")]
    changed = {
        **settings,
        "project": {**settings["project"], "render": render},
        "website": website,
        "format": formats,
    }
    return _QUARTO_HEAD + yaml.safe_dump(changed, sort_keys=False, allow_unicode=True)


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
