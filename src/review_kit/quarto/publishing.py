"""Pages about people are not for ``quarto publish``.

Quarto tells its scripts and filters what they are to work on, and not for which command: that is found out
from the processes above this one.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
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
    return next(filter(None, (command_of(one) for _, one in _above(os.getppid()))), "")


def quarto_process() -> str:
    """Return what tells the Quarto above this process from every other; empty where none is known."""
    found = (process for process, one in _above(os.getppid()) if command_of(one))
    return next((f"{process} {_started(process)}" for process in found), "")


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


def _above(process: int) -> Iterator[tuple[int, list[str]]]:
    """Give number and arguments of a process and of those that it was started by."""
    for _ in range(_DEEPEST):
        if process <= 1:
            return
        found = _from_proc(process) or _from_ps(process)
        if found is None:
            return
        parent, arguments = found
        yield process, arguments
        process = parent


def _from_proc(process: int) -> tuple[int, list[str]] | None:
    """Linux: parent and arguments."""
    folder = Path("/proc") / str(process)
    try:
        arguments = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        return int(_stat(folder)[1]), arguments
    except OSError:
        return None


def _stat(folder: Path) -> list[str]:
    """Linux: what is known of a process, from its state on."""
    # the name of the program stands in brackets and may hold anything
    return (folder / "stat").read_text("utf-8", errors="replace").rpartition(")")[2].split()


def _started(process: int) -> str:
    """Say when a process was started: its number is given again."""
    with suppress(OSError):
        return _stat(Path("/proc") / str(process))[19]
    return _ps(process, "lstart=")


def _from_ps(process: int) -> tuple[int, list[str]] | None:
    """Give parent and arguments on other systems; arguments with spaces come in pieces."""
    parent, _, arguments = _ps(process, "ppid=,args=").partition(" ")
    return (int(parent), arguments.split()) if parent.isdecimal() else None


def _ps(process: int, columns: str) -> str:
    """Ask ``ps``; empty where it is absent."""
    try:
        done = subprocess.run(
            ["ps", "-o", columns, "-p", str(process)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip()
