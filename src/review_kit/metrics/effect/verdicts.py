"""What may be said of an effect, and why no more may."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What is claimed."""

    HELPED = "helped"
    """Both comparisons lie above zero."""
    LOWERED = "lowered"
    """Both comparisons lie below zero."""
    NOT_SHOWN = "not_shown"
    """One of the two comparisons, or both, include zero."""
    CANNOT_TELL = "cannot_tell"
    """There is an interval and it says nothing: no headline, no colour."""
    NOT_MEASURABLE = "not_measurable"
    """There is no number."""


class Reason(StrEnum):
    """Why there is no number, or what must be said beside it; in order of weight."""

    NONE = ""
    SESSIONS_NOT_LOGGED = "sessions_not_logged"
    WHOLE_REPS_COACHED = "whole_reps_coached"
    EVALUATOR_CHANGED = "evaluator_changed"
    FOLLOW_UP_TOO_SHORT = "follow_up_too_short"
    """Enough is coached, and its follow-up is not over: ``earliest`` says when it will be."""
    RECORD_TOO_SHORT = "record_too_short"
    """Enough was coached, too soon after its scores begin: what came before is not known."""
    TOO_FEW_COACHED = "too_few_coached"
    TOO_FEW_CONTROLS = "too_few_controls"
    NO_OVERLAP = "no_overlap"
    INTERVAL_TOO_WIDE = "interval_too_wide"
    COMPARISONS_DISAGREE = "comparisons_disagree"
    """Between one estimate and the other; only the lower is claimed."""
    ONE_COMPARISON_ONLY = "one_comparison_only"
    """Within teams there is an effect, within reps not: nothing is claimed."""
    ROSE_AT_ONCE = "rose_at_once"
    """An effect in days 1–7, which learning rarely has."""
    CONTROLS_COACHED_LATER = "controls_coached_later"
    """At least so much: the comparison group was also being coached."""
    OVER_HALF_COACHED = "over_half_coached"
    """Likewise."""


WITHOUT_NUMBER = frozenset(
    {
        Reason.SESSIONS_NOT_LOGGED,
        Reason.WHOLE_REPS_COACHED,
        Reason.EVALUATOR_CHANGED,
        Reason.FOLLOW_UP_TOO_SHORT,
        Reason.RECORD_TOO_SHORT,
        Reason.TOO_FEW_COACHED,
        Reason.TOO_FEW_CONTROLS,
        Reason.NO_OVERLAP,
    }
)
"""Reasons that leave no number to print."""
