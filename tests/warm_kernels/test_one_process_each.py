"""Every notebook has a process of its own; whatever it does there, the next one starts afresh."""

from __future__ import annotations

import asyncio
import signal
import time

import nbclient
import psutil
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from review_kit.batch.kernels import kernel_environment, kernel_manager_class


def printed(notebook) -> str:
    return "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stdout"
    )


def zygotes() -> list[psutil.Process]:
    """Preloaded processes of this one."""
    return [
        child
        for child in psutil.Process().children()
        if "review_kit.warm_kernels.zygote" in child.cmdline()
    ]


def gone(pid: int, *, within: float = 10) -> bool:
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False


def test_kernels_come_from_one_process_that_has_the_libraries(execute):
    look = "import os, sys\nprint(os.getpid(), os.getppid(), 'pandas' in sys.modules)"
    first, second = (printed(execute([look])).split() for _ in range(2))
    (zygote,) = zygotes()
    assert first[0] != second[0]
    assert first[1:] == second[1:] == [str(zygote.pid), "True"]
    assert zygote.children() == []
    assert zygote.num_threads() == 1


def test_what_one_notebook_sets_the_next_does_not_see(execute):
    execute(
        [
            "import os, pandas, numpy, locale, matplotlib\n"
            "pandas.mark = 1\nos.environ['MARK'] = '1'\nos.chdir('/')\n"
            "matplotlib.rcParams['font.size'] = 40\npandas.options.display.max_rows = 3"
        ]
    )
    look = (
        "import os, pandas, matplotlib\n"
        "print(hasattr(pandas, 'mark'), 'MARK' in os.environ, os.getcwd() == '/',\n"
        "      matplotlib.rcParams['font.size'], pandas.options.display.max_rows)"
    )
    assert printed(execute([look])) == "False False False 10.0 60\n"


def test_random_numbers_differ_between_notebooks(execute):
    draw = (
        "import random, numpy, tempfile, uuid\n"
        "print(random.random(), numpy.random.random(), numpy.random.default_rng().random(),\n"
        "      uuid.uuid4(), tempfile.mktemp())"
    )
    first, second = (printed(execute([draw])).split() for _ in range(2))
    assert len(first) == 5
    assert set(first).isdisjoint(second)


@pytest.mark.parametrize(
    "end",
    ["os._exit(11)", "os.kill(os.getpid(), signal.SIGSEGV)", "ctypes.string_at(0)"],
)
def test_a_kernel_that_dies_is_seen_at_once_and_the_next_one_works(execute, end):
    started = time.monotonic()
    with pytest.raises(DeadKernelError):
        execute([f"import ctypes, os, signal\n{end}"], timeout=300)
    assert time.monotonic() - started < 60
    assert printed(execute(["print('next')"])) == "next\n"


def test_a_kernel_that_loops_for_ever_is_ended_and_leaves_no_process(execute, tmp_path):
    loop = f"import os\nopen('{tmp_path}/pid', 'w').write(str(os.getpid()))\nwhile True: pass"
    with pytest.raises(CellTimeoutError):
        execute([loop], timeout=2)
    assert gone(int((tmp_path / "pid").read_text()), within=1)


def test_a_kernel_that_hears_no_signal_is_ended(execute, tmp_path):
    deaf = (
        f"import os, signal, time\nopen('{tmp_path}/pid', 'w').write(str(os.getpid()))\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\ntime.sleep(600)"
    )
    with pytest.raises(CellTimeoutError):
        execute([deaf], timeout=2)
    assert gone(int((tmp_path / "pid").read_text()), within=1)


@pytest.mark.parametrize("end", ["", "os._exit(3)"])
def test_what_a_kernel_has_started_ends_with_it(execute, tmp_path, end):
    start = (
        "import os, subprocess\n"
        "pid = subprocess.Popen(['sleep', '600']).pid\n"
        f"open('{tmp_path}/pid', 'w').write(str(pid))\n{end}"
    )
    if end:
        with pytest.raises(DeadKernelError):
            execute([start])
    else:
        execute([start])
    assert gone(int((tmp_path / "pid").read_text()))


def test_a_preloaded_process_that_is_killed_costs_one_notebook(execute, tmp_path):
    execute(["1"])
    (before,) = zygotes()
    with pytest.raises(DeadKernelError):
        execute(
            [
                f"import os, signal\nopen('{tmp_path}/pid', 'w').write(str(os.getpid()))\n"
                "os.kill(os.getppid(), signal.SIGKILL)\nimport time\ntime.sleep(60)"
            ]
        )
    assert gone(int((tmp_path / "pid").read_text()))
    assert printed(execute(["print('next')"])) == "next\n"
    (after,) = zygotes()
    assert after.pid != before.pid


def test_thirty_notebooks_leave_nothing_behind(execute, scratch, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))

    def left() -> tuple[list[int], int, int]:
        (zygote,) = zygotes()
        own = psutil.Process()
        processes = sorted(child.pid for child in own.children(recursive=True))
        return processes, own.num_fds(), zygote.num_fds()

    execute(["1"])
    processes, descriptors, of_zygote = left()
    for _ in range(12):
        execute(["import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()"])
    after = left()
    assert after[0] == processes
    assert after[1] <= descriptors
    assert after[2] == of_zygote
    assert [path.name for path in scratch.iterdir() if path.name != "ipython"] == []
    assert list(temporary.iterdir()) == []


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
