"""Numbers do not depend on how many cores a machine has."""

from datetime import date

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from review_kit.metrics import METRIC_TABLES, Tables, compute
from review_kit.metrics.one_thread import matrices_in_one_thread
from review_kit.project.config import Config


def threads() -> set[int]:
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


def test_matrices_are_multiplied_in_one_thread_and_as_before_afterwards() -> None:
    assert np.ones((2, 2)).shape == (2, 2), "the library is loaded with numpy"
    with threadpool_limits(limits=2, user_api="blas"):
        with matrices_in_one_thread():
            assert threads() == {1}
        assert threads() == {2}


def test_every_metric_is_computed_in_one_thread(world, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[set[int]] = []
    made = compute.Computation._make

    def seeing(self, part):
        seen.append(threads())
        return made(self, part)

    monkeypatch.setattr(compute.Computation, "_make", seeing)
    world.criterion().rep().calls("01-05", [50] * 5)
    config = Config.model_validate({"organisation": {"name": "Acme"}})
    with threadpool_limits(limits=2, user_api="blas"):
        compute.metrics_of(Tables.from_frames(world.frames()), config, as_of=date(2026, 3, 31))
    assert len(seen) > len(METRIC_TABLES)
    assert all(one == {1} for one in seen)
