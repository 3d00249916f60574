"""Windows has neither locks on files nor forked processes as review-kit uses them: it runs in WSL there."""

from __future__ import annotations

import sys

from review_kit.control_characters import json_text

WINDOWS = "win32"
ON_WINDOWS = (
    "review-kit does not run on Windows directly, only in WSL (Windows Subsystem for Linux)"
)
USE_WSL = (
    "Run 'wsl --install' in PowerShell once; then open Ubuntu, and install and run review-kit there. Keep "
    "the project in your Linux home folder, not under /mnt/c."
)


def refuse_windows() -> None:
    """End the program on Windows, before a module is imported that is not there.

    Raises
    ------
    SystemExit
        With 1, after the message; with ``--json`` it is one JSON object, as of every fault.
    """
    if sys.platform != WINDOWS:
        return
    if "--json" in sys.argv:
        print(json_text({"error": {"message": ON_WINDOWS, "hint": USE_WSL, "exit_code": 1}}))
    else:
        print(f"{ON_WINDOWS}\n{USE_WSL}", file=sys.stderr)
    raise SystemExit(1)
