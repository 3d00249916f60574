"""``review-kit explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.errors import ConfigurationError

NAME = "explain"

Run = Annotated[str, typer.Argument(metavar="RUN", help="Name of the run, e.g. 2026-09-30-90d.")]
Whose = Annotated[str, typer.Argument(metavar="rep:ID", help="Whose number it is.")]
MetricName = Annotated[
    str,
    typer.Argument(
        metavar="METRIC", help="Name of the metric, e.g. win_rate; 'review-kit metrics' lists them."
    ),
]


def command(
    run: Run,
    whose: Whose,
    metric: MetricName,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show where a number comes from: the rows it was counted from, its definition, its settings.

    Shows only rows of this rep. Settings are those that the run was made with.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.records.find import select_run
    from review_kit.rights.explanation import explain
    from review_kit.rights.explanation_text import explanation_lines

    grain, colon, rep_id = whose.partition(":")
    if not colon or grain != "rep" or not rep_id:
        raise ConfigurationError(
            f"{whose}: must have the form rep:ID",
            "For example: review-kit explain RUN rep:R001 win_rate",
        )
    loaded = open_project(project)
    told = explain(loaded, select_run(loaded, run), rep_id, metric)
    if as_json:
        print_json(told.to_json())
        return
    for line in explanation_lines(told):
        say(line)
