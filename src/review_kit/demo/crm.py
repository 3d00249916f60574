"""Deals, stages, quotas and monthly outcomes, tied to true skill by a model that the truth states.

What decides a deal is the rep's skill half-way through it, effect of coaching included:

- win probability: logistic in objection handling, value proposition and next steps;
- amount: log-linear in discovery and value proposition;
- cycle: log-linear, shorter with closing and next steps;
- contacts per deal: with next steps and multi-threading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from review_kit.demo.accounts import Accounts
from review_kit.demo.calls import Flags, Ints
from review_kit.demo.people import Rep, Story
from review_kit.demo.rubric import CRITERION_IDS
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import chance, normal, pick, stream

Row = dict[str, str | None]

OBJECTION, DISCOVERY, VALUE, CLOSING, THREADING, RAPPORT = range(len(CRITERION_IDS))

CENTRE = 60.0
"""Skill at which the baselines below hold, in percent."""
WIN_AT_CENTRE = 0.25
WIN_SLOPES = {OBJECTION: 0.030, VALUE: 0.012, THREADING: 0.008}
"""Log-odds of winning per pp."""
AMOUNT_AT_CENTRE = 14_500.0
AMOUNT_SLOPES = {DISCOVERY: 0.010, VALUE: 0.006}
"""Log amount per pp."""
AMOUNT_DEVIATION = 0.42
CYCLE_AT_CENTRE = 52.0
CYCLE_SLOPES = {CLOSING: -0.008, THREADING: -0.004}
"""Log days per pp."""
CYCLE_DEVIATION = 0.33

RUN_IN_DAYS = 150
"""Deals closed early in the record were created before it began."""

STAGES = ("Qualified", "Needs analysis", "Proposal", "Negotiation")
WON, LOST = "Closed Won", "Closed Lost"
_STAGE_SHARES = np.array([0.2, 0.3, 0.3, 0.2])
_LOSS_STAGE_WEIGHTS = (0.2, 0.3, 0.35, 0.15)

_SOURCES = ("self", "inbound", "outbound_sdr", "partner", "event", "referral")
_LOSS_REASONS = (
    "Price",
    "Went with a competitor",
    "No decision",
    "Timing",
    "Missing feature",
    "Budget withdrawn",
    "Lost contact",
)

MONTHLY_QUOTA = 84_000
QUOTA_FOLLOWS_SKILL = 0.65
"""Territories are cut by what a rep sold before: elasticity of the quota to expected sales."""
QUOTAS_AHEAD = timedelta(days=92)
"""Quotas are set for the quarter to come as well."""
_STALLED_SHARE = 0.06


@dataclass(frozen=True)
class CrmRecord:
    """One rep's rows of the CRM tables."""

    opportunities: list[Row]
    stage_history: list[Row]
    quotas: list[Row]
    outcomes: list[Row]


@dataclass(frozen=True)
class _Deals:
    """One rep's deals before they are written down; days are day numbers."""

    created: Ints
    closes: Ints
    won: Flags
    amount: Ints
    contacts: Ints


def sell(rep: Rep, skill: Floats, settings: DemoSettings) -> CrmRecord:
    """Return one rep's deals, quotas and outcomes.

    Parameters
    ----------
    rep
        The rep; one of kind ``no_crm`` has no rows at all.
    skill
        ``(days, criteria)``: true skill, effect of coaching included.
    """
    if rep.kind == "no_crm":
        return CrmRecord([], [], [], [])
    deals = _draw_deals(rep, skill, settings)
    rng = stream(settings.seed, "crm", rep.rep_id)
    accounts = Accounts(rep, settings)
    opportunities, history = [], []
    for index in range(len(deals.created)):
        deal, stages = _write_deal(rep, deals, index, skill, rng=rng, settings=settings)
        account, name = accounts.deal(settings.day(int(deals.created[index])))
        deal |= {"account_name": account, "opportunity_name": name}
        opportunities.append(deal)
        history.extend(stages)
    return CrmRecord(
        opportunities,
        history,
        _quotas(rep, skill, settings),
        _outcomes(rep, deals, skill, settings),
    )


def _draw_deals(rep: Rep, skill: Floats, settings: DemoSettings) -> _Deals:
    rng = stream(settings.seed, "deals", rep.rep_id)
    numbers = np.arange(-RUN_IN_DAYS, settings.days)
    weekday = (settings.first_day.weekday() + numbers) % 7
    likely = np.where(weekday < 5, rep.story.deals_a_week / 5 / 2, 0.0)
    likely[numbers < settings.number(rep.hire_date) + 5] = 0
    made = (rng.random((len(numbers), 2)) < likely[:, None]).sum(axis=1)
    created = np.repeat(numbers, made)
    size = len(created)

    rough = skill[np.clip(created + 25, 0, settings.days - 1)]
    cycle = CYCLE_AT_CENTRE * np.exp(
        _linear(rough, CYCLE_SLOPES) + CYCLE_DEVIATION * rng.standard_normal(size)
    )
    middle = np.clip(created + (cycle / 2).astype(np.int64), 0, settings.days - 1)
    at = skill[middle]
    log_odds = np.log(WIN_AT_CENTRE / (1 - WIN_AT_CENTRE)) + _linear(at, WIN_SLOPES)
    won = rng.random(size) < 1 / (1 + np.exp(-log_odds))
    amount = AMOUNT_AT_CENTRE * np.exp(
        _linear(at, AMOUNT_SLOPES) + AMOUNT_DEVIATION * rng.standard_normal(size)
    )
    # a lost deal is dropped on the way, now and then long after the won ones are closed
    lost_factor = np.where(rng.random(size) < 0.15, 1.8, 0.35 + 0.6 * rng.random(size))
    stalled = rng.random(size) < _STALLED_SHARE
    cycle = cycle * np.where(won, 1.0, lost_factor) * np.where(stalled, 2.4, 1.0)
    extra = rng.random((size, 4)) < np.clip((at[:, [THREADING]] - 20) / 90, 0.05, 0.9)
    closes = created + np.maximum(cycle.astype(np.int64), 4)
    closes += np.array([0, 0, 0, 0, 0, 2, 1])[(settings.first_day.weekday() + closes) % 7]
    seen = closes >= 0  # what closed before the record began is not in the export
    return _Deals(
        created[seen],
        closes[seen],
        won[seen],
        (np.rint(amount[seen] / 50) * 50).astype(np.int64),
        1 + extra.sum(axis=1)[seen],
    )


def _linear(skill: Floats, slopes: dict[int, float]) -> Floats:
    total = np.zeros(len(skill))
    for criterion, slope in slopes.items():
        total += slope * (skill[:, criterion] - CENTRE)
    return total


def _write_deal(
    rep: Rep,
    deals: _Deals,
    index: int,
    skill: Floats,
    *,
    rng: np.random.Generator,
    settings: DemoSettings,
) -> tuple[Row, list[Row]]:
    created, closes = int(deals.created[index]), int(deals.closes[index])
    closed, won = closes < settings.days, bool(deals.won[index])
    opportunity_id = f"006{rep.rep_id}{index + 1:05d}"
    at = skill[min(max(closes, 0), settings.days - 1)]

    source = pick(rng, _SOURCES, (0.34, 0.24, 0.18, 0.1, 0.06, 0.08))
    no_source, no_amount, no_contacts = rng.random(3) < (0.05, 0.08, 0.07)
    price = 3.0 * float(np.exp((CENTRE - at[OBJECTION]) / 25))
    reason = pick(rng, _LOSS_REASONS, (price, 2.2, 2.4, 1.6, 1.0, 0.9, 0.9))
    no_reason, expected = rng.random(2) < (0.12, 0.6)
    lost_stage = pick(rng, range(len(STAGES)), _LOSS_STAGE_WEIGHTS)
    shares = np.cumsum(_STAGE_SHARES * (0.6 + 0.8 * rng.random(len(STAGES))))

    last = len(STAGES) - 1 if won or not closed else lost_stage
    until = shares[-1] if won or not closed else shares[lost_stage]
    entered = [created] + [
        created + int((closes - created) * shares[stage] / until) for stage in range(last)
    ]
    passed = [
        (STAGES[stage], day) for stage, day in enumerate(entered) if closed or day < settings.days
    ]
    if closed:
        passed.append((WON if won else LOST, closes))
    close_date = closes if closed or expected else None
    deal: Row = {
        "opportunity_id": opportunity_id,
        "rep_id": rep.rep_id,
        "created_date": settings.day(created).isoformat(),
        "close_date": None if close_date is None else settings.day(close_date).isoformat(),
        "stage": passed[-1][0],
        "is_closed": "true" if closed else "false",
        "is_won": "true" if closed and won else "false",
        "amount": None if no_amount and not (closed and won) else f"{int(deals.amount[index])}.00",
        "currency": settings.currency,
        "source": None if no_source else source,
        "loss_reason": reason if closed and not won and not no_reason else None,
        "contacts": None if no_contacts else str(int(deals.contacts[index])),
    }
    history: list[Row] = [
        {
            "opportunity_id": opportunity_id,
            "stage": stage,
            "entered_at": _moment(settings.day(day), rng),
        }
        for stage, day in passed
    ]
    return deal, _in_order(history)


def _moment(day: date, rng: np.random.Generator) -> str:
    minute = 8 * 60 + int(rng.random() * 9 * 60)
    return f"{day.isoformat()}T{minute // 60:02d}:{minute % 60:02d}:00"


def _in_order(history: list[Row]) -> list[Row]:
    """Give stages entered on one day increasing times, in the order of the stages."""
    moments = sorted(str(row["entered_at"]) for row in history)
    return [{**row, "entered_at": moment} for row, moment in zip(history, moments, strict=True)]


def _quotas(rep: Rep, skill: Floats, settings: DemoSettings) -> list[Row]:
    rng = stream(settings.seed, "quota", rep.rep_id)
    level = skill[: settings.history_days].mean(axis=0, keepdims=True)
    sales = np.exp(0.75 * _linear(level, WIN_SLOPES) + _linear(level, AMOUNT_SLOPES))[0]
    sales *= rep.story.deals_a_week / Story(0, 0, 0).deals_a_week
    quota = MONTHLY_QUOTA * sales**QUOTA_FOLLOWS_SKILL * normal(rng, 1.0, 0.07)
    quota = int(round(quota / 500) * 500)
    return [
        {
            "rep_id": rep.rep_id,
            "period_start": start.isoformat(),
            "period_end": end.isoformat(),
            "quota": f"{quota}.00",
            "currency": settings.currency,
        }
        for start, end in months(settings.first_day, settings.as_of + QUOTAS_AHEAD)
        if end >= rep.hire_date
    ]


def _outcomes(rep: Rep, deals: _Deals, skill: Floats, settings: DemoSettings) -> list[Row]:
    rng = stream(settings.seed, "outcomes", rep.rep_id)
    rows: list[Row] = []
    for start, end in months(settings.first_day, settings.as_of):
        kept, mood, pace = normal(rng, 0.93, 0.02), normal(rng, 0, 0.09), normal(rng, 0, 45)
        unrated = chance(rng, 0.04)
        if start < settings.first_day or end > settings.as_of or start < rep.hire_date:
            continue
        low, high = settings.number(start), settings.number(end)
        inside = deals.won & (deals.closes >= low) & (deals.closes <= high)
        mean = skill[low : high + 1].mean(axis=0)
        values = [
            ("net_revenue", f"{deals.amount[inside].sum() * kept:.2f}", settings.currency),
            ("csat", f"{min(4.2 + 0.012 * (mean[RAPPORT] - 72) + mood, 5):.2f}", "of 5"),
            ("aht_seconds", f"{1480 - 6 * (mean[DISCOVERY] - 62) + pace:.0f}", "seconds"),
        ]
        rows += [
            {
                "rep_id": rep.rep_id,
                "metric": metric,
                "period_start": start.isoformat(),
                "period_end": end.isoformat(),
                "value": value,
                "unit": unit,
            }
            for metric, value, unit in values
            if not (metric == "csat" and unrated)
        ]
    return rows


def months(first: date, last: date) -> list[tuple[date, date]]:
    """Return first and last day of every calendar month that overlaps the two days."""
    spans = []
    start = first.replace(day=1)
    while start <= last:
        after = (start + timedelta(days=32)).replace(day=1)
        spans.append((start, after - timedelta(days=1)))
        start = after
    return spans
