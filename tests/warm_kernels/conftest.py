"""Notebooks executed as the batch executes them, from the process of the tests."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest

from review_kit.batch.kernels import kernel_environment, kernel_manager_class
from review_kit.warm_kernels.nursery import end_zygotes
from review_kit.warm_kernels.provisioner import SWITCH


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> Path:
    """Matplotlib's folder, the same for all kernels: another one would need another zygote."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def end_of_zygotes():
    """All tests share a zygote, as the documents of a worker do; in the end it goes."""
    yield
    end_zygotes()
    left = [child for child in psutil.Process().children() if is_zygote(child)]
    assert not left


def is_zygote(process: psutil.Process) -> bool:
    """Tell a preloaded process from whatever else the process of the tests has started."""
    try:
        return "review_kit.warm_kernels.zygote" in process.cmdline()
    except psutil.Error:  # it ended while it was looked at, or waits to be reaped
        return False


@pytest.fixture
def scratch() -> Path:
    """A folder for sockets; their paths must be short."""
    with tempfile.TemporaryDirectory(prefix="rk-") as name:
        yield Path(name)


@pytest.fixture
def execute(tmp_path, cache, scratch, monkeypatch) -> Callable[..., nbformat.NotebookNode]:
    """Execute a notebook, given as a path or as cells, in a warm kernel or a plain one."""
    # pytest changes it between tests, and a zygote serves kernels of one environment
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)

    def run(
        notebook: Path | Sequence[str],
        parameters: dict[str, str] | None = None,
        *,
        warm: bool = True,
        timeout: int = 60,
        cwd: Path = tmp_path,
    ) -> nbformat.NotebookNode:
        if warm:
            monkeypatch.delenv(SWITCH, raising=False)
        else:
            monkeypatch.setenv(SWITCH, "0")
        if not isinstance(notebook, Path):
            cells = [nbformat.v4.new_code_cell(source) for source in notebook]
            notebook = tmp_path / "notebook.ipynb"
            nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
        return papermill.execute_notebook(
            notebook,
            None,
            parameters=parameters or {},
            kernel_name="python3",
            language="python",
            progress_bar=False,
            cwd=cwd,
            kernel_manager_class=kernel_manager_class(scratch, kernel_environment(cache, scratch)),
            shutdown_kernel="immediate",
            iopub_timeout=60,
            timeout_func=lambda _: timeout,
        )

    return run
