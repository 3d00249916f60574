"""Every notebook has a process of its own; whatever it does there, the next one starts afresh."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from pathlib import Path

import nbclient
import nbformat
import psutil
import pytest
from benchmarks.many_notebooks import before_and_after, is_zygote, leaks
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from review_kit.execution.kernels import kernel_environment, kernel_manager_class
from review_kit.warm_kernels.provisioner import preload_for


def printed(notebook) -> str:
    return "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stdout"
    )


def zygotes() -> list[psutil.Process]:
    """Preloaded processes of this one."""
    return [child for child in psutil.Process().children() if is_zygote(child)]


def gone(pid: int, *, within: float = 10) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


# what is shared, and what is not


@pytest.fixture(scope="module")
def looked(execute) -> tuple[list[str], list[str]]:
    """What each of two notebooks in a row has found, before it changed what it could."""
    look_and_change = (
        "import os, random, sys, tempfile, uuid\n"
        "print(os.getpid(), os.getppid(), 'pandas' in sys.modules)\n"
        "import numpy, pandas, matplotlib\n"
        "print(random.random(), numpy.random.random(), numpy.random.default_rng().random(),\n"
        "      uuid.uuid4(), tempfile.mktemp())\n"
        "print(hasattr(pandas, 'mark'), 'MARK' in os.environ, os.getcwd() == '/',\n"
        "      matplotlib.rcParams['font.size'], pandas.options.display.max_rows)\n"
        "pandas.mark = 1\nos.environ['MARK'] = '1'\nos.chdir('/')\n"
        "matplotlib.rcParams['font.size'] = 40\npandas.options.display.max_rows = 3"
    )
    first, second = (printed(execute([look_and_change])).splitlines() for _ in range(2))
    return first, second


def test_kernels_come_from_one_process_that_has_the_libraries(looked):
    first, second = (lines[0].split() for lines in looked)
    (zygote,) = zygotes()
    assert first[0] != second[0]
    assert first[1:] == second[1:] == [str(zygote.pid), "True"]
    assert zygote.children() == []
    assert zygote.num_threads() == 1


def test_random_numbers_differ_between_notebooks(looked):
    first, second = (lines[1].split() for lines in looked)
    assert len(first) == 5
    assert set(first).isdisjoint(second)


def test_what_one_notebook_sets_the_next_does_not_see(looked):
    first, second = (lines[2] for lines in looked)
    assert first == second == "False False False 10.0 60"


# notebooks that do not end as they should


@pytest.fixture
def written(cache) -> Path:
    """A folder that kernels may write into and that outlives them."""
    folder = cache / "matplotlib"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.mark.parametrize("end", ["os._exit(11)", "ctypes.string_at(0)"])
def test_a_kernel_that_dies_is_seen_and_the_next_one_works(execute, end):
    with pytest.raises(DeadKernelError):
        execute([f"import ctypes, os\n{end}"])
    assert printed(execute(["print('next')"])) == "next\n"


@pytest.mark.parametrize(
    "last",
    [
        "while True: pass",
        "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\ntime.sleep(600)",
    ],
    ids=["busy", "deaf to signals"],
)
def test_a_kernel_that_does_not_end_is_ended_and_leaves_no_process(execute, written, last):
    cell = f"import os, signal, time\nopen('{written}/pid', 'w').write(str(os.getpid()))\n{last}"
    with pytest.raises(CellTimeoutError):
        execute([cell], timeout=1)
    assert gone(int((written / "pid").read_text()))


@pytest.mark.parametrize("end", ["", "os._exit(3)"], ids=["it ends", "it dies"])
def test_what_a_kernel_has_started_ends_with_it(execute, written, end):
    start = (
        "import os, subprocess\n"
        "own = subprocess.Popen(['sleep', '600'])\n"
        "apart = subprocess.Popen(['sh', '-c', 'sleep 600 & echo $!; wait'],\n"
        "                         stdout=subprocess.PIPE, start_new_session=True)\n"
        "below = int(apart.stdout.readline())\n"
        f"print(own.pid, apart.pid, below, file=open('{written}/pids', 'w'), flush=True)\n{end}"
    )
    if end:
        with pytest.raises(DeadKernelError):
            execute([start])
    else:
        execute([start])
    pids = [int(pid) for pid in (written / "pids").read_text().split()]
    assert len(pids) == 3
    assert all(gone(pid) for pid in pids)


def test_ten_notebooks_of_every_kind_leave_nothing_behind(cache, temporary, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)
    # as the tracker of shared memory or a browser of other tests in this process
    other = subprocess.Popen(["sleep", "600"])
    try:
        before, after, _ = before_and_after(10, cache, temporary)
    finally:
        other.kill()
        other.wait()
    assert before.processes == 1  # the preloaded one
    assert before.sockets >= 2  # the connection to it has two ends
    assert leaks(before, after) == []


def test_a_signal_reaches_the_kernel_and_its_exit_code_comes_back(cache, scratch, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)
    manager = kernel_manager_class(scratch, kernel_environment(cache, scratch))()
    provisioner = manager.provisioner

    async def start_and_kill() -> int | None:
        await manager.start_kernel(cwd=str(scratch))
        assert await manager.is_alive()
        await manager.signal_kernel(signal.SIGTERM)
        while await manager.is_alive():
            await asyncio.sleep(0.01)
        code = await provisioner.wait()
        await manager.cleanup_resources()
        return code

    assert nbclient.util.run_sync(start_and_kill)() == -signal.SIGTERM


# last, because the next kernel needs another preloaded process


def test_a_preloaded_process_that_is_killed_costs_one_notebook(light, execute, written):
    with pytest.raises(DeadKernelError):
        execute(
            [
                "import os, signal, time\n"
                f"print(os.getppid(), os.getpid(), file=open('{written}/pids', 'w'), flush=True)\n"
                "os.kill(os.getppid(), signal.SIGKILL)\ntime.sleep(60)"
            ]
        )
    before, kernel = map(int, (written / "pids").read_text().split())
    assert gone(kernel)
    after = int(printed(execute(["import os\nprint(os.getppid())"])))
    assert after in {zygote.pid for zygote in zygotes()} - {before, os.getpid()}


# made ready before there is a notebook


def test_one_made_ready_ahead_serves_notebooks_of_every_language(tmp_path):
    def kernels(name, *languages):
        folder = tmp_path / name
        folder.mkdir()
        return kernel_manager_class(
            folder, kernel_environment(tmp_path, tmp_path, languages=languages)
        )

    before = {child.pid for child in zygotes()}
    asyncio.run(preload_for(kernels("ahead")(), tmp_path))
    (ready,) = [child.pid for child in zygotes() if child.pid not in before]
    client = nbclient.NotebookClient(
        nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell("import os; print(os.getppid())")]
        ),
        kernel_manager_class=kernels("later", "de"),
        resources={"metadata": {"path": str(tmp_path)}},
        shutdown_kernel="immediate",
    )
    assert printed(client.execute()).split() == [str(ready)]
