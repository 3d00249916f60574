"""The zygotes of this process, and the kernels forked from them, seen from here."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from multiprocessing.util import Finalize
from typing import Any

from review_kit.warm_kernels import memory
from review_kit.warm_kernels.preload import LANGUAGES
from review_kit.warm_kernels.protocol import connected_pair, receive, send

_NOT_READ_AT_IMPORT = {
    "IPYTHONDIR",
    "JPY_PARENT_PID",
    "JPY_SESSION_NAME",
    "TMPDIR",
    "PWD",
    "OLDPWD",
    "_",
}
"""Variables that a kernel reads when it runs: one zygote serves kernels that differ in them."""
_OF_A_NOTEBOOK = "REVIEW_KIT_NOTEBOOK_"
"""Begins the names of others; :data:`.preload.LANGUAGES` alone is read before."""
_AT_IMPORT = {
    # linear algebra starts its threads when it is imported
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    **memory.ARROW_RESERVES_ONLY,
}
"""Unless the environment says otherwise."""
_END_WITHIN = 5.0
"""Seconds for a zygote to end its kernels and itself."""


class NoWarmKernelError(Exception):
    """There is no warm kernel to be had; the message says why."""


class WarmProcess:
    """A forked kernel, with what is used of :class:`subprocess.Popen`.

    Parameters
    ----------
    zygote
        Where it came from.
    pid
        Number of the process, and of its process group.
    """

    stdin = stdout = stderr = None

    def __init__(self, zygote: ZygoteProcess, pid: int) -> None:
        self._zygote = zygote
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or ``None`` while the process lives."""
        if self.returncode is None:
            self.returncode = self._zygote.exit_code(self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end and return the exit code.

        Raises
        ------
        subprocess.TimeoutExpired
            The process lives on after ``timeout`` seconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and timeout is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout)
            time.sleep(0.005)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and what it has started."""
        if self.poll() is None:
            self._zygote.signal(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)


class ZygoteProcess:
    """A zygote that serves this process; usable from several threads.

    Parameters
    ----------
    python
        The interpreter.
    environment
        Variables for the zygote; kernels get their own.
    folder
        Where relative entries of the search path begin.
    """

    def __init__(self, python: str, environment: Mapping[str, str], folder: str) -> None:
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._living: set[int] = set()
        self._codes: dict[int, int] = {}
        self._replies: dict[int, dict[str, Any]] = {}
        self._greeting: dict[str, Any] | None = None
        self._is_lost = False
        self._connection, theirs = connected_pair()
        self._connection.setblocking(False)
        settings = environment.get("JE_ARROW_MALLOC_CONF")
        without_thread = ",".join(filter(None, [settings, "background_thread:false"]))
        try:
            self._process = subprocess.Popen(
                [
                    python,
                    "-m",
                    "review_kit.warm_kernels.zygote",
                    str(theirs.fileno()),
                    str(os.getpid()),
                ],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=folder,
                # Arrow's allocator would start a thread as soon as it is loaded
                env={**_AT_IMPORT, **environment, "JE_ARROW_MALLOC_CONF": without_thread},
                start_new_session=True,
            )
        except BaseException:
            self._connection.close()
            raise
        finally:
            theirs.close()

    def greeting(self) -> dict[str, Any] | None:
        """Return what the zygote says after its imports; ``None`` while it is at them.

        Raises
        ------
        NoWarmKernelError
            It is gone.
        """
        self._receive_all()
        if self._greeting is None and self._is_lost:
            raise NoWarmKernelError("the preloaded process ended while it was starting")
        return self._greeting

    def request(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: str,
        descriptors: Sequence[int],
    ) -> int:
        """Ask for a kernel and return the number of the request.

        Raises
        ------
        NoWarmKernelError
            The request cannot be sent.
        """
        number = next(self._numbers)
        message = {
            "launch": number,
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": folder,
        }
        try:
            with self._lock:
                send(self._connection, message, descriptors)
        except OSError as error:
            raise NoWarmKernelError(
                f"the preloaded process does not accept requests: {error}"
            ) from error
        return number

    def answer(self, number: int) -> WarmProcess | None:
        """Return the kernel that was asked for; ``None`` while there is no answer.

        Raises
        ------
        NoWarmKernelError
            There will be none.
        """
        self._receive_all()
        with self._lock:
            reply = self._replies.pop(number, None)
        if reply is None:
            if self._is_lost:
                raise NoWarmKernelError("the preloaded process has ended")
            return None
        if "refused" in reply:
            raise NoWarmKernelError(reply["reason"])
        return WarmProcess(self, reply["pid"])

    def exit_code(self, pid: int) -> int | None:
        """Return a kernel's exit code, once, or ``None`` while it lives."""
        self._receive_all()
        with self._lock:
            return self._codes.pop(pid, None)

    def signal(self, pid: int, number: int) -> None:
        """Have a signal sent to a kernel's process group, unless it has ended."""
        with contextlib.suppress(OSError), self._lock:
            send(self._connection, {"signal": int(number), "pid": pid})

    @property
    def is_lost(self) -> bool:
        """Whether it has ended."""
        self._receive_all()
        return self._is_lost

    @property
    def is_idle(self) -> bool:
        """Whether no kernel of it lives."""
        self._receive_all()
        return not self._living

    def end(self) -> None:
        """End the zygote and its kernels."""
        with self._lock:
            self._mark_lost()
        try:
            self._process.wait(_END_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _receive_all(self) -> None:
        """Read every message that has arrived."""
        with self._lock:
            while not self._is_lost:
                try:
                    received = receive(self._connection)
                except BlockingIOError:
                    return
                if received is None:
                    self._mark_lost()
                    return
                message, _ = received
                if "ended" in message:
                    self._living.discard(message["ended"])
                    self._codes[message["ended"]] = message["code"]
                elif "ready" in message:
                    self._greeting = message
                else:
                    if "pid" in message:
                        self._living.add(message["pid"])
                        # the system gives numbers again
                        self._codes.pop(message["pid"], None)
                    self._replies[message.get("launched") or message["refused"]] = message

    def _mark_lost(self) -> None:
        """Note that the zygote is gone, and its kernels with it."""
        self._is_lost = True
        self._connection.close()
        for pid in self._living:
            # the system has ended the kernel, not what the kernel has started
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            self._codes[pid] = -signal.SIGKILL
        self._living.clear()


_lock = threading.Lock()
_zygotes: dict[tuple[object, ...], ZygoteProcess] = {}
_failures: dict[tuple[object, ...], str] = {}


def zygote_for(python: str, environment: Mapping[str, str], folder: str) -> ZygoteProcess:
    """Return this process's zygote for such kernels; start one if there is none.

    Raises
    ------
    NoWarmKernelError
        An earlier one could not start; trying for every notebook would cost more than it saves.
    OSError
        The interpreter cannot be started.
    """
    at_import = {
        k: v
        for k, v in environment.items()
        if k == LANGUAGES or not (k in _NOT_READ_AT_IMPORT or k.startswith(_OF_A_NOTEBOOK))
    }
    if (temporary := os.environ.get("TMPDIR")) is not None:
        at_import["TMPDIR"] = temporary  # a kernel's own may go with the kernel
    # what is parsed beforehand a notebook would parse itself: a zygote of other languages will do
    told_apart = {k: v for k, v in at_import.items() if k != LANGUAGES}
    key = (os.getpid(), python, *sorted(told_apart.items()))
    with _lock:
        zygote = _zygotes.get(key)
        if zygote is not None and not zygote.is_lost:
            return zygote
        if key in _failures:
            raise NoWarmKernelError(_failures[key])
        for other, old in list(_zygotes.items()):
            # a copy of this process has no business with the zygotes of the original
            if other[0] == os.getpid() and (old.is_lost or old.is_idle):
                old.end()
                del _zygotes[other]
        if not _zygotes:
            Finalize(None, end_zygotes, exitpriority=0)
        zygote = _zygotes[key] = ZygoteProcess(python, at_import, folder)
        return zygote


def abandon_zygote(zygote: ZygoteProcess, reason: str) -> None:
    """End a zygote, and start no other for kernels of its kind."""
    with _lock:
        for key, other in list(_zygotes.items()):
            if other is zygote:
                _failures[key] = reason
                del _zygotes[key]
    zygote.end()


def end_zygotes() -> None:
    """End the zygotes of this process and all their kernels; later kernels start another."""
    with _lock:
        for key in list(_zygotes):
            zygote = _zygotes.pop(key)
            if key[0] == os.getpid():
                zygote.end()
        _failures.clear()
