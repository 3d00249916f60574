"""``review-kit metrics``."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from review_kit.cli.console import EndedWith, complain, print_json, say, say_text
from review_kit.cli.options import HERE, AsJson, ProjectFolder, of_project
from review_kit.errors import ReviewKitError

if TYPE_CHECKING:
    import pandas as pd

    from review_kit.metrics.registry.metric import Metric, WordedMetric
    from review_kit.own_metrics.declaration import Format
    from review_kit.own_metrics.fault import MetricFault
    from review_kit.own_metrics.find import FoundMetrics
    from review_kit.own_metrics.trial import Tried
    from review_kit.project import Config, Project
    from review_kit.words import Words

FAULTY = 3
"""Exit code when a metric of the project's own has a fault."""
_WIDTH = 96
_SHOWN = 10


class _ShowsByDefault(TyperGroup):
    """A group whose arguments are those of ``show`` where they name none of its commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``show`` before what is none of the commands."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["show", *args]
        rest: list[str] = super().parse_args(ctx, args)
        return rest


app = typer.Typer(
    cls=_ShowsByDefault,
    help="What every number means, and metrics of your own: 'review-kit metrics [NAME]' explains one.",
)

MetricName = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="Show this metric in full.")
]
OwnName = Annotated[
    str, typer.Argument(metavar="NAME", help="Name of the metric: its file name without ending.")
]
FormatChoice = Annotated[
    str, typer.Option("--format", metavar="sql|py", help="A query in SQL, or a function in Python.")
]


@app.command("show")
def show(
    name: MetricName = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Explain every number that documents print, or one of them in full, with the project's settings.

    'show' can be left out: 'review-kit metrics win_rate'. Metrics of your own come last.
    """
    from review_kit.metrics import METRICS

    settings, whose, opened = _settings(project)
    own = _own(opened)
    every = {**METRICS, **{one.name: one.metric(()) for one in own.files}}
    if name is not None and name not in every:
        near = difflib.get_close_matches(name, every, n=3)
        raise ReviewKitError(
            f"there is no metric '{name}'",
            f"Did you mean {' or '.join(near)}?" if near else "'review-kit metrics' lists them.",
        )
    known = list(every.values()) if name is None else [every[name]]
    with _speaking_of(own, opened):
        worded = [metric.worded(settings) for metric in known]
    values = [metric.settings_at(settings) for metric in known]
    if as_json:
        print_json(
            {
                "settings_from": whose,
                "metrics": [
                    asdict(metric) | asdict(told) | {"settings": own_values}
                    for metric, told, own_values in zip(known, worded, values, strict=True)
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


@app.command("new")
def new(
    name: OwnName,
    kind: FormatChoice = "sql",
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Write a new metric of your own that runs right away and that you can change."""
    from review_kit.cli.open_project import open_project
    from review_kit.own_metrics.new_metric import write_metric

    formats: dict[str, Format] = {"sql": "sql", "py": "py"}
    if kind not in formats:
        raise ReviewKitError(f"--format cannot be '{kind}'", "Choose sql or py.")
    path = write_metric(open_project(project), name, formats[kind])
    if as_json:
        print_json({"metric": str(path)})
    else:
        say(f"New metric: {path}")
        say(f"Try it: {of_project(f'review-kit metrics test {name}', project)}")


@app.command("list")
def list_metrics(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """List the metrics of your own, and what is wrong with any of them."""
    from review_kit.cli.open_project import open_project

    found = _own(open_project(project))
    if as_json:
        print_json(
            {
                "metrics": [
                    {
                        "name": one.name,
                        "file": one.shown,
                        "title": one.declared.said.title,
                        "unit": one.declared.unit,
                        "direction": one.declared.direction,
                        "section": one.declared.section,
                        "minimum_n": one.declared.minimum_n,
                        "drivers": one.declared.drivers,
                        "rows_of": one.declared.rows_of,
                        "effect_of": one.declared.effect_of,
                    }
                    for one in found.files
                ],
                "faults": [fault.to_json() for fault in found.faults],
            }
        )
        return
    for one in found.files:
        declared = one.declared
        say(f"{one.name:<24} {declared.section:<8} {declared.said.title} ({one.shown})")
    for fault in found.faults:
        _complain_of(fault)
    if not found.files and not found.faults:
        say("None yet. Begin one with: review-kit metrics new NAME --format sql")


@app.command("test")
def try_one(name: OwnName, project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Compute a metric of your own on the newest snapshot, and print the first rows.

    Exit code 3 if something is wrong with it: the message says where and what to do.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.own_metrics.fault import MetricFault
    from review_kit.own_metrics.trial import try_metric

    tried = try_metric(open_project(project), name)
    if as_json:
        print_json(_told(tried))
    elif isinstance(tried.found, MetricFault):
        _complain_of(tried.found)
    else:
        _print_rows(tried, name)
        _print_effect(tried)
    if isinstance(tried.found, MetricFault):
        raise EndedWith(FAULTY)


def _told(tried: Tried) -> dict[str, Any]:
    from review_kit.own_metrics.fault import MetricFault

    if isinstance(tried.found, MetricFault):
        return {"fault": tried.found.to_json(), "rows": [], "effect": None}
    rows = tried.rows.astype("object")
    return {
        "fault": None,
        "reads": list(tried.found.reads),
        "cpu_seconds": tried.found.cpu_seconds,
        "rows": rows.where(rows.notna(), None).to_dict("records"),
        "effect": None if tried.effect is None else _row_of_effect(tried.effect),
    }


def _row_of_effect(effect: pd.DataFrame) -> dict[str, Any]:
    from review_kit.documents.parts.entity_data import records

    (row,) = records(effect)
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }


def _print_effect(tried: Tried) -> None:
    """Say what the effect of coaching carries, as the table of a team report does."""
    if tried.effect is None:
        return
    from review_kit.documents.group_report.effect import Effect
    from review_kit.documents.group_report.effect_table import VERDICTS, instead_of_number
    from review_kit.documents.group_report.effect_words import ends, points
    from review_kit.documents.parts.entity_data import records
    from review_kit.words import say as worded
    from review_kit.words import speaking, words_in
    from review_kit.words.tags import SHIPPED_DEFAULT

    (row,) = records(tried.effect)
    effect = Effect.on_metric(row)
    with speaking(words_in(SHIPPED_DEFAULT)):
        if effect.is_reported and effect.claimed is not None:
            said = f"{points(effect.claimed.estimate)} points ({ends(effect.claimed)}), "
            said += worded(VERDICTS[effect.verdict])
        else:
            said = instead_of_number(effect, None)
    behind = f"{effect.n_treated} coached, {effect.n_reps} reps"
    say(f"Effect of coaching on {row['criterion']} ({behind}): {said}")


def _print_rows(tried: Tried, name: str) -> None:
    from review_kit.own_metrics.fault import MetricFault

    assert tried.metric is not None
    assert tried.window is not None
    assert not isinstance(tried.found, MetricFault)
    rows = tried.rows
    declared = tried.metric.declared
    reads = ", ".join(tried.found.reads) or "no table"
    say(f"{name}: {len(rows)} reps, {tried.window.start} to {tried.window.end}, from {reads}")
    has_interval = rows["low"].notna().any()
    shown = rows.head(_SHOWN)
    columns = ["rep_id", "value", "n", *(["low", "high"] if has_interval else [])]
    say_text(shown[columns].to_string(index=False))
    if len(rows) > _SHOWN:
        say(f"and {len(rows) - _SHOWN} more")
    few = int((rows["n"] < declared.minimum_n).sum())
    if few:
        say(
            f"Not shown in documents, with fewer than {declared.minimum_n} {declared.said.counts}: {few}"
        )


def _complain_of(fault: MetricFault) -> None:
    complain(f"{fault.place}: {fault.problem}", fault.advice)


def _own(project: Project | None) -> FoundMetrics:
    from review_kit.own_metrics.find import FoundMetrics, find_metrics

    return FoundMetrics() if project is None else find_metrics(project)


def _speaking_of(own: FoundMetrics, project: Project | None) -> AbstractContextManager[Words]:
    """Speak with the words of metrics of one's own, as this command always does in English."""
    from review_kit.own_metrics.catalogue import words_of
    from review_kit.words import NO_OVERLAY, speaking, words_in
    from review_kit.words.tags import SHIPPED_DEFAULT

    overlay = NO_OVERLAY if project is None else words_of(own.files, project.words)
    return speaking(words_in(SHIPPED_DEFAULT, overlay if own.files else NO_OVERLAY))


def _settings(project: Path) -> tuple[Config, str, Project | None]:
    """Give the settings of the project and whose they are; the defaults where nothing is a project."""
    from review_kit.cli.open_project import open_project
    from review_kit.metrics.registry.settings import DEFAULTS
    from review_kit.project import CONFIG_NAME

    if project == HERE and not (project / CONFIG_NAME).is_file():
        return DEFAULTS, f"the defaults, because this folder has no {CONFIG_NAME}", None
    found = open_project(project)
    return found.config, str(found.root / CONFIG_NAME), found


def _print_metric(
    metric: Metric, told: WordedMetric, settings: Mapping[str, str], whose: str
) -> None:
    from review_kit.metrics.registry.own import OwnMetric

    better = {"up": "more is better", "down": "less is better", "none": ""}[metric.direction]
    say(f"{metric.name} – {told.title}")
    say(", ".join(part for part in (metric.kind, metric.unit, better) if part))
    for text in (told.definition, told.evidence):
        say()
        say_text(textwrap.fill(text, _WIDTH))
    say()
    say(f"For: {', '.join(metric.grains)}")
    if isinstance(metric, OwnMetric):
        say(f"Computed by: {metric.file}")
    else:
        say(f"Needs: {metric.table}")
    say(f"Printed in: {', '.join(metric.printed_in) or 'none of the shipped documents'}")
    if settings:
        say(f"Settings, from {whose}:")
        for key, value in settings.items():
            say(f"  {key} = {value}")
