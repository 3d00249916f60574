"""Factors of a return, as the table ``money_assumptions`` holds them, and the row of ``money`` they make."""

from __future__ import annotations

from typing import Any

from review_kit.metrics.return_arithmetic import arithmetic_of, times_of

Row = dict[str, Any]

WIN = {"criterion_id": "obj", "outcome_metric": "win_rate"}
QUOTA = {"criterion_id": "dis", "outcome_metric": "quota_attainment"}
HANDLING = {"criterion_id": "crm", "outcome_metric": "aht_seconds"}


def factor(
    assumption: str,
    value: float,
    unit: str,
    origin: str = "measured",
    ends: tuple[float | None, float | None] = (None, None),
    swing: float | None = None,
    **about: Any,
) -> Row:
    """One row of ``money_assumptions``."""
    return {
        "scope": "org",
        "scope_id": "org",
        "assumption": assumption,
        "criterion_id": None,
        "outcome_metric": None,
        "first_day": None,
        "last_day": None,
        "value": value,
        "low": ends[0],
        "high": ends[1],
        "unit": unit,
        "origin": origin,
        "swing": swing,
        **about,
    }


COST = [
    factor("manager_time", 10_590.0, "minutes"),
    factor("manager_rate", 95.0, "money", "configured"),
    factor("rep_time", 11_010.0, "minutes"),
    factor("rep_rate", 62.5, "money", "configured"),
]
FACTORS = [
    factor("effect", 4.0, "pp", ends=(0.4, 7.5), swing=40_981.0, first_day=0, last_day=89),
    factor("association", 0.0126, "share", "borrowed", (-0.0159, 0.0412), 225_119.0, **WIN),
    factor("volume", 150.5, "closed deals", **WIN),
    factor("value", 17_200.0, "money", **WIN),
    factor("association", 0.02, "share", ends=(0.01, 0.03), swing=24_562.0, **QUOTA),
    factor("volume", 1_250_000.0, "quota", **QUOTA),
    factor("value", 1.0, "money", **QUOTA),
    factor("association", -8.0, "seconds", ends=(-21.0, 5.0), swing=900.0, **HANDLING),
    factor("volume", 9.0, "30-day periods", **HANDLING),
    factor("value", -12.5, "money", "configured", **HANDLING),
    factor("together", 1.12, "ratio"),
    factor("margin", 0.72, "share", "configured"),
    factor("lasts", 90.0, "days", "assumed", (36.0, 90.0), 13_712.0),
    factor("window", 90.0, "days", "configured"),
    *COST,
]


def money_row(factors: list[Row] = FACTORS) -> Row:
    """The row of ``money`` that factors make, its reason left out."""
    reckoned = arithmetic_of(factors)
    assert reckoned is not None
    cost = sum(time.cost for time in times_of(factors).values())
    benefit, net = reckoned.benefit, reckoned.net_of(cost)
    times = [end / cost if net.low > 0 else None for end in benefit]
    return {
        "scope": "org",
        "scope_id": "org",
        "cost": cost,
        "benefit_low": benefit.low,
        "benefit": benefit.middle,
        "benefit_high": benefit.high,
        "net_low": net.low,
        "net": net.middle,
        "net_high": net.high,
        "multiple_low": times[0],
        "multiple": times[1],
        "multiple_high": times[2],
        "n_started": 12,
        "n_reps": 7,
        "moves_most": "association",
        "reason": "" if net.low > 0 else "range_includes_zero",
    }
