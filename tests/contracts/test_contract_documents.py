"""Contract files: what is accepted, and what is refused with file and place."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft201909Validator

from review_kit.contracts import load_contracts
from review_kit.contracts.compile import load_contract
from review_kit.contracts.document import digest_of, read_document
from review_kit.contracts.rules.compare import Compare
from review_kit.contracts.rules.forbidden_columns import ForbiddenColumns
from review_kit.contracts.rules.not_after_export import NotAfterExport
from review_kit.contracts.rules.pattern import Pattern
from review_kit.contracts.rules.range import Range
from review_kit.contracts.rules.references import References
from review_kit.contracts.rules.required import Required
from review_kit.contracts.rules.required_when import RequiredWhen
from review_kit.contracts.rules.row_count import RowCount
from review_kit.contracts.rules.sum_in_force import SumInForce
from review_kit.contracts.rules.unique import Unique
from review_kit.contracts.rules.valid_values import ValidValues
from review_kit.contracts.rules.value_when import ValueWhen
from review_kit.contracts.when import When
from review_kit.errors import ConfigurationError
from review_kit.project import canonical_model, canonical_tables, required_tables
from review_kit.sources.canonical import columns_of_tables

REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = REPOSITORY / "data_contracts"


@pytest.fixture(scope="module")
def contracts():
    return load_contracts(REPOSITORY)


@pytest.fixture
def own(tmp_path):
    """A project folder with the shipped contracts, and a way to change one of them."""
    folder = tmp_path / "data_contracts"
    shutil.copytree(SHIPPED, folder)

    def change(table: str, edit) -> Path:
        path = folder / f"{table}.yaml"
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        edit(document, {p["name"]: p for p in document["schema"][0]["properties"]})
        path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
        return tmp_path

    return change


def rule(contract, rule_id):
    return next(rule for rule in contract.rules if rule.id == rule_id)


def test_there_is_a_contract_for_every_canonical_table_and_no_other_file():
    files = sorted(p.relative_to(SHIPPED).as_posix() for p in SHIPPED.rglob("*") if p.is_file())
    # that of the table which only a report of HR reads lies apart from those of documents
    assert files == sorted(
        [*(f"{table}.yaml" for table in canonical_tables()), "hr/demographics.yaml"]
    )


@pytest.mark.parametrize("table", canonical_tables())
def test_contract_and_sources_agree_on_columns_and_types(contracts, table):
    kinds = {
        "string": "text",
        "number": "number",
        "integer": "number",
        "boolean": "boolean",
        "date": "date",
        "timestamp": "timestamp",
    }
    stated = [(c.name, kinds[c.logical_type], c.required) for c in contracts[table].columns]
    read = columns_of_tables(canonical_model())[table]

    assert stated == [(c.name, c.kind, c.required) for c in read]
    assert contracts[table].key == canonical_model()[table].key


@pytest.mark.parametrize("table", canonical_tables())
def test_every_table_and_column_says_what_it_means(table):
    document = read_document(SHIPPED / f"{table}.yaml")
    schema = document["schema"][0]

    assert document["description"]["purpose"]
    assert schema["dataGranularityDescription"]
    for column in schema["properties"]:
        assert column["description"].strip(), column["name"]
        assert column["businessName"], column["name"]
        assert column["examples"], column["name"]
    for entry in schema.get("quality", []):
        assert entry["description"].strip(), entry["id"]


def test_required_tables_may_not_be_empty(contracts):
    counted = {
        table
        for table, contract in contracts.items()
        if any(isinstance(rule, RowCount) for rule in contract.rules)
    }

    assert counted == required_tables()


def test_tables_come_after_those_they_refer_to(contracts):
    order = list(contracts)

    for table, contract in contracts.items():
        assert all(order.index(parent) < order.index(table) for parent in contract.parents)
    assert contracts["stage_history"].parents == {"opportunities"}


def test_fields_of_the_standard_become_rules(contracts):
    scores = contracts["qa_scores"]

    assert scores.key == ("evaluation_id", "criterion_id")
    assert isinstance(rule(scores, "key"), Unique)
    assert isinstance(rule(scores, "call_at.required"), Required)
    assert rule(scores, "rep_id.reference") == References(
        id="rep_id.reference",
        sentence="rep_id is in roster",
        column="rep_id",
        table="roster",
        key="rep_id",
    )
    evaluator = rule(scores, "evaluator.enum")
    assert isinstance(evaluator, ValidValues)
    assert evaluator.values == ("ai", "human")
    largest = rule(scores, "max_score.range")
    assert isinstance(largest, Range)
    assert (largest.minimum, largest.above_minimum, largest.maximum) == (0, True, None)
    assert isinstance(rule(contracts["quotas"], "currency.pattern"), Pattern)


def test_rules_of_the_data_model_that_the_standard_has_no_field_for(contracts):
    deals = contracts["opportunities"]
    closed = When(column="is_closed", values=(True,))

    below_max = rule(contracts["qa_scores"], "score_within_max")
    assert isinstance(below_max, Compare)
    assert (below_max.left, below_max.operator, below_max.right) == ("score", "<=", "max_score")
    has_date = rule(deals, "closed_has_close_date")
    assert isinstance(has_date, RequiredWhen)
    assert (has_date.column, has_date.when) == ("close_date", closed)
    won = rule(deals, "won_is_closed")
    assert isinstance(won, ValueWhen)
    assert (won.column, won.values) == ("is_closed", (True,))
    weights = rule(contracts["criteria"], "weights_add_up")
    assert isinstance(weights, SumInForce)
    assert (weights.column, weights.group_by, weights.total) == ("weight", "rubric_version", 100)
    assert isinstance(rule(contracts["coaching_log"], "behaviour_only"), ForbiddenColumns)
    bound_to_the_past = {
        f"{table}.{found.column}"
        for table, contract in contracts.items()
        for found in contract.rules
        if isinstance(found, NotAfterExport)
    }
    assert bound_to_the_past == {
        "qa_scores.call_at",
        "coaching_log.session_date",
        "scheduled_sessions.scheduled_date",
        "opportunities.created_date",
        "opportunities.close_date",
        "stage_history.entered_at",
        "skills_matrix.rated_on",
        "goals.set_on",
        "disputes.raised_on",
        "acknowledgements.acknowledged_on",
        "review_notes.written_on",
        "self_assessments.assessed_on",
    }


def test_a_projects_own_contract_wins_table_by_table(tmp_path):
    (tmp_path / "data_contracts").mkdir()
    text = (SHIPPED / "goals.yaml").read_text(encoding="utf-8")
    own = tmp_path / "data_contracts" / "goals.yaml"
    own.write_text(text.replace("version: 1.0.0", "version: 7.0.0"), encoding="utf-8")

    contracts = load_contracts(tmp_path)

    assert contracts["goals"].version == "7.0.0"
    assert contracts["quotas"].version == "1.0.0"


def test_a_project_may_add_a_column_and_a_rule(own):
    def edit(document, columns):
        document["schema"][0]["properties"].append(
            {"name": "region", "logicalType": "string", "enum": [{"value": "EMEA"}]}
        )
        columns["rep_name"]["logicalTypeOptions"] = {"minLength": 2}

    roster = load_contracts(own("roster", edit))["roster"]

    assert roster.column_names[-1] == "region"
    assert {"region.enum", "rep_name.length"} <= {rule.id for rule in roster.rules}


def test_comments_and_the_order_of_keys_do_not_change_the_digest(tmp_path):
    text = (SHIPPED / "quotas.yaml").read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    path = tmp_path / "quotas.yaml"
    path.write_text("# ours\n" + yaml.safe_dump(document, sort_keys=True), encoding="utf-8")

    assert digest_of(read_document(path)) == digest_of(document)


# What is refused: how the contract is changed → what the message says beside the file.

NOT_UNDERSTOOD = {
    "a type that tables do not have": (
        lambda document, columns: columns["criterion"].update(logicalType="time"),
        "column 'criterion': logicalType is 'time'; it must be one of string, number",
    ),
    "no type": (
        lambda document, columns: columns["weight"].pop("logicalType"),
        "column 'weight': logicalType is missing",
    ),
    "an option without a rule": (
        lambda document, columns: columns["weight"]["logicalTypeOptions"].update(multipleOf=5),
        "column 'weight': logicalTypeOptions: there is no rule for 'multipleOf'",
    ),
    "a format of text": (
        lambda document, columns: columns["criterion"].update(
            logicalTypeOptions={"format": "email"}
        ),
        "column 'criterion': logicalTypeOptions: there is no rule for 'format'",
    ),
    "a zone of its own": (
        lambda document, columns: columns["valid_from"].update(
            logicalType="timestamp", logicalTypeOptions={"defaultTimezone": "UTC"}
        ),
        "there is no rule for 'defaultTimezone'",
    ),
    "both kinds of a bound": (
        lambda document, columns: columns["weight"]["logicalTypeOptions"].update(
            exclusiveMinimum=0
        ),
        "give a bound with or without 'exclusive', not both",
    ),
    "a bound that is no day": (
        lambda document, columns: columns["valid_from"].update(
            logicalTypeOptions={"minimum": "1.1.2020"}
        ),
        "'1.1.2020' is not a date",
    ),
    "a pattern for one engine only": (
        lambda document, columns: columns["criterion"].update(
            logicalTypeOptions={"pattern": "(?=x)y"}
        ),
        "column 'criterion': logicalTypeOptions: not a usable regular expression",
    ),
    "a pattern on a number": (
        lambda document, columns: columns["weight"].update(
            quality=[{"metric": "invalidValues", "arguments": {"pattern": "x"}, "mustBe": 0}]
        ),
        "a pattern is for text; weight is number",
    ),
    "an allowed value of another type": (
        lambda document, columns: columns["criterion"].update(enum=[{"value": True}]),
        "column 'criterion': enum: True is not text; write it in quotes",
    ),
    "another engine": (
        lambda document, columns: document["schema"][0]["quality"][1].update(engine="soda"),
        "quality 'valid_period': engine is 'soda'; only 'review-kit' is supported",
    ),
    "a query": (
        lambda document, columns: document["schema"][0]["quality"].append(
            {"id": "mine", "type": "sql", "query": "SELECT 1", "mustBe": 1}
        ),
        "quality 'mine': rules of type 'sql' are not supported",
    ),
    "a rule that nobody knows": (
        lambda document, columns: document["schema"][0]["quality"][1]["implementation"].update(
            rule="guess"
        ),
        "quality 'valid_period': Input tag 'guess'",
    ),
    "a misspelt key of a rule": (
        lambda document, columns: document["schema"][0]["quality"][1]["implementation"].update(
            lefft="x"
        ),
        "quality 'valid_period': lefft: Extra inputs are not permitted",
    ),
    "a column that is not there": (
        lambda document, columns: document["schema"][0]["quality"][1]["implementation"].update(
            left="valid_till"
        ),
        "quality 'valid_period': this contract has no column 'valid_till'",
    ),
    "columns of different types": (
        lambda document, columns: document["schema"][0]["quality"][1]["implementation"].update(
            left="weight"
        ),
        "weight and valid_from are of different types",
    ),
    "an order of texts": (
        lambda document, columns: document["schema"][0]["quality"][1]["implementation"].update(
            left="criterion", right="competency"
        ),
        "criterion and competency cannot be ordered",
    ),
    "a share instead of none": (
        lambda document, columns: columns["criterion"].update(
            quality=[{"id": "few", "metric": "nullValues", "mustBeLessThan": 5}]
        ),
        "column 'criterion': quality 'few': nullValues must be 0",
    ),
    "values that stand for missing": (
        lambda document, columns: columns["criterion"].update(
            quality=[
                {
                    "id": "few",
                    "metric": "missingValues",
                    "arguments": {"missingValues": ["none"]},
                    "mustBe": 0,
                }
            ]
        ),
        "there is no rule for missingValues of column criterion with arguments missingValues",
    ),
    "a severity that is neither": (
        lambda document, columns: document["schema"][0]["quality"][1].update(severity="info"),
        "quality 'valid_period': severity is 'info'",
    ),
    "a reference to a table that is not canonical": (
        lambda document, columns: columns["competency"].update(
            relationships=[{"type": "foreignKey", "to": "skills.competency"}]
        ),
        "'skills' is not a canonical table",
    ),
    "a reference to a column that is not the key": (
        lambda document, columns: columns["competency"].update(
            relationships=[{"type": "foreignKey", "to": "skills_matrix.competency"}]
        ),
        "'competency' is not the key of skills_matrix",
    ),
    "a reference that goes in a circle": (
        lambda document, columns: columns["competency"].update(
            relationships=[{"type": "foreignKey", "to": "goals.goal_id"}]
        ),
        "the contracts refer to each other in a circle",
    ),
    "two rules of one name": (
        lambda document, columns: document["schema"][0]["quality"][1].update(id="has_rows"),
        "two rules have the id 'has_rows'",
    ),
    "a key with a gap": (
        lambda document, columns: columns["criterion_id"].update(primaryKeyPosition=2),
        "the primary key needs columns with primaryKeyPosition 1, 2, …",
    ),
    "a name of ours": (
        lambda document, columns: columns["competency"].update(name="_row"),
        "names that begin with '_' are reserved for review-kit",
    ),
    "a canonical column left out": (
        lambda document, columns: document["schema"][0]["properties"].remove(columns["competency"]),
        "column 'competency': is missing; documents are made from it",
    ),
    "a canonical column of another type": (
        lambda document, columns: columns["competency"].update(logicalType="number"),
        "column 'competency': logicalType must stay 'string'",
    ),
    "a required column made optional": (
        lambda document, columns: columns["criterion"].update(required=False),
        "column 'criterion': must stay required",
    ),
    "another table": (
        lambda document, columns: document["schema"][0].update(name="rubric"),
        "must have exactly one entry, named 'criteria'",
    ),
    "a violation of the standard": (
        lambda document, columns: columns["criterion"].update(requird=True),
        "schema[criteria].properties[criterion]: Unevaluated properties are not allowed",
    ),
    "another version of the standard": (
        lambda document, columns: document.update(apiVersion="v3.1.0"),
        "apiVersion is 'v3.1.0'; review-kit reads v3.2.0",
    ),
}


def _rule(**keys):
    """An edit that puts a rule of review-kit, and nothing else, into place of the second quality entry."""
    return lambda document, columns: document["schema"][0]["quality"][1].update(implementation=keys)


def _key_of_two_columns(document, columns):
    columns["valid_from"].update(primaryKey=True, primaryKeyPosition=2)


def _sum(**keys):
    return lambda document, columns: document["schema"][0]["quality"][2]["implementation"].update(
        keys
    )


def _at_criterion(**entry):
    return lambda document, columns: columns["criterion"].update(quality=[{"id": "it", **entry}])


NOT_A_RULE = {
    "another format of a day": (
        lambda document, columns: columns["valid_from"].update(
            logicalTypeOptions={"format": "dd.MM.yyyy"}
        ),
        "column 'valid_from': logicalTypeOptions: there is no rule for 'format'",
    ),
    "a bound of a moment without its offset": (
        lambda document, columns: columns["valid_from"].update(
            logicalType="timestamp", logicalTypeOptions={"minimum": "2020-01-01T00:00:00"}
        ),
        "'2020-01-01T00:00:00' has no offset; write 'Z' or '+01:00' after it",
    ),
    "an allowed value that is no number": (
        lambda document, columns: columns["weight"].update(enum=[{"value": "many"}]),
        "'many' is not a valid value for a number column",
    ),
    "a rule that is no block": (
        lambda document, columns: document["schema"][0]["quality"][1].update(implementation="x"),
        "quality 'valid_period': 'implementation' must be a block of keys, with 'rule' first",
    ),
    "a reference of two columns": (
        lambda document, columns: columns["competency"].update(
            relationships=[{"type": "foreignKey", "to": ["goals.goal_id", "goals.rep_id"]}]
        ),
        "a foreign key must have one column; composite keys are not supported",
    ),
    "a reference into the file of another table": (
        _rule(
            rule="references",
            column="competency",
            to="goals.yaml#/schema/criteria/properties/criterion_id",
        ),
        "names table 'criteria' in the contract of another table",
    ),
    "a reference in no known spelling": (
        _rule(rule="references", column="competency", to="criteria"),
        "'criteria' is not a reference such as 'roster.yaml#/schema/roster/properties/rep_id'",
    ),
    "a column that refers and is no text": (
        _rule(rule="references", column="weight", to="criteria.criterion_id"),
        "rule 'valid_period': weight is not text, but keys are",
    ),
    "a text that is bound to the past": (
        _rule(rule="notAfterExport", column="criterion"),
        "criterion is neither a date nor a timestamp",
    ),
    "a refused column as a warning": (
        lambda document, columns: document["schema"][0]["quality"][1].update(
            severity="warning", implementation={"rule": "forbiddenColumns", "pattern": "x"}
        ),
        "this rule cannot be a warning",
    ),
    "a refused column by a pattern for one engine": (
        _rule(rule="forbiddenColumns", pattern="x(?!y)"),
        "quality 'valid_period': not a usable regular expression",
    ),
    "a sum over a text": (_sum(column="criterion"), "criterion is not a integer or number"),
    "a sum from a day that is none": (_sum(validFrom="criterion"), "criterion is not a date"),
    "a sum in a table with a key of two columns": (
        _key_of_two_columns,
        "this rule needs a table whose key is one column",
    ),
    "a number of rows at a column": (
        _at_criterion(metric="rowCount", mustBeGreaterThan=0),
        "rowCount is a rule for the whole table; it cannot be a warning and has no arguments",
    ),
    "a number of rows that must be so many": (
        lambda document, columns: document["schema"][0]["quality"].append(
            {"id": "it", "metric": "rowCount", "mustBe": 7}
        ),
        "rowCount needs mustBeGreaterThan or mustBeGreaterOrEqualTo",
    ),
    "empty cells of the table": (
        lambda document, columns: document["schema"][0]["quality"].append(
            {"id": "it", "metric": "nullValues", "mustBe": 0}
        ),
        "there is no rule for nullValues of the table",
    ),
    "values both allowed and matched": (
        _at_criterion(
            metric="invalidValues", mustBe=0, arguments={"validValues": ["a"], "pattern": "a"}
        ),
        "there is no rule for invalidValues of column criterion with arguments pattern, "
        "validValues",
    ),
    "a column twice": (
        lambda document, columns: document["schema"][0]["properties"].append(
            {"name": "Criterion", "logicalType": "string"}
        ),
        "column 'Criterion': there are two columns with this name",
    ),
    "a name that is none in SQL": (
        lambda document, columns: columns["competency"].update(name="core skill"),
        "a name may contain letters, digits and '_' only",
    ),
    "references beside the columns": (
        lambda document, columns: document["schema"][0].update(
            relationships=[
                {"type": "foreignKey", "from": "criteria.competency", "to": "goals.metric"}
            ]
        ),
        "put relationships on the column that refers to the other table",
    ),
    "another key": (
        lambda document, columns: (
            columns["criterion_id"].pop("primaryKey"),
            columns["criterion_id"].pop("primaryKeyPosition", None),
            columns["criterion_id"].update(required=True),
            columns["criterion"].update(primaryKey=True, primaryKeyPosition=1),
        ),
        "the primary key must stay as it is",
    ),
}


@pytest.mark.parametrize(
    ("edit", "message"),
    [*NOT_UNDERSTOOD.values(), *NOT_A_RULE.values()],
    ids=[*NOT_UNDERSTOOD, *NOT_A_RULE],
)
def test_what_is_not_understood_is_refused_by_name_and_never_ignored(own, edit, message):
    root = own("criteria", edit)

    with pytest.raises(ConfigurationError) as refused:
        load_contracts(root)

    assert message in refused.value.message
    assert str(root) in refused.value.message
    assert refused.value.exit_code == 1


def test_a_day_may_name_the_format_that_days_are_read_in(own):
    root = own(
        "criteria",
        lambda document, columns: columns["valid_from"].update(
            logicalTypeOptions={"format": "yyyy-MM-dd", "minimum": "2001-01-01"}
        ),
    )

    assert rule(load_contracts(root)["criteria"], "valid_from.range").minimum == "2001-01-01"


def test_enough_rows_may_be_said_in_two_ways(own):
    def edit(document, columns):
        document["schema"][0]["quality"][0].pop("mustBeGreaterThan")
        document["schema"][0]["quality"][0]["mustBeGreaterOrEqualTo"] = 3

    least = rule(load_contracts(own("criteria", edit))["criteria"], "has_rows")
    assert (least.minimum, rule(load_contracts(REPOSITORY)["criteria"], "has_rows").minimum) == (
        3,
        1,
    )


def test_prose_is_no_rule(own):
    def edit(document, columns):
        document["schema"][0]["quality"].append(
            {"id": "note", "type": "text", "description": "Reviewed every January."}
        )

    with_prose = load_contracts(own("criteria", edit))["criteria"]

    assert with_prose.rules == load_contracts(REPOSITORY)["criteria"].rules


def test_a_key_given_twice_is_refused_because_one_would_be_ignored(tmp_path):
    path = tmp_path / "roster.yaml"
    text = (SHIPPED / "roster.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("required: true", "required: true\n        required: false", 1))

    with pytest.raises(ConfigurationError, match="the key 'required' appears twice"):
        load_contract("roster", path)


@pytest.mark.parametrize("name", ["rosters.yaml", "roster.yml", "Roster.yaml"])
def test_a_file_that_would_be_ignored_is_refused(tmp_path, name):
    (tmp_path / "data_contracts").mkdir()
    (tmp_path / "data_contracts" / name).write_text("kind: DataContract\n")

    with pytest.raises(ConfigurationError, match=r"did you mean 'roster\.yaml'\?"):
        load_contracts(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "not UTF-8 text"),
        (b"a: [", "not valid YAML"),
        (b"- a\n", "not a contract: the file contains a list"),
    ],
)
def test_a_file_that_cannot_be_read_says_so(tmp_path, content, message):
    path = tmp_path / "roster.yaml"
    path.write_bytes(content)

    with pytest.raises(ConfigurationError, match=message):
        load_contract("roster", path)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_contract_keeps_the_standard(path):
    """A contract that is one of these word by word is not checked again when it is read."""
    schema = files("open_data_contract_standard").joinpath("schema.json").read_text()
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert [*Draft201909Validator(json.loads(schema)).iter_errors(document)] == []
