"""What a metric of one's own declares, and what is refused before anything of it runs."""

from types import SimpleNamespace

import pytest
from own_metric_files import head

from review_kit.own_metrics.catalogue import words_of
from review_kit.own_metrics.declaration import (
    Declaration,
    DeclarationError,
    Said,
    declaration_of,
)
from review_kit.own_metrics.find import find_metrics
from review_kit.project.config import Config
from review_kit.words import words_in

CALLS = 'rows_of = "calls"'
EFFECT = f'{CALLS}\neffect_of = "Discovery"'
QUERY = "SELECT rep_id, 1 AS value, 1 AS n FROM roster\n"


def test_sql_and_python_declare_the_same_in_their_first_comment() -> None:
    declared = Declaration(
        said=Said("Calls that were short", "What the test asks for.", "calls", "call"),
        unit="share",
        direction="up",
        section="leading",
        minimum_n=5,
        pooling="total",
        drivers=True,
        words={"de": Said("Kurze Anrufe", "Was der Test verlangt.", "Anrufe", "Anruf")},
    )
    more = (
        '# a line for readers\npooling = "total"\ndrivers = true\ncounts_one = "call"\n'
        '[words.de]\ntitle = "Kurze Anrufe"\n'
        'definition = "Was der Test verlangt."\ncounts = "Anrufe"\ncounts_one = "Anruf"'
    )
    assert declaration_of(head("--", more=more) + QUERY, "sql") == declared
    script = "#!/usr/bin/env python\n" + head("#", more=more) + "def rows(tables, window): ...\n"
    assert declaration_of(script, "py") == declared


@pytest.mark.parametrize(
    ("unit", "more", "largest"),
    [
        ("share", CALLS, 1.0),
        ("percent", CALLS, None),
        ("percent", EFFECT, 100.0),
        ("minutes", CALLS, None),
    ],
)
def test_single_calls_are_declared_and_the_skill_whose_coaching_is_to_move_them(
    unit, more, largest
) -> None:
    declared = declaration_of(head(more=more).replace("share", unit) + QUERY, "sql")
    assert declared.rows_of == "calls"
    assert declared.effect_of == ("Discovery" if more is EFFECT else "")
    assert declared.largest == largest


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (QUERY, 1, "does not begin with a declaration in comments (-- title = …)"),
        (
            '-- title = "A"\n' + QUERY,
            1,
            "the declaration lacks unit, direction, section, definition",
        ),
        (head() + "-- a remark\n" + QUERY, 8, "the declaration is not TOML: "),
        (head(more='colour = "red"'), 8, "'colour' is nothing that a metric declares"),
        (head(section="page one"), 4, "'section' cannot be 'page one'"),
        (head().replace('"share"', '"rank"'), 2, "'unit' cannot be 'rank'"),
        (head().replace("= 5", '= "5"'), 6, "'minimum_n' must be a whole number from 0 on"),
        (head(title=""), 1, "'title' must be text of 1 to 60 letters"),
        (head(more='counts_one = ""'), 8, "'counts_one' must be text of 1 to 40 letters"),
        (head(more="drivers = 1"), 8, "'drivers' must be true or false"),
        (
            head(more="effect = true"),
            8,
            "effect = true does not say on which skill the coaching is to move it",
        ),
        (head(more='rows_of = "deals"'), 8, "'rows_of' cannot be 'deals'"),
        (
            head(more='rows_of = "calls"\npooling = "total"'),
            9,
            'rows_of = "calls" gives means of calls, which cannot be added up',
        ),
        (
            head(more='effect_of = "Discovery"'),
            8,
            'effect_of needs rows_of = "calls": an effect of coaching is estimated on single calls',
        ),
        (head(more=f'{CALLS}\neffect_of = ""'), 9, "'effect_of' must be text of 1 to 120 letters"),
        (
            head(more=EFFECT).replace('"share"', '"minutes"'),
            2,
            'effect_of needs unit = "share" or "percent", and not \'minutes\'',
        ),
        (
            head(more=EFFECT).replace('"up"', '"down"'),
            3,
            "effect_of needs direction = \"up\", and not 'down': coaching helps where the number rises",
        ),
        (head(more='[words.de]\ntitle = "A"'), 8, "[words.de] must have title, definition, counts"),
    ],
)
def test_a_fault_of_a_declaration_is_told_with_its_line(text, line, problem) -> None:
    with pytest.raises(DeclarationError) as refused:
        declaration_of(text, "sql")
    assert refused.value.problem.startswith(problem)
    assert refused.value.line == line


def counted(tmp_path, n: int, language: str, more: str) -> str:
    found = folder_of(tmp_path, {"short_calls.sql": head(more=more) + QUERY})
    return words_in(language, words_of(found.files)).say("metric-short_calls.counted", n=n)


@pytest.mark.parametrize(
    ("n", "language", "more", "said"),
    [
        (2, "en-GB", "", "2 calls"),
        (1, "en-GB", "", "calls: 1"),
        (1, "en-GB", 'counts_one = "call"', "1 call"),
        (2, "en-GB", 'counts_one = "call"', "2 calls"),
        (1, "de", 'counts_one = "call"', "1 call"),
        (1, "de", 'counts_one = "call"\n[words.de]\ntitle = "A"\ndefinition = "B."\n'
                  'counts = "Anrufe"\ncounts_one = "Anruf"', "1 Anruf"),
        (0, "de", '[words.de]\ntitle = "A"\ndefinition = "B."\ncounts = "Anrufe"', "0 Anrufe"),
    ],
)  # fmt: skip
def test_what_is_counted_is_said_right_of_one_and_of_many(
    tmp_path, n, language, more, said
) -> None:
    assert counted(tmp_path, n, language, more) == said


def folder_of(tmp_path, files: dict[str, str], **privacy):
    (tmp_path / "metrics").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / "metrics" / name).write_text(text, encoding="utf-8")
    config = Config.model_validate({"organisation": {"name": "Acme"}, "privacy": privacy})
    return find_metrics(SimpleNamespace(root=tmp_path, config=config))


def test_files_are_found_by_name_and_others_are_faults_that_cost_no_other(tmp_path) -> None:
    found = folder_of(
        tmp_path,
        {
            "short_calls.sql": head() + QUERY,
            "short_calls.py": head("#") + "def rows(tables, window): ...\n",
            "win_rate.sql": head() + QUERY,
            "list.sql": head() + QUERY,
            "Short.sql": head() + QUERY,
            "mended.py": head("#") + "def rows(tables, window)\n    return 1\n",
            "_shared.py": "LEAST = 5\n",
            "README.md": "nothing",
        },
    )
    # the file that comes first keeps the name
    assert [(one.name, one.format) for one in found.files] == [("short_calls", "py")]
    assert dict(found.files[0].beside) == {"_shared.py": "LEAST = 5\n"}
    assert {fault.place: fault.problem for fault in found.faults} == {
        "metrics/Short.sql": "'Short' cannot be the name of a metric: it takes small letters, digits "
        "and '_', a letter first, for example: next_step_share",
        "metrics/list.sql": "'list' is a command of 'review-kit metrics' already",
        "metrics/mended.py:8": "is not Python: expected ':'",
        "metrics/short_calls.sql": "another file is called 'short_calls' already",
        "metrics/win_rate.sql": "'win_rate' is a metric of review-kit already",
    }


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("rep_mood", {}),
        ("tone", {"title": "Frustration of the rep"}),
        ("tone", {"title": "Ton", "more": '[words.de]\ntitle = "Stimmung"\n'
                  'definition = "Wie."\ncounts = "Anrufe"'}),
    ],
)  # fmt: skip
def test_emotions_of_employees_are_refused_unless_the_settings_permit_the_case(
    tmp_path, name, declared
) -> None:
    text = head(**declared) + QUERY
    found = folder_of(tmp_path, {f"{name}.sql": text})
    assert found.files == ()
    assert "which the EU AI Act forbids at work" in found.faults[0].problem


def test_a_permitted_case_names_its_metric(tmp_path) -> None:
    case = {
        "case": "safety",
        "reason": "Stress of drivers is watched for safety, as the works council agreed.",
        "names": ["Rep mood"],
    }
    found = folder_of(tmp_path, {"rep_mood.sql": head() + QUERY}, emotion=case)
    assert [one.name for one in found.files] == ["rep_mood"]


def test_what_is_computed_changes_with_the_file_and_the_modules_beside_it(tmp_path) -> None:
    text = head("#") + "def rows(tables, window): ...\n"
    files = {"short_calls.py": text, "long_calls.sql": head() + QUERY, "_shared.py": "A = 1\n"}
    before = {one.name: one.digest for one in folder_of(tmp_path / "a", files).files}
    after = {
        one.name: one.digest
        for one in folder_of(tmp_path / "b", {**files, "_shared.py": "A = 2\n"}).files
    }
    assert before["short_calls"] != after["short_calls"]
    assert before["long_calls"] == after["long_calls"]
