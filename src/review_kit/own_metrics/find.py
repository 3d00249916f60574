"""The metrics of one's own that a project has: files of its folder ``metrics/``, and of installed packages.

A package names itself in the entry point group ``review_kit.metrics``; the files in its folder are metrics as
those of a project are.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from review_kit.metrics import METRICS
from review_kit.metrics.registry.metric import EVERY_GRAIN, PACKET_AND_REPORTS, REP
from review_kit.metrics.registry.own import NO_TABLE, OwnMetric
from review_kit.own_metrics.declaration import (
    NAME,
    Declaration,
    DeclarationError,
    Format,
    declaration_of,
    refuse_emotion,
)
from review_kit.own_metrics.fault import MetricFault
from review_kit.project import Project

FOLDER = "metrics"
"""Name of the folder in a project."""
ENTRY_POINTS = "review_kit.metrics"
COMMANDS = frozenset({"list", "new", "show", "test"})
"""Names that ``review-kit metrics NAME`` takes for something else."""
_FORMATS: dict[str, Format] = {".py": "py", ".sql": "sql"}


@dataclass(frozen=True)
class MetricFile:
    """A metric of one's own, as its file was read: this text is computed, whatever is saved meanwhile.

    Parameters
    ----------
    name
        Stem of the file.
    path
        Of the file.
    shown
        How people are told of it: ``metrics/next_step.sql``.
    text
        Of the file.
    beside
        Name and text of the modules beside it that begin with ``_``: a metric in Python may import them.
    """

    name: str
    path: Path
    shown: str
    format: Format
    text: str
    beside: tuple[tuple[str, str], ...]
    declared: Declaration

    @property
    def digest(self) -> str:
        """Digest of all that decides what it computes, its declaration included."""
        beside = self.beside if self.format == "py" else ()
        return hashlib.sha256(repr((self.format, self.text, beside)).encode()).hexdigest()[:16]

    def metric(self, reads: tuple[str, ...]) -> OwnMetric:
        """Describe it as the registry describes others."""
        declared = self.declared
        return OwnMetric(
            name=self.name,
            unit=declared.unit,
            kind=declared.kind,
            direction=declared.direction,
            grains=REP if declared.pooling == "none" else EVERY_GRAIN,
            table=NO_TABLE,
            printed_in=PACKET_AND_REPORTS,
            counts=declared.said.counts if declared.minimum_n else "",
            file=self.shown,
            reads=reads,
        )


@dataclass(frozen=True)
class FoundMetrics:
    """The metrics of a project's own, and what is wrong with files that declare none."""

    files: tuple[MetricFile, ...] = ()
    faults: tuple[MetricFault, ...] = ()

    def named(self, name: str) -> MetricFile | MetricFault | None:
        """Find a metric, or what is wrong with it."""
        for one in self.files:
            if one.name == name:
                return one
        return next((fault for fault in self.faults if fault.metric == name), None)


def find_metrics(project: Project) -> FoundMetrics:
    """Read every metric of a project's own, in the order of their names.

    Nothing of them is executed. A file that cannot be used is a fault, and all others are found.
    """
    files: dict[str, MetricFile] = {}
    faults: list[MetricFault] = []
    for path, shown in _paths(project):
        try:
            one = _read(path, shown, project)
            _refuse_taken(one.name, files)
        except DeclarationError as error:
            faults.append(MetricFault(path.stem, shown, error.line, error.problem, error.advice))
            continue
        files[one.name] = one
    for name, value, problem in _packages_without_folder():
        faults.append(
            MetricFault(
                name,
                value,
                None,
                problem,
                f"Mend the entry point '{name}' of group {ENTRY_POINTS}.",
            )
        )
    return FoundMetrics(tuple(files[name] for name in sorted(files)), tuple(faults))


def has_metrics(project: Project) -> bool:
    """Say whether there is any file to look at."""
    return any(True for _ in _paths(project))


def _paths(project: Project) -> Iterator[tuple[Path, str]]:
    """Give each file, and how people are told of it: the project's first."""
    folder = project.root / FOLDER
    for path in _files_in(folder):
        yield path, path.relative_to(project.root).as_posix()
    for name, found in _packages():
        if found is not None:
            for path in _files_in(found):
                yield path, f"{name}/{path.name}"


def _files_in(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix in _FORMATS and path.is_file() and not path.name.startswith(("_", ".")):
                yield path


def _packages() -> Iterator[tuple[str, Path | None]]:
    """Give the name and folder of each package that brings metrics; no folder where it is not to be found."""
    for point in sorted(importlib.metadata.entry_points(group=ENTRY_POINTS), key=lambda p: p.name):
        try:
            spec = importlib.util.find_spec(point.module)
        except (ImportError, ValueError):
            spec = None
        places = [] if spec is None else list(spec.submodule_search_locations or ())
        yield point.module, Path(places[0]) if places else None


def _packages_without_folder() -> Iterator[tuple[str, str, str]]:
    for module, folder in _packages():
        if folder is None:
            yield module, module, "is no package that is installed here"


def refusal_of_name(name: str) -> str | None:
    """Say why a metric of one's own cannot be called so; ``None`` where it can."""
    if not NAME.fullmatch(name):
        return (
            f"'{name}' cannot be the name of a metric: it takes small letters, digits and '_', "
            "a letter first, for example: next_step_share"
        )
    if name in METRICS or name in COMMANDS:
        what = "a metric of review-kit" if name in METRICS else "a command of 'review-kit metrics'"
        return f"'{name}' is {what} already"
    return None


def _read(path: Path, shown: str, project: Project) -> MetricFile:
    name, kind = path.stem, _FORMATS[path.suffix]
    refused = refusal_of_name(name)
    if refused is not None:
        raise DeclarationError(refused, "Give the file another name.")
    text = _text(path)
    declared = declaration_of(text, kind)
    refuse_emotion(name, declared, project.config.privacy.emotion)
    if kind == "py":
        _refuse_syntax(text)
    beside = tuple((one.name, _text(one)) for one in sorted(path.parent.glob("_*.py")))
    return MetricFile(name, path, shown, kind, text, beside, declared)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DeclarationError(
            f"{path.name} is not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from None
    except OSError as error:
        raise DeclarationError(f"{path.name} cannot be read: {error.strerror}", "") from None


def _refuse_syntax(text: str) -> None:
    """Compile Python without running it."""
    try:
        compile(text, "metric", "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        problem = getattr(error, "msg", None) or str(error)
        raise DeclarationError(f"is not Python: {problem}", "Mend the line.", line) from None


def _refuse_taken(name: str, taken: Collection[str]) -> None:
    if name in taken:
        raise DeclarationError(
            f"another file is called '{name}' already",
            "Give one of them another name; this one is left out.",
        )
