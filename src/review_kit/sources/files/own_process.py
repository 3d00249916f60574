"""Programs that open a file in a process of their own, with limits of memory and time: it may die."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from review_kit.project.limits import Limits

_MB = 1 << 20


def run_apart(
    program: Path, arguments: list[str], size: int, limits: Limits
) -> subprocess.CompletedProcess[bytes] | None:
    """Run a Python program; its last arguments are its megabytes and seconds.

    Parameters
    ----------
    program
        The program's file.
    arguments
        Its first arguments.
    size
        Bytes of the file that it opens, which it may have in memory on top.
    limits
        What it may take.

    Returns
    -------
    subprocess.CompletedProcess
        What became of it; ``None`` where it took too long.
    """
    most = [str(limits.opening_mb + size // _MB), str(limits.opening_seconds)]
    # without the folder of the program in its path: modules there are called as those of Python
    command = [sys.executable, "-P", str(program), *arguments, *most]
    try:
        return subprocess.run(
            command, capture_output=True, timeout=limits.opening_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return None
