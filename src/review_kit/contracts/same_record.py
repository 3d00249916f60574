"""One record under two ids: Salesforce's two spellings of an id in one table."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.contracts.kept_tables import KeptTables
from review_kit.sources.matching.salesforce_ids import LONG, SHORT, is_salesforce_id, other_spelling
from review_kit.sources.notice import Notice

KEYS = {"roster": "rep_id", "opportunities": "opportunity_id"}
"""Tables whose keys come from the CRM."""

_SHOWN = 3


def records_under_two_ids(kept: KeptTables) -> Iterator[tuple[str, Notice]]:
    """Find ids that stand in a table with 15 and with 18 characters: each record counts twice."""
    for table, key in KEYS.items():
        if not kept.have(table):
            continue
        long = [
            text
            for (text,) in kept.ask(
                f"SELECT l.{key} FROM {kept.of(table)} AS l JOIN {kept.of(table)} AS s "
                f"ON length(l.{key}) = {LONG} AND length(s.{key}) = {SHORT} "
                f"AND left(l.{key}, {SHORT}) = s.{key} ORDER BY 1"
            )
            if is_salesforce_id(text) and other_spelling(text)
        ]
        if not long:
            continue
        named = ", ".join(f"'{text[:SHORT]}' and '{text}'" for text in long[:_SHOWN])
        more = f" and {len(long) - _SHOWN:,} more" if len(long) > _SHOWN else ""
        file, row = kept.first_place(table, key, long[0])
        yield (
            table,
            Notice(
                kind="record_under_two_ids",
                message=f"the same records stand under ids of {SHORT} and of {LONG} characters, and "
                f"would count twice: {named}{more}",
                hint="Keep one row for each, or export all with ids of 18 characters.",
                rows=len(long),
                file=file,
                row=row,
                column=key,
                stops=True,
            ),
        )
