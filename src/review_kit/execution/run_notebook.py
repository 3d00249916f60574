"""Execute a document's notebook: papermill's parameters, nbclient's outputs, one message after another.

papermill and nbclient serve any kernel, anywhere: three tasks wait beside each other for every cell, each
output is held against a schema, and the notebook is written and read again on its way. Here the kernel is
one of :mod:`review_kit.warm_kernels.one_client` on this machine, so that it is enough to listen in one place
after the other, and the notebook as a whole is held against the schema when it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

import zmq
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionComplete, CellExecutionError, CellTimeoutError
from nbclient.util import run_sync
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, papermill_engines
from papermill.execute import prepare_notebook_metadata, raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.log import logger
from papermill.parameterize import parameterize_notebook

_ENGINE = "review-kit"
_KERNEL = "python3"
_LOOKED_AFTER = 1000
"""Milliseconds of silence, after which it is asked whether the kernel lives."""
_SHOWN = {
    "display_data": ("data", "metadata"),
    "execute_result": ("data", "metadata", "execution_count"),
}
"""Messages with an output of the usual kinds, and what is kept of them."""


def run_notebook(
    template: Path,
    parameters: Mapping[str, Any],
    *,
    output: Path,
    folder: Path,
    kernels: type[AsyncKernelManager],
    seconds_left: Callable[[], float],
    on_cell: Callable[..., None],
) -> NotebookNode:
    """Execute a template in a kernel of its own and return the executed notebook.

    Parameters
    ----------
    template
        The notebook.
    parameters
        Values of its parameters.
    output
        Where a notebook that fails is written, with what it has shown until then.
    folder
        Working directory of the kernel.
    kernels
        Makes the kernel's manager.
    seconds_left
        How long a cell that begins now may take.
    on_cell
        Called before each cell, as nbclient's ``on_cell_execute``.

    Raises
    ------
    PapermillExecutionError
        A cell failed.
    CellTimeoutError
        A cell took too long.
    DeadKernelError
        The kernel has died.
    """
    papermill_engines.register(_ENGINE, _OneClientEngine)
    status = template.stat()
    notebook: NotebookNode = deepcopy(
        _without_outputs(template, (status.st_mtime_ns, status.st_size))
    )
    if parameters:
        notebook = parameterize_notebook(
            notebook, dict(parameters), kernel_name=_KERNEL, language="python", engine_name=_ENGINE
        )
    notebook = prepare_notebook_metadata(notebook, str(template), str(output))
    notebook = papermill_engines.execute_notebook_with_engine(
        _ENGINE,
        notebook,
        _KERNEL,
        progress_bar=False,
        autosave_cell_every=0,
        folder=folder,
        kernel_manager_class=kernels,
        timeout_func=lambda _: max(1, round(seconds_left())),
        on_cell_execute=on_cell,
    )
    raise_for_execution_errors(notebook, str(output))
    return notebook


@lru_cache(maxsize=8)
def _without_outputs(template: Path, _: tuple[int, int]) -> NotebookNode:
    """Read a template as it is now; a worker makes many documents of each."""
    notebook: NotebookNode = load_notebook_node(str(template))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    return notebook


class _OneClientEngine(NBClientEngine):  # type: ignore[misc]  # papermill has no types
    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, folder: Path, **settings: Any
    ) -> None:
        client = _OneClient(
            nb_man,
            kernel_name=kernel_name,
            log=logger,
            startup_timeout=60,
            shutdown_kernel="immediate",
            record_timing=False,
            **settings,
        )
        client.execute(cwd=str(folder))


class _OneClient(PapermillNotebookClient):  # type: ignore[misc]
    """Sends a cell and listens to what is published until the cell is done with."""

    def execute(self, **settings: Any) -> NotebookNode:
        """Execute the notebook; settings are those of the kernel's process."""
        self.reset_execution_trackers()
        with self.setup_kernel(**settings):
            self.papermill_execute_cells()
            self.nb.metadata["language_info"] = self.kc.about_kernel["language_info"]
            self.set_widgets_metadata()
        executed: NotebookNode = self.nb
        return executed

    def papermill_execute_cells(self) -> None:
        """Execute cells until one fails."""
        for index, cell in enumerate(self.nb.cells):
            try:
                self.execute_cell(cell, index)
            except CellExecutionError as error:
                self.nb_man.cell_exception(cell, cell_index=index, exception=error)
                return

    def execute_cell(self, cell: NotebookNode, cell_index: int, **_: Any) -> NotebookNode:
        """Execute one cell and keep its outputs."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        self.on_cell_execute(cell=cell, cell_index=cell_index)
        cell.outputs = []
        self.clear_before_next_output = False
        request = self.kc.execute(cell.source)
        published = self._messages(self.kc.iopub_channel, request, cell)
        with suppress(CellExecutionComplete):
            for message in published:
                self.process_message(message, cell, cell_index)
        reply = next(self._messages(self.kc.shell_channel, request, cell))
        cell["execution_count"] = reply["content"]["execution_count"]
        run_sync(self._check_raise_for_error)(cell, cell_index, reply)
        return cell

    def _messages(self, channel: Any, request: str, cell: NotebookNode) -> Iterator[dict[str, Any]]:
        """What comes on a channel about a request, as long as the kernel lives and the cell may take."""
        socket: zmq.Socket[bytes] = zmq.Socket.shadow(channel.socket.underlying)
        seconds = self._get_timeout(cell)
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            socket.rcvtimeo = min(_LOOKED_AFTER, int(left * 1000) + 1)
            try:
                frames = socket.recv_multipart()
            except zmq.Again:
                run_sync(self._async_check_alive)()
                continue
            _, parts = self.kc.session.feed_identities(frames)
            message = self.kc.session.deserialize(parts)
            if message["parent_header"].get("msg_id") == request:
                yield message
        raise CellTimeoutError.error_from_timeout_and_cell(
            "Cell execution timed out", seconds, cell
        )

    def output(
        self, outs: list[NotebookNode], msg: Any, display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Keep an output; the usual kind without holding it against the schema by itself."""
        kind, content = msg["msg_type"], msg["content"]
        if (
            kind not in _SHOWN
            or display_id
            or self.clear_before_next_output
            or self.output_hook_stack[msg["parent_header"]["msg_id"]]
        ):
            usual: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
            return usual
        kept = {name: content[name] for name in _SHOWN[kind]}
        outs.append(from_dict({"output_type": kind, **kept}))  # type: ignore[no-untyped-call]
        return outs[-1]
