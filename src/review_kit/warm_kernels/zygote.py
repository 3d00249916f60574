"""What runs in the preloaded process: import once, then fork a kernel for every request.

``python -m review_kit.warm_kernels.zygote DESCRIPTOR PARENT`` serves the connection that it inherits,
and ends with it. The process has one thread, no ZeroMQ context and no event loop, so that a fork copies
all of it. Linux only.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib.util
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from review_kit.warm_kernels.preload import preload
from review_kit.warm_kernels.protocol import ONE_CLIENT, receive, send

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36  # linux/prctl.h
_HEEDED = (signal.SIGCHLD, signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
_prctl = ctypes.CDLL(None, use_errno=True).prctl


class Zygote:
    """Forks kernels, passes signals on to them, and tells when one has ended.

    Parameters
    ----------
    connection
        To the process that is served.
    parent
        Number of that process.

    Attributes
    ----------
    environment
        Variables that a kernel has from its imports, unless it is started with others.
    """

    def __init__(self, connection: socket.socket, parent: int) -> None:
        self._connection = connection
        self._parent = parent
        self.environment: dict[str, str] = {}
        self._kernels: set[int] = set()
        self._signals, self._wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._handlers = {number: signal.signal(number, _notice) for number in _HEEDED}
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        # A signal that can be heeded, because this process has kernels to end. It comes as well when
        # the thread ends that has started this process, with its process alive.
        _prctl(_PR_SET_PDEATHSIG, signal.SIGHUP)
        # what a notebook has started and let go becomes a child of this process
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        if os.getppid() != parent:
            os._exit(1)

    def serve(self) -> list[str]:
        """Serve requests; return the command line of a kernel, in that kernel's process only."""
        while True:
            waiting = [self._connection.fileno(), self._signals]
            ready, _, _ = select.select(waiting, [], [])
            if self._signals in ready:
                self._handle_signals(os.read(self._signals, 512))
            if self._connection.fileno() in ready:
                received = receive(self._connection)
                if received is None:
                    self._end()
                message, descriptors = received
                if "launch" in message:
                    if self._launch(message, descriptors):
                        arguments: list[str] = message["arguments"]
                        return arguments
                elif message["pid"] in self._kernels:
                    _signal_group(message["pid"], message["signal"])

    def _handle_signals(self, numbers: bytes) -> None:
        """Report the kernels that have ended, and end the processes that they have left."""
        if signal.SIGTERM in numbers or os.getppid() != self._parent:
            self._end()
        while (pid := _ended_child()) is not None:
            if pid not in self._kernels:
                os.waitpid(pid, 0)
                continue
            # what the kernel has started; nobody else can have its number before it is reaped
            _signal_group(pid, signal.SIGKILL)
            self._kernels.remove(pid)
            _, status = os.waitpid(pid, 0)
            self._report({"ended": pid, "code": os.waitstatus_to_exitcode(status)})
        if not self._kernels:
            # Which kernel they were of is unknown. The children of each come here when it ends, and its
            # end is another signal.
            for pid in _children():
                os.kill(pid, signal.SIGKILL)

    def _launch(self, message: dict[str, Any], descriptors: list[int]) -> bool:
        """Fork a kernel; true in the kernel's process."""
        if (threads := thread_count()) != 1:
            _close(descriptors)
            reason = f"the preloaded process has {threads} threads"
            self._report({"refused": message["launch"], "reason": reason})
            return False
        report_end, kernel_end = os.pipe()
        # a signal for one of the two must not reach the other
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        zygote = os.getpid()
        pid = os.fork()
        if pid == 0:
            try:
                self._drop_zygote_state(zygote, mask)
                _take_kernel_environment(message, descriptors, self.environment, zygote)
                os.write(kernel_end, b"1")
                _close([report_end, kernel_end])
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            return True
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        _close([kernel_end, *descriptors])
        begun = os.read(report_end, 1)
        os.close(report_end)
        if begun:
            self._kernels.add(pid)
            self._report({"launched": message["launch"], "pid": pid})
        else:
            os.waitpid(pid, 0)
            reason = "a forked kernel ended before it began"
            self._report({"refused": message["launch"], "reason": reason})
        return False

    def _drop_zygote_state(self, zygote: int, mask: set[int | signal.Signals]) -> None:
        """Undo in a kernel's process what belongs to the zygote: signals, session, connection."""
        os.setsid()  # signals go to the whole group
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != zygote:
            os._exit(1)
        signal.set_wakeup_fd(-1)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        self._connection.close()
        _close([self._signals, self._wake])

    def _report(self, message: dict[str, Any]) -> None:
        try:
            send(self._connection, message)
        except OSError:
            self._end()

    def _end(self) -> NoReturn:
        for pid in self._kernels:
            _signal_group(pid, signal.SIGKILL)
        for pid in self._kernels:
            os.waitpid(pid, 0)
        while children := _children():
            for pid in children:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        os._exit(0)


def thread_count() -> int:
    """Threads of this process, those of native libraries included."""
    return max(threading.active_count(), len(list(Path("/proc/self/task").iterdir())))


def _take_kernel_environment(
    message: dict[str, Any], descriptors: list[int], imported: dict[str, str], zygote: int
) -> None:
    """Make this process what a kernel's process is after its imports."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for standard, descriptor in enumerate([nothing, *descriptors]):
        os.dup2(descriptor, standard)
    _close([nothing, *descriptors])
    os.environ.clear()
    os.environ.update({**imported, **message["environment"]})
    # ipykernel looks whether its parent is still there
    os.environ["JPY_PARENT_PID"] = str(zygote)
    time.tzset()
    tempfile.tempdir = None
    os.chdir(message["folder"])
    # random reseeds itself after a fork
    if (numpy_random := sys.modules.get("numpy.random")) is not None:
        numpy_random.seed()
    gc.enable()


def _run_kernel(arguments: list[str]) -> None:
    module, *arguments = arguments
    if module == ONE_CLIENT:
        try:
            from review_kit.warm_kernels.one_client import run_for_one_client
        except (ImportError, AttributeError):
            pass  # an ipykernel with other insides: its own kernel says the same, and takes longer
        else:
            run_for_one_client(arguments, parent=os.getppid())
            return
    from ipykernel.kernelapp import IPKernelApp

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [str(launcher.origin) if launcher else "ipykernel_launcher", *arguments]
    IPKernelApp.launch_instance(parent_handle=os.getppid())


def _ended_child() -> int | None:
    """A child that has ended and is still to be reaped."""
    try:
        ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return None
    return None if ended is None else ended.si_pid


def _children() -> list[int]:
    """Children of this process, those included that have ended and are still to be reaped."""
    try:
        return [
            int(pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
        ]
    except FileNotFoundError:  # the system was built without this list
        return []


def _signal_group(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, number)


def _close(descriptors: list[int]) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _notice(number: int, frame: FrameType | None) -> None:
    """Let the signal wake the process; what it means is decided in its own time."""


def main() -> None:
    """Import, say so, and serve until the connection ends."""
    descriptor, parent = int(sys.argv[1]), int(sys.argv[2])
    # as ipykernel's launcher does: a file beside the notebooks must not pass for a library
    if sys.path and (sys.path[0] == "" or Path(sys.path[0]) == Path.cwd()):
        del sys.path[0]
    connection = socket.socket(fileno=descriptor)
    os.set_inheritable(descriptor, False)
    zygote = Zygote(connection, parent)
    gc.disable()
    preloaded = preload()
    zygote.environment = preloaded.environment
    os.chdir("/")
    gc.collect()
    # kernels would otherwise copy every page that the collector looks at
    gc.freeze()
    if (threads := thread_count()) == 1:
        send(connection, {"ready": True, "lacks": preloaded.lacks})
    else:
        reason = f"importing the libraries has left {threads} threads"
        send(connection, {"ready": False, "reason": reason})
        return
    _run_kernel(zygote.serve())


if __name__ == "__main__":
    main()
