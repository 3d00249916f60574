"""Metrics of one's own in a run: its tables, its documents, its definitions; and what a change costs."""

import ast
import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from own_metric_files import head, python, write
from prepared_run import Listening
from small_run import write_manifest_of

import review_kit
from review_kit.cli.main import main
from review_kit.documents import Glossary, RepPacket, TeamRoi
from review_kit.pipeline.prepare import prepare
from review_kit.planning.new_template import write_template
from review_kit.planning.row_digests import slice_digests
from review_kit.project.assets import template_folder
from review_kit.records.folder import RunFolder
from review_kit.rights.explanation import explain
from review_kit.rights.explanation_text import explanation_lines

SIGNAL, RESULT = "calls_at_target", "deal_size"
DEFINED = "Share of the calls of the window with a score of {75} % or more."
QUERY = """\
WITH calls AS (
    SELECT rep_id, call_id, avg(score / max_score) AS mean FROM qa_scores
    WHERE call_on BETWEEN $window_start AND $window_end GROUP BY ALL
)
SELECT rep_id, avg((mean >= 0.75)::INT) AS value, count(*) AS n FROM calls GROUP BY rep_id
"""
FILES = {
    f"{SIGNAL}.sql": head(
        title="Calls at the target",
        more='[words.de]\ntitle = "Anrufe am Ziel"\ndefinition = "Anteil."\ncounts = "Anrufe"',
    ).replace("What the test asks for.", DEFINED) + QUERY,
    f"{RESULT}.py": python(
        'deals = tables["opportunities"].to_pandas()\n'
        'inside = window.contains(deals["close_date"])\n'
        'won = deals[deals["is_won"].fillna(False) & inside].dropna(subset="amount")\n'
        'amounts = won.groupby("rep_id")["amount"]\n'
        'return amounts.agg(value="mean", n="size").reset_index()',
        title="Size of the deals won",
        section="results",
    ).replace('"share"', '"money"'),
    "broken.sql": head() + "SELECT rep_id\nFROM qa_scores\n",
}  # fmt: skip


def steps_of(project) -> list[str]:
    progress = Listening()
    prepare(project, progress=progress)
    return progress.steps


@pytest.fixture(scope="module")
def run(project) -> RunFolder:
    """The run with two metrics that are right and one that is not."""
    write(project.root, FILES)
    return prepare(project).run


def rep_rows(run: RunFolder, metric: str) -> pd.DataFrame:
    rows = pd.read_parquet(run.metrics / "rep_metrics.parquet")
    return rows[rows["metric"] == metric].set_index("rep_id")


def test_its_numbers_stand_in_the_metric_tables_beside_the_others(run) -> None:
    own, known = rep_rows(run, RESULT), rep_rows(run, "average_deal_size")
    # the same formula as a metric of the package, from five deals on as there
    assert own["value"].tolist() == pytest.approx(known["value"].tolist(), nan_ok=True)
    assert own["previous"].tolist() == pytest.approx(known["previous"].tolist(), nan_ok=True)
    assert own["team_median"].tolist() == pytest.approx(known["team_median"].tolist())
    assert own["unit"].unique().tolist() == ["money"]
    org = pd.read_parquet(run.metrics / "org_metrics.parquet").set_index("metric")["value"]
    assert org[RESULT] == pytest.approx(org["average_deal_size"])


def test_a_rep_sees_the_own_row_alone(run) -> None:
    rows = review_kit.open_run(run.path).rep("00124").table("rep_metrics")
    assert rows.loc[rows["metric"] == SIGNAL, "rep_id"].tolist() == ["00124"]


def test_nothing_is_computed_again_and_a_change_costs_its_metric_alone(project, run) -> None:
    before = slice_digests(run.metrics, pd.read_parquet(run.metrics / "reps.parquet"))
    assert steps_of(project)[-1] == "Metrics kept"
    others = {path.name: path.stat().st_ino for path in run.metrics.glob("*.parquet")}
    context = run.context.read_text(encoding="utf-8")

    changed = FILES[f"{SIGNAL}.sql"].replace(
        "GROUP BY rep_id", "WHERE rep_id <> '00124' GROUP BY rep_id"
    )
    write(project.root, {f"{SIGNAL}.sql": changed})
    assert steps_of(project)[-1] == "Computing metrics of your own"
    assert rep_rows(run, SIGNAL).loc["00124", "n"] == 0
    assert rep_rows(run, RESULT)["n"].sum() > 0
    assert run.context.read_text(encoding="utf-8") == context
    after = slice_digests(run.metrics, pd.read_parquet(run.metrics / "reps.parquet"))
    # a median of the team moved; whoever has another team does not notice
    assert {rep for rep in before["rep"] if before["rep"][rep] != after["rep"][rep]} >= {"00124"}

    (project.root / "metrics" / f"{SIGNAL}.sql").unlink()
    steps_of(project)
    assert rep_rows(run, SIGNAL).empty
    write(project.root, FILES)
    steps_of(project)
    assert slice_digests(run.metrics, pd.read_parquet(run.metrics / "reps.parquet")) == before
    assert {path.name for path in run.metrics.glob("*.parquet")} == {*others}


def test_a_fault_costs_the_metric_and_is_told_once_more_without_computing(project, run) -> None:
    for _ in range(2):
        (fault,) = prepare(project).faults
        assert fault.sentence == (
            "Your metric broken has no numbers (metrics/broken.sql:8): the result lacks value, n (its "
            "columns: rep_id). Give rep_id, value and n, and low and high if there is an interval."
        )
    assert rep_rows(run, "broken").empty


def test_the_packet_prints_both_and_says_what_they_are(run) -> None:
    packet = RepPacket.open(str(run.path), "00138")
    signals, results, terms = packet.signals(), packet.performance(), packet.terms()
    share = rep_rows(run, SIGNAL).loc["00138", "value"]
    assert f"{100 * share:.0f} %" in signals.text.replace("\u202f", " ")
    assert "Calls at the target" in signals.text
    assert "70 calls" in signals.text
    assert "Size of the deals won" in results.text
    for title in ("Calls at the target", "Size of the deals won"):
        assert title in terms.text
    assert "a score of {75} % or more." in terms.text
    explained = packet.explanations().text
    assert f"review-kit explain {run.run_id} rep:00138 {SIGNAL}" in explained


def test_a_packet_without_such_metrics_has_no_room_for_them(run) -> None:
    from prepared_run import prepared_run

    assert RepPacket.open(str(prepared_run()), "00138").signals().text == ""


def cells_of(path) -> list[str]:
    """Code of a notebook's cells."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def table_of(cell: str, names: dict[str, object]) -> list[list[str]]:
    """Rows of the table that the last line of a cell shows, below its heads."""
    *before, last = ast.parse(cell).body
    exec("\n".join(map(ast.unparse, before)), names)
    html = eval(ast.unparse(last), names).data.replace("\u202f", " ")
    _, *rows = re.findall(r"<tr.*?>(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<td>(.*?)</td>", row) for row in rows]


def test_a_new_template_prints_them_by_their_titles_in_the_language_of_the_document(
    project, run
) -> None:
    parameters, opening, head_of_page, table = cells_of(
        write_template(project, "deal_review", "rep")
    )
    names: dict[str, object] = {}
    exec(parameters, names)
    names |= {"run": str(run.path), "rep_id": "00138"}
    exec(opening, names)
    assert "Deal review · " in eval(head_of_page, names).html
    assert table_of(table, names) == [
        ["Overall score", "78 %", "75 %", "70"],
        ["Sessions", "1", "1", "1"],
        ["Coaching a week", "0.1 h a week", "0.1 h a week", "1"],
        ["Template completion", "0 %", "0 %", "1"],
        ["Quota attainment", "63 %", "92 %", "15"],
        ["Win rate", "32 %", "39 %", "47"],
        ["Average deal size", "€17.5K", "€24K", "15"],
        ["Sales cycle", "46 days", "51 days", "15"],
        ["Deals won", "15", "16", "15"],
        ["Amount won", "€262K", "€384K", "15"],
        ["Open opportunities", "22", "22", "22"],
        ["Amount stalled", "€65.5K", "–", "3"],
        ["Calls at the target", "74 %", "58 %", "70"],
        ["Size of the deals won", "€17.5K", "€24K", "15"],
    ]
    names["data"] = replace(names["data"], language="de")
    assert [row[0] for row in table_of(table, names)[-2:]] == [
        "Anrufe am Ziel",
        "Size of the deals won",
    ]


@pytest.mark.parametrize("grain", ["team", "manager", "org"])
def test_a_new_template_of_a_group_has_its_title_and_a_dozen_numbers(project, run, grain) -> None:
    path = write_template(project, f"of_a_{grain}", grain)
    parameters, opening, *head_of_page, table = cells_of(path)
    names: dict[str, object] = {}
    exec(parameters, names)
    names["run"] = str(run.path)
    exec(opening, names)
    for cell in head_of_page:
        shown = eval(cell, names)
        assert f"Of a {grain} · " in shown.html
        assert "Coaching report" not in shown.text
    assert [row[0] for row in table_of(table, names)] == [
        *("Overall score", "Sessions", "Coaching a week", "Template completion"),
        *("Quota attainment", "Win rate", "Average deal size", "Sales cycle"),
        *("Deals won", "Amount won", "Open opportunities", "Amount stalled"),
        *("Calls at the target", "Size of the deals won"),
    ]


def test_team_report_glossary_and_api_know_them(run) -> None:
    report = TeamRoi.open(str(run.path), "Northern Europe")
    assert "Calls at the target" in report.practice().text
    shown = f"{report.results().text} {report.other_results().text}"
    assert "Size of the deals won" in shown
    assert "Calls at the target" in report.definitions().text
    assert "Calls at the target" in Glossary.open(str(run.path)).definitions().text
    told = review_kit.open_run(run.path).definitions[SIGNAL]
    assert (told.title, told.unit, told.direction, told.kind) == (
        "Calls at the target",
        "share",
        "up",
        "leading",
    )
    assert told.definition == DEFINED
    assert told.evidence == "Given from 5 calls on."


def test_explain_shows_its_file_and_the_rows_of_the_tables_that_it_reads(
    project, run, snapshot
) -> None:
    write_manifest_of(run, snapshot.name)
    told = explain(project, run, "00138", RESULT)
    (part,) = told.rows
    assert part.table == "opportunities"
    assert set(part.rows["rep_id"]) == {"00138"}
    lines = [*explanation_lines(told)]
    assert lines[0].startswith(f"Size of the deals won ({RESULT}) · ")
    assert f"Computed by metrics/{RESULT}.py, from rows of the tables below." in lines


def test_commands_begin_list_and_try_a_metric(project, run, capsys) -> None:
    def told(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["metrics", *arguments, "--project", str(project.root)])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    rows = {}
    for kind in ("sql", "py"):
        assert told("new", f"begun_in_{kind}", "--format", kind)[0] == 0
        code, out, _ = told("test", f"begun_in_{kind}", "--json")
        assert code == 0
        rows[kind] = json.loads(out)["rows"]
        text = (project.root / "metrics" / f"begun_in_{kind}.{kind}").read_text(encoding="utf-8")
        pages = re.findall(r"review-kit docs ([\w-]+)", text)
        assert pages == ["data-model", "tables"]
        assert all((template_folder() / "docs" / f"{page}.md").is_file() for page in pages)
        assert "docs/" not in text
    assert len(rows["sql"]) == 12
    # a call of 00138 has a mean of exactly 75 %, to the last digit or all but
    assert rows["sql"] == rows["py"]
    code, _, err = told("new", "begun_in_py", "--format", "sql")
    assert (code, "already exists" in err) == (1, True)
    code, out, _ = told("list")
    assert [line.split()[0] for line in out.splitlines()] == [
        *("begun_in_py", "begun_in_sql", "broken", SIGNAL, RESULT),
    ]
    code, _, err = told("test", "broken")
    assert code == 3
    assert err.startswith("metrics/broken.sql:8: the result lacks value, n")
    code, out, _ = told("calls_at_target")
    assert "Computed by: metrics/calls_at_target.sql" in out
