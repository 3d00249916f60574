"""The program ends at once when its command is done, and loses nothing by that."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, importlib, sys, threading, time
module = importlib.import_module("review_kit.cli.program")

def command():
    {command}

module.main = command
module.program()
"""


def ended(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program of these statements."""
    lines = PROGRAM.replace("{command}", "\n    ".join(command))
    return subprocess.run(
        [sys.executable, "-c", lines], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("code", [0, 2, 70, 143])
def test_the_code_of_the_command_is_that_of_the_program(code):
    done = ended(f"sys.exit({code})")
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


def test_what_it_said_is_there_and_what_asked_to_be_called_is_called():
    done = ended("atexit.register(print, 'tidied up')", "sys.stdout.write('said')", "sys.exit(3)")
    assert (done.returncode, done.stdout) == (3, "saidtidied up\n")


def test_what_is_under_way_beside_it_is_waited_for():
    late = "threading.Thread(target=lambda: (time.sleep(0.2), print('written'))).start()"
    assert ended(late, "sys.exit(0)").stdout == "written\n"


def test_what_the_command_did_not_foresee_is_told_as_ever():
    done = ended("raise RuntimeError('no')")
    assert done.returncode == 1
    assert done.stderr.endswith("RuntimeError: no\n")
