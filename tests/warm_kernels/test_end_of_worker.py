"""However a worker ends, its preloaded process, its kernels and what these have started end too."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_that_is_killed_leaves_nothing_running(number):
    with tempfile.TemporaryDirectory(prefix="rk-") as name:
        said = Path(name) / "said"
        with said.open("w") as output:
            worker = subprocess.Popen(
                [sys.executable, str(HERE / "warm_worker.py"), name],
                stdout=output,
                stderr=output,
            )
        try:
            end = time.monotonic() + 60
            while not (pids := Path(name) / "pids").exists():
                assert worker.poll() is None, said.read_text()
                assert time.monotonic() < end, said.read_text()
                time.sleep(0.05)
            started = [psutil.Process(int(pid)) for pid in pids.read_text().split()]
            assert started[0].ppid() == worker.pid
            assert started[1].ppid() == started[0].pid
        finally:
            worker.send_signal(number)
            worker.wait()
        _, alive = psutil.wait_procs(started, timeout=10)
        assert [process for process in alive if process.status() != psutil.STATUS_ZOMBIE] == []
