"""An IPython kernel for one client on this machine, which executes cells one after the other.

ipykernel's own serves several clients that come, go, interrupt and debug while a cell runs. For that it has
threads that pass every message on: one for control, one for requests, one for what is published, one that
tells that the kernel lives. A document's notebook is executed by one client, which sends the next cell when
the one before has ended and ends the process when it wants no more. So cells are read and their outputs are
sent by the thread that executes them: that is half of what a short cell costs.

What cells see is the same: the shell, displays, printing, subprocesses, comms. What is not there: control
messages, input from a client, the debugger, subshells, a database of what was typed.
"""

# mypy: disallow-untyped-calls=False
# for ipykernel, whose classes these are
from __future__ import annotations

import os
import select
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import zmq
from ipykernel.iostream import BackgroundSocket, IOPubThread, OutStream
from ipykernel.ipkernel import IPythonKernel, _get_comm_manager
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel
from zmq.eventloop.zmqstream import ZMQStream

from review_kit.warm_kernels import memory

_TAKEN = 1 << 16
"""Bytes of a program's output at a time."""


class DirectPublisher(IOPubThread):
    """Sends what is published at once, whichever thread publishes it; it has no thread of its own.

    Parameters
    ----------
    socket
        On which everything is published.
    """

    def __init__(self, socket: zmq.Socket[bytes]) -> None:
        self.socket: zmq.Socket[bytes] | None = socket
        self.background_socket = BackgroundSocket(self)
        self.io_loop: Any = None
        self.thread = threading.Thread()  # never started: the application asks whether it is alive
        self._master_pid = os.getpid()
        self._one_at_a_time = threading.RLock()

    def schedule(self, f: Callable[[], object]) -> None:
        """Do it now."""
        with self._one_at_a_time:
            f()

    def _really_send(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        # a process that a cell has forked must not use the sockets of this one
        if self.socket is not None and self._is_master_process():
            self.socket.send_multipart(msg, *args, **kwargs)


class DirectStream(OutStream):
    """Standard output or error: sent at a cell's end, before anything is shown, and where it is flushed.

    What other threads write is sent at once. A process that a cell has forked writes to the file, which is
    read like what any program writes that a cell has started: while it writes, and to the last at the cell's
    end, because what comes after a cell's end is nobody's.
    """

    _fid: Any

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._taking = threading.Lock()
        self._decoder = getincrementaldecoder("utf-8")("replace")
        super().__init__(*arguments, **options)

    def _watch_pipe_fd(self) -> None:
        while self._should_watch:
            select.select([self._fid], [], [])
            self._take()

    def _take(self) -> bool:
        """Take what programs have written, if something is there."""
        with self._taking:  # also held until another thread has handed on what it has taken
            if not self._should_watch or not select.select([self._fid], [], [], 0)[0]:
                return False
            written = os.read(self._fid, _TAKEN)
            if not written:
                self._should_watch = False
                return False
            self.write(self._decoder.decode(written))
            os.write(self._original_stdstream_copy, written)
            return True

    def write(self, string: str) -> int:
        """Write a text; it is sent with what follows."""
        if self._should_watch and not self._is_master_process():
            return os.write(self._original_stdstream_fd, string.encode())
        return super().write(string) or 0

    def _schedule_flush(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            self.flush()

    def flush(self) -> None:
        """Send what was written."""
        if threading.current_thread() is threading.main_thread() and self._is_master_process():
            while self._take():
                pass
        if self.pub_thread is not None and self._buffers:
            self.pub_thread.schedule(self._flush)


class OneClientKernel(IPythonKernel):
    """Executes cells for one client."""

    _execute_sleep = 0.0
    shell: Any

    def __init__(self, **settings: Any) -> None:
        # not that of IPythonKernel, which prepares the debugger: it looks at every module that is loaded
        Kernel.__init__(self, **settings)
        self.shell = self.shell_class.instance(
            parent=self,
            profile_dir=self.profile_dir,
            user_module=self.user_module,
            user_ns=self.user_ns,
            kernel=self,
            compiler_class=self.compiler_class,
        )
        shell: Any = self.shell
        for publisher in (shell.displayhook, shell.display_pub):
            publisher.session, publisher.pub_socket = self.session, self.iopub_socket
        shell.displayhook.topic = self._topic("execute_result")
        self.comm_manager = _get_comm_manager()
        shell.configurables.append(self.comm_manager)
        for kind in ("comm_open", "comm_msg", "comm_close"):
            self.shell_handlers[kind] = getattr(self.comm_manager, kind)

    @property
    def _supports_kernel_subshells(self) -> bool:
        return False

    def start(self) -> None:
        """Wait for cells."""
        self.shell.exit_now = False
        Kernel.start(self)
        # cells that wait for something ask which thread may be interrupted
        self.shell_channel_thread = SimpleNamespace(parent_thread=threading.current_thread())

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Nothing waits behind a cell that fails."""

    def _publish_execute_input(self, code: str, parent: Any, execution_count: int) -> None:
        """The client knows what it has sent."""

    def _publish_status(self, status: str, channel: str, parent: Any = None) -> None:
        """Tell when a request is done with; that it has begun nobody waits for."""
        if status == "idle":
            super()._publish_status(status, channel, parent)


class OneClientApp(IPKernelApp):
    """Starts such a kernel."""

    kernel_class = OneClientKernel
    outstream_class = f"{__name__}.{DirectStream.__name__}"

    def parse_command_line(self, argv: Sequence[str] | None = None) -> None:
        """Take what stands in the settings: reading a command line looks at every setting there is."""

    def get_default_logging_config(self) -> dict[str, Any]:
        """Write no records that nothing shows."""
        config = super().get_default_logging_config()
        config["loggers"][type(self).__name__]["level"] = "WARNING"
        return config

    def init_control(self, context: zmq.Context[Any]) -> None:
        """Have no control channel."""

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        """Publish on the socket itself."""
        socket = context.socket(zmq.PUB)
        socket.linger = 1000
        socket.sndhwm = 0  # nothing is dropped, however much a cell says
        self.iopub_port = self._bind_socket(socket, self.iopub_port)
        self.configure_tornado_logger()
        self.iopub_thread = DirectPublisher(socket)
        self.iopub_socket = self.iopub_thread.background_socket

    def init_heartbeat(self) -> None:
        """Have no heart that beats: the client sees the process itself."""

    def init_kernel(self) -> None:
        """Make the kernel."""
        self.kernel = self.kernel_class.instance(
            parent=self,
            session=self.session,
            shell_stream=ZMQStream(self.shell_socket),
            iopub_thread=self.iopub_thread,
            iopub_socket=self.iopub_socket,
            stdin_socket=self.stdin_socket,
            log=self.log,
            profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )
        self.kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        self.displayhook.get_execution_count = lambda: self.kernel.execution_count

    def init_code(self) -> None:
        """Run the start-up files of the installation, and no more."""
        self._run_startup_files()
        shell: Any = self.shell
        shell.user_ns_hidden.update(shell.user_ns)


def run_for_one_client(arguments: Sequence[str], *, parent: int) -> None:
    """Run a kernel in this process until it is ended.

    Parameters
    ----------
    arguments
        Command line of a kernel; its first two are ``-f`` and the connection file.
    parent
        Number of the process with which this one ends.
    """
    launcher = find_spec("ipykernel_launcher")  # what a cell finds where it looks
    sys.argv = [str(launcher.origin) if launcher else "ipykernel_launcher", *arguments]
    app = OneClientApp.instance(
        connection_file=arguments[1],
        extra_extensions=[memory.__name__],
        parent_handle=parent,
    )
    app.config.HistoryManager.enabled = False
    app.initialize([])
    app.start()
