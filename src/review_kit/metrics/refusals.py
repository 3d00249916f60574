"""Everything for which a review is refused although its tables hold to their contracts: one list.

``run`` refuses by it before anything is computed, and ``validate`` says it, so that nobody learns of the
second fault only when the first is mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import TypeVar

import pandas as pd

from review_kit.errors import ReviewKitError
from review_kit.metrics.deals import check_currency
from review_kit.metrics.people import reps_in_review
from review_kit.metrics.registry import outcome
from review_kit.metrics.rubric import rubric_at
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config

TABLES = ("roster", "criteria", "opportunities", "quotas", "outcomes")
"""Tables that are looked at."""

TableOf = Callable[[str], pd.DataFrame | None]
"""Name of a table → the table in the types used here; ``None`` where it is not there."""

_Found = TypeVar("_Found")


def refusals(
    table: TableOf, config: Config, *, as_of: date, window_days: int | None = None
) -> tuple[ReviewKitError, ...]:
    """Return every reason to refuse a review: window, people, rubric, money; each found by itself.

    Parameters
    ----------
    table
        Gives each of :data:`TABLES`.
    config, as_of, window_days
        As for :func:`~review_kit.metrics.compute_metrics`.
    """
    found: list[ReviewKitError] = []

    def attempt(check: Callable[[], _Found]) -> _Found | None:
        try:
            return check()
        except ReviewKitError as error:
            found.append(error)
            return None

    windows = attempt(partial(review_windows, config, as_of, window_days))
    roster, criteria = table("roster"), table("criteria")
    if windows is None or roster is None or criteria is None:
        return tuple(found)
    attempt(partial(rubric_at, criteria, windows, config.coaching.focus_criteria))
    reps = attempt(partial(reps_in_review, roster, windows))
    if reps is not None:
        for check in money_checks(table, reps, config.organisation.currency):
            attempt(check)
    return tuple(found)


def money_checks(table: TableOf, reps: pd.DataFrame, currency: str) -> Iterator[Callable[[], None]]:
    """Yield a check for each table with money of the reps; it refuses amounts in other currencies."""
    known = reps["rep_id"]
    opportunities, quotas, outcomes = (table(name) for name in TABLES[2:])
    if opportunities is not None:
        deals = opportunities[opportunities["rep_id"].isin(known)]
        yield partial(
            check_currency,
            deals,
            currency,
            table="opportunities",
            key="opportunity_id",
            amount="amount",
        )
    if quotas is not None:
        theirs = quotas[quotas["rep_id"].isin(known)]
        yield partial(
            check_currency, theirs, currency, table="quotas", key="rep_id", amount="quota"
        )
    if outcomes is not None:
        money = [name for name in outcomes["metric"].unique() if outcome(name).unit == "money"]
        rows = outcomes[outcomes["metric"].isin(money) & outcomes["rep_id"].isin(known)]
        # a unit such as "EUR" is a currency, one such as "euros" or "thousands" cannot be judged
        codes = rows["unit"].where(rows["unit"].str.fullmatch(r"[A-Z]{3}").fillna(False))
        yield partial(
            check_currency,
            rows.assign(currency=codes),
            currency,
            table="outcomes",
            key="rep_id",
            amount="value",
        )
