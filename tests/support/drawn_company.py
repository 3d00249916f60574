"""A company of four reps in two teams, drawn from a seed, with nearly every table."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from review_kit.project.config import Config

AS_OF = date(2026, 3, 31)
CONFIG = Config.model_validate(
    {
        "organisation": {"name": "Acme"},
        "evidence": {"minimum_calls": 2, "thin_calls": 4, "minimum_deals": 2, "thin_deals": 4},
        "privacy": {"minimum_group_size": 2},
        "rates": {"manager_per_hour": 80, "rep_per_hour": 50},
    }
)
REPS = ("ana", "bo", "cy", "di")


def company(seed: int) -> dict[str, pd.DataFrame]:
    """Draw a company of four reps in two teams, with every table, from a seed."""
    rng = np.random.default_rng(seed)

    def day(low: int = -150, high: int = 5) -> pd.Timestamp:
        return pd.Timestamp(AS_OF) + pd.Timedelta(days=int(rng.integers(low, high)))

    def rep() -> str:
        return REPS[rng.integers(0, len(REPS))]

    def maybe(value, share: float = 0.7):
        return value if rng.random() < share else None

    criteria = [
        ("obj", None, 60.0),
        ("dis", None, 40.0),
        ("price", "obj", 70.0),
        ("time", "obj", 30.0),
    ]
    scores = []
    for call in range(int(rng.integers(5, 60))):
        when, who = day(-220), rep()
        for criterion, _, _ in criteria:
            for evaluator in ("ai", "human"):
                if rng.random() < 0.4:
                    scores.append(
                        {
                            "evaluation_id": f"{call}-{evaluator}",
                            "call_id": f"call{call}",
                            "rep_id": who,
                            "call_at": when + pd.Timedelta(hours=int(rng.integers(8, 18))),
                            "call_on": when,
                            "criterion_id": criterion,
                            "score": float(rng.integers(20, 81)),
                            "max_score": 100.0,
                            "evaluator": evaluator,
                            "export_order": len(scores),
                        }
                    )
    log, calendar = [], []
    for session in range(int(rng.integers(0, 25))):
        when, who = day(), rep()
        if rng.random() < 0.8:
            status = ["held", "moved", "cancelled", "no_show"][rng.integers(0, 4)]
            calendar.append(
                {
                    "session_id": f"s{session}",
                    "rep_id": who,
                    "manager_id": "mia",
                    "scheduled_date": when,
                    "status": status,
                    "minutes": maybe(30.0),
                    "moved_to_date": when + pd.Timedelta(days=3) if status == "moved" else None,
                }
            )
        log.extend(
            {
                "entry_id": f"e{session}-{entry}",
                "session_id": f"s{session}",
                "rep_id": who,
                "manager_id": ["mia", "max"][rng.integers(0, 2)],
                "session_date": when,
                "criterion_id": maybe(criteria[rng.integers(0, 4)][0]),
                "score_before": maybe(float(rng.integers(0, 101)), 0.4),
                "score_after": maybe(float(rng.integers(0, 101)), 0.4),
                "minutes": maybe(45.0),
                "commitment": maybe("Ask three impact questions"),
                "commitment_due": maybe(when + pd.Timedelta(days=7)),
                "commitment_status": maybe(["open", "done", "missed"][rng.integers(0, 3)]),
                "shared_with_rep_on": maybe(when + pd.Timedelta(days=1)),
                "theme": maybe(["Price", "price!", "Time"][rng.integers(0, 3)]),
                "self_assessment": maybe(float(rng.integers(0, 101))),
            }
            for entry in range(int(rng.integers(0, 3)))
        )
    deals = []
    for number in range(int(rng.integers(0, 40))):
        created = day(-200, 0)
        closed = maybe(created + pd.Timedelta(days=int(rng.integers(0, 60))))
        deals.append(
            {
                "opportunity_id": f"d{number}",
                "rep_id": rep(),
                "created_date": created,
                "close_date": closed,
                "is_closed": closed is not None,
                "is_won": closed is not None and bool(rng.random() < 0.5),
                "amount": maybe(float(rng.integers(1, 1000))),
                "currency": "USD",
                "stage": ["Proposal", "Negotiation"][rng.integers(0, 2)],
                "source": maybe(["self", "partner"][rng.integers(0, 2)]),
                "loss_reason": maybe(["Price", "Timing"][rng.integers(0, 2)]),
                "contacts": maybe(float(rng.integers(1, 6))),
            }
        )
    roster = [
        {
            "rep_id": who,
            "rep_name": who.title(),
            "manager_id": manager,
            "manager_name": manager.title(),
            "team": team,
            "role": None,
            "hire_date": pd.Timestamp(AS_OF - timedelta(days=int(rng.integers(20, 900)))),
            "end_date": None,
        }
        for who, team, manager in zip(
            REPS, ("north", "north", "south", "south"), ("mia", "max", "max", "mia"), strict=True
        )
    ]
    periods = [("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31")]
    return {
        "roster": pd.DataFrame(roster),
        "criteria": pd.DataFrame(
            [
                {
                    "criterion_id": name,
                    "criterion": name.title(),
                    "parent_criterion_id": parent,
                    "weight": weight,
                    "outcome_metric": "win_rate",
                    "competency": None,
                    "valid_from": pd.Timestamp("2020-01-01"),
                    "valid_to": None,
                    "replaces_criterion_id": None,
                }
                for name, parent, weight in criteria
            ]
        ),
        "qa_scores": pd.DataFrame(scores, columns=list(scores[0])),
        "coaching_log": pd.DataFrame(log, columns=LOG_COLUMNS),
        "scheduled_sessions": pd.DataFrame(calendar, columns=CALENDAR_COLUMNS),
        "opportunities": pd.DataFrame(deals, columns=DEAL_COLUMNS),
        "quotas": pd.DataFrame(
            [
                {
                    "rep_id": who,
                    "period_start": pd.Timestamp(start),
                    "period_end": pd.Timestamp(end),
                    "quota": float(rng.integers(100, 5000)),
                    "currency": "USD",
                }
                for who in REPS
                for start, end in periods
            ]
        ),
        "outcomes": pd.DataFrame(
            [
                {
                    "rep_id": who,
                    "metric": metric,
                    "period_start": pd.Timestamp(start),
                    "period_end": pd.Timestamp(end),
                    "value": float(rng.integers(1, 100)),
                    "unit": "points",
                }
                for who in REPS
                for metric in ("net_revenue", "csat", "own")
                for start, end in periods
            ]
        ),
        "skills_matrix": pd.DataFrame(
            [
                {
                    "rep_id": who,
                    "competency": competency,
                    "level": float(rng.integers(1, 5)),
                    "rated_on": pd.Timestamp(when),
                }
                for who in REPS
                for competency in ("Objections", "Discovery")
                for when in ("2025-12-30", "2026-03-29")
            ]
        ),
        "goals": pd.DataFrame(
            [
                {
                    "goal_id": f"g-{who}",
                    "rep_id": who,
                    "criterion_id": "obj",
                    "metric": "current_score",
                    "baseline": 40.0,
                    "target": 90.0,
                    "set_on": pd.Timestamp("2026-01-05"),
                    "due_on": pd.Timestamp("2026-06-30"),
                    "status": "open",
                }
                for who in REPS
            ]
        ),
    }


LOG_COLUMNS = [
    "entry_id",
    "session_id",
    "rep_id",
    "manager_id",
    "session_date",
    "criterion_id",
    "score_before",
    "score_after",
    "minutes",
    "commitment",
    "commitment_due",
    "commitment_status",
    "shared_with_rep_on",
    "theme",
    "self_assessment",
]
CALENDAR_COLUMNS = [
    "session_id",
    "rep_id",
    "manager_id",
    "scheduled_date",
    "status",
    "minutes",
    "moved_to_date",
]
DEAL_COLUMNS = [
    "opportunity_id",
    "rep_id",
    "created_date",
    "close_date",
    "is_closed",
    "is_won",
    "amount",
    "currency",
    "stage",
    "source",
    "loss_reason",
    "contacts",
]
