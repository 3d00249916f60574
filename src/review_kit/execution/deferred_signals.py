"""Signals that wait: a worker that is being started must be known before anything else happens.

Interrupted in between, its process would find half of what it is sent, and say so on the terminal.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def signals_deferred() -> Iterator[None]:
    """Let signals that end this process wait until the block has ended.

    Only those that Python handles, and only in the main thread, in which it handles them.
    """
    waiting: list[Callable[[], object]] = []
    handlers = {}
    if threading.current_thread() is threading.main_thread():
        handlers = {number: signal.getsignal(number) for number in _ENDING}
    for number, handler in handlers.items():
        if callable(handler):

            def wait(
                received: int,
                frame: FrameType | None,
                handle: Callable[[int, FrameType | None], object] = handler,
            ) -> None:
                waiting.append(lambda: handle(received, frame))

            signal.signal(number, wait)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            if callable(handler):
                signal.signal(number, handler)
        for handle_now in waiting:
            handle_now()
