"""``review-kit metrics``."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import print_json, say, say_text
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.errors import ReviewKitError

if TYPE_CHECKING:
    from review_kit.metrics.registry.metric import Metric, WordedMetric
    from review_kit.project import Config

NAME = "metrics"
_WIDTH = 96

MetricName = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="Show this metric in full.")
]


def command(
    name: MetricName = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Explain every number that documents print, or one of them in full, with the project's settings."""
    from review_kit.metrics import METRICS

    if name is not None and name not in METRICS:
        near = difflib.get_close_matches(name, METRICS, n=3)
        raise ReviewKitError(
            f"there is no metric '{name}'",
            f"Did you mean {' or '.join(near)}?" if near else "'review-kit metrics' lists them.",
        )
    settings, whose = _settings(project)
    known = list(METRICS.values()) if name is None else [METRICS[name]]
    worded = [metric.worded(settings) for metric in known]
    values = [metric.settings_at(settings) for metric in known]
    if as_json:
        print_json(
            {
                "settings_from": whose,
                "metrics": [
                    asdict(metric) | asdict(told) | {"settings": own}
                    for metric, told, own in zip(known, worded, values, strict=True)
                ],
            }
        )
    elif name is None:
        width = max(len(metric.name) for metric in known)
        for metric, told in zip(known, worded, strict=True):
            definition = textwrap.shorten(told.definition, _WIDTH - width, placeholder=" …")
            say(f"{metric.name:<{width}}  {definition}")
        say()
        say(f"Settings come from {whose}.")
    else:
        _print_metric(known[0], worded[0], values[0], whose)


def _settings(project: Path) -> tuple[Config, str]:
    """Give the settings of the project and whose they are; the defaults where nothing is a project."""
    from review_kit.cli.open_project import open_project
    from review_kit.metrics.registry.settings import DEFAULTS
    from review_kit.project import CONFIG_NAME

    if project == HERE and not (project / CONFIG_NAME).is_file():
        return DEFAULTS, f"the defaults, because this folder has no {CONFIG_NAME}"
    found = open_project(project)
    return found.config, str(found.root / CONFIG_NAME)


def _print_metric(
    metric: Metric, told: WordedMetric, settings: Mapping[str, str], whose: str
) -> None:
    better = {"up": "more is better", "down": "less is better", "none": ""}[metric.direction]
    say(f"{metric.name} – {told.title}")
    say(", ".join(part for part in (metric.kind, metric.unit, better) if part))
    for text in (told.definition, told.evidence):
        say()
        say_text(textwrap.fill(text, _WIDTH))
    say()
    say(f"For: {', '.join(metric.grains)}")
    say(f"Needs: {metric.table}")
    say(f"Printed in: {', '.join(metric.printed_in) or 'none of the shipped documents'}")
    if settings:
        say(f"Settings, from {whose}:")
        for key, value in settings.items():
            say(f"  {key} = {value}")
