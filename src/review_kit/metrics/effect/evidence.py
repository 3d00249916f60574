"""What the estimates of all scopes are cut from, and what their gates look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from review_kit.grains import ORG
from review_kit.metrics.effect import gates
from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.fits import compare_within_rep, compare_within_team
from review_kit.metrics.effect.gates import Diagnostics
from review_kit.metrics.effect.history import History, history
from review_kit.metrics.effect.panel import NEVER, Days, Flags, Floats, Ints, Panel
from review_kit.metrics.effect.rows import AFTER, HISTORY_DAYS, Rows, complete, rows_at_risk

TEAM, MANAGER, CRITERION = "team", "manager", "criterion"


@dataclass(frozen=True)
class Evidence:
    """What all scopes are cut from.

    Parameters
    ----------
    after
        Days whose mean score is the outcome.
    begins
        Day on which each record begins.
    listed, rows, treated
        Rows at risk; those with their follow-up over; the coached among these.
    before, prognosis
        History of ``rows``, and the score that it makes one expect, up to the constants of the week.
    within_team, within_rep
        Both comparisons.
    close, whole
        ``treated``: close controls, and whether the whole rep was coached at once.
    shifts
        Scorers × ``rows``: change in the scorer's share.
    """

    panel: Panel
    after: Days
    begins: Ints
    listed: Rows
    rows: Rows
    treated: Rows
    before: History
    prognosis: Floats
    within_team: Gaps
    within_rep: Gaps
    close: Ints
    whole: Flags
    shifts: Floats

    @cached_property
    def coached(self) -> Coached:
        """The coached among the listed rows."""
        return Coached.of(self.listed, self.panel, self.after)

    @cached_property
    def records(self) -> Records:
        """The rep-criteria that there are scores of."""
        return Records.of(self.begins, self.panel.first_session)

    @cached_property
    def shifts_of_treated(self) -> Floats:
        """Scorers × ``treated``."""
        return self.shifts[:, self.rows.treated]

    @cached_property
    def controls(self) -> ControlCounts:
        """The controls, counted by week and criterion."""
        return ControlCounts.of(self.rows, self.shifts, self.panel)


@dataclass(frozen=True)
class Coached:
    """Coached rows, whether their follow-up is over or not.

    Parameters
    ----------
    ready
        Day from which each counts.
    pending
        Its follow-up is not over.
    can
        It is pending, or complete.
    """

    rows: Rows
    ready: Ints
    pending: Flags
    can: Flags

    @classmethod
    def of(cls, listed: Rows, panel: Panel, after: Days) -> Self:
        """Choose them among listed rows."""
        rows = listed.where(listed.treated)
        ready = rows.day + after[1] - 1
        pending = ready > panel.as_of
        return cls(rows, ready, pending, complete(rows, panel, after) | pending)


@dataclass(frozen=True)
class Records:
    """Of each rep-criterion, in one line and not as reps × criteria: what it is to a scope's gates.

    Parameters
    ----------
    begins
        Day of its first score.
    used
        There is a score.
    coached
        It is used, and there was a session.
    cut_off
        It is coached, and its record does not reach back far enough from the first session.
    """

    begins: Ints
    used: Flags
    coached: Flags
    cut_off: Flags

    @classmethod
    def of(cls, begins: Ints, first_session: Ints) -> Self:
        """Look at each."""
        begins, first = begins.ravel(), first_session.ravel()
        used = begins < NEVER
        coached = used & (first < NEVER)
        return cls(begins, used, coached, coached & (begins > first - HISTORY_DAYS))


@dataclass(frozen=True)
class ControlCounts:
    """Control rows by week and criterion, so that no scope has to go through all of them.

    Parameters
    ----------
    n, coached_later
        Weeks × criteria: rows, and those coached in their follow-up.
    shifts
        Scorers × weeks × criteria: sum of the changes in the scorer's share.
    reps
        Reps × bytes: a bit for each week and criterion in which the rep has a row.
    """

    n: Ints
    coached_later: Ints
    shifts: Floats
    reps: NDArray[np.uint8]

    @classmethod
    def of(cls, rows: Rows, shifts: Floats, panel: Panel) -> Self:
        """Count the controls among some rows."""
        control = ~rows.treated
        shape = (panel.weeks, len(panel.criteria))
        size = shape[0] * shape[1]
        cell = (rows.week * shape[1] + rows.criterion)[control]
        there = np.zeros((len(panel.reps), size), dtype=bool)
        there[rows.rep[control], cell] = True
        by_cell = [np.bincount(cell, weights=line[control], minlength=size) for line in shifts]
        return cls(
            n=np.bincount(cell, minlength=size).reshape(shape),
            coached_later=np.bincount(cell[rows.coached_later[control]], minlength=size).reshape(
                shape
            ),
            shifts=np.array(by_cell, dtype=np.float64).reshape(len(shifts), *shape),
            reps=np.packbits(there, axis=1),
        )

    def n_reps(self, cells: Flags) -> int:
        """Count the reps with a row in some cells (weeks × criteria)."""
        wanted = np.packbits(cells.ravel())
        asked = np.flatnonzero(wanted)
        return int(np.count_nonzero((self.reps[:, asked] & wanted[asked]).any(axis=1)))


@dataclass(frozen=True)
class Scope:
    """Whose mean an estimate is.

    Parameters
    ----------
    scope, scope_id
        Of which kind, and which one.
    labels, label
        Reps × criteria: it holds those with this label. As every team has the labels of all, the scopes of
        a large organisation share one array.
    """

    scope: str
    scope_id: str
    labels: Ints | Flags
    label: int = 1

    @property
    def units(self) -> Flags:
        """Reps × criteria: which it holds."""
        inside: Flags = self.labels == self.label
        return inside

    def holds(self, rows: Rows) -> Flags:
        """Say which rows are of it."""
        inside: Flags = self.labels[rows.rep, rows.criterion] == self.label
        return inside


def scopes_of(panel: Panel) -> list[Scope]:
    """List the organisation, then its teams, managers and criteria."""
    shape = panel.first_session.shape
    scopes = [Scope(ORG, ORG, np.broadcast_to(np.True_, shape))]
    for scope, names, of in (
        (TEAM, panel.teams, panel.team),
        (MANAGER, panel.managers, panel.manager),
    ):
        labels = np.broadcast_to(of[:, np.newaxis], shape)
        scopes += [Scope(scope, str(name), labels, number) for number, name in enumerate(names)]
    labels = np.broadcast_to(np.arange(shape[1]), shape)
    scopes += [
        Scope(CRITERION, str(name), labels, number) for number, name in enumerate(panel.criteria)
    ]
    return scopes


def gather(panel: Panel, after: Days = AFTER) -> Evidence:
    """Fit everything once, on the controls of the whole organisation."""
    listed = rows_at_risk(panel, after)
    rows = listed.where(complete(listed, panel, after))
    before = history(panel, rows)
    within_team = compare_within_team(panel, rows, before)
    prognosis = before.values @ within_team.slopes
    treated = rows.where(rows.treated)
    return Evidence(
        panel=panel,
        after=after,
        begins=panel.begins,
        listed=listed,
        rows=rows,
        treated=treated,
        before=before,
        prognosis=prognosis,
        within_team=within_team,
        within_rep=compare_within_rep(panel, rows, before),
        close=gates.close_controls(rows, before, prognosis),
        whole=gates.whole_rep_coached(panel)[treated.rep, treated.criterion],
        shifts=gates.scorer_shifts(panel, rows, after[1]),
    )


def diagnose(evidence: Evidence, scope: Scope) -> Diagnostics:
    """Count what the gates of a scope look at."""
    after = evidence.after
    panel, treated, controls = evidence.panel, evidence.treated, evidence.controls
    chosen = scope.holds(treated) & ~np.isnan(evidence.within_team.full)
    n_treated, reps = int(chosen.sum()), treated.rep[chosen]
    weeks = np.zeros(panel.weeks, dtype=bool)
    weeks[treated.week[chosen]] = True
    # the organisation's controls of these weeks; of the criterion alone where that is the scope
    units = scope.units
    beside: Flags = weeks[:, np.newaxis] & units.any(axis=0)
    n_controls = int(controls.n[beside].sum())
    candidates, records = evidence.coached, evidence.records
    inside = scope.holds(candidates.rows)
    can = inside & candidates.can
    used = np.flatnonzero(units)
    used = used[records.used[used]]
    is_coached = records.coached[used]
    coached, uncoached = used[is_coached], used[~is_coached]
    cut_off = coached[records.cut_off[coached]]
    n_criteria = units.shape[1]
    earliest = gates.earliest_day(
        candidates.ready[can],
        candidates.rows.rep[can],
        records.begins[uncoached],
        uncoached // n_criteria,
        panel.as_of,
        after[1],
    )
    coach_from = None if earliest.coach_from == panel.as_of + 1 else earliest.coach_from
    with_cut_off = np.concatenate([candidates.rows.rep[can], cut_off // n_criteria])
    shift, evaluator = gates.most_shifted(
        panel,
        evidence.shifts_of_treated[:, chosen].sum(axis=1) / (n_treated or np.nan),
        controls.shifts[:, beside].sum(axis=1) / (n_controls or np.nan),
    )
    return Diagnostics(
        n_treated=n_treated,
        n_reps=len(np.unique(reps)),
        n_fitted=len(evidence.rows) - len(treated),
        n_fitted_reps=int(evidence.within_team.reps.fitted.sum()),
        n_controls=n_controls,
        n_control_reps=controls.n_reps(beside),
        controls_per_treated=n_controls / max(n_treated, 1),
        overlap_share=_mean(evidence.close[chosen] >= gates.CLOSE_CONTROLS),
        share_coached_later=int(controls.coached_later[beside].sum()) / (n_controls or np.nan),
        share_coached=len(coached) / max(len(used), 1),
        share_whole_reps=_mean(evidence.whole[chosen]),
        evaluator_shift=shift,
        evaluator=evaluator,
        n_waiting=int((inside & candidates.pending).sum()),
        n_cut_off=len(cut_off),
        scores_from=panel.date_of(int(records.begins[used].min())) if len(used) else None,
        record_too_short=bool(len(cut_off)) and gates.enough(with_cut_off),
        earliest=panel.date_of(earliest.day),
        needs_more_coaching=earliest.coach_from is not None,
        coach_from=None if coach_from is None else panel.date_of(coach_from),
    )


def _mean(values: Flags | Floats) -> float:
    return float(values.mean()) if len(values) else np.nan
