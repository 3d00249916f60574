"""Lagging metrics of the CRM: what was won, how often, how fast, and what was started."""

from __future__ import annotations

import pandas as pd

from review_kit.errors import ConfigurationError
from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import MEMBERSHIP, explode_by_group
from review_kit.metrics.intervals import mean_interval, share_interval
from review_kit.metrics.registry import METRICS
from review_kit.metrics.stages import is_open_at
from review_kit.metrics.tidy import metric_rows, words
from review_kit.metrics.windows import Window
from review_kit.project.config import Evidence

SELF = "self"
"""The source of an opportunity that the rep created."""
NO_VELOCITY = "needs a win rate, a deal size and a cycle"

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
    - ``self_created_share``: starts with source ``self`` ÷ starts, Wilson interval.
    - ``contacts_per_opportunity``: mean number of contacts of the starts that have one, t-interval.
    - ``open_opportunities``: open at the end of the window's last day.
    - ``velocity``: open opportunities × win rate × average deal size ÷ sales cycle, money per day.

    Numbers that rest on single deals are withheld under ``evidence.minimum_deals``.
    """
    # only what is counted is repeated for each group: texts of deals are dear to copy
    dated = ["created_date", "close_date", "is_won", "amount"]
    is_closed = opportunities["is_closed"] & window.contains(opportunities["close_date"])
    closed = explode_by_group(opportunities.loc[is_closed, [*dated, *MEMBERSHIP]], dated)
    won = closed[closed["is_won"]]
    starts = _starts(opportunities, window)
    rate = _win_rate(closed, evidence)
    size, cycle = _won(won, evidence)
    is_open = is_open_at(opportunities, window.end)
    in_play = explode_by_group(opportunities.loc[is_open, MEMBERSHIP]).groupby("group").size()
    return [
        rate,
        size,
        cycle,
        metric_rows("open_opportunities", in_play, in_play),
        _velocity(in_play, rate, size, cycle),
        *_start_shares(starts, evidence),
        *_totals(won, "deals_won", "won_amount", "won deals"),
        *_totals(starts, "opportunity_starts", "dollars_in_starts", "started deals"),
    ]


def _starts(opportunities: pd.DataFrame, window: Window) -> pd.DataFrame:
    """List the deals created in the window for each group: ``amount``, ``contacts``, ``own``, ``named``."""
    counted = ["amount", "contacts"]
    created = window.contains(opportunities["created_date"])
    starts = opportunities.loc[created, ["source", *counted, *MEMBERSHIP]]
    source = starts["source"].str.strip().str.casefold()
    starts = starts.assign(own=source == SELF, named=source.notna())
    return explode_by_group(starts, [*counted, "own", "named"])


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


def _velocity(
    in_play: pd.Series, rate: pd.DataFrame, size: pd.DataFrame, cycle: pd.DataFrame
) -> pd.DataFrame:
    known = [
        rows.set_index("group")["value"].reindex(in_play.index) for rows in (rate, size, cycle)
    ]
    win_rate, deal_size, days = known
    value = in_play * win_rate * deal_size / days.where(days > 0)
    lacking = pd.Series(NO_VELOCITY, index=in_play.index, dtype="str").where(value.isna())
    return metric_rows("velocity", value, in_play, note=lacking)


def _start_shares(starts: pd.DataFrame, evidence: Evidence) -> list[pd.DataFrame]:
    rule = _rule("self_created_share", evidence)
    by_group = starts.groupby("group")
    own, n, named = by_group["own"].sum(), by_group.size(), by_group["named"].sum()
    # a CRM that does not keep the source says nothing about who created what
    share = (own / n).where(named > 0)
    low, high = share_interval(own.where(named > 0), n)
    unnamed = words("{:.0f} of {} without a source", (n - named).where(named < n), n)
    contacts = starts.dropna(subset="contacts").groupby("group")["contacts"]
    mean, known = contacts.mean(), contacts.size()
    many = _rule("contacts_per_opportunity", evidence)
    below, above = mean_interval(mean, contacts.std(), known)
    return [
        metric_rows(
            "self_created_share",
            share,
            n,
            low,
            high,
            evidence=rule.grade(n),
            note=rule.note(n).fillna(unnamed),
        ),
        metric_rows(
            "contacts_per_opportunity",
            mean,
            known,
            pd.Series(below, mean.index).clip(lower=0),
            above,
            evidence=many.grade(known),
            note=many.note(known),
        ),
    ]
