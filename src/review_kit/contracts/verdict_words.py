"""What the verdict says on its page and on the terminal, in the language that is being spoken."""

from __future__ import annotations

from datetime import date, datetime

from review_kit.contracts.verdict import RuleVerdict, TableVerdict, Validation
from review_kit.number_format import NARROW, decimal
from review_kit.sources.staged import InputFile
from review_kit.words import say, spoken_locale


def headline(validation: Validation) -> str:
    """Say the whole verdict in a sentence, and how many warnings there are in another."""
    checked = sum(table.kept + table.quarantined for table in validation.tables)
    quarantined = sum(table.quarantined for table in validation.tables)
    if not validation.passed:
        stopping = list(dict.fromkeys(fault.table for fault in validation.gate_faults))
        return say("validation-stopped", tables=in_a_row(stopping), n=len(stopping))
    if validation.refused:
        return say("validation-refused")
    said = [
        say(
            "validation-some-quarantined",
            kept=checked - quarantined,
            n=checked,
            quarantined=quarantined,
        )
        if quarantined
        else say("validation-all-met", n=checked)
    ]
    if validation.notes:
        said.append(say("validation-warnings", n=len(validation.notes)))
    return " ".join(said)


def reconciliation(table: TableVerdict) -> str:
    """Say where the rows of one table went, as a sum."""
    left = sum(table.left_out.values())
    known = {
        "n": table.rows_in,
        "kept": table.kept,
        "quarantined": table.quarantined,
        "cells": sum(table.emptied.values()),
    }
    if left:
        return say("validation-sum-left-out", left=left, **known)
    return say("validation-sum", **known)


def source(file: InputFile, number: int) -> str:
    """Name a file or sheet with its number, and how it was read where that was a guess."""
    if file.encoding:
        return say(
            "validation-source-guessed",
            number=number,
            name=file.name,
            encoding=shown_encoding(file.encoding),
        )
    return say("validation-source", number=number, name=file.name)


def shown_encoding(encoding: str) -> str:
    """Name an encoding as people call it."""
    return f"Windows-{encoding[2:]}" if encoding.startswith("cp") else encoding.upper()


def rule_rows(rule: RuleVerdict) -> str:
    """Say how many rows break a rule, and for how many it is the fault that they are quarantined for."""
    if rule.severity == "warning":
        return say("validation-rule-rows-kept", n=rule.rows)
    if rule.emptied:
        return say("validation-rule-rows-emptied", n=rule.rows, emptied=rule.emptied)
    if rule.attributed != rule.rows:
        return say("validation-rule-rows-first", n=rule.rows, first=rule.attributed)
    return say("validation-rule-rows", n=rule.rows)


def unmatched(rule: RuleVerdict) -> list[str]:
    """List the texts that refer to nothing, each with its rows and whom it may mean."""
    more = rule.unmatched_count - len(rule.unmatched)
    texts = [str(each) for each in rule.unmatched]
    return [*texts, say("validation-more", n=more)] if more > 0 else texts


def mended(table: TableVerdict) -> list[str]:
    """Say for each file how many of its rows people mended, who did and when last."""
    said = []
    for file in dict.fromkeys(row.file for row in table.mended):
        rows = [row for row in table.mended if row.file == file]
        people = dict.fromkeys(row.by for row in rows)
        last = datetime.fromisoformat(max(row.at for row in rows)).date()
        n = len({row.row for row in rows})
        said.append(
            say(
                "validation-corrected",
                n=n,
                file=file,
                people=", ".join(people),
                day=day_in_words(last),
            )
        )
    return said


def foot(validation: Validation) -> str:
    """Say how the rules were counted, and what a day is."""
    said = [say("validation-counted")]
    earlier = sum(witness.earlier for witness in validation.witnesses)
    if earlier:
        n = len(validation.witnesses)
        said.append(say("validation-counted-earlier", earlier=earlier, n=n))
    zone = validation.time_zone
    said.append(
        say("validation-days", zone=zone)
        if validation.as_of is None
        else say("validation-days-and-review-day", zone=zone, day=day_in_words(validation.as_of))
    )
    return " ".join(said)


def percent(share: float) -> str:
    """Write a share with a decimal: ``0.4 %``."""
    return f"{decimal(100 * share, 1)}{NARROW}%"


def day_in_words(value: date) -> str:
    """Write a day in full: ``9 September 2026``."""
    from babel.dates import format_date

    return str(format_date(value, "long", locale=spoken_locale()))


def in_a_row(names: list[str]) -> str:
    """List names in a sentence: ``a, b and c``."""
    from babel.lists import format_list

    return str(format_list(names, locale=spoken_locale()))
