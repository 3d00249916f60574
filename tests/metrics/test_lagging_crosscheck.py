"""Lagging metrics against the same questions asked of DuckDB in SQL."""

import duckdb
import numpy as np
import pandas as pd
import pytest

from review_kit.metrics import Tables, metrics_of
from review_kit.project.config import Config

AS_OF = pd.Timestamp("2026-03-31")
CONFIG = Config.model_validate(
    {
        "organisation": {"name": "Acme"},
        "evidence": {"minimum_deals": 1, "thin_deals": 1, "minimum_calls": 1, "thin_calls": 1},
    }
)


@pytest.fixture(scope="module")
def frames() -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(20260331)
    reps = [f"r{number:02d}" for number in range(20)]
    n = 1500
    created = AS_OF - pd.to_timedelta(rng.integers(0, 400, n), unit="D")
    closed = created + pd.to_timedelta(rng.integers(0, 120, n), unit="D")
    is_closed = rng.random(n) < 0.75
    deals = pd.DataFrame(
        {
            "opportunity_id": [f"d{number}" for number in range(n)],
            "rep_id": rng.choice(reps, n),
            "created_date": created,
            "close_date": closed.where(is_closed),
            "is_closed": is_closed,
            "is_won": is_closed & (rng.random(n) < 0.4),
            "amount": np.where(rng.random(n) < 0.9, rng.lognormal(8, 1, n), np.nan),
            "currency": "USD",
        }
    )
    months = pd.date_range("2025-07-01", "2026-04-01", freq="MS")
    quotas = pd.DataFrame(
        [(rep, start, rng.uniform(1e3, 1e4)) for rep in reps for start in months],
        columns=["rep_id", "period_start", "quota"],
    )
    quotas["period_end"] = quotas["period_start"] + pd.offsets.MonthEnd(0)
    calls = pd.DataFrame(
        {
            "call_id": [f"c{number}" for number in range(3000)],
            "rep_id": rng.choice(reps, 3000),
            "call_on": AS_OF - pd.to_timedelta(rng.integers(0, 200, 3000), unit="D"),
        }
    )
    scores = calls.merge(pd.DataFrame({"criterion_id": ["obj", "dis"]}), how="cross")
    scores = pd.concat([scores, scores.sample(frac=0.3, random_state=1)], ignore_index=True)
    scores = scores.assign(
        evaluation_id=[f"e{number}" for number in range(len(scores))],
        call_at=scores["call_on"],
        score=rng.integers(0, 6, len(scores)).astype(float),
        max_score=5.0,
        evaluator=rng.choice(["ai", "human"], len(scores)),
        export_order=rng.permutation(len(scores)),
    )
    return {
        "roster": pd.DataFrame(
            {
                "rep_id": reps,
                "rep_name": reps,
                "manager_id": "mia",
                "manager_name": "Mia",
                "team": ["north", "south"] * 10,
                "hire_date": pd.Timestamp("2020-01-01"),
            }
        ),
        "criteria": pd.DataFrame(
            {
                "criterion_id": ["obj", "dis"],
                "criterion": ["Objections", "Discovery"],
                "weight": [70.0, 30.0],
                "outcome_metric": "win_rate",
                "valid_from": pd.Timestamp("2020-01-01"),
            }
        ),
        "qa_scores": scores,
        "coaching_log": pd.DataFrame(columns=["entry_id"]),
        "opportunities": deals,
        "quotas": quotas.assign(currency="USD"),
    }


@pytest.fixture(scope="module")
def tables(frames):
    return metrics_of(Tables.from_frames(frames), CONFIG, as_of=AS_OF.date())


def ask(frames: dict[str, pd.DataFrame], query: str) -> pd.DataFrame:
    with duckdb.connect() as connection:
        for name, frame in frames.items():
            connection.register(
                name, frame.astype(dict.fromkeys(frame.select_dtypes("str"), object))
            )
        return connection.execute(query).df().set_index("key").sort_index()


DEALS = """
    select {key} as key,
           count(*) filter (is_won and closed) / nullif(count(*) filter (closed), 0) as win_rate,
           count(*) filter (closed and is_won) as deals_won,
           avg(amount) filter (closed and is_won) as average_deal_size,
           if(deals_won = 0, 0, sum(amount) filter (closed and is_won)) as won_amount,
           median(close_date::date - created_date::date) filter (closed and is_won) as sales_cycle_days,
           count(*) filter (started) as opportunity_starts,
           sum(amount) filter (started) as dollars_in_starts
    from (
        select *, is_closed and close_date::date between date '{start}' and date '{end}' as closed,
               created_date::date between date '{start}' and date '{end}' as started
        from (select * replace (case when isnan(amount) then null else amount end as amount)
              from opportunities) join roster using (rep_id)
    )
    group by {key}
"""
WINDOWS = {"value": ("2026-01-01", "2026-03-31"), "previous": ("2025-10-03", "2025-12-31")}


@pytest.mark.parametrize("column", ["value", "previous"])
@pytest.mark.parametrize(
    ("table", "key"),
    [("rep_metrics", "rep_id"), ("team_metrics", "team"), ("manager_metrics", "manager_id")],
)
def test_deals_agree(frames, tables, table, key, column) -> None:
    start, end = WINDOWS[column]
    expected = ask(frames, DEALS.format(key=key, start=start, end=end))
    found = tables[table].pivot(index=key, columns="metric", values=column)
    for metric in expected:
        np.testing.assert_allclose(
            found[metric].to_numpy(), expected[metric].to_numpy(float), err_msg=metric
        )


def test_attainment_agrees_day_by_day(frames, tables) -> None:
    # another way to the same number: the quota of every single day, added up
    expected = ask(
        frames,
        """
        with days as (select unnest(range(date '2026-01-01', date '2026-04-01', interval 1 day))::date
                      as day),
             daily as (select rep_id, sum(quota / (period_end::date - period_start::date + 1)) as quota
                       from quotas join days on day between period_start::date and period_end::date
                       group by rep_id),
             won as (select rep_id, sum(amount) as won from opportunities
                     where is_won and not isnan(amount)
                       and close_date::date between date '2026-01-01' and date '2026-03-31'
                     group by rep_id)
        select rep_id as key, coalesce(won, 0) / quota as quota_attainment
        from daily left join won using (rep_id)
        """,
    )
    found = tables["rep_metrics"].query("metric == 'quota_attainment'").set_index("rep_id")["value"]
    np.testing.assert_allclose(found, expected["quota_attainment"])


def test_scores_agree(frames, tables) -> None:
    expected = ask(
        frames,
        """
        with stands as (
            select *, 100 * score / max_score as percent from qa_scores
            qualify row_number() over (
                partition by rep_id, call_id, criterion_id
                order by evaluator = 'human' desc, export_order desc) = 1)
        select rep_id || criterion_id as key, count(*) as n_window,
               avg(percent) filter (call_on <= date '2026-01-30') as baseline_score,
               avg(percent) filter (call_on >= date '2026-03-02') as current_score
        from stands where call_on between date '2026-01-01' and date '2026-03-31'
        group by rep_id, criterion_id
        """,
    )
    rows = tables["rep_criteria"]
    found = rows.set_index(rows["rep_id"] + rows["criterion_id"]).sort_index()
    for name in expected:
        np.testing.assert_allclose(found[name], expected[name], err_msg=name)


def test_overall_scores_agree(frames, tables) -> None:
    expected = ask(
        frames,
        """
        with stands as (
            select *, 100 * score / max_score as percent from qa_scores
            qualify row_number() over (
                partition by rep_id, call_id, criterion_id
                order by evaluator = 'human' desc, export_order desc) = 1),
        calls as (select rep_id, call_id, sum(percent * weight) / sum(weight) as overall
                  from stands join criteria using (criterion_id)
                  where call_on between date '2026-01-01' and date '2026-03-31'
                  group by rep_id, call_id)
        select rep_id as key, avg(overall) as overall_score from calls group by rep_id
        """,
    )
    found = tables["rep_metrics"].query("metric == 'overall_score'").set_index("rep_id")["value"]
    np.testing.assert_allclose(found, expected["overall_score"])
