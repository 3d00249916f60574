"""Emotions of employees are refused by name, with law, file and row; a permitted case is let in."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from review_kit.contracts.emotion import emotion_in
from review_kit.contracts.gate import notice_faults
from review_kit.contracts.observations.emotion import emotions_of_employees
from review_kit.contracts.places import kept_path
from review_kit.project import Config

CASE = {
    "case": "safety",
    "reason": "Fatigue alerts for night shifts; approved by the works council on 3 March 2026.",
    "names": ["rep mood"],
}


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Rep mood", "mood"),
        ("agent_sentiment_score", "sentiment"),
        ("repEmotionScore", "emotion"),
        ("Emotional tone", "emotional"),
        ("Tone of voice: affect", "affect"),
        ("Voice stress", "stress"),
        ("stress_level", "stress"),
        ("Stress the benefits", ""),
        ("Stimmung", "stimmung"),
        ("Mitarbeiterstimmung", "mitarbeiterstimmung"),
        ("Gefühle im Gespräch", "gefuhle"),
        ("Émotions", "emotions"),
        ("Estado emocional", "emocional"),
        ("Rep's feelings towards the customer", "feelings"),
        ("Customer sentiment", ""),
        ("Kundenstimmung", ""),
        ("Handles the buyer's frustration", ""),
        ("Objection handling", ""),
        ("Tone of voice", ""),
        ("Zustimmung einholen", ""),
        ("What it affects", ""),
        ("Empathy", ""),
        ("csat", ""),
    ],
)
def test_a_name_says_whether_emotions_of_employees_are_meant(name, word):
    assert emotion_in(name) == word


def test_affect_in_a_definition_is_a_verb():
    assert emotion_in("How much this can affect the price", definition=True) == ""


@pytest.fixture
def found(checked, sound, project):
    """Notices about rows of one table, by table and whether they stop the run."""

    def judge(table, change, privacy=None):
        config = Config.model_validate(
            {**project.config.model_dump(), "privacy": {"emotion": privacy} if privacy else {}}
        )
        only = ("roster", "criteria", table)
        with checked(config, only=only, **{table: change(sound[table])}) as opened:
            notices = [*emotions_of_employees(opened)]
            faults = [
                fault
                for at, notice in notices
                for fault in notice_faults(opened.verdicts[at], notice)
            ]
        return notices, faults

    return judge


def outcome(*metrics):
    return lambda rows: [{**rows[0], "metric": metric} for metric in metrics]


def test_a_metric_is_refused_with_the_law_its_file_and_row(found):
    _, (fault,) = found("outcomes", outcome("rep_mood"))
    assert (fault.table, fault.cause) == ("outcomes", "forbidden_emotion")
    assert fault.message == (
        "outcomes: 'rep_mood' measures emotions of employees (it says 'mood'): AI systems that infer "
        "emotions of people at work are forbidden, except for medical or safety reasons (EU AI Act, "
        "Regulation (EU) 2024/1689, Art. 5(1)(f)) (1 row; in exports/outcomes.csv row 2, column 'metric')"
    )
    assert "[privacy.emotion]" in fault.hint
    assert "remove its files" in fault.hint


def test_a_criterion_is_refused_once(found):
    _, faults = found(
        "criteria",
        lambda rows: [
            {**rows[0], "criterion": "Sentiment of the rep", "criterion_id": "SENTIMENT"},
            *rows[1:],
        ],
    )
    assert [fault.message.split(" measures")[0] for fault in faults] == [
        "criteria: 'Sentiment of the rep'"
    ]


def test_a_written_reason_lets_it_in_and_is_repeated(found):
    ((_, allowed), _), (fault,) = found("outcomes", outcome("rep_mood", "rep_sentiment"), CASE)
    assert "it is used for a safety reason: Fatigue alerts for night shifts" in allowed.sentence
    # for what it names, and nothing else
    assert "'rep_sentiment'" in fault.message


def test_a_heading_counts_where_it_is_read_and_a_column_of_ones_own_contract(checked, tmp_path):
    with checked(only=("roster", "criteria", "outcomes")) as opened:
        outcomes = opened.verdicts["outcomes"]
        (source,) = outcomes.inputs
        own = replace(
            outcomes.contract.columns[0],
            name="tone",
            logical_type="number",
            title="Tone",
            description="The emotion that was heard in the voice.",
        )
        changed = replace(
            outcomes,
            inputs=(replace(source, columns=("Rep", "Agent sentiment", "Mood")),),
            unknown_columns=("Mood",),
            contract=replace(
                outcomes.contract,
                columns=(*outcomes.contract.columns, own),
                path=tmp_path / "data_contracts" / "outcomes.yaml",
            ),
        )
        tables = replace(opened, verdicts={**opened.verdicts, "outcomes": changed})
        places = [(n.file, n.row, n.column) for _, n in emotions_of_employees(tables)]
    assert places == [
        ("exports/outcomes.csv", 1, "Agent sentiment"),
        ("data_contracts/outcomes.yaml", None, "tone"),
    ]


def test_a_definition_in_a_column_of_ones_own_counts(checked, sound):
    with checked(only=("roster", "criteria")) as opened:
        criteria = opened.verdicts["criteria"]
        path = kept_path(opened.folder, "criteria")
        rows = pq.read_table(path)
        told = ["Measures the emotions in the voice", "May affect the deal", None]
        pq.write_table(rows.append_column("definition", pa.array(told)), path)
        opened.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW cast_criteria AS SELECT *, 'c.csv' AS _file, 2 AS _row, "
            f"0 AS _position FROM read_parquet('{path}')"
        )
        own = replace(criteria.contract.columns[1], name="definition", title="Definition")
        contract = replace(criteria.contract, columns=(*criteria.contract.columns, own))
        changed = replace(criteria, contract=contract)
        tables = replace(opened, verdicts={**opened.verdicts, "criteria": changed})
        (found,) = (notice for _, notice in emotions_of_employees(tables))
    assert found.message.startswith("'Measures the emotions in the voice' measures emotions")
    assert (found.file, found.row, found.column) == ("c.csv", 2, "definition")


@pytest.mark.parametrize(
    "change", [{"reason": "safety"}, {"names": []}, {"case": "quality"}, {"reason": None}]
)
def test_no_other_case_and_no_case_without_a_reason(change):
    with pytest.raises(ValidationError):
        Config.model_validate(
            {"organisation": {"name": "Acme"}, "privacy": {"emotion": {**CASE, **change}}}
        )
