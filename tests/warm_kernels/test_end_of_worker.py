"""However a worker ends, its preloaded process, its kernels and what these have started end too."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

HERE = Path(__file__).parent


def test_a_worker_that_is_killed_leaves_nothing_running(light, scratch):
    said, pids = scratch / "said", scratch / "pids"
    with said.open("w") as output:
        worker = subprocess.Popen(
            [sys.executable, str(HERE / "warm_worker.py"), str(scratch)],
            stdout=output,
            stderr=output,
        )
    try:
        end = time.monotonic() + 60
        while not pids.exists():
            assert worker.poll() is None, said.read_text()
            assert time.monotonic() < end, said.read_text()
            time.sleep(0.05)
        started = [psutil.Process(int(pid)) for pid in pids.read_text().split()]
        zygote, kernel, *children = started
        assert zygote.ppid() == worker.pid
        assert kernel.ppid() == zygote.pid
        assert len(children) == 2
    finally:
        worker.kill()
        worker.wait()
    _, alive = psutil.wait_procs(started, timeout=10)
    assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
