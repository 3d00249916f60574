"""When a table is too bad to make documents from, in words that say how to fix it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import duckdb

from review_kit.contracts.contract import Contract
from review_kit.contracts.engine import fetch
from review_kit.contracts.rule import GateCause, kept_keys
from review_kit.contracts.rules import kinds
from review_kit.contracts.rules.references import References
from review_kit.contracts.verdict import GateFault, RuleVerdict, TableVerdict
from review_kit.contracts.verdict_words import in_a_row, percent
from review_kit.sources.files.left_out import reason_in_words
from review_kit.sources.notice import Notice, and_more
from review_kit.sources.sql import literal, name
from review_kit.words import say
from review_kit.words.speech import Value

KEY_TABLES = ("roster", "criteria")
"""Tables that every other one hangs on: two rows with one key leave open who or what is meant."""

FORBIDDEN = "emotion"
"""Kind of the notice that refuses what measures emotions of employees."""

_NEAR_SHOWN = 3
"""How many texts are named with whom they may mean."""

RUBRIC = "criteria"
"""The table of which no row in use may be quarantined: it would change the scores of everybody."""


def missing_table(table: str, unread: Iterable[str] = ()) -> GateFault:
    """Return the fault of a required table that was not given.

    Parameters
    ----------
    table
        Its name.
    unread
        A sentence for each file that nobody reads; those that speak of the table are repeated.
    """
    near = [sentence for sentence in unread if re.search(rf"\b{table}\b", sentence)]
    return GateFault(
        table=table,
        cause="missing_table",
        message=say("stop-missing-table", table=table),
        hint=" ".join([say("stop-missing-table.hint", table=table), *near]),
    )


def gate_faults(
    verdict: TableVerdict,
    given: Collection[str],
    *,
    left_out_limit: float,
) -> tuple[GateFault, ...]:
    """Return why one table stops the run, judged by itself; nothing where it does not.

    Parameters
    ----------
    verdict
        What was found in it.
    given
        All tables that the project has.
    left_out_limit
        Share of the records that may be left out for a reason that is not ordinary.
    """
    found = {rule.id: rule for rule in verdict.rules}
    faults = [
        *_table_faults(verdict, found),
        *_parent_faults(verdict, given),
        *_key_faults(verdict, found),
        *_share_faults(verdict),
        *_left_out_faults(verdict, left_out_limit),
        *notice_faults(verdict, *verdict.notices),
    ]
    return tuple(faults)


def rubric_faults(
    connection: duckdb.DuckDBPyConnection,
    rubric: TableVerdict,
    quarantined: Path,
    children: Mapping[str, Contract],
) -> tuple[GateFault, ...]:
    """Return the fault of a rubric from which a criterion that other rows need was quarantined.

    Parameters
    ----------
    rubric
        Verdict on the criteria.
    quarantined
        Parquet file of the criteria quarantined.
    children
        Relation of cast rows → contract, for each table that was checked.
    """
    if not rubric.quarantined:
        return ()
    key = name(rubric.contract.key[0])
    lost = (
        f"SELECT {key} AS key FROM read_parquet({literal(quarantined)}) "
        f"EXCEPT SELECT key FROM {kept_keys(rubric.name)}"
    )
    needed: dict[str, int] = {}
    for cast, contract in children.items():
        for rule in contract.row_rules:
            if not (isinstance(rule, References) and rule.table == rubric.name):
                continue
            rows = fetch(
                connection,
                f"SELECT key, count(*) FROM ({lost}) AS lost JOIN {cast} AS t "
                f"ON t.{name(rule.column)} = lost.key GROUP BY 1 ORDER BY 1",
            )
            for value, count in rows:
                needed[value] = needed.get(value, 0) + count
    if not needed:
        return ()
    named = ", ".join(
        say("found-text", text=value, n=rows) for value, rows in list(needed.items())[:5]
    )
    return (
        _fault(
            rubric,
            "broken_key",
            say("stop-criteria-in-use", named=named),
            say("stop-criteria-in-use.hint"),
        ),
    )


def _fault(verdict: TableVerdict, cause: GateCause, message: str, hint: str) -> GateFault:
    if not verdict.required:
        hint = f"{hint} {say('stop-optional')}"
    return GateFault(
        verdict.name, cause, say("stop-fault", table=verdict.name, message=message), hint
    )


def _table_faults(verdict: TableVerdict, found: Mapping[str, RuleVerdict]) -> Iterator[GateFault]:
    """Yield a fault for what rules about the whole table stop the run for, kind by kind."""
    rules = verdict.contract.table_rules
    for kind in sorted({type(rule) for rule in rules}, key=kinds().index):
        broken = [
            (rule, found[rule.id])
            for rule in rules
            if type(rule) is kind and found[rule.id].rows and rule.severity == "error"
        ]
        for stop in kind.stops(broken, verdict):
            yield _fault(verdict, stop.cause, stop.message, stop.hint)


def _parent_faults(verdict: TableVerdict, given: Collection[str]) -> Iterator[GateFault]:
    for parent in sorted(verdict.contract.parents - set(given)):
        columns = [
            rule.columns_read()[0] for rule in verdict.contract.row_rules if rule.parent() == parent
        ]
        yield _fault(
            verdict,
            "missing_parent",
            say(
                "stop-missing-parent",
                columns=in_a_row(columns),
                n=len(columns),
                table=parent,
            ),
            say("stop-missing-parent.hint", table=parent),
        )


def _key_faults(verdict: TableVerdict, found: Mapping[str, RuleVerdict]) -> Iterator[GateFault]:
    key = found.get("key")
    if verdict.name not in KEY_TABLES or key is None or not key.rows:
        return
    first = key.examples[0]
    hint = say("stop-same-key.hint")
    if verdict.name == RUBRIC:
        hint = f"{hint} {say('stop-same-key.versions')}"
    yield _fault(
        verdict,
        "broken_key",
        say(
            "stop-same-key",
            n=key.rows,
            column=first.column,
            value=first.value,
            file=first.file,
            row=first.row,
        ),
        hint,
    )


def _share_faults(verdict: TableVerdict) -> Iterator[GateFault]:
    checked = verdict.kept + verdict.quarantined
    if not verdict.quarantined:
        return
    worst = max(verdict.rules, key=lambda rule: rule.attributed)
    first = worst.examples[0]
    most = say(
        "stop-most-often",
        violation=worst.violation,
        n=worst.attributed,
        file=first.file,
        row=first.row,
    )
    if verdict.share > verdict.allowed_share:
        yield _fault(
            verdict,
            "too_many_rows",
            say(
                "stop-share",
                quarantined=verdict.quarantined,
                checked=checked,
                share=percent(verdict.share),
                limit=percent(verdict.allowed_share),
                most=most,
            ),
            f"{_mend(verdict, worst)} {say('stop-workbook')}",
        )
    elif not verdict.kept and verdict.required:
        yield _fault(
            verdict,
            "nothing_left",
            say("stop-nothing-left", most=most),
            f"{say('stop-nothing-left.hint')} {say('stop-workbook')}",
        )


def _left_out_faults(verdict: TableVerdict, limit: float) -> Iterator[GateFault]:
    if verdict.left_out_share <= limit:
        return
    lost = {reason: verdict.left_out[reason] for reason in sorted(verdict.doubtful)}
    parts = []
    for reason, rows in lost.items():
        first = verdict.left_out_examples.get(reason, ())
        known: dict[str, Value] = {"reason": reason_in_words(reason), "n": rows}
        parts.append(
            say("stop-left-out-reason-first", **known, file=first[0].file, row=first[0].row)
            if first
            else say("stop-left-out-reason", **known)
        )
    yield _fault(
        verdict,
        "too_many_left_out",
        say(
            "stop-left-out",
            share=percent(verdict.left_out_share),
            limit=percent(limit),
            reasons="; ".join(parts),
        ),
        say("stop-left-out.hint"),
    )


def notice_faults(verdict: TableVerdict, *notices: Notice) -> Iterator[GateFault]:
    """Yield a fault for each notice that stops the run."""
    for notice in notices:
        if notice.stops:
            cause: GateCause = (
                "forbidden_emotion" if notice.kind == FORBIDDEN else "doubtful_reading"
            )
            yield _fault(verdict, cause, notice.sentence, notice.hint)


def _mend(verdict: TableVerdict, worst: RuleVerdict) -> str:
    for rule in verdict.contract.row_rules:
        if rule.id == worst.id and isinstance(rule, References):
            may_be_empty = not verdict.contract.column(rule.column).required
            known = {
                "parent": rule.table,
                "table": verdict.name,
                "column": rule.column,
                "empty": "yes" if may_be_empty else "no",
            }
            near = [each for each in worst.unmatched if each.near][:_NEAR_SHOWN]
            if not near:
                return say("stop-share.add", **known)
            return say(
                "stop-share.correct",
                texts=and_more(", ".join(map(str, near)), worst.unmatched_count - len(near)),
                **known,
            )
    return say("stop-share.fix", table=verdict.name)
