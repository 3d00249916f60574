"""The stage as a whole: canonical tables in, metric tables out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

import pandas as pd

from review_kit.metrics import comparison, status, team
from review_kit.metrics.calibrated import calibrated_changes
from review_kit.metrics.coaching_return import CoachingReturn, coaching_return
from review_kit.metrics.commitments import due_in
from review_kit.metrics.completion import rolling_completion
from review_kit.metrics.counted.few_digits import numbers_in_few_digits
from review_kit.metrics.counted.finders import RESULT_COLUMNS
from review_kit.metrics.counted.material import (
    LOST,
    Material,
    deals_lost,
)
from review_kit.metrics.counted.number_rows import number_rows
from review_kit.metrics.criteria import (
    coached_by_team,
    rep_criteria,
    sort_for_reading,
    with_commitments,
)
from review_kit.metrics.drivers import drivers
from review_kit.metrics.effects import ReviewEffects, effects_of
from review_kit.metrics.families import FAMILIES, Family, FamilyRows, giving
from review_kit.metrics.goal_days import is_of_log, results_on_day
from review_kit.metrics.goals import progress, scores_on_day, targets, with_current, with_standing
from review_kit.metrics.groups import GROUP_COLUMNS
from review_kit.metrics.hire_milestones import hire_milestones
from review_kit.metrics.losses import loss_analysis
from review_kit.metrics.matrix import matrix_movement, recommended_cadence
from review_kit.metrics.memory import arrow_in_system_memory
from review_kit.metrics.one_thread import matrices_in_one_thread
from review_kit.metrics.overall_change import ScoresBefore, scores_before
from review_kit.metrics.part_reads import SHOWN_ONLY, family_part
from review_kit.metrics.people import describe_reps
from review_kit.metrics.plan import plans
from review_kit.metrics.prepared import (
    NO_RESULTS,
    OwnResult,
    Review,
    check_money,
    prepare,
    ratings_of,
)
from review_kit.metrics.provenance import TRACED, rows_of_table
from review_kit.metrics.ramp_cohorts import ramp_tables, ramp_times
from review_kit.metrics.results import MetricTables, typed
from review_kit.metrics.routing import coaching_gaps, settled_lines
from review_kit.metrics.scorers.disputes import disputed_scores
from review_kit.metrics.scorers.no_verdict import without_verdict
from review_kit.metrics.scorers.one_scale import compared_windows
from review_kit.metrics.scorers.shares import scorer_shares
from review_kit.metrics.scorers.trust import scorer_table, unreliable_criteria
from review_kit.metrics.scoring import listed_scores
from review_kit.metrics.session_gain import session_gain
from review_kit.metrics.sessions import calls_around
from review_kit.metrics.skill_verdicts import is_stuck, skill_verdicts
from review_kit.metrics.stages import stage_conversion, stalled_deals
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.metrics.tables import SnapshotTables, Tables
from review_kit.metrics.text_storage import (
    in_text_as_held,
    tables_in_text_as_held,
    text_held_for,
)
from review_kit.metrics.themes import beside_verdicts, theme_recurrence
from review_kit.metrics.tidy import KEYS, LONG_DTYPES, gather
from review_kit.metrics.trajectory import weekly_means
from review_kit.metrics.way import dips_and_trends
from review_kit.metrics.what_if import LEVER_METRICS, what_if
from review_kit.metrics.windows import Window, review_windows
from review_kit.project.config import Config

_GROUP = ["grain", "group_id"]
"""Columns that name a group; its number stands for both until the tables are cut by grain."""
_SHOWN = {*SHOWN_ONLY} & {column.name for column in METRIC_TABLES["sessions"].columns}
_COUNTED_OF = {
    "sessions": "sessions-counted",
    "rep_metrics": "results-counted",
    "rep_criteria": "criteria-counted",
    "plans": "plans-counted",
}
"""Tables that somebody else's entry moves, or a note → the part that has what numbers are counted from, as it
is shown."""
_VERDICT_TEXTS = dict.fromkeys(("verdict", "verdict_basis", "verdict_reason"), "str")
"""Columns of a verdict that are text in the table, and so for all that rests on it."""


def compute_metrics(
    snapshot: SnapshotTables,
    config: Config,
    *,
    as_of: date,
    window_days: int | None = None,
    own_results: Mapping[str, OwnResult] = NO_RESULTS,
) -> MetricTables:
    """Compute every metric of a review, once for all reps.

    Parameters
    ----------
    snapshot
        Validated canonical tables.
    config
        Windows, thresholds, targets and rates.
    as_of
        The review day. Nothing later than it is looked at.
    window_days
        Length of the window where it differs from the configured one.
    own_results
        Results that the project computes itself, to be set against the criteria.

    Raises
    ------
    ConfigurationError
        The window is too short, nobody was there in it, money is in a currency that cannot be
        converted, or the rubric goes in circles.
    ContractGateError
        A required table is not there.
    """
    with arrow_in_system_memory():
        return metrics_of(
            Tables.from_snapshot(snapshot),
            config,
            as_of=as_of,
            window_days=window_days,
            own_results=own_results,
        )


def metrics_of(
    tables: Tables,
    config: Config,
    *,
    as_of: date,
    window_days: int | None = None,
    own_results: Mapping[str, OwnResult] = NO_RESULTS,
) -> MetricTables:
    """Compute every metric from plain tables; see :func:`compute_metrics`."""
    with matrices_in_one_thread():
        found = Computation(
            tables, config, as_of=as_of, window_days=window_days, own_results=own_results
        )
        return MetricTables({name: found.table(name) for name in METRIC_TABLES})


class Computation:
    """The tables of one review, each computed with what it rests on when it is first asked for.

    Parameters
    ----------
    tables, config, as_of, window_days, own_results
        As for :func:`compute_metrics`, with its errors.
    """

    def __init__(
        self,
        tables: Tables,
        config: Config,
        *,
        as_of: date,
        window_days: int | None = None,
        own_results: Mapping[str, OwnResult] = NO_RESULTS,
    ) -> None:
        self._windows = review_windows(config, as_of, window_days)
        with text_held_for(tables):
            self._tables = tables_in_text_as_held(tables)
            self._review = prepare(self._tables, config, self._windows, own_results)
        self._config = config
        self._known: dict[str, Sequence[pd.DataFrame]] = {}

    @property
    def material(self) -> Review:
        """What the tables are computed from."""
        return self._review

    def table(self, name: str) -> pd.DataFrame:
        """Return a metric table by its name, in the columns and types that it declares.

        Raises
        ------
        KeyError
            There is no such table.
        """
        with text_held_for(self._tables):
            table = self._table(name)
        return in_text_as_held(table)

    def _table(self, name: str) -> pd.DataFrame:
        return self._of(name)[0]

    def _of(self, part: str) -> Sequence[pd.DataFrame]:
        """Give the frames of a part: one of a metric table, some of what several tables rest on."""
        if part not in self._known:
            self._known[part] = self._make(part)
        return self._known[part]

    def _make(self, part: str) -> Sequence[pd.DataFrame]:
        if part in METRIC_TABLES:
            return [typed(self._makers[part](), part)]
        return self._makers_of_parts[part]()

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[], pd.DataFrame]]:
        review, window = self._review, self._windows.window
        gain = self._config.coaching.typical_gain_low_pp
        return {
            "reps": lambda: describe_reps(review.reps, review.log, review.calls, self._windows),
            "rep_criteria": lambda: self._criteria,
            **{
                f"{grain}_metrics": partial(self._of_grain, place)
                for place, grain in enumerate(GROUP_COLUMNS)
            },
            "weekly": lambda: self._weekly,
            "call_scores": lambda: self._listed,
            "sessions": lambda: review.entries[window.contains(review.entries["session_date"])],
            "commitments": lambda: _commitments(review),
            "themes": lambda: settled_lines(self._themes, self._gaps),
            "coaching_gaps": lambda: self._gaps,
            "matrix": lambda: self._moved,
            "dose": lambda: team.dose(self._rep_values, review.reps),
            "quadrants": lambda: team.quadrants(self._judged, review.reps),
            "role_play_groups": lambda: team.role_play_groups(
                self._judged, review.reps, self._config
            ),
            "team_competencies": lambda: _team_competencies(review, self._moved),
            "drivers": lambda: self._drivers,
            "effects": lambda: self._effects.effects,
            "effect_curve": lambda: self._effects.curve,
            "effect_persistence": lambda: self._effects.persistence,
            "effect_parts": lambda: self._effects.parts,
            # metrics of the project's own come later, each by itself
            "own_effects": pd.DataFrame,
            "money": lambda: self._of("return-reckoned")[0],
            "money_assumptions": lambda: self._of("return-reckoned")[1],
            "exemplars": lambda: _exemplars(review, self._judged),
            "ramp_cohorts": lambda: self._of("ramps")[0],
            "ramp_curve": lambda: self._of("ramps")[1],
            **{
                name: partial(self._about_deals, name)
                for name in ("losses", "stalled", "stages", "what_if")
            },
            "completion": self._completion,
            "team_criteria": lambda: coached_by_team(self._judged, review.reps, gain),
            "goals": lambda: pd.DataFrame() if self._goals is None else self._goals,
            "plans": lambda: self._of("plans-proposed")[0],
            "planned_sessions": lambda: self._of("plans-proposed")[1],
            "disputed_scores": lambda: (
                pd.DataFrame()
                if review.disputed is None
                else disputed_scores(review.disputed, review.reps["rep_id"], window)
            ),
            "scorers": lambda: scorer_table(review),
            "scorer_shares": lambda: scorer_shares(review),
            "statements": lambda: (
                pd.DataFrame() if review.statements is None else review.statements
            ),
            "hire_milestones": lambda: hire_milestones(review, self._tables.roster),
            "review_notes": lambda: pd.DataFrame() if review.notes is None else review.notes,
            "provenance": lambda: pd.concat(
                [rows for name in TRACED for rows in self._of(f"provenance-{name}")],
                ignore_index=True,
            ),
            "number_rows": lambda: number_rows(
                Material(review, self._counted, {LOST: partial(self._table, LOST)})
            ),
        }

    @cached_property
    def _makers_of_parts(self) -> Mapping[str, Callable[[], Sequence[pd.DataFrame]]]:
        """What several tables rest on; a part that there is not has no frames."""
        review = self._review
        return {
            "money-checked": self._check_money,
            "calls-scored": lambda: [review.calls],
            "calls-around": lambda: [
                calls_around(review.logged, review.call_scores, self._config.coaching)
            ],
            "ratings-told": lambda: _if_there(ratings_of(self._tables, review)),
            "effect-of-coaching": lambda: [*vars(effects_of(review)).values()],
            "criteria-judged": lambda: [self._judge_criteria()],
            "criteria-read": lambda: [
                with_commitments(
                    self._of("criteria-judged")[0], review.log, review.rubric, self._windows
                )
            ],
            **{
                family_part(family.__name__): partial(self._family_rows, family)
                for family in FAMILIES
            },
            "scores-before": self._compare_scores,
            "values-measured": lambda: [
                comparison.with_previous(review, rows=self._rows, scores=self._scores_before)
            ],
            "goals-on-day": self._goals_on_day,
            "goals-on-day-of-log": self._goals_on_day_of_log,
            "goals-standing": lambda: _if_there(self._standing_goals()),
            LOST: lambda: [deals_lost(review)],
            "stages-passed": lambda: _if_there(review.passed),
            "deals-stalled": lambda: _if_there(_stalled(review)),
            "values-of-all": lambda: [self._all_values()],
            "cadence-told": lambda: [self._cadence()],
            "levers-told": lambda: [self._told_of(LEVER_METRICS, self._rep_values)],
            "values-compared": lambda: [*comparison.compared(review, self._values).values()],
            "plans-proposed": self._propose_plans,
            "themes-found": lambda: [self._find_themes()],
            "gaps-routed": lambda: [coaching_gaps(review, self._criteria, self._themes)],
            "drivers-found": lambda: [drivers(review)],
            "return-reckoned": lambda: [*vars(self._reckon_return()).values()],
            "ramps": lambda: [*self._find_ramps()],
            "sessions-counted": lambda: [self._table("sessions").drop(columns=[*_SHOWN])],
            "results-counted": lambda: [
                numbers_in_few_digits(self._table("rep_metrics")[["rep_id", *RESULT_COLUMNS]])
            ],
            "criteria-counted": lambda: [numbers_in_few_digits(self._table("rep_criteria"))],
            "plans-counted": lambda: [numbers_in_few_digits(self._table("plans"))],
            **{f"provenance-{name}": partial(self._provenance_of, name) for name in TRACED},
        }

    @property
    def _listed(self) -> pd.DataFrame:
        """Scores of the window on criteria that documents list."""
        scores, window = self._review.call_scores, self._windows.window
        return scores.iloc[listed_scores(scores, self._review.rubric, window)]

    @cached_property
    def _weekly(self) -> pd.DataFrame:
        return weekly_means(self._listed, self._windows)

    @cached_property
    def _effects(self) -> ReviewEffects:
        return ReviewEffects(*self._of("effect-of-coaching"))

    def _check_money(self) -> Sequence[pd.DataFrame]:
        check_money(self._tables, self._review.reps, self._config)
        return []

    @property
    def _criteria(self) -> pd.DataFrame:
        return self._of("criteria-read")[0]

    @property
    def _judged(self) -> pd.DataFrame:
        """The same but for the commitments on each."""
        return self._of("criteria-judged")[0]

    def _judge_criteria(self) -> pd.DataFrame:
        review, config, windows = self._review, self._config, self._windows
        compared = compared_windows(
            review.call_scores,
            windows.baseline,
            windows.current,
            config.evidence.minimum_calls,
            review.gaps,
        )
        criteria = rep_criteria(
            review.reps,
            review.rubric,
            review.call_scores,
            review.entries,
            review.goals,
            windows,
            config,
            compared,
        )
        criteria = criteria.join(self._effects.gaps, on=KEYS)
        dips, slopes = dips_and_trends(criteria, self._listed, lambda: self._weekly, review)
        judged = calibrated_changes(criteria, compared, review)
        whole = pd.concat([criteria, judged, dips, slopes], axis="columns")
        whole = without_verdict(whole, review.call_scores, self._unreliable, review.gaps)
        verdicts = skill_verdicts(
            whole,
            windows,
            config.evidence.minimum_calls,
            config.coaching.recurrence_movement_pp,
        )
        whole = pd.concat([whole, verdicts.astype(_VERDICT_TEXTS)], axis="columns")
        return sort_for_reading(whole.assign(is_stuck=is_stuck(whole)))

    @cached_property
    def _unreliable(self) -> Collection[str]:
        """Criteria on which scorers agree too little to judge a person."""
        return unreliable_criteria(self._table("scorers"))

    @cached_property
    def _rows(self) -> FamilyRows:
        return FamilyRows(self._review, self._kept_rows)

    def _kept_rows(self, family: Family, window: Window) -> list[pd.DataFrame]:
        now, before = self._of(family_part(family.__name__))
        return [now if window == self._windows.window else before]

    def _family_rows(self, family: Family) -> Sequence[pd.DataFrame]:
        """Compute a family for the window and the one before."""
        windows = (self._windows.window, self._windows.previous)
        return [gather(family(self._review, window)) for window in windows]

    def _compare_scores(self) -> Sequence[pd.DataFrame]:
        compared = scores_before(self._review)
        return [pd.DataFrame({"other_skills": [compared.other_skills]}), compared.by_others]

    def _scores_before(self) -> ScoresBefore:
        told, by_others = self._of("scores-before")
        return ScoresBefore(bool(told["other_skills"].iloc[0]), by_others)

    @property
    def _goals(self) -> pd.DataFrame | None:
        return _first_of(self._of("goals-standing"))

    def _standing_goals(self) -> pd.DataFrame | None:
        if self._review.goals is None:
            return None
        chosen = {one for name in self._review.goals["metric"].unique() for one in giving(name)}
        values = comparison.with_previous(
            self._review,
            [family for family in FAMILIES if family in chosen],
            self._rows,
            self._scores_before,
        )
        measured = pd.concat([values, self._told_for_the_day])
        measured = measured[measured["grain"] == "rep"].rename(columns={"group_id": "rep_id"})
        goals = with_current(self._review.goals, self._judged, measured)
        on_day = [*self._of("goals-on-day"), *self._of("goals-on-day-of-log")]
        return with_standing(goals, pd.concat(on_day), self._windows)

    def _goals_on_day(self) -> Sequence[pd.DataFrame]:
        review, goals = self._review, self._review.goals
        if goals is None:
            return []
        scores = scores_on_day(goals, review.call_scores, self._windows, self._config)
        return [scores, results_on_day(goals[~is_of_log(goals)], review, self._tables)]

    def _goals_on_day_of_log(self) -> Sequence[pd.DataFrame]:
        goals = self._review.goals
        if goals is None:
            return []
        return [results_on_day(goals[is_of_log(goals)], self._review, self._tables)]

    @property
    def _told_for_the_day(self) -> pd.DataFrame:
        """Give the metrics of single deals and ratings that a goal may be on, in the long form."""
        groups = self._review.groups
        parts = [status.matrix_movement_metric(self._moved, groups)] if len(self._moved) else []
        if self._stalled is not None:
            parts += status.stalled_metrics(self._stalled, groups)
        if not parts:
            return pd.DataFrame(columns=["grain"])
        return pd.concat(parts).join(groups.table, on="group")

    @property
    def _stalled(self) -> pd.DataFrame | None:
        return _first_of(self._of("deals-stalled"))

    @cached_property
    def _moved(self) -> pd.DataFrame:
        if self._review.matrix is None:
            return pd.DataFrame()
        return matrix_movement(self._review.matrix, self._windows)

    @property
    def _values(self) -> pd.DataFrame:
        return self._of("values-of-all")[0]

    def _all_values(self) -> pd.DataFrame:
        (measured,) = self._of("values-measured")
        values = _with_derived(
            self._review, measured, self._goals, self._judged, self._stalled, self._moved
        )
        return values.astype({name: LONG_DTYPES[name] for name in ("evidence", "note")})

    @property
    def _rep_values(self) -> pd.DataFrame:
        return self._values[self._values["grain"] == "rep"]

    def _counted(self, name: str) -> pd.DataFrame:
        """Give the columns of a table that numbers are counted from."""
        return self._of(_COUNTED_OF.get(name, name))[0]

    def _of_grain(self, place: int) -> pd.DataFrame:
        return self._of("values-compared")[place]

    def _propose_plans(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        gain = session_gain(self._review, self._effects)
        review = self._review
        return plans(
            self._judged,
            self._goals,
            self._of("cadence-told")[0],
            review.sessions,
            review.reps,
            gain,
            review.windows,
            review.config,
        )

    def _cadence(self) -> pd.DataFrame:
        """Recommended cadence in the long form; no rows without a skills matrix."""
        if self._review.matrix is None:
            return pd.DataFrame({"group_id": [], "value": []}).astype({"group_id": "str"})
        return self._told_of(["recommended_cadence"], self._values)

    def _told_of(self, metrics: Collection[str], values: pd.DataFrame) -> pd.DataFrame:
        """Cut values to some metrics, so that what rests on these alone stays when others change."""
        return values[values["metric"].isin([*metrics])].reset_index(drop=True)

    @property
    def _themes(self) -> pd.DataFrame:
        return self._of("themes-found")[0]

    def _find_themes(self) -> pd.DataFrame:
        found = theme_recurrence(self._review.history, self._windows, self._config.coaching)
        return beside_verdicts(found, self._judged, self._review.rubric.lineage())

    @property
    def _gaps(self) -> pd.DataFrame:
        return self._of("gaps-routed")[0]

    @property
    def _drivers(self) -> pd.DataFrame:
        return self._of("drivers-found")[0]

    def _reckon_return(self) -> CoachingReturn:
        found = self._effects
        return coaching_return(
            self._review, found.effects, found.persistence, self._drivers, self._judged
        )

    def _find_ramps(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        times = ramp_times(self._tables, self._config, self._windows)
        minimum = self._config.privacy.minimum_group_size
        return ramp_tables(times, self._review.reps["team"].unique(), minimum)

    def _provenance_of(self, table: str) -> Sequence[pd.DataFrame]:
        rows = getattr(self._tables, table)
        if rows is None:
            return []
        quarantined = self._tables.quarantined.get(table)
        return [rows_of_table(table, rows, quarantined, self._review.reps, self._windows)]

    def _about_deals(self, name: str) -> pd.DataFrame:
        """Build a table about single deals, stages or levers; empty without a CRM export."""
        review, window = self._review, self._windows.window
        deals = review.opportunities
        if deals is None:
            return pd.DataFrame()
        if name == "stalled":
            return self._of("deals-stalled")[0]
        if name == "what_if":
            return what_if(self._of("levers-told")[0], review.quotas, deals, review.reps, window)
        if name == "losses":
            return loss_analysis(deals, review.visits, window)
        if review.passed is None:
            return pd.DataFrame()
        return stage_conversion(review.passed, review.groups, window, review.config)

    def _completion(self) -> pd.DataFrame:
        review, days = self._review, self._config.coaching.completion_days
        rolling = rolling_completion(review.due, self._windows.window, days)
        groups = review.groups.table.rename(columns={"grain": "scope", "group_id": "scope_id"})
        return rolling.join(groups, on="group")


def _with_derived(
    review: Review,
    values: pd.DataFrame,
    goals: pd.DataFrame | None,
    criteria: pd.DataFrame,
    stalled: pd.DataFrame | None,
    moved: pd.DataFrame,
) -> pd.DataFrame:
    """Add what is told for the review day alone: ranks, status, gains, stalled deals, cadence."""
    config, reps = review.config, review.reps
    own = values[values["grain"] == "rep"]
    parts = [
        values,
        status.process_to_requirement(own, config.coaching),
        status.willingness_to_change(own),
        status.share_gained_typical(criteria, review.groups, config.coaching.typical_gain_low_pp),
    ]
    minimum = config.privacy.minimum_group_size
    if review.opportunities is not None:
        parts.append(comparison.rank_by_win_rate(own, reps, minimum))
    if stalled is not None:
        parts.extend(status.stalled_metrics(stalled, review.groups))
    if review.matrix is not None:
        parts.append(status.matrix_movement_metric(moved, review.groups))
        window = review.windows.window
        parts.append(recommended_cadence(own, reps, window, minimum))
    if goals is not None:
        names = review.rubric.criteria["criterion"]
        parts.append(status.progress_to_goal(progress(goals, names), reps))
    joined = pd.concat([part.drop(columns=_GROUP, errors="ignore") for part in parts])
    return joined.join(review.groups.table, on="group").reset_index(drop=True)


def _exemplars(review: Review, criteria: pd.DataFrame) -> pd.DataFrame:
    listed = pd.DataFrame({"rep_id": "", "criterion_id": criteria["criterion_id"].unique()})
    standards = targets(listed, None, review.rubric, review.config.targets)
    by_criterion = standards["target"].set_axis(listed["criterion_id"])
    return team.exemplars(criteria, review.reps, by_criterion, review.windows.as_of)


def _team_competencies(review: Review, moved: pd.DataFrame) -> pd.DataFrame:
    if moved.empty:
        return moved
    minimum = review.config.privacy.minimum_group_size
    return team.team_competencies(moved, review.reps, minimum)


def _if_there(frame: pd.DataFrame | None) -> Sequence[pd.DataFrame]:
    return [] if frame is None else [frame]


def _first_of(frames: Sequence[pd.DataFrame]) -> pd.DataFrame | None:
    return frames[0] if frames else None


def _stalled(review: Review) -> pd.DataFrame | None:
    if review.opportunities is None:
        return None
    return stalled_deals(
        review.visits,
        review.opportunities,
        review.groups,
        review.windows.as_of,
        review.config.privacy.minimum_group_size,
    )


def _commitments(review: Review) -> pd.DataFrame:
    """List the commitments that were made in the window or are due in it."""
    window = review.windows.window
    log = review.agreed
    log = log.assign(
        criterion_id=review.rubric.as_called_now(log["criterion_id"]),
        made_in_window=window.contains(log["session_date"]),
        due=due_in(log, window),
    )
    return log[log["made_in_window"] | log["due"]]
