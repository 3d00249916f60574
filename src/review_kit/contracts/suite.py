"""What Great Expectations says of a table.

The library is imported here and only when a table is judged: the import takes seconds. It runs in an
ephemeral context with analytics off, so nothing is written and nothing goes to a network.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from review_kit.contracts.frames import TIMES, Part
from review_kit.contracts.kept_counts import KeptCounts
from review_kit.contracts.known_once import configurations_known, no_fingerprints
from review_kit.contracts.lean_import import lean_import
from review_kit.contracts.rule import Condition, Expected, ExportShape, TableRule
from review_kit.contracts.validation_errors import ExpectationError

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.expectations.expectation import Expectation


@dataclass(frozen=True)
class Witness:
    """What Great Expectations counted for one rule."""

    rows: int
    earlier: bool
    """All of it was counted by an earlier validation of the same rows under the same rules."""


def count_unexpected(
    table: str, parts: Iterable[Part], logical_types: Mapping[str, str], kept: KeptCounts
) -> dict[str, Witness]:
    """Return by rule how many rows Great Expectations finds unexpected.

    Parameters
    ----------
    table
        Name of the table, for errors.
    parts
        Frames that together show every row to every rule once.
    logical_types
        Logical type by column.
    kept
        What was counted before.

    Raises
    ------
    ExpectationError
        An expectation could not be evaluated. Its result reads as a failed one, and is not.
    """
    witnesses: dict[str, Witness] = {}
    for part in parts:
        suite = part.expectations(logical_types)
        found = kept.of(part.frame, suite, partial(_count_rows, table, part.frame, suite))
        for rule, unexpected in found.by_rule.items():
            before = witnesses.get(rule, Witness(0, earlier=True))
            witnesses[rule] = Witness(before.rows + unexpected, before.earlier and found.earlier)
    return witnesses


def _count_rows(table: str, frame: pd.DataFrame, suite: Sequence[Expected]) -> dict[str, int]:
    """Return by rule how many rows are unexpected, each as often as it occurs in the table."""
    counts: dict[str, int] = {}
    for rule, result in _run(table, frame, suite):
        unexpected = result.result.get("unexpected_count")
        if unexpected is None or result.success is not (unexpected == 0):
            raise ExpectationError(table, rule, _reason(result))
        counts[rule] = int(unexpected)
        if unexpected and TIMES in frame:
            rows = result.result["unexpected_index_list"]
            if len(set(rows)) != unexpected:
                raise ExpectationError(table, rule, f"it named {len(rows)} of {unexpected} rows")
            counts[rule] = int(frame[TIMES].loc[rows].sum())
    return counts


def count_table_violations(
    table: str,
    rules: Sequence[TableRule],
    shape: ExportShape,
    logical_types: Mapping[str, str],
    kept: KeptCounts,
) -> dict[str, Witness]:
    """Return by rule about the whole table how often Great Expectations finds it broken.

    Rules of one kind are judged together, in the frame that their kind makes.

    Parameters
    ----------
    table
        Name of the table, for errors.
    rules
        Rules about it as a whole.
    shape
        Columns and rows of the export.
    logical_types
        Logical type by column.
    kept
        What was counted before.
    """
    witnesses: dict[str, Witness] = {}
    for kind in dict.fromkeys(type(rule) for rule in rules):
        alike = [rule for rule in rules if type(rule) is kind]
        frame = kind.frame(alike, shape)
        suite = [rule.expectation(logical_types) for rule in alike]
        found = kept.of(frame, suite, partial(_count_table, table, frame, suite))
        witnesses |= {rule: Witness(n, found.earlier) for rule, n in found.by_rule.items()}
    return witnesses


def _count_table(table: str, frame: pd.DataFrame, suite: Sequence[Expected]) -> dict[str, int]:
    return {
        rule: int(result.result.get("unexpected_count", not result.success))
        for rule, result in _run(table, frame, suite)
    }


def _run(
    table: str, frame: pd.DataFrame, suite: Sequence[Expected]
) -> Iterator[tuple[str, ExpectationValidationResult]]:
    """Yield rule and result of every expectation of ``suite`` on ``frame``."""
    if not suite:
        return
    with _quiet():
        batches = _batches()
        import great_expectations as gx

        expectations = gx.ExpectationSuite(
            name=table,
            expectations=[
                _expectation(without_met_conditions(expected, frame)) for expected in suite
            ],
        )
        # which rows they are is asked only where a row stands for several
        result_format: Literal["BASIC", "COMPLETE"] = "COMPLETE" if TIMES in frame else "BASIC"
        with no_fingerprints(), configurations_known():
            batch = batches.get_batch({"dataframe": frame})
            results = batch.validate(expectations, result_format=result_format).results
    for result in results:
        configuration = result.expectation_config
        rule = str(configuration.meta["rule"]) if configuration and configuration.meta else "?"
        if _raised(result):
            raise ExpectationError(table, rule, _reason(result))
        yield rule, result


def without_met_conditions(expected: Expected, frame: pd.DataFrame) -> Expected:
    """Leave out conditions that every row meets: for each, the library would copy the frame many times."""
    met = {
        condition
        for condition in expected.only
        if condition.values is None and frame[condition.column].isna().all()
    }
    return replace(expected, only=tuple(c for c in expected.only if c not in met))


def _expectation(expected: Expected) -> Expectation:
    import great_expectations.expectations as gxe

    arguments = dict(expected.arguments)
    if expected.only:
        joined: Any = _row_condition(expected.only[0])
        for condition in expected.only[1:]:
            joined &= _row_condition(condition)
        arguments["row_condition"] = joined
    made: Expectation = getattr(gxe, expected.kind)(meta={"rule": expected.rule}, **arguments)
    return made


def _row_condition(condition: Condition) -> object:
    from great_expectations.expectations.row_conditions import Column

    column = Column(condition.column)
    return column.is_null() if condition.values is None else column.is_in(list(condition.values))


def _raised(result: ExpectationValidationResult) -> bool:
    information = result.exception_info or {}
    return bool(information.get("raised_exception")) or any(
        isinstance(value, dict) for value in information.values()
    )


def _reason(result: ExpectationValidationResult) -> str:
    information = result.exception_info or {}
    messages = [information.get("exception_message")] + [
        value.get("exception_message") for value in information.values() if isinstance(value, dict)
    ]
    given = [str(message) for message in messages if message]
    return given[0] if given else f"it returned no count ({result.result})"


@cache
def _batches() -> BatchDefinition[Any]:
    """Return the one batch definition of this process: a pandas frame, whole."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    with lean_import():
        import great_expectations as gx
        import great_expectations.expectations
        from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.enable_analytics(enable=False)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("review-kit").add_dataframe_asset("table")
    return asset.add_batch_definition_whole_dataframe("rows")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep warnings about the library's own insides off the user's terminal."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
