"""A run's folder, ``reports/<run_id>/``, and where everything in it lies."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from review_kit.grains import GRAINS, Grain
from review_kit.project.owned import owned_file

FOLDER_OF_GRAIN: Mapping[Grain, str] = {
    grain: declared.folder for grain, declared in GRAINS.items()
}
"""Grain of a document → folder of its files in a run."""


def run_id(as_of: date, window_days: int) -> str:
    """Name of the run of one window: ``2026-09-30-90d``."""
    return f"{as_of.isoformat()}-{window_days}d"


@dataclass(frozen=True)
class RunFolder:
    """Where the parts of one run are; nothing needs to exist yet."""

    path: Path

    @property
    def run_id(self) -> str:
        """Name of the run."""
        return self.path.name

    @property
    def metrics(self) -> Path:
        """Every printed number as Parquet, and ``context.json``."""
        return self.path / "metrics"

    @property
    def context(self) -> Path:
        """What is the same for every document: windows, thresholds, organisation."""
        return self.metrics / "context.json"

    @property
    def manifest(self) -> Path:
        """What became of every document."""
        return self.path / "manifest.json"

    @property
    def summary(self) -> Path:
        """The manifest for people."""
        return self.path / "summary.html"

    @property
    def validation(self) -> Path:
        """The verdict on the exports that the run was made from."""
        return self.path / "validation.html"

    @property
    def site(self) -> Path:
        """Pages of an earlier version, which listed the documents of all reps; sites are elsewhere now."""
        return self.path / "site"

    @property
    def notebooks(self) -> Path:
        """Executed notebooks, in folders of their own: ``notebooks/reps/R001/packet.ipynb``.

        Quarto writes its output beside a notebook, over whatever has the same stem, and moves it
        away then. So no executed notebook shares folder and stem with a file that is delivered.
        """
        return self.path / "notebooks"

    @property
    def changed(self) -> Path:
        """What lay where a document belongs and was not made by a run, kept when it had to go."""
        return self.path / ".batch" / "changed"

    @property
    def records(self) -> Path:
        """One JSON file for each document, written when all its files are in place."""
        return self.path / ".batch" / "records"

    @property
    def roster(self) -> Path:
        """Names of everybody on the roster by ``rep_id``: no rep's document may hold another's."""
        return self.path / ".batch" / "roster.json"

    @property
    def managers(self) -> Path:
        """Names of all managers on the roster, beside :attr:`roster`."""
        return self.path / ".batch" / "managers.json"

    @property
    def work(self) -> Path:
        """Documents that are being made; nothing of it is needed between runs."""
        return self.path / ".batch" / "work"

    @property
    def log(self) -> Path:
        """What runs did and how long it took, one JSON object a line, about nobody."""
        return self.path / ".batch" / "log.jsonl"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes into the folder."""
        return self.path / ".batch" / "lock"


def write_atomically(path: Path, text: str) -> None:
    """Write a text file that is there whole or not at all, whenever the process is killed."""
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all, whenever the process is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with owned_file(path.parent, f".{path.name}.") as (part, handle):
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(content)
        part.chmod(0o666 & ~current_umask())
        part.replace(path)


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Write a JSON file that is there whole or not at all."""
    write_atomically(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def read_object(path: Path) -> dict[str, Any]:
    """Read what :func:`write_json` wrote; empty where nothing that can be read is there."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def current_umask() -> int:
    """Return the rights that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
