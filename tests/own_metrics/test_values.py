"""Groups, evidence and comparison of metrics of one's own, worked out by hand."""

from datetime import date

import pandas as pd
import pytest
from own_metric_files import head

from review_kit.metrics.windows import review_windows
from review_kit.own_metrics.compute import Computed
from review_kit.own_metrics.declaration import declaration_of
from review_kit.own_metrics.find import MetricFile
from review_kit.own_metrics.values import own_values
from review_kit.project.config import Config

REPS = pd.DataFrame(
    {
        "rep_id": [f"R{number}" for number in range(1, 8)],
        "team": ["North"] * 5 + ["South"] * 2,
        "manager_id": ["M1"] * 5 + ["M2"] * 2,
    }
)
NOW = {
    "R1": (0.2, 10),
    "R2": (0.4, 10),
    "R3": (0.6, 20),
    "R4": (0.8, 5),
    "R5": (1.0, 4),
    "R6": (0.5, 6),
}
BEFORE = {"R1": (0.1, 8), "R2": (0.3, 2)}


class Records:
    """The first day of the deals of each rep, as a snapshot has them."""

    def rows(self, table: str, columns: list[str]):
        import pyarrow as pa

        assert (table, columns) == ("opportunities", ["rep_id", "created_date"])
        first = {"R1": date(2025, 1, 1), "R2": date(2026, 6, 1), "R6": date(2025, 1, 1)}
        return pa.table({"rep_id": [*first], "created_date": [*first.values()]})


def values(more: str = "", minimum: int = 5) -> dict[str, pd.DataFrame]:
    text = head(minimum=minimum, more=more)
    one = MetricFile(
        "short", None, "metrics/short.sql", "sql", text, (), declaration_of(text, "sql")
    )
    rows = [
        (window, rep, value, n, None, None)
        for window, found in enumerate((NOW, BEFORE))
        for rep, (value, n) in found.items()
    ]
    names = ["window", "rep_id", "value", "n", "low", "high"]
    table = pd.DataFrame(rows, columns=names).astype({"low": "float64", "high": "float64"})
    windows = review_windows(
        Config.model_validate({"organisation": {"name": "Acme"}}), date(2026, 9, 30), None
    )
    found = Computed(table, 2, ("opportunities",), 0.1)
    return own_values({"short": (one, found)}, REPS, windows, 5, Records())


def cells(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    rows = table[[*columns]].astype("object")
    return rows.where(rows.notna(), None).to_numpy().tolist()


def test_reps_have_their_value_the_previous_one_and_a_median_that_gives_nobody_away() -> None:
    found = values()["rep"]
    assert cells(found, "rep_id", "value", "n", "evidence", "note", "previous", "previous_n") == [
        ["R1", 0.2, 10, "ok", None, 0.1, 8],
        ["R2", 0.4, 10, "ok", None, None, None],
        ["R3", 0.6, 20, "ok", None, None, None],
        ["R4", 0.8, 5, "ok", None, None, None],
        ["R5", None, 4, "too_few", "too few calls (4)", None, None],
        ["R6", 0.5, 6, "ok", None, None, None],
        ["R7", None, 0, "too_few", "too few calls (0)", None, None],
    ]
    # four of North have a value, five of everybody
    assert set(found["team_median_scope"]) == {"org"}
    assert set(found["team_median"]) == {0.5}
    assert set(found["unit"]) == {"share"}


def test_groups_have_the_mean_over_all_cases() -> None:
    found = values()
    assert cells(found["team"], "team", "value", "n", "previous", "previous_n") == [
        # (0.2·10 + 0.4·10 + 0.6·20 + 0.8·5 + 1·4) ÷ 49, and (0.1·8 + 0.3·2) ÷ 10
        ["North", pytest.approx(26 / 49), 49, pytest.approx(0.14), 10],
        ["South", 0.5, 6, None, None],
    ]
    assert cells(found["org"], "value", "n") == [[pytest.approx(29 / 55), 55]]
    assert cells(found["manager"], "manager_id", "n") == [["M1", 49], ["M2", 6]]


def test_a_sum_is_compared_only_where_the_records_reach_back() -> None:
    found = values('pooling = "total"', minimum=0)
    # the previous window begins on 4 April; the deals of R2 in June
    assert cells(found["rep"], "rep_id", "value", "previous")[:2] == [
        ["R1", 0.2, 0.1],
        ["R2", 0.4, None],
    ]
    assert cells(found["team"], "team", "value") == [["North", 3.0], ["South", 0.5]]
    assert cells(found["team"], "previous")[0] == [pytest.approx(0.4)]


def test_a_metric_of_reps_alone_has_no_row_of_groups() -> None:
    found = values('pooling = "none"')
    assert len(found["rep"]) == 7
    assert all(found[grain].empty for grain in ("team", "manager", "org"))
