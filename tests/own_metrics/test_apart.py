"""Metrics are computed in a process of their own: what they get, and what becomes of those that go wrong."""

from datetime import date

import pytest
from own_metric_files import head, python, write

from review_kit.metrics.windows import Window
from review_kit.own_metrics.compute import Computed, compute
from review_kit.own_metrics.fault import MetricFault
from review_kit.own_metrics.find import find_metrics
from review_kit.project.own_metrics_settings import OwnMetricsLimits

WINDOW = Window(date(2026, 7, 3), date(2026, 9, 30))
BEFORE = Window(date(2026, 4, 4), date(2026, 7, 2))
NO_SUCH = "SELECT rep_id, 1 AS value, 1 AS n FROM"
CALLS = """\
SELECT rep_id, avg(score / max_score) AS value, count(DISTINCT call_id) AS n
FROM qa_scores
WHERE call_on BETWEEN $window_start AND $window_end
GROUP BY rep_id
"""

SCORES = "qa_scores has evaluation_id, call_id, rep_id, call_at, criterion_id, score, max_score, evaluator, "

RIGHT = {
    "by_query.sql": head() + CALLS,
    "by_pandas.py": python(
        'scores = tables["qa_scores"].to_pandas()\n'
        'scores = scores[window.contains(scores["call_on"])]\n'
        'share = scores["score"] / scores["max_score"]\n'
        'groups = scores.assign(share=share).groupby("rep_id")\n'
        'print("printed lines go nowhere")\n'
        'return groups.agg(value=("share", "mean"), n=("call_id", "nunique")).reset_index()'
    ),
    "by_relation.py": python(
        "import duckdb\n"
        "from _shared import DAYS\n"
        "connection = duckdb.connect()\n"
        'tables["qa_scores"].to_duckdb(connection).create("scores")\n'
        'connection.execute(f"CREATE VIEW inside AS SELECT * FROM scores WHERE {DAYS.format(window)}")\n'
        'return connection.sql("SELECT rep_id, avg(score / max_score) AS value, "\n'
        '    "count(DISTINCT call_id) AS n FROM inside GROUP BY rep_id")'
    ),
    "_shared.py": "DAYS = \"call_on BETWEEN DATE '{0.start}' AND DATE '{0.end}'\"\n",
    "of_the_run.sql": head() + "SELECT rep_id, avg(current_score) AS value, sum(n_current) AS n\n"
    "FROM metrics.rep_criteria WHERE current_score IS NOT NULL\n"
    "GROUP BY rep_id\n",
}
WRONG = {
    "raises.py": python('calls = tables["qa_scores"].to_pandas()\nreturn calls["scoer"]'),
    "renamed.py": python(
        'calls = tables["qa_scores"].to_pandas()\n'
        'calls = calls.rename(columns={"score": "points"})\n'
        'return calls.groupby("rep_id")["score"].mean()'
    ),
    "several.py": python('return tables["roster"].to_pandas().dropna(subset=["team", "hired"])'),
    "of_a_mapping.py": python('return {"least": 5}["most"]'),
    "no_function.py": head("#") + "def row(tables, window): ...\n",
    "no_table.py": python('return tables["qa_score"].to_pandas()'),
    "strange_rep.py": python(
        'import pandas as pd\nreturn pd.DataFrame({"rep_id": ["0107"], "value": [1.0], "n": [1]})'
    ),
    "writes.py": python(
        'from pathlib import Path\nPath("of_my_own.txt").write_text("fine")\n'
        'Path(__file__).with_name("copy.txt").write_text("not fine")'
    ),
    "hangs.py": python("import time\ntime.sleep(600)"),
    "dies.py": python("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"),
    "exits.py": python("raise SystemExit(3)"),
    "misspelt.sql": head() + "SELECT rep_id, avg(scor) AS value, count(*) AS n\nFROM qa_scores\nGROUP BY 1\n",
    "day.sql": head() + "SELECT q.rep_id, 1 AS value, 1 AS n FROM qa_scores q JOIN roster r USING (rep_id)\n"
    "WHERE q.call_day < $window_start\n",
    "part.sql": head() + "WITH calls AS (SELECT rep_id, avg(score) AS mean FROM qa_scores GROUP BY 1)\n"
    "SELECT rep_id, meen AS value, 1 AS n FROM calls\n",
    "unfinished.sql": head() + "\nSELECT rep_id\nFRM qa_scores here (\n",
    "two.sql": head() + "SELECT 1;\nSELECT 2\n",
    "changes.sql": head() + "CREATE TABLE t AS SELECT 1\n",
    "reads_files.sql": head() + "SELECT * FROM read_csv('/etc/passwd')\n",
    "other_days.sql": head() + "SELECT rep_id, 1 AS value, 1 AS n FROM roster\nWHERE hire_date < $today\n",
    "confidential.sql": head() + "SELECT manager_note AS rep_id, 1 AS value, 1 AS n\nFROM coaching_log\n",
    "nothing_like_it.sql": head() + "SELECT rep_id, 1 AS value, 1 AS n\nFROM metrics.rep_criterion\n",
    "divides.sql": head() + "SELECT rep_id, 1 / 0 AS value, 1 AS n FROM roster\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def answers(project, snapshot):
    """Everything that is right and all that is wrong, in one process."""
    write(project.root, {**RIGHT, **WRONG})
    found = find_metrics(project)
    assert found.faults == ()
    run = next(project.reports.glob("*d"))

    def computed(files, limits):
        return compute(
            files,
            [WINDOW, BEFORE],
            snapshot=snapshot,
            metrics=run / "metrics",
            limits=limits,
        )

    hanging = [one for one in found.files if one.name == "hangs"]
    others = [one for one in found.files if one.name != "hangs"]
    return {
        **computed(others, OwnMetricsLimits()),
        **computed(hanging, OwnMetricsLimits(seconds=1)),
    }


def test_a_query_and_functions_over_pandas_and_duckdb_give_the_same(answers) -> None:
    by_query, *others = (answers[name] for name in ("by_query", "by_pandas", "by_relation"))
    assert isinstance(by_query, Computed)
    assert by_query.reads == ("qa_scores",)
    assert by_query.windows == 2
    for other in others:
        assert other.reads == ("qa_scores",)
        for window in (0, 1):
            found, expected = other.of(window), by_query.of(window)
            assert found["n"].tolist() == expected["n"].tolist()
            assert found["value"].tolist() == pytest.approx(expected["value"].tolist())


def test_numbers_of_the_run_are_of_its_own_window_alone(answers) -> None:
    found = answers["of_the_run"]
    assert found.reads == ("metrics.rep_criteria",)
    assert found.windows == 1
    assert found.of(1) is None


@pytest.mark.parametrize(
    ("name", "place", "problem", "advice"),
    [
        ("raises", "raises.py:10", "there is no column 'scoer'", f"Did you mean score? {SCORES}"),
        ("renamed", "renamed.py:11", "KeyError: 'Column not found: score'", "Mend the line"),
        ("several", "several.py:9", "there is no column 'hired'", "roster has rep_id, "),
        ("of_a_mapping", "of_a_mapping.py:9", "KeyError: 'most'", "Mend the line"),
        ("no_function", "no_function.py", "defines no function 'rows'", "Add 'def rows("),
        ("no_table", "no_table.py:9", "there is no table 'qa_score'", "Did you mean qa_scores"),
        ("strange_rep", "strange_rep.py:8", "0107 is not on the roster", "Did you mean 00107?"),
        ("writes", "writes.py:11", "outside its own folder", "write nothing"),
        ("hangs", "hangs.py", "was not done within 1 s", "raise own_metrics.seconds"),
        ("dies", "dies.py", "its process was ended by SIGSEGV", "own_metrics.memory_mb"),
        ("exits", "exits.py:9", "SystemExit: 3", "Mend the line"),
        (
            "misspelt",
            "misspelt.sql:8",
            "there is no column 'scor'",
            f"Did you mean score or max_score? {SCORES}",
        ),
        (
            "day",
            "day.sql:9",
            "there is no column 'call_day'",
            f"Did you mean call_id or call_at or call_on? {SCORES}",
        ),
        ("part", "part.sql:9", "there is no column 'meen'", "Did you mean mean? qa_scores has "),
        ("unfinished", "unfinished.sql:10", "syntax error", "Mend the query"),
        ("two", "two.sql:8", "is not one query", "Write one SELECT"),
        ("changes", "changes.sql:8", "is not one query", "Write one SELECT"),
        ("reads_files", "reads_files.sql:8", "file system operations are disabled", "Mend"),
        ("other_days", "other_days.sql:9", "names the parameter $today", "There are $window_start"),
        (
            "confidential",
            "confidential.sql:8",
            "no column 'manager_note'",
            "coaching_log has entry_id, ",
        ),
        ("nothing_like_it", "nothing_like_it.sql:9", "no table 'metrics.rep_criterion'", "Did you"),
        ("divides", "divides.sql:8", "the value is infinite for 00107", "divided by 0"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_what_to_do(
    answers, name, place, problem, advice
) -> None:
    fault = answers[name]
    assert isinstance(fault, MetricFault)
    assert fault.place == f"metrics/{place}"
    assert problem in fault.problem
    assert advice in fault.advice
    assert "Traceback" not in fault.sentence


def test_what_ran_out_of_time_or_died_is_tried_again_next_time(answers) -> None:
    again = {
        name for name, one in answers.items() if isinstance(one, MetricFault) and not one.lasting
    }
    assert again == {"hangs", "dies"}


def test_nothing_was_written_beside_the_files(project, answers) -> None:
    written = {path.name for path in (project.root / "metrics").iterdir()}
    assert written == {*RIGHT, *WRONG}


def test_a_table_that_was_not_exported_is_named(project, snapshot, tmp_path) -> None:
    from review_kit.errors import ReviewKitError
    from review_kit.own_metrics.tables import ReadTables
    from review_kit.snapshot import Snapshot

    whole = Snapshot.open(snapshot)
    without = {name: one for name, one in whole.manifest["tables"].items() if name != "quotas"}
    tables = ReadTables(Snapshot(snapshot, {**whole.manifest, "tables": without}), None)
    with pytest.raises(ReviewKitError, match="reads the table 'quotas', which was not exported"):
        tables["quotas"]
    with pytest.raises(ReviewKitError, match="holds numbers of this run's window alone"):
        tables["metrics.rep_criteria"]
