"""The verdict as lines for a terminal, in sentences that the page has too."""

from __future__ import annotations

from review_kit.contracts.verdict import Example, RuleVerdict, TableVerdict, Validation
from review_kit.contracts.verdict_words import (
    headline,
    mended,
    reconciliation,
    shown_encoding,
    unmatched,
)
from review_kit.sources.notice import some_of


def where(example: Example) -> str:
    """Return file and row of an example."""
    return f"{example.file} row {example.row:,}"


def shown_value(example: Example) -> str:
    """Return the cells of an example in quotes; empty ones in words."""
    return f"'{example.value}'" if example.value else "empty"


def rows_in_words(rule: RuleVerdict) -> str:
    """Return how many rows break a rule, and whether they are kept."""
    rows = f"{rule.rows:,} {'row' if rule.rows == 1 else 'rows'}"
    if rule.severity == "warning":
        return f"{rows}, kept (warning)"
    if rule.severity == "cell":
        return f"{rows}, quarantined for something else"
    return rows


def verdict_lines(validation: Validation, *, examples: int = 1) -> tuple[str, ...]:
    """Return the verdict as lines of plain text for a terminal.

    Parameters
    ----------
    validation
        What was found.
    examples
        How many examples to show for each rule that is broken.
    """
    lines = [headline(validation), ""]
    width = max((len(table.name) for table in validation.tables), default=0)
    for table in validation.tables:
        mark = "✗" if not table.passed else "!" if table.broken_rules or table.warnings else "✓"
        lines.append(f"{mark} {table.name:<{width}}  {reconciliation(table)}")
        for rule in table.broken_rules:
            if rule.emptied:
                continue  # a notice says it, with what stood in the cells
            lines.append(f"    {rule.violation}: {rows_in_words(rule)}")
            lines += [
                f"      {where(example)}: {example.column} = {shown_value(example)}"
                for example in rule.examples[:examples]
            ]
            if rule.unmatched_count > 1 or any(each.near for each in rule.unmatched):
                lines += [f"      {each}" for each in unmatched(rule)]
        for notice in table.warnings:
            lines.append(f"    warning: {notice.sentence}")
            lines += [f"      → {notice.hint}"] if notice.hint else []
        lines += [
            f"    left out: {reason}: {rows:,}{_first_place(table, reason)}"
            for reason, rows in table.left_out.items()
            if rows
        ]
        lines += [
            f"    read as {shown_encoding(source.encoding)} (a guess): {source.name}"
            for source in table.inputs
            if source.encoding
        ]
        lines += [f"    {sentence}" for sentence in (*table.facts, *mended(table))]
        if table.unknown_columns:
            lines.append(f"    columns not used: {some_of(table.unknown_columns)}")
    if validation.absent:
        lines += [
            "",
            f"Not exported: {', '.join(validation.absent)}. Sections that need these "
            "tables say so.",
        ]
    beside = (*validation.own_metrics, *validation.unread)
    if beside:
        lines += ["", *beside]
    if not validation.passed:
        lines += ["", "What stops the run:"]
        for fault in validation.gate_faults:
            lines += [f"  {fault.message}", f"    → {fault.hint}"]
    if validation.refused:
        lines += ["", "What would stop a run:"]
        for refusal in validation.refused:
            lines += [f"  {refusal.message}"] + [f"    → {refusal.hint}"] * bool(refusal.hint)
    return tuple(lines)


def _first_place(table: TableVerdict, reason: str) -> str:
    """Where the first row left out for a reason stands, for reasons that may cost records."""
    examples = table.left_out_examples.get(reason, ())
    if reason not in table.doubtful or not examples:
        return ""
    return f" (first in {examples[0].file} row {examples[0].row:,})"
