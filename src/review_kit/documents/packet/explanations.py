"""Where each number of the packet comes from, for its page on a screen: what a number there links to.

Print has no room for it: the section is hidden, and :mod:`review_kit.screen.explained` shows it on the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.counted import row_texts, rows_heading
from review_kit.documents.parts.definitions import printed_metrics
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome, lagging_of, own_leading_of
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import measure
from review_kit.metrics.registry.metric import PACKET
from review_kit.words import say

_TABLE = "number_rows"


@dataclass(frozen=True)
class Counted:
    """One set of rows that a number was counted from.

    Parameters
    ----------
    anchor
        Where they stand on the page.
    heading
        Says which rows they are, and how many.
    under
        Title of the number under which they stand; empty where it is this one.
    columns, rows
        What is shown of them.
    """

    anchor: str
    heading: str
    under: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Explained:
    """What is said of one metric.

    Parameters
    ----------
    value
        The rep's number as printed; empty where there is one for each skill, session or deal.
    facts
        What it rests on, its range, the previous window.
    settings
        Key and value of each setting that it depends on.
    counted
        The rows that it was counted from.
    rows
        Says which command prints them; empty where all of them are shown.
    """

    metric: str
    title: str
    value: str
    definition: str
    evidence: str
    facts: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    counted: tuple[Counted, ...]
    rows: str


def explanations(rep: RepRecord) -> Block:
    """Explain every number of the packet, each once; nothing in it is anybody else's."""
    printed = (*lagging_of(rep.metrics), *own_leading_of(rep.metrics))
    shown = {each.metric for each in printed}
    names = printed_metrics(PACKET, rep.context, shown)
    # a copy of a run under pseudonyms has no rows, and a template may leave the table out
    sets = rep.data.rows(_TABLE) if _TABLE in rep.data.names else []
    counted = _Sets(sets)
    return block(
        "packet/explanations.html.j2", rows=[_explained(name, rep, counted) for name in names]
    )


class _Sets:
    """The sets of rows of a packet, each shown once: under the first number that was counted from it."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._by_metric: dict[str, list[Row]] = {}
        for row in rows:
            for metric in row["metrics"].split():
                self._by_metric.setdefault(metric, []).append(row)
        self._under: dict[int, str] = {}

    def of(self, metric: str, title: str) -> Iterator[Counted]:
        """Give the sets of a metric, those that stand under another one without their rows."""
        for row in self._by_metric.get(metric, ()):
            part = int(row["part"])
            under = self._under.setdefault(part, title)
            is_here = under == title
            days = ("" if row[day] is None else str(row[day])[:10] for day in _DAYS)
            heading = rows_heading(row["which"], row["table"], int(row["n"]), *days)
            columns = tuple(json.loads(row["columns"])) if is_here else ()
            rows = tuple(_written(columns, row["rows"])) if is_here else ()
            if is_here and len(rows) < row["n"]:
                heading = say("packet-explained-shown", rows=heading, shown=len(rows))
            yield Counted(f"rows-{part}", heading, "" if is_here else under, columns, rows)

    def are_whole(self, metric: str) -> bool:
        """Say whether all rows of a metric are shown."""
        sets = self._by_metric.get(metric, ())
        return bool(sets) and all(len(json.loads(row["rows"])) == row["n"] for row in sets)


_DAYS = ("first_day", "last_day")


def _written(columns: Sequence[str], rows: str) -> Iterator[tuple[str, ...]]:
    return (row_texts(columns, row) for row in json.loads(rows))


def _explained(name: str, rep: RepRecord, sets: _Sets) -> Explained:
    metric, config = rep.context.metrics[name], rep.context.config
    told = metric.worded(config)
    number = rep.metrics.get(name)
    command = {"run": rep.context.run_id, "rep": rep.rep["rep_id"], "metric": name}
    return Explained(
        metric=name,
        title=told.title,
        value="" if number is None or number.value is None else number.value_text,
        definition=told.definition,
        evidence=told.evidence,
        facts=() if number is None else tuple(_facts(number, rep)),
        settings=tuple(metric.settings_at(config).items()),
        counted=tuple(sets.of(name, told.title)),
        rows="" if sets.are_whole(name) else say("packet-explained-rows", **command),
    )


def _facts(number: Outcome, rep: RepRecord) -> list[str]:
    facts = []
    if number.n is not None:
        facts.append(say("packet-explained-n", n=number.n))
    if number.low is not None and number.high is not None:
        low, high = (
            measure(bound, number.unit, rep.context.currency) for bound in (number.low, number.high)
        )
        facts.append(say("packet-explained-range", low=low, high=high))
    if number.previous is not None:
        facts.append(say("packet-explained-previous", value=number.previous_text))
    # notes on coaching are for tables; what is printed of them is said elsewhere
    if number.note and (number.known is None or number.known.kind == "lagging"):
        facts.append(number.note)
    return facts
