"""What a project's files have that the package's have not, and the other way round.

These are all that ``init`` writes: contracts, notebooks, settings, the theme and settings for Quarto, notes
in folders, and what version control leaves out.

``init`` keeps a copy of what it wrote in ``.shipped/``: from it can be told what the project changed since,
and what a later version of the package changed. Without that copy both versions are kept side by side.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from review_kit.errors import ConfigurationError
from review_kit.project.init import BASE, shipped_files
from review_kit.project.load import Project
from review_kit.project.three_way import merged

BESIDE = "upgrade"
"""Folder of a project for the package's version of files that could not be merged, and for copies."""

_THE_PACKAGES_ANYWAY = ("data_contracts", "notebooks")
"""Folders that a project need not have: without them it has the package's. It may have own files in them."""

State = Literal["same", "new", "newer", "changed here", "removed here", "both", "unknown", "own"]
"""How a file of the project stands to the package's.

``same``: equal. ``new``: only the package has it. ``newer``: the project has what was shipped before.
``changed here``: the package has what was shipped before. ``removed here``: the project took it out.
``both``: both changed it. ``unknown``: they differ, and nobody knows which changed. ``own``: only the project
has it.
"""
Fate = Literal["", "left", "added", "replaced", "merged", "kept beside"]


@dataclass(frozen=True)
class FileState:
    """One file of a project.

    Parameters
    ----------
    name
        Path in the project, with forward slashes.
    state
        How it stands to the package's.
    diff
        From the project's to the package's, as a unified diff; empty where one of them is missing.
    fate
        What a merge made of it; empty where none was asked for.
    """

    name: str
    state: State
    diff: tuple[str, ...] = ()
    fate: Fate = ""

    @property
    def added(self) -> int:
        """Lines that the package has and the project has not."""
        return sum(line.startswith("+") and not line.startswith("+++") for line in self.diff)

    @property
    def removed(self) -> int:
        """Lines that the project has and the package has not."""
        return sum(line.startswith("-") and not line.startswith("---") for line in self.diff)


def compare(project: Project) -> tuple[FileState, ...]:
    """Say of every file that ``init`` writes how the project's stands to the package's.

    Own contracts and notebooks are named too. Folders of these that the project does not have are the
    package's anyway, so nothing is said of them.

    Raises
    ------
    ConfigurationError
        A notebook of the project is no JSON.
    """
    return tuple(_states(project.root))


def upgrade(project: Project) -> tuple[FileState, ...]:
    """Bring the package's changes into the project, and lose none of the project's.

    What the project did not change is replaced; what both changed is merged where they changed different
    parts. Otherwise the project's file stays, and the package's is written to ``upgrade/``. A copy of
    every file that is written over is kept in ``upgrade/before/``.

    Raises
    ------
    ConfigurationError
        A notebook of the project is no JSON.
    """
    root, shipped = project.root, _shipped()
    done = []
    for file in _states(root):
        fate = _brought(root, file, shipped.get(file.name, b""))
        done.append(FileState(file.name, file.state, file.diff, fate))
    return tuple(done)


def settle(project: Project, names: Iterable[str]) -> None:
    """Take files as merged by hand: from now on they are the project's changes of what is shipped now.

    Raises
    ------
    ConfigurationError
        The package has no file of that name.
    """
    shipped = _shipped()
    for name in names:
        if name not in shipped:
            raise ConfigurationError(
                f"--settled {name}: review-kit ships no such file",
                f"For example: {next(iter(shipped))}",
            )
        _write(project.root / BASE / name, shipped[name])
        (project.root / BESIDE / name).unlink(missing_ok=True)


def _brought(root: Path, file: FileState, theirs: bytes) -> Fate:
    ours_path, base_path = root / file.name, root / BASE / file.name
    match file.state:
        case "new":
            _write(ours_path, theirs)
            fate: Fate = "added"
        case "newer":
            _keep(root, file.name)
            _write(ours_path, theirs)
            fate = "replaced"
        case "both":
            together = _merged(file.name, base_path.read_bytes(), ours_path.read_bytes(), theirs)
            if together is None:
                _write(root / BESIDE / file.name, theirs)
                return "kept beside"
            _keep(root, file.name)
            _write(ours_path, together)
            fate = "merged"
        case "unknown":
            _write(root / BESIDE / file.name, theirs)
            return "kept beside"
        case "same":
            fate = "left"
        case _:
            return "left"
    _write(base_path, theirs)
    return fate


def _states(root: Path) -> Iterator[FileState]:
    shipped = _shipped()
    absent = {folder for folder in _THE_PACKAGES_ANYWAY if not (root / folder).is_dir()}
    own = {
        path.relative_to(root).as_posix()
        for folder in _THE_PACKAGES_ANYWAY
        if folder not in absent
        for path in (root / folder).iterdir()
        if path.suffix in {".yaml", ".ipynb", ".qmd"} and not path.name.startswith(".")
    }
    names = sorted({*own, *(name for name in shipped if name.split("/")[0] not in absent)})
    ours = {name: (root / name).read_bytes() for name in names if (root / name).is_file()}
    for name in names:
        base_path = root / BASE / name
        base = base_path.read_bytes() if base_path.is_file() else None
        state = _state(name, ours.get(name), shipped.get(name), base)
        diff: tuple[str, ...] = ()
        if name in ours and name in shipped and state != "same":
            diff = tuple(
                difflib.unified_diff(
                    _lines(name, ours[name]),
                    _lines(name, shipped[name]),
                    name,
                    f"review-kit: {name}",
                    lineterm="",
                )
            )
        yield FileState(name, state, diff)


def _state(name: str, ours: bytes | None, theirs: bytes | None, base: bytes | None) -> State:
    if theirs is None:
        return "own"
    if ours is None:
        return "new" if base is None else "removed here"
    one, other = _lines(name, ours), _lines(name, theirs)
    if one == other:
        return "same"
    if base is None:
        return "unknown"
    was = _lines(name, base)
    if one == was:
        return "newer"
    return "changed here" if other == was else "both"


def _shipped() -> Mapping[str, bytes]:
    return dict(shipped_files())


def _merged(name: str, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    if b"\0" in ours + theirs:
        return None
    if not name.endswith(".ipynb"):
        lines = merged(_lines(name, base), _lines(name, ours), _lines(name, theirs))
        text = None if lines is None else "".join(f"{line}\n" for line in lines)
        return None if text is None or not _can_be_read(name, text) else text.encode()
    was, own, new = (_notebook(name, content) for content in (base, ours, theirs))
    cells = merged(*([_cell_text(cell) for cell in each["cells"]] for each in (was, own, new)))
    metadata = _merged_keys(was["metadata"], own["metadata"], new["metadata"])
    if cells is None or metadata is None:
        return None
    # a cell of the project keeps its outputs and its id
    known = {_cell_text(cell): cell for each in (new, own) for cell in each["cells"]}
    notebook = {**own, "cells": [known[text] for text in cells], "metadata": metadata}
    return f"{json.dumps(notebook, indent=1, ensure_ascii=False)}\n".encode()


def _can_be_read(name: str, text: str) -> bool:
    """Say whether a merged file can still be read; what it says is checked by the commands that read it."""
    import yaml

    from review_kit.project.bounded_yaml import BoundedLoader

    try:
        if name.endswith((".yaml", ".yml")):
            return isinstance(yaml.load(text, Loader=BoundedLoader), dict)
        if name.endswith(".toml"):
            tomllib.loads(text)
    except (yaml.YAMLError, tomllib.TOMLDecodeError):
        return False
    return True


def _merged_keys(
    base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> dict[str, Any] | None:
    result = {}
    for key in dict.fromkeys([*ours, *theirs]):
        was, one, other = base.get(key), ours.get(key), theirs.get(key)
        if one != other and was not in (one, other):
            return None
        value = other if one == was else one
        if value is not None:
            result[key] = value
    return result


def _lines(name: str, content: bytes) -> list[str]:
    """Give a file as lines to compare: of a notebook, what people wrote in it, of a typeface its digest."""
    if b"\0" in content:
        return [f"sha256 {hashlib.sha256(content).hexdigest()}"]
    if not name.endswith(".ipynb"):
        return content.decode("utf-8", errors="replace").splitlines()
    notebook = _notebook(name, content)
    lines = [f"metadata: {json.dumps(notebook['metadata'], sort_keys=True, ensure_ascii=False)}"]
    for cell in notebook["cells"]:
        lines += _cell_text(cell).splitlines()
    return lines


def _cell_text(cell: Mapping[str, Any]) -> str:
    """Give a cell as people see it: kind, tags and source, without outputs."""
    source = cell["source"]
    tags = " ".join(cell.get("metadata", {}).get("tags", []))
    text = source if isinstance(source, str) else "".join(source)
    return f"# %% [{cell['cell_type']}] {tags}".rstrip() + f"\n{text}"


def _notebook(name: str, content: bytes) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = json.loads(content)
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"{name}: this is no notebook", "Repair or remove it.") from error
    return {"metadata": {}, **notebook, "cells": cells}


def _keep(root: Path, name: str) -> None:
    """Keep a copy of a file before it is written over; an earlier copy stays as it is."""
    target = root / BESIDE / "before" / name
    number = 1
    while target.exists():
        number += 1
        target = (root / BESIDE / "before" / name).with_suffix(f".{number}{Path(name).suffix}")
    _write(target, (root / name).read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
