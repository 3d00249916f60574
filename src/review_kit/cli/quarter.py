"""``review-kit quarter``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, AsOf, ProjectFolder, WindowDays

if TYPE_CHECKING:
    from review_kit.contracts import Validation
    from review_kit.quarter.compare import Comparison

NAME = "quarter"
_GATE = 2

Against = Annotated[
    str | None,
    typer.Option(
        "--against", metavar="RUN", help="Run to compare with; default: the last quarter's run."
    ),
]


def command(
    against: Against = None,
    as_of: AsOf = None,
    window: WindowDays = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Compare this quarter's exports with the last one's, before the run.

    Says who joined, left and moved, what changed in the rubric, which files and columns are new,
    gone or renamed, and which scores jumped. Writes reports/quarter.html. Exit code 2 if the
    exports would stop a run.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.pipeline.quarter import compare_with_last_quarter
    from review_kit.quarter.page import write_quarter_page
    from review_kit.words.speech import words_in

    loaded = open_project(project)
    words = words_in(loaded.config.organisation.language, loaded.words)
    with ConsoleProgress(quiet=as_json) as progress:
        validation, comparison = compare_with_last_quarter(
            loaded,
            as_of=None if as_of is None else as_of.date(),
            window_days=window,
            against=against,
            progress=progress,
        )
    page = loaded.reports / "quarter.html"
    write_quarter_page(comparison, loaded.config.organisation.name, words, page)
    if as_json:
        print_json({**comparison.to_json(words), "passed": validation.passed, "page": str(page)})
    else:
        for line in comparison.lines(words):
            say(line)
        _report_gate(validation, comparison)
        say(f"Page: {page}")
    if not validation.passed:
        raise EndedWith(_GATE)


def _report_gate(validation: Validation, comparison: Comparison) -> None:
    say()
    if not validation.passed:
        tables = ", ".join(dict.fromkeys(fault.table for fault in validation.gate_faults))
        say(f"These exports would stop a run ({tables}); 'review-kit validate' says why.")
    elif comparison.to_look_at:
        say("If all of this is as it should be, continue with: review-kit run")
