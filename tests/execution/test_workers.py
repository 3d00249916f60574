"""Worker processes: exchanged by measure, and one at a time."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from concurrent.futures.process import BrokenProcessPool

import psutil
import pytest

from review_kit.execution.workers import LARGEST_MB, LocalWorkers, resident_megabytes


@pytest.fixture
def start(tmp_path):
    """Start workers; end them with the test."""
    started = []

    def start_workers(count, largest_mb=LARGEST_MB):
        workers = LocalWorkers(count, tmp_path, tmp_path / "log", largest_mb=largest_mb)
        started.append(workers)
        return workers.start()

    yield start_workers
    for workers in started:
        workers.finish()
    assert not spawned()


def test_a_worker_is_kept_until_it_has_grown_too_large(start):
    keeping = start(1)
    assert keeping.submit(os.getpid).result() == keeping.submit(os.getpid).result()
    exchanging = start(1, largest_mb=5)  # less than an interpreter takes
    pids = [exchanging.submit(os.getpid).result() for _ in range(3)]
    assert len(set(pids)) == 3


def test_a_worker_that_dies_takes_only_its_own_task_with_it(start):
    executor = start(2)
    other = executor.submit(time.sleep, 0.5)
    dying = executor.submit(os._exit, 1)
    with pytest.raises(BrokenProcessPool):
        dying.result()
    assert other.result() is None
    assert executor.submit(os.getpid).result() != os.getpid()


def test_a_worker_that_dies_idle_costs_nothing(start):
    executor = start(1)
    idle = executor.submit(os.getpid).result()
    os.kill(idle, signal.SIGKILL)
    psutil.wait_procs([psutil.Process(idle)], timeout=10) if psutil.pid_exists(idle) else None
    time.sleep(0.2)  # until the pool has noticed
    assert executor.submit(os.getpid).result() != idle


def test_a_task_that_hangs_is_given_up_and_no_other(start):
    executor = start(2)
    hanging = executor.submit(time.sleep, 600)
    other = executor.submit(time.sleep, 0.5)
    executor.give_up(hanging)
    assert other.result() is None
    assert len({executor.submit(os.getpid).result() for _ in range(2)}) == 2


# started while there is nothing to make yet


@pytest.fixture
def ahead(tmp_path):
    """Workers of which the first has been started and told to write down its number."""
    workers = LocalWorkers(1, tmp_path, tmp_path / "log")
    workers.start_ahead(subprocess.check_call, ["sh", "-c", f"echo $PPID > {tmp_path / 'pid'}"])
    yield workers
    workers.stop()
    assert not spawned()


def spawned() -> list[psutil.Process]:
    return [p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]


def test_a_worker_started_ahead_gets_the_first_task_when_it_is_warm(ahead, tmp_path):
    first = ahead.start().submit(os.getpid).result()
    assert (tmp_path / "pid").read_text().strip() == str(first)


def test_one_that_dies_after_it_was_started_ahead_costs_nothing(ahead, tmp_path):
    executor = ahead.start()
    dead = executor.submit(os.getpid).result()
    os.kill(dead, signal.SIGKILL)
    time.sleep(0.2)
    assert executor.submit(os.getpid).result() != dead


@pytest.mark.parametrize("end", ["finish", "stop"])
def test_it_ends_where_there_is_nothing_to_make(ahead, end):
    getattr(ahead, end)()
    assert not spawned()


def test_the_measure_is_the_memory_that_a_process_holds_now():
    before = resident_megabytes()
    block = bytearray(b"x" * (64 * 2**20))
    assert 60 < resident_megabytes() - before < 80
    del block
    assert resident_megabytes() - before < 10
    expected = psutil.Process().memory_info().rss / 2**20
    assert resident_megabytes() == pytest.approx(expected, abs=5)
