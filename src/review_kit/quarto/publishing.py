"""Pages about people are not for ``quarto publish``.

Quarto tells its scripts and filters what they are to work on, and not for which command: that is found out
from the processes above this one.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from review_kit.errors import ReviewKitError

_PROGRAMS = {"quarto", "quarto.exe", "quarto.cmd", "quarto.js", "quarto.ts"}
_DEEPEST = 20
"""Processes that are looked at, from this one up."""


def refuse_publishing(command: str) -> None:
    """Refuse to let pages about people be published.

    Parameters
    ----------
    command
        Of Quarto, as :func:`quarto_command` found it.

    Raises
    ------
    ReviewKitError
        It is ``publish``.
    """
    if command == "publish":
        raise ReviewKitError(
            "these pages are about people, and 'quarto publish' would put them where others find them; "
            "nothing was published",
            "For a site with what each reader may see: review-kit site. To give documents to people: "
            "review-kit release, then review-kit deliver.",
        )


def quarto_command() -> str:
    """Return the command that Quarto was started with, ``preview`` for example; empty where none is known."""
    return next(filter(None, map(command_of, _above(os.getppid()))), "")


def command_of(arguments: Sequence[str]) -> str:
    """Return Quarto's command from the arguments of a process; empty for any other program.

    Examples
    --------
    >>> command_of(["deno", "run", "--allow-all", "/opt/quarto/bin/quarto.js", "publish", "gh-pages"])
    'publish'
    >>> command_of(["/usr/local/bin/quarto", "--log", "q.log", "preview", "rep_packet.ipynb"])
    'preview'
    >>> command_of(["vim", "quarto.md"])
    ''
    """
    known = {"render", "preview", "publish", "serve", "convert", "inspect", "run", "use", "check"}
    for at, argument in enumerate(arguments):
        if PurePath(argument.replace("\\", "/")).name in _PROGRAMS:
            return next((one for one in arguments[at + 1 :] if one in known), "")
    return ""


def _above(process: int) -> Iterator[list[str]]:
    """Give the arguments of a process and of those that it was started by."""
    for _ in range(_DEEPEST):
        if process <= 1:
            return
        found = _from_proc(process) or _from_ps(process)
        if found is None:
            return
        process, arguments = found
        yield arguments


def _from_proc(process: int) -> tuple[int, list[str]] | None:
    """Linux: parent and arguments."""
    folder = Path("/proc") / str(process)
    try:
        arguments = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        # the name of the program stands in brackets and may hold anything
        parent = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
    except OSError:
        return None
    return int(parent.split()[1]), arguments


def _from_ps(process: int) -> tuple[int, list[str]] | None:
    """Give parent and arguments on other systems; arguments with spaces come in pieces."""
    try:
        done = subprocess.run(
            ["ps", "-o", "ppid=,args=", "-p", str(process)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return None
    parent, _, arguments = done.stdout.strip().partition(" ")
    return (int(parent), arguments.split()) if parent.isdecimal() else None
