"""Where each number of the packet comes from, for its page on a screen: what a number there links to.

Print has no room for it: the section is hidden, and :mod:`review_kit.screen.explained` shows it on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.definitions import printed_metrics
from review_kit.documents.parts.outcome import Outcome, lagging_of
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import measure
from review_kit.metrics import METRICS
from review_kit.metrics.registry.metric import PACKET
from review_kit.words import say


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
    rows
        Says which command prints the rows that it was counted from.
    """

    metric: str
    title: str
    value: str
    definition: str
    evidence: str
    facts: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]
    rows: str


def explanations(rep: RepRecord) -> Block:
    """Explain every number of the packet, each once; nothing in it is anybody else's."""
    shown = {each.metric for each in lagging_of(rep.metrics)}
    names = printed_metrics(PACKET, rep.context, shown)
    return block("packet/explanations.html.j2", rows=[_explained(name, rep) for name in names])


def _explained(name: str, rep: RepRecord) -> Explained:
    metric, config = METRICS[name], rep.context.config
    told = metric.worded(config)
    number = rep.metrics.get(name)
    return Explained(
        metric=name,
        title=told.title,
        value="" if number is None or number.value is None else number.value_text,
        definition=told.definition,
        evidence=told.evidence,
        facts=() if number is None else tuple(_facts(number, rep)),
        settings=tuple(metric.settings_at(config).items()),
        rows=say(
            "packet-explained-rows",
            run=rep.context.run_id,
            rep=rep.rep["rep_id"],
            metric=name,
        ),
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
    if number.note and METRICS[number.metric].kind == "lagging":
        facts.append(number.note)
    return facts
