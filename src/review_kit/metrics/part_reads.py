"""What each part of a review's metrics is computed from: where none of it changed, it comes out the same.

A part is a metric table, or what several of them rest on. What it reads of the coaching log is named column
by column, because the log is corrected most; everything else by the canonical tables it is prepared from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from review_kit.metrics.families import FAMILIES
from review_kit.metrics.groups import GROUP_COLUMNS, MEMBERSHIP
from review_kit.metrics.provenance import TRACED

_ROSTER = frozenset({"roster"})
_RUBRIC = frozenset({"criteria"})
_SCORES = frozenset({"roster", "criteria", "qa_scores", "disputes"})

READ_FROM: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(("config", "windows", "recent", "own_results"), frozenset()),
        **dict.fromkeys(("reps", "groups"), _ROSTER),
        "rubric": _RUBRIC,
        **dict.fromkeys(("call_scores", "calls", "several", "gaps", "disputed", "scored"), _SCORES),
        "opportunities": _ROSTER | {"opportunities"},
        **dict.fromkeys(("visits", "passed"), _ROSTER | {"opportunities", "stage_history"}),
        "quotas": _ROSTER | {"quotas"},
        "outcomes": _ROSTER | {"outcomes", "opportunities", "quotas"},
        "calendar": _ROSTER | {"scheduled_sessions"},
        "matrix": _ROSTER | {"skills_matrix"},
        "goals": _ROSTER | _RUBRIC | {"goals"},
        "statements": _ROSTER | {"acknowledgements"},
        "notes": _ROSTER | {"review_notes"},
        "ratings": _SCORES | {"self_assessments"},
    }
)
"""Part of a review's material → canonical tables that it is prepared from, beside settings and windows."""

LOG = "coaching_log"
EVERY_PART = ("config", "windows", "recent", "reps", "groups", "rubric")
"""Material that every part may read."""

SHOWN_ONLY = (
    *("progress_note", "manager_note", "commitment_check"),
    *("evidence_url", "evidence_offset_s"),
)
"""Columns of the coaching log that are shown as they are: no number depends on them."""

ALL: tuple[str, ...] = ("*",)
BUT = "-"
"""Before the names of columns that are not read where all others are."""
COUNTED: tuple[str, ...] = (BUT, *SHOWN_ONLY)
"""All columns but those that are shown only."""
UNPROMISED: tuple[str, ...] = (
    *COUNTED,
    *("commitment", "commitment_due", "commitment_status", "commitment_vague"),
)
"""All but these, and what is said of commitments."""
PRESENT: tuple[str, ...] = ()
"""Whether there is such a frame."""

HELD = ("rep_id", "session_id", "manager_id", "session_date", "entry_id", "minutes", *MEMBERSHIP)
"""Columns of log entries that say which sessions took place, when, and for whom they count."""
OF_EFFECT = ("rep_id", "criterion_id", "session_date")
"""Columns of log entries that the effect of coaching is estimated from."""


@dataclass(frozen=True)
class Reads:
    """What one part reads beside :data:`EVERY_PART`.

    Parameters
    ----------
    whole
        Material that rests on tables alone (:data:`READ_FROM`).
    columns
        Material that rests on the coaching log → columns of it that are read: names, or :data:`ALL`,
        :data:`PRESENT`, or all :data:`BUT` some.
    after
        Parts that it is computed from.
    tables
        Canonical tables that it reads themselves.
    quarantined
        Canonical tables whose quarantined rows it counts.
    by_rep
        Of a part that is a rep's own: what of all this it reads of a rep for this rep's rows alone. It has no
        row that anything else of another rep could change, and its rows are in order of rep.
    """

    whole: Sequence[str] = ()
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    after: Sequence[str] = ()
    tables: Sequence[str] = ()
    quarantined: Sequence[str] = ()
    by_rep: Sequence[str] = ()


_ALL_SCORES = ("call_scores", "calls", "several", "gaps", "disputed", "scored")
_DEALS = ("opportunities", "visits", "quotas", "outcomes")
_BESIDE_LOG = (
    *_ALL_SCORES,
    *_DEALS,
    *("calendar", "matrix", "goals", "statements", "notes", "ratings", "own_results"),
)
_OF_LOG_TABLES = (
    *("roster", "criteria", "qa_scores", "scheduled_sessions"),
    *("disputes", "self_assessments"),
)
_SESSIONS = {"sessions": ALL}

_COUNTED_FROM = {"history": COUNTED, "entries": COUNTED, "agreed": COUNTED, **_SESSIONS}
_NUMBERS = (
    *("criteria-counted", "sessions-counted", "completion", "goals", "results-counted"),
    *("matrix", "stalled", "coaching_gaps", "hire_milestones", "plans-counted"),
    *("planned_sessions", "what_if"),
    *("themes", "stages", "deals-lost"),
)
_OF_REP = (
    *("call_scores", "calls", "opportunities", "passed", "quotas", "outcomes", "matrix"),
    "ratings",
)
"""What numbers that are shown with their rows are counted from: of the log, tables that hold them, and other
material that has a rep's own rows."""

_FAMILIES: Mapping[str, Reads] = {
    "overall": Reads(("call_scores", "calls")),
    "cadence": Reads(("calendar",), {**_SESSIONS, "not_held": HELD}),
    "completion": Reads(("calendar",), {"due": ALL}),
    "commitments": Reads((), {"agreed": COUNTED}),
    "logbook": Reads(("ratings",), {"entries": UNPROMISED}),
    "matrix": Reads(("matrix",)),
    "deals": Reads(("opportunities",)),
    "losses": Reads(("opportunities",)),
    "quotas": Reads(("opportunities", "quotas")),
    "outcomes": Reads(("opportunities", "quotas", "outcomes")),
}


def family_part(name: str) -> str:
    """Name the part that has the rows of a family of metrics."""
    return f"family-{name}"


_FAMILY_PARTS = tuple(family_part(family.__name__) for family in FAMILIES)
_PROVENANCE = tuple(f"provenance-{table}" for table in TRACED)

READS: Mapping[str, Reads] = MappingProxyType(
    {
        # what several tables rest on
        "money-checked": Reads(tables=("opportunities", "quotas", "outcomes")),
        "calls-scored": Reads(("call_scores",)),
        "calls-around": Reads(("call_scores",), {"logged": OF_EFFECT}),
        "ratings-told": Reads(("call_scores",), tables=("self_assessments",)),
        "effect-of-coaching": Reads(
            ("call_scores", "gaps"),
            {
                "history": OF_EFFECT,
                "due": ("group", "pending", "complete"),
                "calendar": PRESENT,
            },
        ),
        "criteria-judged": Reads(
            (*_ALL_SCORES, "goals"),
            {
                "entries": (*OF_EFFECT, "session_id", "follow_up_measured"),
                "history": OF_EFFECT,
            },
            ("effect-of-coaching", "scorers"),
        ),
        "criteria-read": Reads(
            (),
            {"log": ("rep_id", "criterion_id", "commitment_due", "commitment_status")},
            ("criteria-judged",),
        ),
        **{family_part(name): reads for name, reads in _FAMILIES.items()},
        "scores-before": Reads(("call_scores", "gaps")),
        "values-measured": Reads(
            ("calendar", "opportunities", "quotas", "matrix"),
            {"log": ("session_date", *MEMBERSHIP)},
            (*_FAMILY_PARTS, "scores-before"),
        ),
        "goals-on-day": Reads(
            _BESIDE_LOG,
            {"log": PRESENT, "not_held": PRESENT},
            tables=("roster", "criteria", "qa_scores", "disputes"),
        ),
        "goals-on-day-of-log": Reads(
            _BESIDE_LOG, {LOG: COUNTED, "log": PRESENT, "not_held": PRESENT}, (), _OF_LOG_TABLES
        ),
        "goals-standing": Reads(
            ("calendar", "opportunities", "quotas", "matrix", "goals"),
            {"log": ("session_date", *MEMBERSHIP)},
            (
                *("criteria-judged", "deals-stalled", "goals-on-day", "goals-on-day-of-log"),
                *("scores-before", *_FAMILY_PARTS),
            ),
        ),
        **dict.fromkeys(
            ("deals-stalled", "deals-lost", "stages-passed"), Reads(("opportunities", "visits"))
        ),
        "values-of-all": Reads(
            ("opportunities", "matrix"),
            after=("values-measured", "goals-standing", "criteria-judged", "deals-stalled"),
        ),
        "cadence-told": Reads(("matrix",), after=("values-of-all",)),
        "levers-told": Reads(after=("values-of-all",)),
        "values-compared": Reads(("outcomes",), after=("values-of-all",)),
        "plans-proposed": Reads(
            ("matrix",),
            {"history": (*HELD, "criterion_id"), **_SESSIONS},
            ("criteria-judged", "goals-standing", "cadence-told", "effect-of-coaching"),
        ),
        "themes-found": Reads((), {"history": UNPROMISED}, ("criteria-judged",)),
        "gaps-routed": Reads(
            ("matrix",), {"entries": COUNTED, "log": COUNTED}, ("criteria-read", "themes-found")
        ),
        "drivers-found": Reads(
            ("call_scores", "own_results", "opportunities", "quotas", "outcomes")
        ),
        "return-reckoned": Reads(
            ("call_scores", "calls", "own_results", *_DEALS),
            _SESSIONS,
            ("effect-of-coaching", "drivers-found", "criteria-judged"),
        ),
        "ramps": Reads(tables=("roster", "quotas", "opportunities", "outcomes")),
        **{
            part: Reads(tables=(table,), quarantined=(table,))
            for part, table in zip(_PROVENANCE, TRACED, strict=True)
            if table != "coaching_log"
        },
        "provenance-coaching_log": Reads(
            (), {"coaching_log": ("rep_id", "session_date")}, quarantined=("coaching_log",)
        ),
        # metric tables
        "reps": Reads(("calls",), {"log": ("rep_id", "manager_id", "session_date")}),
        "rep_criteria": Reads(after=("criteria-read",)),
        **{f"{grain}_metrics": Reads(after=("values-compared",)) for grain in GROUP_COLUMNS},
        "weekly": Reads(("call_scores",)),
        "call_scores": Reads(("call_scores",)),
        "sessions": Reads((), {"entries": ALL}),
        "sessions-counted": Reads(after=("sessions",)),
        "commitments": Reads((), {"agreed": ALL}),
        "themes": Reads(after=("themes-found", "gaps-routed")),
        "coaching_gaps": Reads(after=("gaps-routed",)),
        "matrix": Reads(("matrix",)),
        "dose": Reads(after=("values-of-all",)),
        "quadrants": Reads(after=("criteria-judged",)),
        "role_play_groups": Reads(after=("criteria-judged",)),
        "team_competencies": Reads(("matrix",)),
        "drivers": Reads(after=("drivers-found",)),
        **dict.fromkeys(
            ("effects", "effect_curve", "effect_persistence", "effect_parts"),
            Reads(after=("effect-of-coaching",)),
        ),
        "own_effects": Reads(),
        "money": Reads(after=("return-reckoned",)),
        "money_assumptions": Reads(after=("return-reckoned",)),
        "exemplars": Reads(after=("criteria-judged",)),
        "ramp_cohorts": Reads(after=("ramps",)),
        "ramp_curve": Reads(after=("ramps",)),
        "losses": Reads(("opportunities", "visits")),
        "stalled": Reads(("opportunities",), after=("deals-stalled",)),
        "stages": Reads(("opportunities", "passed")),
        "what_if": Reads(("opportunities", "quotas"), after=("levers-told",)),
        "completion": Reads((), {"due": ALL}),
        "team_criteria": Reads(after=("criteria-judged",)),
        "goals": Reads(after=("goals-standing",)),
        "plans": Reads(after=("plans-proposed",)),
        "planned_sessions": Reads(after=("plans-proposed",)),
        "disputed_scores": Reads(("disputed",)),
        "scorers": Reads(_ALL_SCORES),
        "scorer_shares": Reads(("call_scores",)),
        "statements": Reads(("statements",)),
        "hire_milestones": Reads(
            (*_ALL_SCORES, "opportunities", "quotas", "calendar"),
            {"history": HELD, "not_held": ("session_date",)},
            tables=("roster",),
        ),
        "review_notes": Reads(("notes",)),
        "provenance": Reads(after=_PROVENANCE),
        "results-counted": Reads(after=("rep_metrics",)),
        "criteria-counted": Reads(after=("rep_criteria",)),
        "plans-counted": Reads(after=("plans",)),
        "number_rows": Reads(
            (*_OF_REP, "calendar"),
            _COUNTED_FROM,
            _NUMBERS,
            by_rep=(*_OF_REP, *_COUNTED_FROM, *_NUMBERS),
        ),
    }
)
"""Part → what it reads."""


def rests_on_log(part: str) -> bool:
    """Say whether a part can come out otherwise after a change to the coaching log alone."""
    reads = READS[part]
    columns = [name for name, read in reads.columns.items() if tuple(read) != PRESENT]
    own = bool(columns) or "coaching_log" in (*reads.tables, *reads.quarantined)
    return own or any(rests_on_log(one) for one in reads.after)
