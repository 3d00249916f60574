"""``review-kit metrics``."""

from __future__ import annotations

import difflib
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import print_json, say, say_text
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.errors import ReviewKitError

if TYPE_CHECKING:
    from review_kit.metrics import Metric

NAME = "metrics"
_WIDTH = 96

MetricName = Annotated[str | None, typer.Argument(metavar="[NAME]", help="One metric in full.")]


def command(
    name: MetricName = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Define every number that documents print, or one of them in full."""
    from review_kit.metrics import METRICS

    if name is not None and name not in METRICS:
        near = difflib.get_close_matches(name, METRICS, n=3)
        raise ReviewKitError(
            f"there is no metric '{name}'",
            f"Did you mean {' or '.join(near)}?" if near else "'review-kit metrics' lists them.",
        )
    chosen = list(METRICS.values()) if name is None else [METRICS[name]]
    if as_json:
        print_json({"metrics": [asdict(metric) for metric in chosen]})
    elif name is None:
        width = max(len(metric.name) for metric in chosen)
        for metric in chosen:
            definition = textwrap.shorten(metric.definition, _WIDTH - width, placeholder=" …")
            say(f"{metric.name:<{width}}  {definition}")
    else:
        _tell(chosen[0])


def _tell(metric: Metric) -> None:
    better = {"up": "more is better", "down": "less is better", "none": ""}[metric.direction]
    say(f"{metric.name} – {metric.title}")
    say(", ".join(part for part in (metric.kind, metric.unit, better) if part))
    for text in (metric.definition, metric.evidence):
        say()
        say_text(textwrap.fill(text, _WIDTH))
    say()
    say(f"For: {', '.join(metric.grains)}")
    say(f"Needs: {metric.table}")
    say(f"Printed in: {', '.join(metric.printed_in) or 'no shipped document'}")
