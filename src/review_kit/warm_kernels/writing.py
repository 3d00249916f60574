"""Where a kernel may write: into folders that are named to it, and nowhere else.

A template is code, and one that is faulty could write over another person's document. On Linux the system's
own kernel refuses that (Landlock, from version 5.13 on): what a notebook opens for writing, makes, moves or
removes must lie in one of its folders. It may read what its user may read.

The rule holds for the thread that runs the cells, and for every thread and process that begins from there.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

VARIABLE = "REVIEW_KIT_NOTEBOOK_WRITES"
"""Environment variable: folders that a kernel may write into, ``:`` between them; any where it is not set."""

# linux/landlock.h; the numbers of the system calls are the same on every architecture
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_PR_SET_NO_NEW_PRIVS = 38
_WRITE_FILE = 1 << 1
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_DEVICES, _SHARED = Path("/dev"), Path("/dev/shm")


def hold_writing() -> None:
    """Let this process write into the folders that the environment names, if it names any.

    Where the system has no Landlock nothing is held: :func:`can_be_held` says so.

    Raises
    ------
    OSError
        The system refuses.
    """
    named = os.environ.get(VARIABLE)
    if named and can_be_held():
        _restrict(Path(folder) for folder in named.split(os.pathsep))


@cache
def can_be_held() -> bool:
    """Say whether this system can keep a process from writing."""
    return _version() > 0


def _version() -> int:
    if sys.platform != "linux":
        return 0
    return _system_call(_CREATE_RULESET, None, 0, _VERSION)


def _restrict(folders: Iterable[Path]) -> None:
    version = _version()
    inside = _WRITE_FILE | _REMOVE_AND_MAKE
    inside |= (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    ruleset = _checked(_system_call(_CREATE_RULESET, struct.pack("Q", inside), 8, 0))
    try:
        for folder in (*folders, _SHARED):
            _allow(ruleset, folder, inside)
        _allow(ruleset, _DEVICES, _WRITE_FILE)
        _checked(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _checked(_system_call(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, folder: Path, access: int) -> None:
    if not folder.is_dir():
        return
    place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", access, place)
        _checked(_system_call(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


def _system_call(number: int, *arguments: int | bytes | None) -> int:
    library = ctypes.CDLL(None, use_errno=True)
    given = [
        ctypes.c_long(argument) if isinstance(argument, int) else ctypes.c_char_p(argument)
        for argument in arguments
    ]
    return int(library.syscall(ctypes.c_long(number), *given))


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
