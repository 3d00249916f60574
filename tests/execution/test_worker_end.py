"""How a worker ended is told as the system tells it; lack of memory is named where memory was lacking."""

from __future__ import annotations

import signal

import pytest

from review_kit.execution.worker_end import ended_for_memory, why_it_ended


@pytest.mark.parametrize(
    ("exit_code", "before", "after", "said"),
    [
        (-signal.SIGKILL, 3, 3, "ended from outside (SIGKILL); memory did not run out"),
        (-signal.SIGTERM, 3, 3, "ended from outside (SIGTERM); memory did not run out"),
        (-signal.SIGKILL, 3, 4, "the system ended it because memory ran out"),
        (
            -signal.SIGKILL,
            None,
            None,
            "the system ended it (SIGKILL), often because memory ran out",
        ),
        (-signal.SIGSEGV, 3, 4, "it crashed in native code (SIGSEGV)"),
        (7, 3, 3, "ended it (exit code 7)"),
        (None, 3, 3, "often because memory ran out) or it crashed in native code"),
    ],
)
def test_what_is_known_of_its_end_is_told(exit_code, before, after, said):
    assert said in why_it_ended(exit_code, before, after)


def test_the_system_counts_what_it_ended_for_memory():
    count = ended_for_memory()
    assert count is None or count >= 0
