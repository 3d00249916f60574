"""Any program that starts kernels by name can have warm ones, once the kernel is installed."""

from __future__ import annotations

import asyncio
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.multikernelmanager import AsyncMultiKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient

from review_kit.cli import doctor
from review_kit.warm_kernels import __main__ as command
from review_kit.warm_kernels.kernelspec import NAME

ROOT = Path(__file__).resolve().parents[2]
GROUP = "jupyter_client.kernel_provisioners"
PARENT = "import os\nprint(os.getppid())"


@pytest.fixture
def announced(tmp_path, monkeypatch) -> Iterator[None]:
    """The package as it is once it is installed: its entry points are found."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entries = [f"{name} = {value}" for name, value in project["entry-points"][GROUP].items()]
    record = tmp_path / "packages" / "announced-1.dist-info"
    record.mkdir(parents=True)
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: announced\nVersion: 1\n")
    (record / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *entries, ""]))
    monkeypatch.syspath_prepend(record.parent)
    KernelProvisionerFactory.clear_instance()
    yield
    KernelProvisionerFactory.clear_instance()


@pytest.fixture
def kernels(announced, tmp_path, monkeypatch) -> Path:
    """A folder in which Jupyter looks for kernels, and no other."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share" / "jupyter"))
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    return tmp_path / "share" / "jupyter" / "kernels"


@pytest.fixture
def installed(kernels, tmp_path, light) -> Path:
    """The kernel, installed into an environment beside the one of the tests."""
    assert command.main(["install", "--prefix", str(tmp_path)]) == 0
    return kernels / NAME / "kernel.json"


def assert_warm(notebook: nbformat.NotebookNode) -> None:
    parent = psutil.Process(int(notebook.cells[-1].outputs[0].text))
    assert "review_kit.warm_kernels.zygote" in parent.cmdline()


def a_notebook() -> nbformat.NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(PARENT)])


def test_the_specification_is_of_this_python_and_names_the_provisioner(installed):
    written = json.loads(installed.read_text(encoding="utf-8"))
    assert written["argv"][0] == sys.executable
    assert written["metadata"] == {"kernel_provisioner": {"provisioner_name": NAME}}
    assert NAME in KernelSpecManager().find_kernel_specs()


def test_nbclient_papermill_and_nbconvert_start_it_by_name(installed, tmp_path):
    by_nbclient = a_notebook()
    NotebookClient(by_nbclient, kernel_name=NAME, timeout=60).execute()
    assert_warm(by_nbclient)

    source = tmp_path / "source.ipynb"
    nbformat.write(a_notebook(), source)
    assert_warm(
        papermill.execute_notebook(
            source, None, kernel_name=NAME, language="python", progress_bar=False
        )
    )

    # imported here: it looks for every exporter there is
    from nbconvert.nbconvertapp import NbConvertApp

    NbConvertApp.clear_instance()
    NbConvertApp.launch_instance(
        [
            "--execute",
            "--to=notebook",
            f"--ExecutePreprocessor.kernel_name={NAME}",
            "--output=by_nbconvert.ipynb",
            str(source),
        ]
    )
    NbConvertApp.clear_instance()
    assert_warm(nbformat.read(tmp_path / "by_nbconvert.ipynb", as_version=4))


def test_the_server_of_jupyterlab_interrupts_and_restarts_it(installed, scratch):
    """JupyterLab's server starts its kernels with this manager."""

    async def use() -> tuple[str, list[int]]:
        manager = AsyncMultiKernelManager(connection_dir=str(scratch))
        started = await manager.start_kernel(kernel_name=NAME)
        client = manager.get_kernel(started).client()
        client.start_channels()
        await client.wait_for_ready(timeout=60)
        client.execute("import time\nprint('under way')\ntime.sleep(600)")
        while (await client.get_iopub_msg(timeout=60))["msg_type"] != "stream":
            pass
        await manager.interrupt_kernel(started)
        reply = await client.get_shell_msg(timeout=60)
        pids = [manager.get_kernel(started).provisioner.pid]
        await manager.restart_kernel(started, now=True)
        await client.wait_for_ready(timeout=60)
        pids.append(manager.get_kernel(started).provisioner.pid)
        client.stop_channels()
        await manager.shutdown_kernel(started)
        return reply["content"]["ename"], pids

    error, (first, second) = asyncio.run(use())
    assert error == "KeyboardInterrupt"
    assert first != second
    assert not psutil.pid_exists(first)
    assert not psutil.pid_exists(second)


def test_doctor_says_whether_it_is_there_and_how_to_bring_it(kernels, tmp_path, monkeypatch):
    monkeypatch.setattr("jupyter_core.paths.ENV_JUPYTER_PATH", [str(tmp_path / "empty")])
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "nobody"))
    lacking = doctor._warm_kernel()
    assert (lacking.state, lacking.mend) == (
        "warn",
        f"{sys.executable} -m review_kit.warm_kernels install",
    )
    command.main(["install", "--prefix", str(tmp_path)])
    assert doctor._warm_kernel().state == "ok"

    specification = kernels / NAME / "kernel.json"
    other = specification.read_text().replace(sys.executable, str(tmp_path / "other" / "python"))
    specification.write_text(other)
    elsewhere = doctor._warm_kernel()
    assert (elsewhere.state, elsewhere.mend) == ("warn", lacking.mend)


def test_the_kernel_of_every_day_stays_as_it_is(installed):
    assert NAME != NATIVE_KERNEL_NAME
    assert [folder.name for folder in installed.parent.parent.iterdir()] == [NAME]


def test_a_folder_that_cannot_be_written_is_told_without_a_traceback(tmp_path, capsys):
    (tmp_path / "share").write_text("a file")
    assert command.main(["install", "--prefix", str(tmp_path)]) == 1
    assert f"The kernel {NAME} cannot be installed: " in capsys.readouterr().err
