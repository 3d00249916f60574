"""``review-kit connect``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.errors import ReviewKitError

if TYPE_CHECKING:
    from review_kit.project import Project
    from review_kit.sources.connect.proposal import Proposal, Question

NAME = "connect"
_UNDECIDED = 1
_GATE = 2

Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE…]",
        help="Files, folders or database addresses; default: everything in exports/.",
    ),
]
Yes = Annotated[
    bool,
    typer.Option("--yes", "-y", help="Do not ask; write what is decided."),
]
Say = Annotated[
    list[str] | None,
    typer.Option(
        "--say",
        metavar="KEY=ANSWER",
        help="Answer a question in advance, such as opportunities.date_order=day_first.",
    ),
]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Page to write; default: reports/connect.html."),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace", help="Also rewrite profiles that were changed by hand; the old ones are kept."
    ),
]


def command(
    files: Files = None,
    yes: Yes = False,
    answers: Say = None,
    html: Html = None,
    replace: Replace = False,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Look at exports, propose how each becomes a table, and write the profiles that read them.

    Says which table each file is, or why it is none, shows rows as they will be read, asks what
    the files leave open, writes profiles/ and review_kit.toml, and validates. Exit code 1 if a
    question is open, 2 if the exports have too many faults.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.sources.connect.propose import propose
    from review_kit.sources.connect.telling import as_json as object_of
    from review_kit.sources.connect.telling import lines_of
    from review_kit.words import speaking, words_in

    loaded = open_project(project)
    given = _answers(answers or [])
    asks = not yes and not as_json and sys.stdin.isatty()
    with ConsoleProgress(quiet=as_json) as progress:
        progress.step("Looking at the exports")
        proposal = propose(loaded, files or [], given)
    skipped: set[str] = set()
    while asks and (left := [one for one in proposal.questions if one.key not in skipped]):
        # looking again after every answer would let people wait between any two questions
        answers_now = {one.key: answer for one in left if (answer := _asked(one))}
        skipped |= {one.key for one in left} - answers_now.keys()
        if answers_now:
            given |= answers_now
            proposal = propose(loaded, files or [], given)
    page = _page(loaded, proposal, html)
    if not as_json:
        with speaking(words_in(loaded.config.organisation.language, loaded.words)):
            for line in lines_of(proposal):
                say(line)
    if not (yes or (asks and typer.confirm("Write this?", default=True))):
        if as_json:
            print_json({**object_of(proposal), "page": str(page), "written": []})
        else:
            say(f"Nothing was written; use --yes to write it. Page: {page}")
        return
    _write(loaded, proposal, page, replace=replace, as_json=as_json)


def _write(
    loaded: Project, proposal: Proposal, page: Path, *, replace: bool, as_json: bool
) -> None:
    from review_kit.cli.open_project import open_project
    from review_kit.contracts import verdict_lines
    from review_kit.pipeline.validate import check_exports
    from review_kit.sources.connect.telling import as_json as object_of
    from review_kit.sources.connect.writing import write

    written = write(loaded, proposal, replace=replace)
    undecided = [each.table for each in proposal.tables if each.undecided]
    undecided += [
        one.key.removesuffix(".password_variable") for one in proposal.asked if not one.optional
    ]
    stopped = [each.table for each in proposal.tables if each.open and not each.undecided]
    left = [*undecided, *stopped]
    told = {**object_of(proposal), "page": str(page), "written": [str(path) for path in written]}
    if not as_json:
        for path in written:
            say(f"Written: {path}")
        say(f"Page: {page}")
    if left or proposal.missing:
        if as_json:
            print_json({**told, "undecided": left, "validation": None})
        else:
            _say_what_is_left(undecided, stopped, proposal.missing)
        raise EndedWith(_UNDECIDED)
    with ConsoleProgress(quiet=as_json) as progress:
        validation = check_exports(open_project(loaded.root), progress=progress)
    if as_json:
        print_json({**told, "undecided": [], "validation": validation.to_json()})
    else:
        say()
        for line in verdict_lines(validation):
            say(line)
        say(f"Page of the validation: {loaded.reports / 'validation.html'}")
    if not validation.passed:
        if proposal.questions and not as_json:
            say("Answer what it asks you to confirm: give the command again with --say.")
        raise EndedWith(_GATE)


def _say_what_is_left(
    undecided: Sequence[str], stopped: Sequence[str], missing: Sequence[str]
) -> None:
    if undecided:
        say(
            f"Not written, because questions are open: {', '.join(undecided)}. Run the command "
            "again with --say."
        )
    if stopped:
        say(
            f"Not written, because it would stop a run: {', '.join(stopped)}. See STOPS above for "
            "what to do."
        )
    if missing and not (undecided or stopped):
        say(f"Not validated: {', '.join(missing)} is missing.")


def _page(loaded: Project, proposal: Proposal, html: Path | None) -> Path:
    from review_kit.sources.connect.page import write_page

    return write_page(loaded, proposal, html or loaded.reports / "connect.html")


def _answers(given: list[str]) -> dict[str, str]:
    answers = {}
    for each in given:
        key, there, answer = each.partition("=")
        if not there or not answer.strip():
            raise ReviewKitError(
                f"--say {each}: not an answer",
                "Write it as --say opportunities.date_order=day_first.",
            )
        answers[key.strip()] = answer.strip()
    return answers


def _asked(question: Question) -> str:
    """Ask on the terminal until the answer is one; empty where it may stay open and does."""
    say()
    say(question.asks)
    choices: Mapping[str, str] = {
        str(number): answer for number, (answer, _) in enumerate(question.options, start=1)
    }
    for number, (_, means) in enumerate(question.options, start=1):
        say(f"  {number}  {means}")
    while True:
        prompt = "Number" if choices else "Answer"
        if question.optional:
            text = typer.prompt(f"{prompt} (Enter to skip)", default="", show_default=False).strip()
            if not text:
                return ""
        else:
            text = typer.prompt(prompt, type=str).strip()
        fits, form = _FORMS.get(question.kind, (bool, ""))
        if not choices and text and fits(text):
            return str(text)
        if text in choices:
            return choices[text]
        say("Give one of the numbers." if choices else form)


def _is_day(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_time_zone(text: str) -> bool:
    from review_kit.project.time_zones import is_time_zone

    return is_time_zone(text)


_FORMS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "day": (_is_day, "Give a day as YYYY-MM-DD."),
    "time_zone": (_is_time_zone, "Give a time zone as Europe/Madrid."),
}
"""Kind of a question → whether an answer has its form, and what form that is."""
