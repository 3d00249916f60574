import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from review_kit.metrics.effect.panel import Panel, panel_of

# the simulator lives beside the package, not in it
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

MONDAY = date(2026, 1, 5)


@pytest.fixture(scope="session")
def panel_from():
    """Build a panel from paths of daily scores, one call on every day with a score (none where NaN).

    ``paths``: (rep, criterion) → score of each day; ``first``: (rep, criterion) → day of the first
    session, or pairs of these where there is more than one; ``human``: likewise, which days a person scored;
    ``scorer``: likewise, who did.
    """

    def build(paths, first=(), *, teams=None, human=None, scorer=None) -> Panel:
        size = len(next(iter(paths.values())))
        days = pd.Series(pd.date_range(MONDAY, periods=size))
        parts = []
        for (rep, criterion), path in paths.items():
            part = pd.DataFrame({"day": days, "score": np.asarray(path, float)})
            if human is not None:
                part["human"] = human[rep, criterion]
            if scorer is not None:
                part["scorer"] = scorer[rep, criterion]
            parts.append(part.assign(rep_id=rep, criterion_id=criterion))
        reps = sorted({rep for rep, _ in paths})
        held = first.items() if isinstance(first, dict) else first
        sessions = [(*key, pd.Timestamp(MONDAY + timedelta(days=day))) for key, day in held]
        return panel_of(
            pd.concat(parts).dropna(subset="score"),
            pd.DataFrame(sessions, columns=["rep_id", "criterion_id", "day"]),
            pd.DataFrame(
                {
                    "rep_id": reps,
                    "team": [(teams or {}).get(rep, "north") for rep in reps],
                    "manager_id": "m1",
                }
            ),
            MONDAY + timedelta(days=size - 1),
        )

    return build
