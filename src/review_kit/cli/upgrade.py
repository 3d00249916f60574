"""``review-kit upgrade``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import print_json, say, say_text
from review_kit.cli.options import HERE, AsJson, ProjectFolder

if TYPE_CHECKING:
    from review_kit.project.upgrade import FileState

NAME = "upgrade"
_STATES = {
    "new": "only in review-kit",
    "newer": "review-kit has a newer version; not changed here",
    "changed here": "changed here; review-kit's is as it was",
    "removed here": "removed here",
    "both": "changed here and in review-kit",
    "unknown": "differs; it is not known who changed it",
    "own": "only here",
}
_FATES = {
    "added": "added",
    "replaced": "replaced; the earlier file is in upgrade/before/",
    "merged": "merged; the earlier file is in upgrade/before/",
    "kept beside": "not changed; review-kit's version is in upgrade/: merge by hand, then --settled",
}

Merge = Annotated[
    bool,
    typer.Option("--merge", help="Bring review-kit's changes in; changes made here are kept."),
]
Diff = Annotated[bool, typer.Option("--diff", help="Show every difference, as a unified diff.")]

Settled = Annotated[
    list[str],
    typer.Option(
        "--settled",
        metavar="FILE",
        help="Take this file as merged by hand, e.g. data_contracts/roster.yaml. Can be repeated.",
    ),
]


def command(
    merge: Merge = False,
    diff: Diff = False,
    settled: Settled = [],  # noqa: B006 - typer copies it
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Show how the project's files differ from those that this version of review-kit makes a new project of.

    These are contracts, notebooks, settings, and what 'init' writes besides.

    With --merge, brings in what review-kit has changed. A file that both have changed is merged if they
    changed different parts; otherwise it stays, and review-kit's version is put into upgrade/.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.project.upgrade import compare, settle, upgrade

    loaded = open_project(project)
    settle(loaded, settled)
    files = upgrade(loaded) if merge else compare(loaded)
    if as_json:
        print_json(
            {
                "files": [
                    {
                        "file": file.name,
                        "state": file.state,
                        "added": file.added,
                        "removed": file.removed,
                        "fate": file.fate,
                        "diff": list(file.diff) if diff else None,
                    }
                    for file in files
                ]
            }
        )
        return
    for file in files:
        _report(file, diff=diff)
    same = Counter(file.state for file in files)["same"]
    say(f"{same} of {len(files)} files are the same as review-kit's.")
    if not merge and any(file.state in ("new", "newer", "both") for file in files):
        say("'review-kit upgrade --merge' brings review-kit's changes in.")


def _report(file: FileState, *, diff: bool) -> None:
    if file.state == "same":
        return
    size = f" (+{file.added} −{file.removed} lines)" if file.diff else ""
    say(f"{file.name}: {_STATES[file.state]}{size}")
    if file.fate in _FATES:
        say(f"    → {_FATES[file.fate]}")
    if diff and file.diff:
        say_text("\n".join(file.diff))
