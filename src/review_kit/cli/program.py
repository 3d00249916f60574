"""``review-kit`` as a program of its own: it ends as soon as its command is done."""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
import threading

from review_kit.cli.main import main


def program() -> None:
    """Run one command, and end the process with its code.

    By itself Python looks once more through all that a run of a large company leaves, and frees it piece by
    piece, before the system takes the memory back in one: half a second that somebody waits for. What has
    asked to be called at the end still is.
    """
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    if isinstance(code, int) and not _others_are_running():
        atexit._run_exitfuncs()
        _say_what_is_left_to_say()
        os._exit(code)
    sys.exit(code)  # type: ignore[arg-type]


def _others_are_running() -> bool:
    """Say whether a thread is under way that Python would wait for."""
    main_thread = threading.main_thread()
    return any(one is not main_thread and not one.daemon for one in threading.enumerate())


def _say_what_is_left_to_say() -> None:
    for stream in (sys.stdout, sys.stderr):
        # whoever read it may have gone, or it was closed
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
