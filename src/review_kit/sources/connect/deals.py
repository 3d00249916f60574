"""Drafts of CRM tables: what a stage says about whether a deal is closed and won."""

from __future__ import annotations

import re
from collections.abc import Sequence

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.proposal import Answers, Draft
from review_kit.sources.mapping.value_maps import ending_of
from review_kit.words import say

_OPEN = re.compile(
    r"(?i)prospect|qualif|discover|demo|proposal|propos|negotiat|verhandl|angebot|evaluat|contract sent|"
    r"engag|contact|meeting|needs|analysis|decision|verbal|commit|pipeline|open\b|new\b|lead|presentation|"
    r"perception|quote|review|pilot|trial|poc\b"
)
MOST_STAGES = 60
OUTCOMES = ("won", "lost", "open")


def decide_ends(
    draft: Draft, found: dict[str, Found], answers: Answers, *, base_reads_stages: bool
) -> None:
    """Say for each stage whether a deal in it is closed and won, where no column says it.

    A stage that is called like none of them is asked about. What the shipped profile knows already is
    left to it, where it reads the stages at all.
    """
    stage = found.get("stage")
    if stage is None:
        return
    if "is_closed" in found and "is_won" in found:
        return
    heading = stage.heading
    ends: dict[str, str] = {}
    stages = list(stage.evidence.texts)
    if len(stages) > MOST_STAGES:
        draft.remarks.append(say("connect-many-stages", heading=heading, n=len(stages)))
        return
    for text in stages:
        options = tuple((end, say("connect-means-stage", end=end)) for end in OUTCOMES)
        end: str | None = draft.answer(answers, f"stage.{text}", options) or ending_of(text)
        if end is None and _OPEN.search(text):
            end = "open"
        if end is None:
            rows = stage.evidence.texts[text]
            asks = say("connect-asks-stage", heading=heading, text=text, n=rows)
            end = draft.ask(answers, f"stage.{text}", asks, options)
        if end is not None:
            ends[text] = end
    if base_reads_stages and all(_base_knows(text) for text in stages):
        return
    closed = {text: "false" if end == "open" else "true" for text, end in ends.items()}
    won = {text: "true" if end == "won" else "false" for text, end in ends.items()}
    for column, values in (("is_closed", closed), ("is_won", won)):
        if column not in found:
            draft.columns[column] = {"from": heading, "values": values}
    told = {
        end: ", ".join(text for text in ends if ends[text] == end)
        for end in ("won", "lost", "open")
    }
    says = "; ".join(
        say("connect-stages-of", end=end, texts=texts) for end, texts in told.items() if texts
    )
    draft.decide("columns", "is_closed", say("connect-stages", heading=heading, stages=says))


def _base_knows(text: str) -> bool:
    return bool(re.fullmatch(r"(?i)(closed?[ /:–—-]*)?(won|lost)( *\([^)]*\))?", text))


_FEW_STAGES = 2


def leave_out_undated(draft: Draft, found: dict[str, Found]) -> None:
    """Leave out deals that have no day yet, where all of them are in one or two open stages."""
    created, stage = found.get("created_date"), found.get("stage")
    if created is None or stage is None or created.evidence.share_filled >= 1:
        return
    undated = [
        row[stage.evidence.at].strip()
        for row in draft.grid.rows
        if len(row) == len(draft.grid.header) and not row[created.evidence.at].strip()
    ]
    stages = sorted(set(undated))
    if not stages or len(stages) > _FEW_STAGES or any(ending_of(text) for text in stages):
        return
    reason = say("connect-reason-undated")
    draft.leave_out.append({"reason": reason, "when": {created.heading: "", stage.heading: stages}})
    draft.decide(
        "leave_out",
        reason,
        say("connect-undated", n=len(undated), heading=created.heading, stages=", ".join(stages)),
    )


def decide_identity(draft: Draft, found: dict[str, Found], parts: Sequence[str]) -> None:
    """Make an id of a deal from what there is, where no column gives one."""
    if "opportunity_id" in found:
        return
    there = [name for name in parts if name in found]
    draft.columns["opportunity_id"] = {"id_of": there}
    names = ", ".join(f"'{found[name].heading}'" for name in there)
    draft.decide("columns", "opportunity_id", say("connect-id-made", columns=names))
