"""The companies that the estimate is tried on."""

from __future__ import annotations

from benchmarks.effect.simulator import Company

SCENARIOS: dict[str, Company] = {
    # coaching does nothing
    "dips": Company(selection=2.5, rep_selection=1.0, coached_a_week=0.07),
    "thin": Company(reps=130, calls_a_week=(2.0, 5.0), coached_a_week=0.05),
    "forty_reps": Company(reps=40, teams=5, coached_a_week=0.10),
    "slow_state": Company(state_daily=0.985, selection=2.0),
    "team_shocks": Company(teams=5, team_shock=3.0),
    "fast_learners": Company(fast_learners=5.0),
    # coaching lifts by 8 pp
    "plateau": Company(effect=8.0),
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

WITHOUT_THRESHOLD = ("managers_differ", "ceiling", "dip_then_rise", "spill_over")
"""Those that are told only; a quarter of the seeds says enough of them."""

UNCOACHED = ("dips", "thin", "slow_state")
"""Those whose uncoached reps are judged as well."""

NULL = ("dips", "thin", "forty_reps", "slow_state", "team_shocks")
"""Those without any effect, in which every finding is a false one."""
