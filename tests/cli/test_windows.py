"""Where Windows lacks what is needed, the first thing that a command says is WSL."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from review_kit.project import machine

BEGIN = "import sys; sys.platform = 'win32'; sys.modules['fcntl'] = None; sys.argv = {arguments}; "


def on_windows(code, arguments):
    begin = BEGIN.format(arguments=arguments)
    return subprocess.run(
        [sys.executable, "-c", begin + code], capture_output=True, text=True, check=False
    )


def test_every_command_says_wsl_before_it_imports_anything():
    told = on_windows("import review_kit.cli", ["review-kit", "doctor"])
    assert told.returncode == 1
    assert told.stderr.startswith("review-kit does not run on Windows directly, only in WSL")
    assert "wsl --install" in told.stderr
    machine_told = on_windows("import review_kit.cli", ["review-kit", "run", "--json"])
    assert "WSL" in json.loads(machine_told.stdout)["error"]["message"]


def test_the_library_says_it_where_locks_are_missing():
    told = on_windows("import review_kit.records.lock", ["python"])
    assert "ReviewKitError: review-kit does not run on Windows directly, only in WSL" in told.stderr


@pytest.mark.parametrize(
    ("folder", "state"), [("/mnt/c/Users/me/reviews", "warn"), ("/home/me/reviews", "ok")]
)
def test_doctor_knows_a_disk_of_windows(monkeypatch, folder, state):
    monkeypatch.setattr(machine.platform, "release", lambda: "5.15.90.1-microsoft-standard-WSL2")
    check = machine._system(machine.Path(folder))
    assert (check.name, check.state) == ("System", state)
    assert check.detail.startswith("WSL")
