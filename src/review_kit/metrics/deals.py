"""Lagging metrics of the CRM: what was won, how often, how fast, and what was started."""

from __future__ import annotations

import pandas as pd

from review_kit.errors import ConfigurationError
from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import spread
from review_kit.metrics.intervals import mean_interval, share_interval
from review_kit.metrics.registry import METRICS
from review_kit.metrics.tidy import metric_rows, words
from review_kit.metrics.windows import Window
from review_kit.project.config import Evidence

_EXAMPLES = 5
"""How many identifiers an error message names."""


def check_currency(rows: pd.DataFrame, currency: str, *, table: str, key: str, amount: str) -> None:
    """Refuse amounts in another currency than the one that is printed.

    There are no exchange rates in the configuration, and an amount is never converted by guess.

    Parameters
    ----------
    rows
        Rows with a ``currency`` column.
    key, amount
        Columns that name a row and hold its money; rows without an amount do no harm.

    Raises
    ------
    ConfigurationError
        Some rows hold other currencies; the message names these and the rows.
    """
    foreign = rows[rows[amount].notna() & rows["currency"].notna() & (rows["currency"] != currency)]
    if foreign.empty:
        return
    parts = []
    for code, group in foreign.groupby("currency"):
        names = sorted(group[key].astype("str").unique())
        more = f" and {len(names) - _EXAMPLES} more" if len(names) > _EXAMPLES else ""
        parts.append(f"{code} ({key} {', '.join(names[:_EXAMPLES])}{more})")
    raise ConfigurationError(
        f"{table}: amounts in {'; '.join(parts)}, but organisation.currency is {currency} and there "
        "are no exchange rates to convert them by",
        "Export all amounts in one currency (most CRMs offer a converted amount column), or set "
        "organisation.currency in review_kit.toml to the one that they are in.",
    )


def deal_metrics(
    opportunities: pd.DataFrame, window: Window, evidence: Evidence
) -> list[pd.DataFrame]:
    """Compute win rate, deal size, cycle, won and started, for each group.

    Closed deals count on their ``close_date``, starts on their ``created_date``, both ends of the
    window included. A group's numbers are pooled: all its deals as if one person's.

    - ``win_rate``: won ÷ closed by count, Wilson interval.
    - ``average_deal_size``: mean amount of won deals that have one, t-interval.
    - ``sales_cycle_days``: median days from created to closed of won deals.
    - ``deals_won``, ``won_amount``: count and sum.
    - ``opportunity_starts``, ``dollars_in_starts``: count and sum of what was created.

    The first three rest on single deals: under ``evidence.minimum_deals`` they are withheld.
    """
    columns = ["created_date", "close_date", "is_won", "amount"]
    is_closed = opportunities["is_closed"] & window.contains(opportunities["close_date"])
    closed = spread(opportunities[is_closed], columns)
    won = closed[closed["is_won"]]
    starts = spread(opportunities[window.contains(opportunities["created_date"])], columns)
    return [
        _win_rate(closed, evidence),
        *_won(won, evidence),
        *_totals(won, "deals_won", "won_amount", "won deals"),
        *_totals(starts, "opportunity_starts", "dollars_in_starts", "started deals"),
    ]


def _rule(metric: str, evidence: Evidence) -> EvidenceRule:
    return EvidenceRule.deals(evidence, METRICS[metric].counts)


def _win_rate(closed: pd.DataFrame, evidence: Evidence) -> pd.DataFrame:
    rule = _rule("win_rate", evidence)
    groups = closed.groupby("group")["is_won"]
    won, n = groups.sum(), groups.size()
    low, high = share_interval(won, n)
    return metric_rows(
        "win_rate",
        won / n,
        n,
        low,
        high,
        evidence=rule.grade(n),
        note=rule.note(n),
    )


def _won(won: pd.DataFrame, evidence: Evidence) -> list[pd.DataFrame]:
    sized, timed = _rule("average_deal_size", evidence), _rule("sales_cycle_days", evidence)
    amounts = won.dropna(subset="amount").groupby("group")["amount"]
    size, n_sized = amounts.mean(), amounts.size()
    low, high = mean_interval(size, amounts.std(), n_sized)
    days = (won["close_date"] - won["created_date"]).dt.days.groupby(won["group"])
    cycle, n_timed = days.median(), days.size()
    return [
        metric_rows(
            "average_deal_size",
            size,
            n_sized,
            low,
            high,
            evidence=sized.grade(n_sized),
            note=sized.note(n_sized),
        ),
        metric_rows(
            "sales_cycle_days",
            cycle,
            n_timed,
            evidence=timed.grade(n_timed),
            note=timed.note(n_timed),
        ),
    ]


def _totals(deals: pd.DataFrame, count: str, amount: str, noun: str) -> list[pd.DataFrame]:
    groups = deals.groupby("group")["amount"]
    number = groups.size()
    known = groups.count()
    without = number - known
    note = words("{:.0f} of {} " + noun + " without an amount", without.where(without > 0), number)
    return [
        metric_rows(count, number, number),
        metric_rows(amount, groups.sum(min_count=1), known, note=note),
    ]
