"""What is said of a whole company: a data set for every case."""

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.simulator import Company, Record, simulate

from review_kit.metrics.effect.estimate import CoachingEffects, coaching_effects
from review_kit.metrics.effect.history import History, history
from review_kit.metrics.effect.panel import NEVER, panel_of
from review_kit.metrics.effect.placebo import pretended
from review_kit.metrics.effect.rows import Rows, complete, rows_at_risk
from review_kit.metrics.effect.tables import curve_table, effects_table
from review_kit.metrics.effect.verdicts import Reason, Verdict

WHOLE = ("org", "org")


def estimated(record: Record, logged_share=None, **changed) -> CoachingEffects:
    """Estimate from a record, with other scores or sessions where these are given."""
    panel = panel_of(
        changed.get("scores", record.scores),
        changed.get("sessions", record.first_sessions),
        record.reps,
        record.as_of,
    )
    return coaching_effects(panel, logged_share)


def said(record: Record, logged_share=None, **changed):
    return estimated(record, logged_share, **changed).of(*WHOLE)


@pytest.fixture(scope="module")
def plateau() -> Record:
    # scores that scatter little, so that a wrong step shows
    quiet = {"noise": 5.0, "call_noise": 2.0, "state": 3.0}
    return simulate(Company(reps=60, teams=6, effect=8.0, coached_a_week=0.08, **quiet), 1)


@pytest.fixture(scope="module")
def nothing() -> Record:
    return simulate(Company(reps=60, teams=6, coached_a_week=0.08), 1)


@pytest.fixture(scope="module")
def found(plateau) -> CoachingEffects:
    return estimated(plateau)


def test_an_effect_that_is_there_is_found_and_its_interval_holds_it(found):
    whole = found.of(*WHOLE)
    assert whole.verdict is Verdict.HELPED
    # the plateau of 8 is reached by day 7, before the days that are looked at
    assert whole.first.low < 8 < whole.first.high
    assert whole.second.low < 8 < whole.second.high
    assert whole.claimed == whole.first
    assert not whole.placebo.is_above_zero
    assert not whole.placebo.is_below_zero


def test_without_an_effect_nothing_is_claimed(nothing):
    whole = said(nothing)
    assert whole.verdict is Verdict.NOT_SHOWN
    assert whole.first.low < 0 < whole.first.high


def test_an_effect_that_harms_is_told_as_such():
    record = simulate(Company(reps=60, teams=6, effect=-8.0, coached_a_week=0.08), 1)
    assert said(record).verdict is Verdict.LOWERED


def test_the_curve_rises_from_the_first_week_to_the_plateau(found):
    curve = found.of(*WHOLE).curve
    days = [(point.first_day, point.last_day) for point in curve]
    assert days == [(1, 7), (8, 14), (15, 21), (22, 28), (29, 35)]
    # day d of the first week has d/7 of the plateau: 4.8 in the mean of its working days
    first, *later = (point.effect for point in curve)
    assert first.low < 4.8 < first.high
    assert all(one.low < 8 < one.high for one in later)


def test_a_rise_in_the_first_week_is_pointed_out(found, nothing):
    assert Reason.ROSE_AT_ONCE in found.of(*WHOLE).warnings
    assert Reason.ROSE_AT_ONCE not in said(nothing).warnings


def test_every_scope_has_a_row(found, plateau):
    table = effects_table(found.estimates)
    assert table["scope"].value_counts().to_dict() == {
        "criterion": 8,
        "team": 6,
        "manager": 6,
        "org": 1,
    }
    told = table[table["estimate"].notna()]
    assert (told["low"] < told["high"]).all()
    assert (told["n_treated"] >= 12).all()
    assert set(curve_table(found.estimates)["scope_id"]) == set(told["scope_id"])
    # what all teams have coached is what the organisation has
    teams = table[table["scope"] == "team"]
    assert teams["n_treated"].sum() == table["n_treated"][0] == len(found.expected_gaps)


def test_a_scope_is_the_mean_over_its_own_rep_criteria(found, plateau):
    gaps = found.expected_gaps.merge(plateau.reps, on="rep_id")
    by_team = gaps.groupby("team")["expected_gap"].mean()
    teams = [one for one in found.estimates if one.scope == "team" and one.first.known]
    assert teams
    for one in teams:
        assert one.first.estimate == pytest.approx(by_team[one.scope_id])


def test_too_few_coached(plateau):
    record = simulate(Company(reps=60, effect=8.0, coached_units=7), 1)
    whole = said(record)
    assert (whole.verdict, whole.reason) == (Verdict.NOT_MEASURABLE, Reason.TOO_FEW_COACHED)
    assert np.isnan(whole.first.estimate)
    assert whole.diagnostics.n_treated <= 7
    # those lacking could start the day after, and take 35 days more
    assert whole.diagnostics.needs_more_coaching
    assert (whole.diagnostics.earliest - record.as_of).days == 36


def test_follow_up_too_short():
    record = simulate(Company(reps=60, effect=8.0, coached_a_week=0.3, days=115), 1)
    whole = said(record)
    assert (whole.verdict, whole.reason) == (Verdict.NOT_MEASURABLE, Reason.FOLLOW_UP_TOO_SHORT)
    found = estimated(record)
    assert whole.diagnostics.n_waiting == len(found.waiting) >= 12
    # on that day, and not on the day before, there are twelve of eight reps
    for days, enough in ((0, True), (1, False)):
        by = pd.Timestamp(whole.diagnostics.earliest) - pd.Timedelta(days=days)
        ready = found.waiting[found.waiting["ready_on"] <= by]
        there = pd.concat([ready["rep_id"], found.expected_gaps["rep_id"]])
        assert (len(there) >= 12 and there.nunique() >= 8) == enough


def test_coached_from_the_first_week_on_in_a_short_record():
    record = simulate(Company(reps=60, coached_a_week=0.2, first_coaching=7, days=70), 1)
    whole = said(record)
    assert (whole.verdict, whole.reason) == (Verdict.NOT_MEASURABLE, Reason.RECORD_TOO_SHORT)
    begins = record.scores.groupby(["rep_id", "criterion_id"])["day"].min()
    coached = record.first_sessions.set_index(["rep_id", "criterion_id"])["day"]
    reach = (coached - begins.reindex(coached.index)).dt.days
    assert whole.diagnostics.n_cut_off == (reach < 70).sum() > 60
    assert whole.diagnostics.scores_from == record.scores["day"].min().date()
    # the day after the review the record reaches back far enough
    assert whole.diagnostics.coach_from is None
    assert (whole.diagnostics.earliest - record.as_of).days == 36


def test_the_earliest_day_keeps_its_word_when_twelve_start_on_the_day_it_asks_for():
    whole_year = simulate(Company(reps=24, teams=3, coached_units=0, calls_a_week=(10, 14)), 1)
    reviewed = whole_year.scores["day"].min() + pd.Timedelta(days=20)
    promised = estimated_on(whole_year, reviewed, whole_year.first_sessions).diagnostics
    # nothing was coached, so that nothing is cut off: only twenty days of scores are there
    assert (promised.n_cut_off, promised.record_too_short) == (0, False)
    assert promised.needs_more_coaching
    start = pd.Timestamp(promised.coach_from)
    begins = whole_year.scores.groupby(["rep_id", "criterion_id"])["day"].min()
    ready = begins[begins <= start - pd.Timedelta(days=70)].reset_index()
    twelve = ready.sort_values("criterion_id")[["rep_id", "criterion_id"]].head(12)
    sessions = twelve.assign(day=start)
    assert sessions["rep_id"].nunique() >= 8
    on_the_day = estimated_on(whole_year, pd.Timestamp(promised.earliest), sessions)
    assert on_the_day.diagnostics.n_treated == 12
    # a day earlier their follow-up is not over, and had they begun a day earlier some record was too short
    before = pd.Timestamp(promised.earliest) - pd.Timedelta(days=1)
    assert estimated_on(whole_year, before, sessions).diagnostics.n_treated == 0
    sooner = sessions.assign(day=start - pd.Timedelta(days=1))
    assert len(begins[begins <= start - pd.Timedelta(days=71)]) < 12
    early = estimated_on(whole_year, before, sooner).diagnostics
    assert early.n_treated < 12
    assert early.n_cut_off > 0


def estimated_on(record: Record, day: pd.Timestamp, sessions: pd.DataFrame):
    """Estimate as on that day."""
    panel = panel_of(record.scores, sessions, record.reps, day.date())
    return coaching_effects(panel).of(*WHOLE)


def test_no_record_that_begins_too_late_is_behind_anything():
    company = Company(
        reps=40, teams=4, days=340, export_from=140, first_coaching=70, begin_later=0.3
    )
    record = simulate(company, 1)
    panel = panel_of(record.scores, record.first_sessions, record.reps, record.as_of)
    rows = rows_at_risk(panel)
    first = record.scores.groupby(["rep_id", "criterion_id"])["day"].min()
    keys = pd.MultiIndex.from_arrays(
        [panel.reps.take(rows.rep), panel.criteria.take(rows.criterion)]
    )
    reach = pd.Series(panel.dates(rows.day)) - first.reindex(keys).to_numpy()
    assert reach.dt.days.min() == 70
    # what the log shows as coached by then is in no row later on
    sessions = record.first_sessions
    begins = first.reindex(pd.MultiIndex.from_frame(sessions[["rep_id", "criterion_id"]]))
    cut_off = (sessions["day"] - begins.to_numpy()).dt.days < 70
    assert cut_off.sum() > 30
    gone = pd.MultiIndex.from_frame(sessions.loc[cut_off, ["rep_id", "criterion_id"]])
    later = rows.day > panel.first_session[rows.rep, rows.criterion]
    assert not (keys.isin(gone) & later).any()
    assert not (keys.isin(gone) & rows.treated).any()
    # nor does it become one of those that coaching is pretended for, or that are judged one by one
    complete_rows = rows.where(complete(rows, panel))
    before = history(panel, complete_rows)
    chosen, _ = pretended(panel, complete_rows, before, before.column("early_raw"))
    assert (chosen.day - panel.begins[chosen.rep, chosen.criterion]).min() >= 70
    found = coaching_effects(panel)
    for judged in (found.expected_gaps, found.waiting):
        assert not pd.MultiIndex.from_frame(judged[["rep_id", "criterion_id"]]).isin(gone).any()


def test_too_few_controls():
    record = simulate(Company(reps=9, teams=1, effect=8.0, coached_a_week=0.25), 1)
    assert said(record).reason is Reason.TOO_FEW_CONTROLS


def test_coached_lower_than_any_uncoached():
    # everything whose last fortnight was under a line is coached in one week
    record = simulate(Company(reps=60, coached_units=0), 2)
    day = pd.Timestamp("2026-05-04")
    recent = record.scores[record.scores["day"].between(day - pd.Timedelta(days=14), day)]
    mean = recent.groupby(["rep_id", "criterion_id"])["score"].mean()
    low = mean[mean < mean.quantile(0.12)].index.to_frame(index=False).assign(day=day)
    whole = said(record, sessions=low)
    assert (whole.verdict, whole.reason) == (Verdict.NOT_MEASURABLE, Reason.NO_OVERLAP)
    assert whole.diagnostics.overlap_share < 0.8


def test_an_interval_too_wide_says_nothing():
    record = simulate(
        Company(reps=30, effect=8.0, coached_units=16, noise=40.0, calls_a_week=(2, 3)), 3
    )
    whole = said(record)
    assert (whole.verdict, whole.reason) == (Verdict.CANNOT_TELL, Reason.INTERVAL_TOO_WIDE)
    assert whole.first.width > 8
    # from x to y can be told, a headline cannot
    assert np.isnan(whole.claimed.estimate)


def test_reps_who_improve_in_everything_make_the_comparisons_disagree():
    record = simulate(Company(reps=100, fast_learners=6.0), 1)
    whole = said(record)
    assert whole.reason is Reason.COMPARISONS_DISAGREE
    assert whole.difference.is_below_zero
    assert whole.claimed == whole.second
    assert whole.second.estimate < whole.first.estimate
    assert whole.verdict is not Verdict.HELPED


def test_controls_that_are_coached_too_make_it_a_lower_bound():
    record = simulate(Company(reps=60, teams=6, effect=8.0, coached_a_week=0.5), 1)
    whole = said(record)
    assert {Reason.CONTROLS_COACHED_LATER, Reason.OVER_HALF_COACHED} <= set(whole.warnings)
    assert whole.verdict is Verdict.HELPED
    assert whole.diagnostics.share_coached_later >= 0.15
    coached = len(record.first_sessions) / (60 * 8)
    assert whole.diagnostics.share_coached == pytest.approx(coached)
    assert coached > 0.5


def test_whole_reps_coached_at_once():
    record = simulate(Company(reps=60, coached_units=0), 1)
    reps = record.reps["rep_id"][:20]
    criteria = sorted(record.scores["criterion_id"].unique())
    days = pd.Timestamp("2026-04-06") + pd.to_timedelta(7 * (np.arange(20) % 10), unit="D")
    sessions = pd.DataFrame({"rep_id": reps, "day": days}).merge(
        pd.DataFrame({"criterion_id": criteria}), how="cross"
    )
    assert said(record, sessions=sessions).reason is Reason.WHOLE_REPS_COACHED


def test_an_evaluator_who_changed_with_the_coaching(plateau):
    keys = ["rep_id", "criterion_id"]
    first = plateau.first_sessions.set_index(keys)["day"]
    since = plateau.scores.join(first.rename("first"), on=keys)
    scores = plateau.scores.assign(human=since["day"] > since["first"])
    assert said(plateau, scores=scores).reason is Reason.EVALUATOR_CHANGED
    # one who scores every tenth call everywhere is no matter
    scores = plateau.scores.assign(human=np.arange(len(scores)) % 10 == 0)
    assert said(plateau, scores=scores).reason is not Reason.EVALUATOR_CHANGED


def test_sessions_that_are_not_logged(plateau):
    assert said(plateau, {WHOLE: 0.6}).reason is Reason.SESSIONS_NOT_LOGGED
    assert said(plateau, {WHOLE: 0.61}).verdict is Verdict.HELPED


def test_names_do_not_matter_and_order_does_not(plateau, found):
    shuffled = plateau.scores.sample(frac=1, random_state=1)
    again = estimated(plateau, scores=shuffled).of(*WHOLE)
    assert vars(again.first) == pytest.approx(vars(found.of(*WHOLE).first))


def test_what_comes_after_the_review_day_is_not_looked_at(plateau):
    earlier = plateau.as_of.replace(month=8)
    panel = panel_of(plateau.scores, plateau.first_sessions, plateau.reps, earlier)
    known = plateau.scores[plateau.scores["day"] <= pd.Timestamp(earlier)]
    logged = plateau.first_sessions[plateau.first_sessions["day"] <= pd.Timestamp(earlier)]
    same = panel_of(known, logged, plateau.reps, earlier)
    pd.testing.assert_frame_equal(
        effects_table(coaching_effects(panel).estimates),
        effects_table(coaching_effects(same).estimates),
    )
    assert (panel.first_session == NEVER).sum() == 60 * 8 - len(logged)


def test_a_company_without_a_session_or_a_score(nothing):
    none = nothing.first_sessions[:0]
    whole = said(nothing, sessions=none)
    assert whole.reason is Reason.TOO_FEW_COACHED
    assert estimated(nothing, sessions=none).expected_gaps.empty
    empty = estimated(nothing, scores=nothing.scores[:0], sessions=none)
    assert empty.of(*WHOLE).reason is Reason.TOO_FEW_COACHED
    assert len(effects_table(empty.estimates)) == 1 + 6 + 6


def test_placebo_coaching_is_chosen_by_the_past_alone(plateau):
    panel = panel_of(plateau.scores, plateau.first_sessions, plateau.reps, plateau.as_of)
    rows = rows_at_risk(panel)
    rows = rows.where(complete(rows, panel))
    before = history(panel, rows)
    prognosis = before.column("early_raw")
    chosen, kept = pretended(panel, rows, before, prognosis)
    # one for every coached row, in the same weeks, none of them coached by then
    coached = rows.where(rows.treated)
    assert chosen.treated.sum() == len(coached)
    assert (np.bincount(chosen.week[chosen.treated]) == np.bincount(coached.week)).all()
    assert not rows.treated[kept].any()
    # outcomes and later weeks change nothing of what was chosen up to then
    first = rows.week <= 20
    blind = Rows(**{**vars(rows.where(first)), "score_after": np.zeros(first.sum())})
    again, _ = pretended(panel, blind, History(before.values[first]), prognosis[first])
    early = chosen.where(chosen.week <= 20)
    for name in ("rep", "criterion", "week", "treated"):
        assert getattr(early, name).tolist() == getattr(again, name).tolist()
