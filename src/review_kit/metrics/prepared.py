"""The review's material: canonical tables cut to the reps in review and brought to scores."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

import pandas as pd

from review_kit.metrics.commitments import has_commitment, is_vague, worded
from review_kit.metrics.completion import due_by_group, due_sessions
from review_kit.metrics.goals import goals_at
from review_kit.metrics.groups import Groups
from review_kit.metrics.held import KEYS, held_sessions, took_place
from review_kit.metrics.memory import give_back
from review_kit.metrics.people import reps_in_review
from review_kit.metrics.refusals import money_checks
from review_kit.metrics.registry import METRICS
from review_kit.metrics.rubric import Rubric, rubric_at
from review_kit.metrics.scorers.coded import CodedScores
from review_kit.metrics.scorers.disputes import disputed_rows, scored_counts, settled
from review_kit.metrics.scorers.gaps import Gaps, measured_gaps
from review_kit.metrics.scorers.labels import scorer_labels
from review_kit.metrics.scorers.one_scale import on_one_scale
from review_kit.metrics.scorers.several import scored_by_several
from review_kit.metrics.scoring import overall_scores, resolve_scores
from review_kit.metrics.sessions import calls_around, logged_entries, own_ratings, session_entries
from review_kit.metrics.stages import passages_under_way, stage_visits
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import ReviewWindows, Window, timestamp
from review_kit.project.config import Config


@dataclass(frozen=True)
class OwnResult:
    """A result that a project computes itself, period by period.

    Parameters
    ----------
    unit
        Of its values.
    values
        Indexed by ``rep_id`` and the number of the period, as :func:`review_kit.metrics.drivers.periods_of`
        numbers them; only those with enough evidence.
    """

    unit: str
    values: pd.Series


NO_RESULTS: Mapping[str, OwnResult] = {}


@dataclass(frozen=True)
class Review:
    """Everything that the metrics of one review are computed from.

    Every frame holds the reps in review only and, but for ``call_scores``, carries the numbers of
    the groups that its rows count for. What follows from others is computed when it is first looked at.

    Parameters
    ----------
    call_scores
        One score per call and criterion, from well before the previous window to ``as_of``, with its value on
        one scale (:func:`~review_kit.metrics.scorers.one_scale.on_one_scale`).
    several
        Each scorer's scores of the calls that several scored.
    gaps
        How far scorers are apart; ``None`` where one scored everything.
    disputed
        Disputed rows of the QA scores as they stand on the review day; ``scored``: how many of the window
        could have been disputed.
    log
        All log entries up to ``as_of`` of sessions that took place, with ``commitment_vague``; ``not_held``:
        those of sessions that did not.
    recent
        Days whose sessions are looked at: both windows, and the first day's rolling completion.
    calendar
        Sessions planned.
    visits
        Stages that deals entered, on days in the project's time zone.
    outcomes
        Exported metrics; one that is computed from the CRM as well gives way to that.
    statements
        What reps acknowledged in the window, with what they said to it.
    notes
        What managers wrote for this review, with the day and the author.
    ratings
        Reps' own ratings outside the coaching log, beside the QA scores before them.
    own_results
        Metrics of the project's own that are set against the criteria as results are, by name.
    """

    config: Config
    windows: ReviewWindows
    reps: pd.DataFrame
    groups: Groups
    rubric: Rubric
    call_scores: pd.DataFrame
    several: pd.DataFrame
    gaps: Gaps | None
    disputed: pd.DataFrame | None
    scored: pd.DataFrame | None
    log: pd.DataFrame
    not_held: pd.DataFrame
    recent: Window
    calendar: pd.DataFrame | None
    opportunities: pd.DataFrame | None
    visits: pd.DataFrame | None
    quotas: pd.DataFrame | None
    outcomes: pd.DataFrame | None
    matrix: pd.DataFrame | None
    goals: pd.DataFrame | None
    statements: pd.DataFrame | None
    notes: pd.DataFrame | None
    ratings: pd.DataFrame | None
    own_results: Mapping[str, OwnResult] = field(default_factory=dict)

    @cached_property
    def calls(self) -> pd.DataFrame:
        """Every evaluated call once, with its overall ``score``, for the time of ``call_scores``."""
        return self.groups.place(overall_scores(self.call_scores, self.rubric))

    @cached_property
    def agreed(self) -> pd.DataFrame:
        """The log's commitments, each once: one that was agreed for two skills stands in two entries."""
        same = ["rep_id", "session_id", "session_date", "commitment", "commitment_due"]
        made = self.log[has_commitment(self.log)]
        return made[~made.duplicated([*same, "commitment_status"])]

    @cached_property
    def logged(self) -> pd.DataFrame:
        """All log entries in order of rep, day and entry, on the criteria as they are called now."""
        log = self.log.drop(columns="commitment_vague")
        first = log["session_date"].min()
        start = self.recent.start if pd.isna(first) else first.date()
        return logged_entries(log, self.rubric, Window(start, self.windows.as_of))

    @cached_property
    def around(self) -> pd.DataFrame:
        """The calls around each of these entries."""
        return calls_around(self.logged, self.call_scores, self.config.coaching)

    @cached_property
    def history(self) -> pd.DataFrame:
        """All log entries beside the calls around them, as far back as there are scores."""
        return session_entries(self.logged, self.around, self.windows.as_of, self.config.coaching)

    @cached_property
    def entries(self) -> pd.DataFrame:
        """Those of the days whose sessions are looked at."""
        recent = self.recent.contains(self.history["session_date"])
        return self.history[recent].reset_index(drop=True)

    @cached_property
    def sessions(self) -> pd.DataFrame:
        """Sessions held."""
        return held_sessions(self.entries, self.calendar)

    @cached_property
    def passed(self) -> pd.DataFrame | None:
        """How deals left the stages that they were in; ``None`` without a stage history."""
        if self.visits is None or self.opportunities is None:
            return None
        return passages_under_way(self.visits, self.opportunities)

    @cached_property
    def due(self) -> pd.DataFrame:
        """Sessions due, for each group."""
        reps = self.reps
        return due_by_group(due_sessions(self.entries, self.calendar, reps, self.recent))


def prepare(
    tables: Tables,
    config: Config,
    windows: ReviewWindows,
    own_results: Mapping[str, OwnResult] = NO_RESULTS,
) -> Review:
    """Cut the tables to the reps in review and settle scores, sessions and commitments.

    Raises
    ------
    ConfigurationError
        Money in a currency that cannot be converted, or a rubric that goes in circles.
    """
    material = _Material(tables, config, windows, own_results)
    check_money(tables, material.reps, config)
    return Review(**{one.name: getattr(material, one.name) for one in fields(Review)})


def check_money(tables: Tables, reps: pd.DataFrame, config: Config) -> None:
    """Refuse money of reps in review in a currency that cannot be converted.

    Raises
    ------
    ConfigurationError
        There is some.
    """
    for check in money_checks(
        lambda name: getattr(tables, name), reps, config.organisation.currency
    ):
        check()


Known = Callable[[Collection[str] | None], Any]
"""Gives the frame that is known, of some reps or of all of them; none where there is none."""


class ReviewLater(Review):
    """A review whose parts are cut from its tables when they are first looked at.

    Parameters
    ----------
    tables, config, windows, own_results
        As for :func:`prepare`. Money is not checked: :func:`check_money` does.
    known
        Name of what is computed from others → gives it where it is known already, of all reps or of some:
        ``calls``, those ``around`` each entry of the log, ``ratings``, how deals ``passed`` their stages.
    scores
        Settled scores that may be known already.
    """

    def __init__(
        self,
        tables: Tables,
        config: Config,
        windows: ReviewWindows,
        own_results: Mapping[str, OwnResult] = NO_RESULTS,
        known: Mapping[str, Known] = MappingProxyType({}),
        scores: KnownScores | None = None,
    ) -> None:
        material = _Material(tables, config, windows, own_results, scores)
        # a frozen dataclass: its attributes are set once, here or when they are looked at
        self.__dict__.update(_material=material, _known=known)

    def __getattr__(self, name: str) -> Any:
        """Cut what is not there yet."""
        if name.startswith("_") or name not in {one.name for one in fields(Review)}:
            raise AttributeError(name)
        cut = self._known[name](None) if name in self._known else getattr(self._material, name)
        return self.__dict__.setdefault(name, cut)

    def of_reps(self, name: str, reps: Collection[str]) -> Any:
        """Give what is there of some reps alone, where it can be had without all others'; else all of it."""
        if name in self.__dict__:
            return self.__dict__[name]
        if name in self._known:
            return self._known[name](reps)
        if name == "call_scores":
            return self._material.scores_of(reps)
        return getattr(self, name)

    @cached_property
    def calls(self) -> pd.DataFrame:
        """Every evaluated call once, with its overall ``score``."""
        return self._known["calls"](None) if "calls" in self._known else super().calls

    @cached_property
    def around(self) -> pd.DataFrame:
        """The calls around each entry of the log."""
        return self._known["around"](None) if "around" in self._known else super().around

    @cached_property
    def passed(self) -> pd.DataFrame | None:
        """How deals left the stages that they were in."""
        return self._known["passed"](None) if "passed" in self._known else super().passed


class SettledScores(NamedTuple):
    """What is settled of the QA scores."""

    call_scores: pd.DataFrame
    several: pd.DataFrame
    gaps: Gaps | None
    disputed: pd.DataFrame | None
    scored: pd.DataFrame | None


class KnownScores(Protocol):
    """Settled scores that may be known already."""

    def found_or(self, settle: Callable[[], SettledScores], /) -> SettledScores:
        """Return them; else settle them."""
        ...

    def scores_of(self, reps: Collection[str], /) -> pd.DataFrame | None:
        """Return the ``call_scores`` of some reps where they are known."""
        ...


class _Material:
    """The parts of a review, each cut from the tables when it is first asked for."""

    def __init__(
        self,
        tables: Tables,
        config: Config,
        windows: ReviewWindows,
        own_results: Mapping[str, OwnResult],
        scores: KnownScores | None = None,
    ) -> None:
        self._tables = tables
        self._known_scores = scores
        self.config = config
        self.windows = windows
        self.own_results = own_results
        self.recent = _recent(config, windows)
        self._reps = reps_in_review(tables.roster, windows)
        self.groups = Groups.of(self._reps)
        self.reps = self.groups.place(self._reps)
        self.rubric = rubric_at(tables.criteria, windows, config.coaching.focus_criteria)

    @cached_property
    def _scores(self) -> SettledScores:
        known = self._known_scores
        return self._settle() if known is None else known.found_or(self._settle)

    def scores_of(self, reps: Collection[str]) -> pd.DataFrame:
        """Give the scores of some reps where they can be had without all others'; else all scores."""
        if "_scores" not in self.__dict__ and self._known_scores is not None:
            known = self._known_scores.scores_of(reps)
            if known is not None:
                return known
        return self.call_scores

    def _settle(self) -> SettledScores:
        tables, config, windows = self._tables, self.config, self.windows
        rubric, rep_ids = self.rubric, pd.Index(self._reps["rep_id"], dtype="str")
        days = Window(
            min(self.recent.start, windows.as_of - timedelta(days=config.windows.history_days)),
            windows.as_of,
        ).reaching_back(config.coaching.session_days)
        qa_scores = tables.qa_scores.assign(scorer=scorer_labels(tables.qa_scores))
        disputed, scored = None, None
        if tables.disputes is not None:
            scored = scored_counts(qa_scores, rubric, self._reps["rep_id"], windows.window)
            disputed = disputed_rows(qa_scores, tables.disputes, rubric, windows.as_of)
            qa_scores = settled(qa_scores, disputed)
        give_back()
        call_scores = resolve_scores(qa_scores, rubric, rep_ids, days)
        give_back()
        several = scored_by_several(qa_scores, rubric, rep_ids, days)
        coded, gaps = None, None
        if call_scores["scorer"].nunique() > 1 or len(several):
            coded = CodedScores.of(call_scores, several)
            gaps = measured_gaps(coded, windows.as_of, windows.current.days)
        give_back()
        call_scores = on_one_scale(call_scores, coded, gaps, windows.as_of)
        give_back()
        return SettledScores(call_scores, several, gaps, disputed, scored)

    @property
    def call_scores(self) -> pd.DataFrame:
        return self._scores.call_scores

    @property
    def several(self) -> pd.DataFrame:
        return self._scores.several

    @property
    def gaps(self) -> Gaps | None:
        return self._scores.gaps

    @property
    def disputed(self) -> pd.DataFrame | None:
        return self._scores.disputed

    @property
    def scored(self) -> pd.DataFrame | None:
        return self._scores.scored

    @cached_property
    def _log(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        return _by_what_took_place(self._tables, self.groups, self.windows)

    @property
    def log(self) -> pd.DataFrame:
        log = self._log[0]
        return log.assign(commitment_vague=is_vague(log))

    @property
    def not_held(self) -> pd.DataFrame:
        return self._log[1]

    @property
    def calendar(self) -> pd.DataFrame | None:
        return _placed(self._tables.scheduled_sessions, self.groups)

    @cached_property
    def opportunities(self) -> pd.DataFrame | None:
        return _placed(self._tables.opportunities, self.groups)

    @property
    def visits(self) -> pd.DataFrame | None:
        return stage_visits(
            self._tables.stage_history,
            self.opportunities,
            self.config.organisation.time_zone,
            self.windows.as_of,
        )

    @property
    def quotas(self) -> pd.DataFrame | None:
        return _placed(self._tables.quotas, self.groups)

    @property
    def outcomes(self) -> pd.DataFrame | None:
        return _exported_only(self._tables, self.groups)

    @property
    def matrix(self) -> pd.DataFrame | None:
        return _placed(self._tables.skills_matrix, self.groups)

    @property
    def goals(self) -> pd.DataFrame | None:
        goals = _placed(self._tables.goals, self.groups)
        return None if goals is None else goals_at(goals, self.rubric, self.windows)

    @property
    def statements(self) -> pd.DataFrame | None:
        return _said_by(self._tables.acknowledgements, self.groups, self.windows)

    @property
    def notes(self) -> pd.DataFrame | None:
        return _written_for(self._tables.review_notes, self.groups, self.windows)

    @property
    def ratings(self) -> pd.DataFrame | None:
        return ratings_of(self._tables, self)


def ratings_of(tables: Tables, material: Review | _Material) -> pd.DataFrame | None:
    """Give the reps' own ratings outside the coaching log, as :class:`Review` has them."""
    ratings = tables.self_assessments
    if ratings is None:
        return None
    placed = material.groups.place(ratings)
    return own_ratings(placed, material.call_scores, material.rubric, material.config.coaching)


def _by_what_took_place(
    tables: Tables, groups: Groups, windows: ReviewWindows
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the log up to the review day: entries of sessions that took place, and of those that did not."""
    log = tables.coaching_log
    log = groups.place(log[log["session_date"] <= timestamp(windows.as_of)])
    log = log.assign(commitment=worded(log["commitment"]))
    held = took_place(log, tables.scheduled_sessions, windows.as_of)
    # a session that moved may have a note on the moving and entries of its new day
    sessions = pd.MultiIndex.from_frame(log[KEYS])
    notes = ~sessions.isin(sessions[held.to_numpy()])
    return log[held], log[notes]


def _recent(config: Config, windows: ReviewWindows) -> Window:
    """Days whose sessions are looked at: both windows, and the first day's rolling completion."""
    rolling = windows.window.reaching_back(config.coaching.completion_days)
    return Window(min(rolling.start, windows.previous.start), windows.as_of)


def _placed(table: pd.DataFrame | None, groups: Groups) -> pd.DataFrame | None:
    return None if table is None else groups.place(table)


def _said_by(
    acknowledgements: pd.DataFrame | None, groups: Groups, windows: ReviewWindows
) -> pd.DataFrame | None:
    """Give what reps acknowledged in the window."""
    if acknowledgements is None:
        return None
    inside = windows.window.contains(acknowledgements["acknowledged_on"])
    return groups.place(acknowledgements[inside])


def _written_for(
    review_notes: pd.DataFrame | None, groups: Groups, windows: ReviewWindows
) -> pd.DataFrame | None:
    """Give the managers' notes of this review, some written after its last day."""
    if review_notes is None:
        return None
    inside = review_notes[windows.notes.contains(review_notes["written_on"])]
    newest_first = inside.sort_values(
        ["rep_id", "written_on", "author"], ascending=[True, False, True], ignore_index=True
    )
    return groups.place(newest_first)


def _exported_only(tables: Tables, groups: Groups) -> pd.DataFrame | None:
    """Give the outcomes that are not computed from CRM and quotas in this run."""
    outcomes = _placed(tables.outcomes, groups)
    if outcomes is None or tables.opportunities is None:
        return outcomes
    sources = {"opportunities"} if tables.quotas is None else {"opportunities", "quotas"}
    computed = [metric.name for metric in METRICS.values() if metric.table in sources]
    return outcomes[~outcomes["metric"].isin(computed)]
