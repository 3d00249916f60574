"""A command that is ended while it starts its workers ends when they are known, and not before."""

from __future__ import annotations

import os
import signal

import pytest

from review_kit.execution.deferred_signals import signals_deferred


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_waits_until_the_block_has_ended(number):
    done = []

    def start_workers() -> None:
        with signals_deferred(), signals_deferred():
            os.kill(os.getpid(), number)
            done.append("workers started")

    before = signal.signal(number, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            start_workers()
        assert done == ["workers started"]
        assert signal.getsignal(number) is signal.default_int_handler
    finally:
        signal.signal(number, before)


def test_a_signal_that_is_ignored_stays_so():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with signals_deferred():
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
