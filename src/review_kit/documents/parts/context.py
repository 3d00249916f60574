"""What is the same for every document of a run: who, when, which windows, which thresholds."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from review_kit.errors import ConfigurationError
from review_kit.metrics import METRICS
from review_kit.metrics.registry import Metric
from review_kit.metrics.registry.own import OwnMetric, own_metrics
from review_kit.metrics.windows import Window
from review_kit.project import CONFIG_NAME, Config
from review_kit.words import NO_OVERLAY, Overlay, Words, words_in
from review_kit.words.tags import chosen_tag

CONTEXT_NAME = "context.json"
RUN_VARIABLE = "REVIEW_KIT_RUN"
"""Environment variable that names the run a notebook opens when its ``run`` parameter is empty."""
PAGE_VARIABLE = "REVIEW_KIT_PAGE"
"""Environment variable of kernels whose outputs go onto a page, where nothing runs."""


@dataclass(frozen=True)
class Context:
    """The run's facts that a document may print; read from ``metrics/context.json``."""

    run_id: str
    package_version: str
    organisation: str
    currency: str
    time_zone: str
    as_of: date
    window: Window
    baseline: Window
    current: Window
    previous: Window
    config: Config
    tables_present: Sequence[str]
    tables_missing: Sequence[str]
    contracts: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, Sequence[int]]
    """Table → numbers of the exports that it came from; the validation report says which they are."""
    overlay: Overlay = NO_OVERLAY
    """The project's own words, and those of its own metrics."""
    own_metrics: Mapping[str, OwnMetric] = field(default_factory=dict)
    """Metrics that the project computes itself, by name: those of this run."""

    @cached_property
    def metrics(self) -> Mapping[str, Metric]:
        """Every metric that is known, by name: the glossary's in its order, then the project's own."""
        return {**METRICS, **self.own_metrics}

    @property
    def window_days(self) -> int:
        """Length of the window."""
        return self.window.days

    def words(self, wanted: str | None = None) -> Words:
        """Give the words of the organisation's language, or of the one wanted if there are words in it.

        Parameters
        ----------
        wanted
            What the roster says of a rep.
        """
        default = self.config.organisation.language
        return words_in(
            chosen_tag(wanted, default, self.overlay.languages) or default, self.overlay
        )


def read_context(run: Path) -> Context:
    """Read the context of the run in folder ``run``.

    Raises
    ------
    ConfigurationError
        There is none, or it cannot be read.
    """
    path = run / "metrics" / CONTEXT_NAME
    if not path.is_file():
        raise ConfigurationError(
            f"{run} holds no run: {path} is missing",
            "Make one with 'review-kit run', or give the folder of a run as parameter 'run'.",
        )
    try:
        return _context_of(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            f"{path}: damaged, or written by another version of review-kit",
            "Run 'review-kit run' again; it writes the file anew.",
        ) from error


def _context_of(raw: Mapping[str, Any]) -> Context:
    def window(name: str) -> Window:
        return Window(
            date.fromisoformat(raw[f"{name}_start"]), date.fromisoformat(raw[f"{name}_end"])
        )

    return Context(
        run_id=raw["run_id"],
        package_version=raw["package_version"],
        organisation=raw["organisation"],
        currency=raw["currency"],
        time_zone=raw["time_zone"],
        as_of=date.fromisoformat(raw["as_of"]),
        window=window("window"),
        baseline=window("baseline"),
        current=window("current"),
        previous=window("previous"),
        config=Config.model_validate(raw["config"]),
        tables_present=tuple(raw["tables_present"]),
        tables_missing=tuple(raw["tables_missing"]),
        contracts=raw["contracts"],
        sources=raw["sources"],
        overlay=Overlay.of(raw.get("words", {})),
        own_metrics=own_metrics(raw.get("own_metrics", ())),
    )


def run_folder(run: str) -> Path:
    """Find the folder of a run for a notebook.

    ``run`` itself where it is given; else the one the environment names; else the newest run of the
    project the notebook lies in; else the newest run of the demo below it.

    Raises
    ------
    ConfigurationError
        None of these is there.
    """
    named = run or os.environ.get(RUN_VARIABLE, "")
    if named:
        return Path(named)
    here = Path.cwd()
    projects = projects_above(here)
    for project in projects:
        newest = newest_run(project)
        if newest is not None:
            return newest
    if not projects:
        raise ConfigurationError(
            f"no run to show: neither {here} nor a folder above it is a project (none has {CONFIG_NAME})",
            "Change to the project's folder, or name it or a run, for example: "
            'review_kit.open_run("my-reviews").',
        )
    raise ConfigurationError(
        "no run to show: this project has none yet",
        "Make one with 'review-kit run' (or 'make demo' in the repository), then open the "
        "notebook again.",
    )


def projects_above(folder: Path) -> tuple[Path, ...]:
    """Find the project that a folder lies in, itself included, and the demo below that project.

    Empty where no folder upward is a project.
    """
    for above in (folder, *folder.parents):
        if (above / CONFIG_NAME).is_file():
            return above, above / "demo"
    return ()


def runs_of(project: Path) -> dict[str, Path]:
    """Give the folder of each run of a project that has its metrics, by name, oldest first."""
    found = (path.parents[1] for path in project.glob(f"reports/*/metrics/{CONTEXT_NAME}"))
    return {path.name: path for path in sorted(found, key=lambda path: path.name)}


def newest_run(project: Path) -> Path | None:
    """Return the folder of the newest run of a project; ``None`` where it has none."""
    return next(reversed(runs_of(project).values()), None)
