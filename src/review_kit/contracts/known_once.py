"""What Great Expectations works out again and again, worked out once.

An expectation of the library makes its configuration anew from its fields whenever it is asked for it, some
75 times in one validation, and a fingerprint of each frame is taken twice, for a record that nobody
reads. Neither has a part in what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration


@contextmanager
def configurations_known() -> Iterator[None]:
    """Let every expectation make its configuration once; none may be changed meanwhile."""
    from great_expectations.expectations.expectation import Expectation

    make = cast("property", vars(Expectation)["configuration"]).fget
    assert make is not None
    # an expectation is kept with its configuration, so that no other one gets its id
    known: dict[int, tuple[Expectation, ExpectationConfiguration]] = {}

    def configuration(expectation: Expectation) -> ExpectationConfiguration:
        if id(expectation) not in known:
            known[id(expectation)] = (expectation, make(expectation))
        return known[id(expectation)][1]

    with _replaced(Expectation, "configuration", property(configuration)):
        yield


@contextmanager
def no_fingerprints() -> Iterator[None]:
    """Let no fingerprints be taken of frames."""
    from great_expectations.execution_engine import pandas_execution_engine

    with _replaced(pandas_execution_engine, "hash_pandas_dataframe", lambda frame: ""):
        yield


@contextmanager
def _replaced(owner: Any, name: str, value: object) -> Iterator[None]:
    """Put ``value`` in place of what ``owner`` has by this name, for a while."""
    before = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)
