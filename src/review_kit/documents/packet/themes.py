"""Themes that came back, where the record of each coached skill points, and what to change."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.verdict import Verdict, verdict
from review_kit.documents.parts.wording import DASH, joined, short_span
from review_kit.metrics.routing import WILL, WORKING
from review_kit.metrics.skill_verdicts import TOLD
from review_kit.number_format import rounded, signed, signed_interval
from review_kit.words import say


def themes(rep: RepRecord) -> Block:
    """Show the themes that came back, and what their recurrence calls for."""
    rows = rep.data.rows("themes")
    return block(
        "packet/themes.html.j2",
        rows=theme_rows(rows, rep.criteria_names, risen_criteria(rep)),
        once=single_themes(rows),
    )


def routing(rep: RepRecord) -> Block:
    """Say for each coached skill where the record points, and on which evidence."""
    return block(
        "packet/routing.html.j2",
        rows=routing_rows(
            rep.data.rows("coaching_gaps"),
            rep.criteria_names,
            {row["criterion_id"]: verdict(row) for row in rep.criteria},
        ),
        self_view=self_view_sentence(rep),
    )


def risen_criteria(rep: RepRecord) -> set[str]:
    """Criteria of which a rise may be claimed, and the sub-criteria of these."""
    top = {skill.criterion_id for skill in (*rep.focus, *rep.others) if skill.verdict.direction > 0}
    parts = {row["criterion_id"] for row in rep.criteria if row["parent_criterion_id"] in top}
    return top | parts


def theme_rows(
    themes: Sequence[Row], names: Mapping[str, str], risen: Container[str]
) -> list[dict[str, str]]:
    """Give the themes that came back, those that call for something first.

    Parameters
    ----------
    themes
        Rows of ``themes``.
    names
        Criterion id → name.
    risen
        Criteria of which a rise may be claimed, and their sub-criteria.
    """
    back = [row for row in themes if row["sessions"] > 1]
    rank = {"performance_conversation": 0, "diagnose": 1}
    back.sort(key=lambda row: (rank.get(row["line"] or "", 2), -row["sessions"], row["theme"]))
    return [
        {
            "theme": row["theme"],
            "criterion": names.get(row["criterion_id"] or "", ""),
            "sessions": str(int(row["sessions"])),
            "days": short_span(row["first_on"], row["last_on"]),
            # around its sessions; the verdict on the skill stands where nothing is called for
            "change": _movement(row) if row["line"] else DASH,
            "calls_for": say("packet-theme-calls-for", what=theme_call(row, risen)),
        }
        for row in back
    ]


def _movement(row: Row) -> str:
    if row["low"] is None or row["high"] is None:
        return signed(row["movement"])
    return f"{signed(row['movement'])} ({signed_interval(row['low'], row['high'])})"


def theme_call(row: Row, risen: Container[str]) -> str:
    """Say what a theme's recurrence calls for; where nothing does any more, whether it stopped or is moving.

    Scores around the sessions rise by themselves, as low ones are coached: that it moves is said where
    the verdict is that the skill improved, and only there. That a performance conversation is due is
    never said here; it stands in the copies of the manager and of leaders.

    Parameters
    ----------
    row
        Row of ``themes``: ``line``, ``stopped``, ``criterion_id``, ``movement`` (pp).
    """
    if row["line"] and row["stopped"]:
        return "stopped_no_rise"
    if row["line"]:
        return {"diagnose": "diagnose", "performance_conversation": "change_approach"}[row["line"]]
    if row["criterion_id"] is None:
        return "no_skill"
    if row["movement"] is None:
        return "few_calls"
    if row["stopped"]:
        return "stopped"
    if row["criterion_id"] not in risen:
        return "unclear"
    return "improving" if row["moved"] else "improved"


def single_themes(themes: Sequence[Row]) -> str:
    """Say which themes came up once; empty where there is none.

    A theme that stopped and was taken up again has a row for each time; one that came back in any of
    them did not come up once.

    Parameters
    ----------
    themes
        Rows of ``themes``: ``theme``, ``sessions``.
    """
    back = {row["theme"].casefold() for row in themes if row["sessions"] > 1}
    alone = [row["theme"] for row in themes if row["theme"].casefold() not in back]
    once = list(dict.fromkeys(alone))
    if not once:
        return ""
    if len(once) > 4:
        return say("packet-themes-once-many", themes=len(once))
    return say("packet-themes-once", themes=joined(once))


def routing_rows(
    gaps: Sequence[Row], names: Mapping[str, str], verdicts: Mapping[str, Verdict]
) -> list[dict[str, str]]:
    """Give one line for each coached criterion: where the routing points, on which evidence.

    That coaching works is said only where the verdict on the skill says so.

    Parameters
    ----------
    gaps
        Rows of ``coaching_gaps``: ``evidence``, ``criterion_id``, ``gap``.
    names
        Criterion id → name.
    verdicts
        Criterion id → the verdict on it.
    """
    lines = []
    for row in gaps:
        gap = pointed(row["gap"], verdicts[row["criterion_id"]])
        lines.append(
            {
                "criterion": names.get(row["criterion_id"], row["criterion_id"]),
                "gap": say("packet-routing-gap", gap=gap),
                "evidence": evidence_sentence(row),
                "suggests": say("packet-routing-suggests", gap=gap),
            }
        )
    return lines


def evidence_sentence(row: Row) -> str:
    """Say what a routing rests on.

    Parameters
    ----------
    row
        Row of ``coaching_gaps``.
    """
    known = {
        name: int(row[name])
        for name in (
            *("sessions", "theme_sessions"),
            *("commitments", "commitments_due", "commitments_done", "commitments_vague"),
        )
    }
    which = row["gap"]
    if which == WILL:
        which = _broken(row)
    return say("packet-routing-evidence", which=which, theme=row["theme"] or "", **known)


def _broken(row: Row) -> str:
    """Name what of the commitments points to will."""
    if not row["commitments"]:
        return "no_commitment"
    if not row["commitments_dated"]:
        return "undated"
    if row["missed"] and row["vague"]:
        return "missed_and_vague"
    return "missed" if row["missed"] else "vague"


def pointed(gap: str, found: Verdict) -> str:
    """Give where a routing points in print; ``working`` only where the verdict is that the skill improved."""
    if gap != WORKING or found.direction > 0:
        return gap
    if found.recovered:
        return "overcome"
    return "stands_still" if found.kind in TOLD else "unclear"


def self_view_sentence(rep: RepRecord) -> str:
    """Say how the rep's own ratings compare with the QA scores before the sessions."""
    shown = rep.metrics.get("self_assessment_gap")
    if shown is None or shown.value is None or not shown.n:
        return ""
    gap = rounded(abs(shown.value))
    return say(
        "packet-self-view",
        name=rep.rep["rep_name"],
        sessions=shown.n,
        points=gap,
        way="same" if gap == 0 or _holds_zero(shown) else "higher" if shown.value > 0 else "lower",
    )


def _holds_zero(shown: Outcome) -> bool:
    return shown.low is not None and shown.high is not None and shown.low <= 0 <= shown.high
