"""The verdict in sentences, the same on the terminal and on the page."""

from __future__ import annotations

from review_kit.contracts.verdict import Example, RuleVerdict, TableVerdict, Validation


def headline(validation: Validation) -> str:
    """Return the whole verdict in one sentence."""
    checked = sum(table.kept + table.quarantined for table in validation.tables)
    quarantined = sum(table.quarantined for table in validation.tables)
    if not validation.passed:
        stopping = list(dict.fromkeys(fault.table for fault in validation.gate_faults))
        words = "stops" if len(stopping) == 1 else "stop"
        return f"No documents can be made yet: {_and(stopping)} {words} the run."
    if validation.refused:
        return "The exports meet their contracts, but no documents can be made yet."
    warnings = len(validation.notes)
    look = ""
    if warnings:
        need = "warning needs" if warnings == 1 else "warnings need"
        look = f" {warnings} {need} your attention."
    if not quarantined:
        return f"All {checked:,} rows meet their contracts.{look}"
    return (
        f"Documents can be made: {checked - quarantined:,} of {checked:,} rows meet their "
        f"contracts, {quarantined:,} {'is' if quarantined == 1 else 'are'} quarantined.{look}"
    )


def reconciliation(table: TableVerdict) -> str:
    """Return where the rows of one table went, as a sum."""
    left_out = sum(table.left_out.values())
    parts = [f"{table.kept:,} kept", f"{table.quarantined:,} quarantined"]
    if left_out:
        parts.append(f"{left_out:,} left out")
    emptied = sum(table.emptied.values())
    cells = f"; {emptied:,} {'cell' if emptied == 1 else 'cells'} not used" if emptied else ""
    return f"{table.rows_in:,} in = {' + '.join(parts)}{cells}"


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


def shown_encoding(encoding: str) -> str:
    """Return an encoding as people call it."""
    return f"Windows-{encoding[2:]}" if encoding.startswith("cp") else encoding.upper()


def unmatched_words(rule: RuleVerdict) -> tuple[str, ...]:
    """Return the texts that refer to nothing, each with its rows and whom it may mean."""
    more = rule.unmatched_count - len(rule.unmatched)
    words = [str(each) for each in rule.unmatched]
    return (*words, f"and {more:,} more") if more > 0 else tuple(words)


def mended_in_words(table: TableVerdict) -> tuple[str, ...]:
    """Return for each file how many of its rows people mended, who did and when."""
    files = dict.fromkeys(row.file for row in table.mended)
    sentences = []
    for file in files:
        mended = [row for row in table.mended if row.file == file]
        rows = len({row.row for row in mended})
        people = ", ".join(dict.fromkeys(row.by for row in mended))
        last = max(row.at for row in mended)[:10]
        some = "1 row" if rows == 1 else f"{rows:,} rows"
        sentences.append(f"corrected in {file}: {some}, by {people}, last on {last}")
    return tuple(sentences)


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
                lines += [f"      {each}" for each in unmatched_words(rule)]
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
        lines += [f"    {sentence}" for sentence in (*table.facts, *mended_in_words(table))]
        if table.unknown_columns:
            lines.append(f"    columns not used: {', '.join(table.unknown_columns)}")
    if validation.absent:
        lines += [
            "",
            f"Not exported: {', '.join(validation.absent)}. Sections that need these "
            "tables say so.",
        ]
    if validation.unread:
        lines += ["", *validation.unread]
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


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
