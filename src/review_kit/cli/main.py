"""``review-kit``: the commands, and what any of them does when something goes wrong."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import typer
from typer.exceptions import TyperException

import review_kit
from review_kit.addresses import without_secrets
from review_kit.cli import (
    adverse_impact,
    collect,
    connect,
    deliver,
    demo,
    docs,
    doctor,
    dossier,
    explain,
    init,
    mend,
    metrics,
    notice,
    person,
    pseudonymise,
    purge,
    quarter,
    quarto_filter,
    quarto_guard,
    release,
    run,
    site,
    status,
    templates,
    upgrade,
    validate,
)
from review_kit.cli.console import EndedWith, complain, print_json, say
from review_kit.cli.crash_log import write_crash_log
from review_kit.cli.open_project import OWNER_ALONE
from review_kit.errors import ReviewKitError

USAGE = 1
"""Exit code of a wrong option or argument; 2, which other tools use, is the contract gate here."""
BUG = 70
"""Exit code of a fault of review-kit itself (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
SIGNALLED = 128
"""Added to the number of the signal that ended a command: 143 for SIGTERM, 129 for SIGHUP."""
_CLICK_USAGE = 2

_SEE_HELP = "See 'review-kit --help', or --help of the command."
_FREE = "Free some disk space, then run the command again."
_FEWER = (
    "Close other programs, use fewer --workers, or split the largest export into several files."
)

app = typer.Typer(
    name="review-kit",
    help="Sales coaching review packets and coaching-ROI reports from validated exports.",
    epilog=(
        "Exit codes: 0 done, 1 wrong option or setting, 2 the exports have too many faults, "
        "3 some documents failed, 70 an error in review-kit itself."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _module in (
    demo,
    init,
    connect,
    validate,
    mend,
    quarter,
    run,
    release,
    deliver,
    collect,
    site,
    status,
    explain,
    person,
    notice,
    dossier,
    adverse_impact,
    upgrade,
    purge,
    pseudonymise,
    docs,
    quarto_filter,
    quarto_guard,
):
    app.command(name=_module.NAME)(_module.command)
app.add_typer(metrics.app, name="metrics")
app.add_typer(templates.app, name="templates")
app.command(name=doctor.NAME)(doctor.command)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"review-kit {review_kit.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and exit."
    ),
) -> None:
    pass


_received: list[tuple[int, float]] = []
"""Signals that have asked this process to end, and when."""
_TIDYING_SECONDS = 10.0
"""How long a command that has been asked to end may tidy up before it is asked again.

A terminal that closes tells its programs by way of the shell too, so they hear it twice.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _received.clear()
    os.umask(OWNER_ALONE)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(number, _end)
    # tables come and go by the thousand and leave nothing unreachable; looking for it as often as
    # Python does by itself takes a sixth of the time before the documents
    gc.set_threshold(50_000, 20, 20)
    sys.exit(_run(given))


def _end(number: int, _frame: FrameType | None) -> None:
    """End as cleanly as with Ctrl-C."""
    now = time.monotonic()
    if _received and now - _received[-1][1] < _TIDYING_SECONDS:
        return
    _received.append((number, now))
    raise KeyboardInterrupt


def _run(arguments: list[str]) -> int:
    code = _code(arguments)
    return SIGNALLED + _received[0][0] if code == INTERRUPTED and _received else code


def _code(arguments: list[str]) -> int:
    machine = "--json" in arguments
    try:
        Path.cwd()
    except FileNotFoundError:
        _report(
            "the current folder has been deleted",
            "Change to another folder, and run the command again.",
            USAGE,
            machine=machine,
        )
        return USAGE
    try:
        # by itself it would print a wrong argument as it was typed, and that may be a password
        ended = app(arguments, standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return USAGE if code == _CLICK_USAGE else code
    except typer.Abort:
        _report("stopped before the question was answered", "", USAGE, machine=machine)
        return USAGE
    except TyperException as error:
        if not arguments:
            return USAGE  # it has shown the help
        _report(error.format_message(), _SEE_HELP, USAGE, machine=machine)
        return USAGE
    except EndedWith as end:
        return end.code
    except ReviewKitError as error:
        _report(error.message, error.hint, error.exit_code, machine=machine)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; nothing is left to say
        return 0
    except OSError as error:
        if error.filename is None or error.errno in (errno.ENOSPC, errno.EDQUOT):
            return _unexpected(error, arguments, machine=machine)
        _report(f"{error.filename}: {error.strerror}", "", USAGE, machine=machine)
        return USAGE
    except Exception as error:
        return _unexpected(error, arguments, machine=machine)


def _unexpected(error: Exception, arguments: Sequence[str], *, machine: bool) -> int:
    from review_kit.sources.files.resources import disk_is_full, memory_is_short

    if disk_is_full(error):
        _report("the disk is full", _FREE, USAGE, machine=machine)
        return USAGE
    if memory_is_short(error):
        _report("there is not enough memory", _FEWER, USAGE, machine=machine)
        return USAGE
    log = write_crash_log(error, arguments)
    _report(
        f"unexpected error: {type(error).__name__}: {without_secrets(str(error))}",
        f"This is an error in review-kit. Details are in {log}, which contains nothing from your "
        "exports. Please report the error and attach that file.",
        BUG,
        machine=machine,
    )
    return BUG


def _report(message: str, hint: str, code: int, *, machine: bool) -> None:
    # what was typed may be an address with a password in it
    message, hint = without_secrets(message), without_secrets(hint)
    if machine:
        print_json({"error": {"message": message, "hint": hint, "exit_code": code}})
        return
    complain(message, hint)
