"""The public CRM export, the whole way: lagging numbers against SQL on the files themselves."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest
from crm_sample import EXPORT, copy_with_scores
from pypdf import PdfReader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not EXPORT.is_dir(), reason="the public CRM export is not part of the repository"
    ),
]

AGENTS = {
    "Moses Frase": "moses-frase",
    "Darcel Schlecht": "darcel-schlecht",
    "Lajuana Vencill": "lajuana-vencill",
}

SETTINGS = ("--as-of", "2017-12-31", "--workers", "1", "--json")
PACKETS = (
    *(part for agent in AGENTS.values() for part in ("--only", f"rep:{agent}")),
    *("--template", "rep_packet", *SETTINGS),
)
REPORT = ("--only", "team:Central", "--template", "team_roi", *SETTINGS)
"""Three of 35 agents and one of three teams: each takes seconds, and all are made in the same way."""

WINDOW = "BETWEEN DATE '2017-10-03' AND DATE '2017-12-31'"
BEFORE = "BETWEEN DATE '2017-07-05' AND DATE '2017-10-02'"

LAGGING = """
WITH deals AS (
  SELECT sales_agent, deal_stage AS stage, close_value::DOUBLE AS amount,
         strptime(engage_date, '%m/%d/%Y')::DATE AS engaged,
         strptime(close_date, '%m/%d/%Y')::DATE AS closed
  FROM read_csv($file, all_varchar = true)
)
SELECT count(*) FILTER (stage = 'Won') AS deals_won,
       count(*) FILTER (stage = 'Won') / count(*) AS win_rate,
       sum(amount) FILTER (stage = 'Won') AS won_amount,
       avg(amount) FILTER (stage = 'Won') AS average_deal_size,
       median(closed - engaged) FILTER (stage = 'Won') AS sales_cycle_days
FROM deals
WHERE sales_agent = $agent AND stage IN ('Won', 'Lost') AND closed {window}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The example with its four files and scores for its people."""
    root = tmp_path_factory.mktemp("crm") / "crm_sample"
    copy_with_scores(root)
    return root


@pytest.fixture(scope="module")
def run(project, review_kit):
    """The folder of a run from exports to packets and a team's report."""
    for asked in (PACKETS, REPORT):
        done = review_kit("run", "--project", project, *asked)
        assert done.code == 0, done.out + done.err
    return project / "reports" / "2017-12-31-90d"


def by_sql(agent: str, window: str) -> dict[str, float]:
    query = LAGGING.format(window=window)
    parameters = {"file": str(EXPORT / "sales_pipeline.csv"), "agent": agent}
    with duckdb.connect() as connection:
        return connection.execute(query, parameters).df().iloc[0].to_dict()


@pytest.mark.parametrize("agent", AGENTS)
def test_lagging_numbers_are_those_of_the_files(run, agent):
    metrics = pd.read_parquet(run / "metrics" / "rep_metrics.parquet")
    mine = metrics[metrics["rep_id"] == AGENTS[agent]].set_index("metric")
    for column, window in (("value", WINDOW), ("previous", BEFORE)):
        for metric, expected in by_sql(agent, window).items():
            assert mine.loc[metric, column] == pytest.approx(expected), (metric, column)


@pytest.mark.parametrize("agent", AGENTS)
def test_printed_numbers_are_those_of_the_files(run, agent):
    reader = PdfReader(run / "reps" / AGENTS[agent] / "packet.pdf")
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    expected = by_sql(agent, WINDOW)
    assert f"Win rate {100 * expected['win_rate']:.0f} %" in text
    assert f"Deals won {expected['deals_won']:.0f} " in text
    assert f"Sales cycle {expected['sales_cycle_days']:.0f} days" in text


def test_everybody_is_in_the_tables_and_everything_is_counted(run):
    teams = pd.read_csv(EXPORT / "sales_teams.csv")
    reps = pd.read_parquet(run / "metrics" / "reps.parquet")
    assert sorted(reps["rep_name"]) == sorted(teams["sales_agent"])
    assert reps["team"].nunique() == teams["regional_office"].nunique() == 3
    packets = sorted(path.parent.name for path in run.glob("reps/*/packet.pdf"))
    assert packets == sorted(AGENTS.values())
    assert [path.parent.name for path in run.glob("teams/*/roi.pdf")] == ["Central"]
    verdict = pd.read_json(run / "validation.json", typ="series")["tables"]["opportunities"]
    assert verdict["rows_in"] == 8800
    assert verdict["kept"] + verdict["quarantined"] + sum(verdict["left_out"].values()) == 8800
    assert verdict["quarantined"] == 0
    assert sum(verdict["left_out"].values()) == 500


def test_no_packet_names_another_agent(run):
    names = pd.read_parquet(run / "metrics" / "reps.parquet")["rep_name"]
    for agent, folder in AGENTS.items():
        pages = PdfReader(run / "reps" / folder / "packet.pdf").pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert [name for name in names if name in text] == [agent]


def test_a_second_run_makes_nothing(project, run, review_kit):
    again = review_kit("run", "--project", project, *PACKETS)
    assert again.code == 0
    assert again.json["counts"].get("made", 0) == 0
