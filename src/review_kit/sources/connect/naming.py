"""What a profile is called, and the lines of ``[sources.<table>]`` that name its files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from review_kit.project import Project
from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.proposal import Draft
from review_kit.sources.connect.toml_text import BareDay
from review_kit.sources.files.discovery import canonical_files, files_matching, shown_name, stem_of
from review_kit.words import say, spoken

_SIGNS = re.compile(r"[^a-z0-9]+")


def description_of(draft: Draft) -> str:
    """What a profile says of itself."""
    named = f"table-{draft.table}"
    what = say(named) if spoken().has(named) else draft.table.replace("_", " ")
    file = draft.files[0].partition("#")[0].rpartition("/")[2]
    return say("connect-description", table=f"{what[0].upper()}{what[1:]}", file=file)


def profile_name(
    project: Project, draft: Draft, grids: Sequence[Grid], shipped: set[str], taken: set[str]
) -> str:
    """Name a profile after its file, and never as another one.

    Parameters
    ----------
    shipped, taken
        Names of the profiles of the package, and of those that are proposed already.
    """
    files = {grid.path for grid in grids if grid.path is not None}
    stem = draft.table
    if len(files) == 1:
        stem = stem_of(next(iter(files)))
    elif grids[0].url:
        stem = f"{draft.table}_database"
    name = _SIGNS.sub("_", stem.lower()).strip("_")
    if name.replace("_", "").isdigit() or not name:
        name = draft.table
    others = {path.stem for path in (project.root / "profiles").glob("*.toml")}
    while name in shipped | taken | others | {"canonical"}:
        name = f"{name}_2" if name.endswith(draft.table) else f"{name}_{draft.table}"
    return name


def source_lines(
    project: Project,
    draft: Draft,
    grids: Sequence[Grid],
    name: str,
    copied: Sequence[tuple[Path, Path]],
) -> dict[str, Any]:
    """Lines of ``[sources.<table>]``; none where the file is found by its name."""
    if grids[0].url:
        lines: dict[str, Any] = {"url": grids[0].url, "table": grids[0].table}
    else:
        files = sorted({grid.path for grid in grids if grid.path is not None})
        if draft.canonical and files == canonical_files(project, draft.table):
            return {}
        shown = [_shown(project, path, copied) for path in files]
        lines = {"path": _folder_of(project, files) or (shown[0] if len(shown) == 1 else shown)}
        sheets = [grid.sheet for grid in grids if grid.sheet]
        if len(sheets) == 1 and grids[0].sheets > 1:
            lines["sheet"] = sheets[0]
        if grids[0].password_variable:
            lines["password_variable"] = grids[0].password_variable
    if not draft.canonical:
        lines["profile"] = name
    earlier = project.config.sources.get(draft.table)
    if earlier is not None:
        kept = {key: getattr(earlier, key) for key in ("date_order", "decimal")}
        lines |= {key: value for key, value in kept.items() if value is not None}
        if earlier.exported_on is not None:
            lines["exported_on"] = BareDay(earlier.exported_on.isoformat())
    return lines


def _folder_of(project: Project, files: Sequence[Path]) -> str:
    """The folder that holds these files and nothing else that could be read."""
    folders = {path.parent for path in files}
    if len(files) < 2 or len(folders) != 1:
        return ""
    folder = next(iter(folders))
    if folder.resolve() == project.exports.resolve():
        return ""
    name = shown_name(project, folder)
    return f"{name}/" if files_matching(project, name) == sorted(files) else ""


def _shown(project: Project, path: Path, copied: Sequence[tuple[Path, Path]]) -> str:
    for original, target in copied:
        if path == original:
            return f"exports/{target.name}"
    if not path.resolve().is_relative_to(project.root.resolve()):
        return f"exports/{path.name}"
    return shown_name(project, path)
