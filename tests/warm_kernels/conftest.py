"""Notebooks executed as the batch executes them, from the process of the tests."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import nbformat
import psutil
import pytest
from benchmarks.many_notebooks import is_zygote
from preloading import preload_light

from review_kit.execution.kernels import kernel_environment, kernel_manager_class
from review_kit.execution.run_notebook import run_notebook
from review_kit.warm_kernels.provisioner import SWITCH
from review_kit.warm_kernels.zygote_client import end_zygotes


@pytest.fixture(scope="session", autouse=True)
def temporary() -> Iterator[Path]:
    """The temporary folder of this process and all it starts, short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="rk-") as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", name)
        patch.setattr(tempfile, "tempdir", name)
        # later tests of this process start servers there, which run as somebody else
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> Path:
    """Matplotlib's folder, the same for all kernels: another one would need another zygote."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def end_of_zygotes(temporary):
    """All tests share a zygote, as the documents of a worker do; in the end it goes."""
    yield
    end_zygotes()
    left = [child for child in psutil.Process().children() if is_zygote(child)]
    assert not left


@pytest.fixture
def scratch(temporary) -> Iterator[Path]:
    """A folder for sockets; their paths must be short."""
    with tempfile.TemporaryDirectory(dir=temporary) as name:
        yield Path(name)


@pytest.fixture
def light(tmp_path_factory, monkeypatch) -> None:
    """Preload the kernel alone: enough where the life of processes is looked at, and soon there."""
    preload_light(tmp_path_factory.mktemp("light"), monkeypatch)


Execute = Callable[..., nbformat.NotebookNode]


@pytest.fixture(scope="session")
def execute(tmp_path_factory, cache, temporary) -> Execute:
    """Execute a notebook, given as a path or as cells, in a warm kernel or a plain one."""
    folder = tmp_path_factory.mktemp("notebooks")

    def run(
        notebook: Path | Sequence[str],
        parameters: dict[str, str] | None = None,
        *,
        warm: bool = True,
        timeout: int = 60,
        cwd: Path = folder,
        memory_mb: int | None = None,
    ) -> nbformat.NotebookNode:
        if not isinstance(notebook, Path):
            cells = [nbformat.v4.new_code_cell(source) for source in notebook]
            notebook = folder / "notebook.ipynb"
            nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
        with (
            tempfile.TemporaryDirectory(dir=temporary) as name,
            pytest.MonkeyPatch.context() as patch,
        ):
            # pytest changes it between tests, and a zygote serves kernels of one environment
            patch.delenv("PYTEST_CURRENT_TEST", raising=False)
            if warm:
                patch.delenv(SWITCH, raising=False)
            else:
                patch.setenv(SWITCH, "0")
            environment = kernel_environment(cache, cache, memory_mb=memory_mb)
            return run_notebook(
                notebook,
                parameters or {},
                output=Path(name, "failed.ipynb"),
                folder=cwd,
                kernels=kernel_manager_class(Path(name), environment),
                seconds_left=lambda: timeout,
                on_cell=lambda **_: None,
            )

    return run
