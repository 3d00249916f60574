"""Rows that are no records, by the rules of a profile; and questions that become rows."""

from __future__ import annotations

from review_kit.sources.columns.binding import Binding, Names
from review_kit.sources.columns.questions import asks_for_maximum
from review_kit.sources.files.left_out import IN_WORDS, UNANSWERED, UNTICKED
from review_kit.sources.files.raw import cleaned_sql
from review_kit.sources.matching.salesforce_ids import is_salesforce_id
from review_kit.sources.profiles.language import LeaveOut, Profile
from review_kit.sources.sql import Steps, literal, literals
from review_kit.sources.values.amounts import is_number_sql
from review_kit.sources.values.answers import answer_part_sql
from review_kit.sources.values.error_texts import is_error_sql
from review_kit.sources.values.truth_words import FALSE_WORDS, TICKED, is_word_sql


def rules_sql(profile: Profile, names: Names, *, of_answers: bool) -> list[str]:
    """``[[leave_out]]`` as SQL cases; rules on answers come after the unpivot."""
    cases = []
    for rule in profile.leave_out:
        if bool({"@column", "@value", "@maximum"} & {*rule.names}) != of_answers:
            continue
        condition = _condition(rule, names)
        if condition is not None:
            cases.append(f"WHEN {condition} THEN {literal(rule.reason)}")
    return cases


def _condition(rule: LeaveOut, names: Names) -> str | None:
    conditions = []
    for name, values in rule.when.items():
        cell = names.cell([name])
        if cell is None:
            return None
        filled = [value.strip() for value in values if value.strip()]
        # ids that differ by case only are two
        ids = [value for value in filled if is_salesforce_id(value)]
        texts = [value.lower() for value in filled if value not in ids]
        options = [f"lower({cell}) IN ({literals(texts)})"] if texts else []
        options += [f"{cell} IN ({literals(ids)})"] if ids else []
        if len(filled) < len(values):
            options.append(f"{cell} IS NULL")
        conditions.append(f"coalesce({' OR '.join(options)}, false)")
    for name, pattern in rule.matches.items():
        cell = names.cell([name])
        if cell is None:
            return None
        conditions.append(f"coalesce(regexp_matches({cell}, {literal(pattern)}), false)")
    for name, pattern in rule.unless.items():
        cell = names.cell([name])
        if cell is None:
            return None
        conditions.append(f"NOT coalesce(regexp_matches({cell}, {literal(pattern)}), false)")
    return " AND ".join(conditions)


def asked_sql(steps: Steps, profile: Profile, binding: Binding) -> Steps:
    """One row per question; a row left out stays one row."""
    asked = binding.questions.values()
    names = ", ".join(literal(each.name) for each in asked)
    maximum = ""
    if asks_for_maximum(profile):
        tops = ", ".join(
            f"s{each.maximum_at}"
            if each.maximum_at is not None
            else "NULL"
            if each.maximum is None
            else literal(each.maximum)
            for each in asked
        )
        maximum = f", 'maximum': CAST([{tops}] AS VARCHAR[])[question_at + 1]"
    count = len(asked)
    return steps.then(
        "asked",
        "SELECT * EXCLUDE (question_at, answers), "
        "unnest(CASE WHEN reason IS NULL THEN answers ELSE [NULL] END) AS answer, "
        f"unnest(CASE WHEN reason IS NULL THEN range({count}) ELSE [0] END) AS question_at "
        "FROM {last}",
    ).then(
        "questions",
        "SELECT * EXCLUDE (answer), CASE WHEN reason IS NULL THEN "
        f"{{'name': CAST([{names}] AS VARCHAR[])[question_at + 1], "
        f"'answer': {cleaned_sql('answer', profile.read.nulls)}{maximum}}} END AS question FROM {{last}}",
    )


def answers_sql(profile: Profile, names: Names) -> str:
    """SQL that says of each answer why it is none."""
    cases = [
        "WHEN reason IS NOT NULL THEN reason",
        *rules_sql(profile, names, of_answers=True),
        f"WHEN question.answer IS NULL THEN {literal(UNANSWERED)}",
    ]
    if profile.unpivot is not None and profile.unpivot.ticked_only:
        ticked = is_word_sql("question.answer", TICKED)
        blank = is_word_sql("question.answer", FALSE_WORDS)
        cases.append(f"WHEN {blank} THEN {literal(UNTICKED)}")
        cases.append(f"WHEN NOT {ticked} THEN {literal(IN_WORDS)}")
    if profile.unpivot is not None and profile.unpivot.numbers_only:
        read = [c for c in profile.columns.values() if "@value" in c.source]
        parted = any(column.part for column in read)
        answer = answer_part_sql("question.answer", "number") if parted else "question.answer"
        number, failed = is_number_sql(answer), is_error_sql("question.answer")
        # what a value map names is an answer, whatever it looks like
        named = [text.strip().lower() for column in read for text in column.values]
        is_named = f"lower(question.answer) IN ({literals(named)})" if named else "false"
        cases.append(
            f"WHEN NOT {number} AND NOT {failed} AND NOT {is_named} THEN {literal(IN_WORDS)}"
        )
    return f"SELECT * REPLACE (CASE {' '.join(cases)} END AS reason) FROM {{last}}"
