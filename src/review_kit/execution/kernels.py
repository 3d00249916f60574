"""The kernel ``python3`` of this environment, whatever kernels the user's account has.

A kernel of the same name in the user's folder would run the notebooks with another Python. And a
kernel that talks over TCP takes ports that it found free a moment before; among hundreds of kernels
started side by side some find them taken. Sockets in a folder of one's own cannot collide.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

from review_kit.documents.parts.context import PAGE_VARIABLE
from review_kit.warm_kernels.memory import ARROW_RESERVES_ONLY, LOAD_EXTENSION
from review_kit.warm_kernels.memory import VARIABLE as MEMORY_VARIABLE
from review_kit.warm_kernels.preload import LANGUAGES
from review_kit.warm_kernels.provisioner import WarmProvisioner
from review_kit.warm_kernels.writing import VARIABLE as WRITES
from review_kit.warm_kernels.zygote_client import end_zygotes

_LONGEST_SOCKET = 100
"""Characters; systems take 103 or 107."""
_OWN_FOLDERS = ("IPYTHONDIR", "MPLCONFIGDIR")
_numbers = itertools.count(1)


def kernel_environment(
    cache: Path,
    scratch: Path,
    *,
    memory_mb: int | None = None,
    languages: Sequence[str] | None = None,
) -> dict[str, str]:
    """Variables for a kernel's process, on top of those of the worker.

    Parameters
    ----------
    cache
        Folder kept between runs: Matplotlib's font cache costs seconds to make.
    scratch
        Folder of this run: IPython must neither read the user's start-up files nor write history.
    memory_mb
        What a kernel may take, in megabytes; as much as there is where it is not given.
    languages
        Tags of those whose words are parsed once for all kernels; the shipped one where that is not given.
    """
    return {
        PAGE_VARIABLE: "1",
        # one kernel per core: more threads would only wait for each other
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "MPLCONFIGDIR": str(cache / "matplotlib"),
        "IPYTHONDIR": str(scratch / "ipython"),
        # the same order of sets in every run
        "PYTHONHASHSEED": "0",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        **ARROW_RESERVES_ONLY,
        **({} if memory_mb is None else {MEMORY_VARIABLE: str(memory_mb)}),
        **({} if languages is None else {LANGUAGES: " ".join(languages)}),
    }


def kernel_manager_class(scratch: Path, environment: Mapping[str, str]) -> type[AsyncKernelManager]:
    """Make the kernel manager that nbclient shall use.

    Parameters
    ----------
    scratch
        Folder for connection files and sockets, with a short path; what a notebook writes into its
        temporary folder goes with it. Where the system can hold it to that, a kernel writes nowhere else.
    environment
        Variables for the kernel's process.
    """
    own = (environment[name] for name in _OWN_FOLDERS if name in environment)
    writable = [str(scratch), *own]

    class OwnKernelManager(AsyncKernelManager):
        """Starts the kernel of this environment, warm where it can, on sockets in ``scratch``."""

        def __init__(self, **settings: Any) -> None:
            connection = scratch / f"k{os.getpid()}-{next(_numbers)}.json"
            socket = f"{connection.with_suffix('')}-ipc-5"
            super().__init__(
                connection_file=str(connection),
                transport="ipc" if len(os.fsencode(socket)) <= _LONGEST_SOCKET else "tcp",
                kernel_spec_manager=_ThisEnvironment(
                    {**environment, "TMPDIR": str(scratch), WRITES: os.pathsep.join(writable)}
                ),
                kernel_id=str(uuid.uuid4()),
                client_factory=_PromptClient,
                **settings,
            )
            # given, not named in the kernel's specification: names are looked up among the entry
            # points of whatever is installed
            self.provisioner = WarmProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )

    return OwnKernelManager


def try_kernel() -> float:
    """Start a kernel as a run does, execute one cell, and return how many seconds that took.

    Raises
    ------
    Exception
        Whatever keeps kernels from working here.
    """
    import nbformat
    from nbclient import NotebookClient

    started = time.monotonic()
    cell = nbformat.v4.new_code_cell("1 + 1")  # type: ignore[no-untyped-call]
    notebook = nbformat.v4.new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory(prefix="review-kit-") as name:
        scratch = Path(name)
        manager = kernel_manager_class(scratch, kernel_environment(scratch, scratch))
        client = NotebookClient(
            notebook, timeout=60, kernel_manager_class=manager, shutdown_kernel="immediate"
        )
        try:
            client.execute()
        finally:
            end_zygotes()
    return time.monotonic() - started


class _PromptClient(AsyncKernelClient):
    """Begins as soon as the kernel answers.

    The client of the library goes on listening until nothing has come for a fifth of a second, to throw
    away what was said at the start. A notebook's client knows the answers to its own requests by their
    headers, so there is nothing to wait for.
    """

    about_kernel: Mapping[str, Any]
    """What the kernel has answered, once it is ready."""

    def start_channels(self, *_: Any, **__: Any) -> None:
        """Start the two channels that a notebook needs."""
        super().start_channels(stdin=False, hb=False, control=False)

    def stop_channels(self) -> None:
        """Stop these two: asking after another would start it."""
        for channel in (self.shell_channel, self.iopub_channel):
            channel.stop()

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers, and its outputs arrive.

        Raises
        ------
        RuntimeError
            The kernel has died, or said nothing for ``timeout`` seconds.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self) -> bool:
        self.kernel_info()
        try:
            reply = await self.shell_channel.get_msg(timeout=1)
            # a subscription that is not connected yet would lose the first outputs
            await self.iopub_channel.get_msg(timeout=0.2)
        except Empty:
            return False
        if reply["msg_type"] != "kernel_info_reply":
            return False
        self._handle_kernel_info_reply(reply)
        self.about_kernel = reply["content"]
        return True


class _ThisEnvironment(KernelSpecManager):
    """Knows one kernel, whatever the name: the one of the Python that runs."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        super().__init__()
        self._environment = environment

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the kernel of this environment."""
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "review_kit.execution.kernel_process",
                "-f",
                "{connection_file}",
                LOAD_EXTENSION,
            ],
            # jupyter_client fills in $NAME from the environment
            env={name: value.replace("$", "$$") for name, value in self._environment.items()},
            display_name="Python 3",
            language="python",
            name=kernel_name,
        )
