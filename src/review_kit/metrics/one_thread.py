"""Matrices are multiplied in one thread, so that a number does not depend on how many cores a machine has."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from threadpoolctl import threadpool_limits


def matrices_in_one_thread() -> AbstractContextManager[Any]:
    """Multiply matrices in one thread of the processor.

    Several threads add in another order, which shows in the last bit. The matrices of a review are many and
    small: threads wait for each other longer than they calculate.
    """
    limits: AbstractContextManager[Any] = threadpool_limits(limits=1, user_api="blas")
    return limits
