"""The companies that the estimate is tried on."""

from __future__ import annotations

from typing import Any

from benchmarks.effect.simulator import Company

_SEEN_BEFORE = 70
"""Days before an export begins that managers have seen."""
_OWN_DIPS: dict[str, Any] = {
    "against_usual": 1.0,
    "selection": 2.5,
    "rep_selection": 1.0,
    "coached_a_week": 0.07,
}
"""Managers who coach what has fallen below its own usual level, which a record cut short cannot show."""


def _coached_from_the_first_week(days: int) -> Company:
    """Give a company whose exports begin in the midst of its coaching, so many days ago."""
    return Company(
        days=_SEEN_BEFORE + days, export_from=_SEEN_BEFORE, first_coaching=_SEEN_BEFORE, **_OWN_DIPS
    )


def _scored_by_people_once_coached(stricter: float) -> Company:
    """Give a company in which people score a fifth of the calls, and another fifth of coached skills."""
    return Company(
        people_share=0.2,
        people_in_the_end=0.2,
        people_after_coaching=0.25,
        people_stricter=stricter,
        **_OWN_DIPS,
    )


SCENARIOS: dict[str, Company] = {
    # coaching does nothing
    "dips": Company(selection=2.5, rep_selection=1.0, coached_a_week=0.07),
    "thin": Company(reps=130, calls_a_week=(2.0, 5.0), coached_a_week=0.05),
    "forty_reps": Company(reps=40, teams=5, coached_a_week=0.10),
    "slow_state": Company(state_daily=0.985, selection=2.0),
    "team_shocks": Company(teams=5, team_shock=3.0),
    "fast_learners": Company(fast_learners=5.0),
    # nor does it here, where the record is cut off
    "record_120": _coached_from_the_first_week(120),
    "record_150": _coached_from_the_first_week(150),
    "record_200": _coached_from_the_first_week(200),
    "record_270": _coached_from_the_first_week(270),
    "record_400": _coached_from_the_first_week(400),
    "older_log": Company(days=400, export_from=133, first_coaching=70, **_OWN_DIPS),
    "begin_later": Company(begin_later=0.4, **_OWN_DIPS),
    "month_missing": Company(not_exported=(98, 126), **_OWN_DIPS),
    # nor here, where something else does
    "bad_call": Company(on_bad_call=True, rep_selection=1.0),
    "people_take_over": Company(people_in_the_end=1.0, people_stricter=6.0, **_OWN_DIPS),
    "people_stricter": _scored_by_people_once_coached(6.0),
    "people_milder": _scored_by_people_once_coached(-6.0),
    "rubric_change": Company(rubric_change=160, **_OWN_DIPS),
    "season": Company(season=10.0, **_OWN_DIPS),
    "weak_reps_leave": Company(reps=120, leavers=0.008, **_OWN_DIPS),
    "new_hires": Company(new_hires=0.3, **_OWN_DIPS),
    "uneven_paces": Company(
        reps=60, teams=6, criteria=6, calls_a_week=(5.0, 200.0), paces_uneven=True
    ),
    "three_steps": Company(steps=3, **_OWN_DIPS),
    "five_steps": Company(steps=5, **_OWN_DIPS),
    "whole_teams": Company(reps=120, whole_teams=0.07, cluster_shock=5.0),
    "thirteen_reps": Company(reps=13, teams=2, coached_a_week=0.15),
    "long_dips": Company(days=400, **_OWN_DIPS),
    # coaching lifts by 8 pp
    "plateau": Company(effect=8.0),
    "long_plateau": Company(days=400, effect=8.0),
    "thin_plateau": Company(effect=8.0, reps=130, calls_a_week=(2.0, 5.0), coached_a_week=0.05),
    "company_trend": Company(effect=8.0, company_trend=3.0, level=55.0),
    "fifty_coached": Company(effect=8.0, coached_units=53, coached_a_week=0.05),
    "fifteen_coached": Company(effect=8.0, coached_units=17, coached_a_week=0.04),
    "ten_coached": Company(effect=8.0, coached_units=10, coached_a_week=0.04),
    # what bends the effect itself
    "managers_differ": Company(effect=8.0, manager_spread=4.0),
    "ceiling": Company(effect=8.0, level=84.0),
    "dip_then_rise": Company(effect=8.0, dip=4.0, dip_days=7),
    "spill_over": Company(effect=8.0, spill_over=0.3),
}
"""Name → company; another seed makes another company of the same kind."""

WITHOUT_THRESHOLD = (
    "managers_differ",
    "ceiling",
    "dip_then_rise",
    "spill_over",
    "month_missing",
)
"""Those that are told only; a quarter of the seeds says enough of them."""

UNCOACHED = ("dips", "thin", "slow_state", "begin_later")
"""Those whose uncoached reps are judged as well."""

LONG = ("long_dips", "long_plateau")
"""Those whose later days are estimated as well: records long enough for them."""

CUT_OFF = (
    "record_150",
    "record_200",
    "record_270",
    "record_400",
    "older_log",
    "begin_later",
)
"""Those without any effect whose records begin in the midst of coaching, and are long enough to tell."""

TOO_SHORT = "record_120"
"""The same, so short that hardly anything can be compared."""

SCORER_MIX = ("people_take_over", "people_stricter", "people_milder")
"""Those in which the scorers change, for all or for the coached."""

OTHER_CHANGE = (
    "rubric_change",
    "season",
    "weak_reps_leave",
    "uneven_paces",
    "three_steps",
    "five_steps",
)
"""Those in which something else than coaching moves scores, or the scale is coarse."""

NULL = (
    "dips",
    "thin",
    "forty_reps",
    "slow_state",
    "team_shocks",
    TOO_SHORT,
    *CUT_OFF,
    "bad_call",
    *SCORER_MIX,
    *OTHER_CHANGE,
    "long_dips",
    "whole_teams",
    "thirteen_reps",
)
"""Those without any effect, in which every finding is a false one."""

MAY_BE_REFUSED = (*SCORER_MIX, "thirteen_reps")
"""Those in which saying nothing is as right as saying nothing false."""

NOT_HELPED = tuple(name for name in NULL if name != "whole_teams")
"""Those in which “coaching helps” may not be claimed; of whole teams, nothing two-sided either."""

BY_ITSELF = "new_hires"
"""Coached more while they learn by themselves, which nothing can tell from coaching: its bias is told."""
