"""The appendix: other criteria, definitions of every number used, where the numbers come from."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.focus import THIN_MARK, Criterion, change_words, is_thin
from review_kit.documents.parts.performance import Outcome
from review_kit.documents.parts.wording import DASH, counted, number, score, short_span, weight
from review_kit.metrics import METRICS
from review_kit.metrics.registry import Metric, printed_by


def criteria_rows(skills: Sequence[Criterion], context: Context) -> list[dict[str, Any]]:
    """Give the rows of the table of criteria that do not lead the packet."""
    return [
        {
            "name": skill.name,
            "thin": THIN_MARK if is_thin(skill, context) else "",
            "weight": weight(skill.weight),
            "baseline": score(None if skill.baseline is None else skill.baseline.value),
            "n_baseline": skill.n_baseline,
            "current": score(None if skill.current is None else skill.current.value),
            "n_current": skill.n_current,
            "change": change_words(skill),
            "sessions": skill.sessions_held or DASH,
        }
        for skill in skills
    ]


def overall_sentence(shown: Outcome | None) -> str:
    """Say the overall score beside its window before and the group's median; empty without one."""
    if shown is None or shown.value is None or not shown.n:
        return ""
    text = f"Over all criteria, by weight, the score is {score(shown.value)} on {shown.n} calls"
    if shown.previous is not None:
        text = f"{text}, {score(shown.previous)} in the window before"
    if shown.median is not None:
        text = f"{text}; the {shown.median_label}'s median is {score(shown.median)}"
    return f"{text}."


def printed_metrics(template: str, context: Context, lagging: Container[str]) -> list[str]:
    """Name the metrics that a document made from ``template`` prints, in the glossary's order.

    Parameters
    ----------
    template
        Name of the report template, as in ``printed_in`` of the registry.
    lagging
        Lagging metrics of this entity that have something to show; the others are left out, and so
        is every metric whose table was not exported.
    """
    return [
        metric.name
        for metric in printed_by(template)
        if metric.table not in context.tables_missing
        and (metric.kind == "leading" or not _is_a_row(metric) or metric.name in lagging)
    ]


def _is_a_row(metric: Metric) -> bool:
    """Whether it is a row of the ``*_metrics`` tables, not a column or table of its own."""
    return bool({"rep", "team", "manager", "org", "member"} & set(metric.grains))


def definition_rows(names: Iterable[str], context: Context) -> list[dict[str, str]]:
    """Define each metric used, once, in the registry's words and with the run's settings.

    Names that the registry does not know are left out.
    """
    used = [
        METRICS[name].worded(context.config) for name in dict.fromkeys(names) if name in METRICS
    ]
    return [{"title": metric.title, "definition": metric.definition} for metric in used]


def provenance_rows(rows: Sequence[Row], context: Context) -> list[dict[str, str]]:
    """Say for each table which rows were used, which set aside, and from which sources.

    Sources are numbered as in the validation report: a file or sheet may be called after a person.
    """
    return [
        {
            "table": row["table"].replace("_", " "),
            "sources": number_spans(context.sources.get(row["table"], ())),
            "used": number(row["rows_used"]),
            "aside": number(row["rows_set_aside"]),
            "days": DASH
            if row["first_day"] is None
            else short_span(row["first_day"], row["last_day"]),
            "contract": contract_words(row["table"], context),
        }
        for row in rows
    ]


def number_spans(numbers: Sequence[int]) -> str:
    """Write numbers with those that follow one another as spans: ``1, 4–6``; a dash without any."""
    spans: list[list[int]] = []
    for each in sorted(numbers):
        if spans and each == spans[-1][-1] + 1:
            spans[-1].append(each)
        else:
            spans.append([each])
    return (
        ", ".join(
            str(span[0]) if len(span) == 1 else f"{span[0]}{DASH}{span[-1]}" for span in spans
        )
        or DASH
    )


def contract_words(table: str, context: Context) -> str:
    """Say which contract a table was checked against, and with what verdict."""
    contract = context.contracts.get(table)
    return DASH if contract is None else f"{contract['version']} {contract['verdict']}"


def aside_sentence(rows: Sequence[Row], about: str = "this rep") -> str:
    """Say how many of the rows about somebody were set aside."""
    aside = sum(int(row["rows_set_aside"]) for row in rows)
    if aside == 0:
        return f"Every exported row about {about} met its contract."
    return (
        f"{counted(aside, 'row')} about {about} broke a contract and "
        f"{'was' if aside == 1 else 'were'} set aside; the validation report says why."
    )
