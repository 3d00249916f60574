"""What is expected without coaching: a fit on controls only, and the same without each unit in turn.

All of it is sums over rows (:mod:`~review_kit.metrics.effect.absorb`), so that leaving a rep out, or a
team's scores on one criterion, is a subtraction from the sums and not another pass over the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from review_kit.metrics.effect.absorb import (
    CALLS_FOR_HALF_WEIGHT,
    Solution,
    Sums,
    System,
    absorb,
    absorb_each_left_out,
    absorb_together,
    connected,
    constants,
    laid_by_week,
    products_by,
    solve,
    sum_by_group,
)
from review_kit.metrics.effect.left_out import Expected, LeftOut, Pairs
from review_kit.metrics.effect.panel import Flags, Floats, Ints
from review_kit.metrics.effect.rows import Rows

_BLOCK = 2**10
"""Weeks of fits that are solved at once: what their systems hold stays near the processor."""


@dataclass(frozen=True)
class Gaps:
    """Outcome less what was expected without coaching.

    Parameters
    ----------
    full
        Rows predicted: the gap in pp from the fit on all controls; NaN where no control of the row's
        group and week can be compared with one of its criterion and week.
    reps, clusters
        The same without each rep, and without each cluster of team × criterion.
    slopes
        Columns of the history: pp of outcome for each pp.
    residual
        Controls: outcome less fit.
    parameters
        How many constants and slopes the controls were fitted by.
    """

    full: Floats
    reps: LeftOut
    clusters: LeftOut
    slopes: Floats
    residual: Floats
    parameters: int


def gaps(
    controls: Rows,
    x: Floats,
    y: Floats,
    n: Ints,
    predicted: Rows,
    x_predicted: Floats,
    y_predicted: Floats,
    *,
    group: Ints,
    team: Ints,
    n_criteria: int,
) -> Gaps:
    """Fit controls by weighted least squares and compare other rows with what it predicts.

    ``y = criterion × week + group × week + slopes · history + rest`` on controls with weight
    n / (n + 5), as a call's scatter shrinks with n while the rep's own movement does not. The gap of a
    coached row is its outcome less the prediction: regression imputation of what would have been
    (Borusyak, Jaravel & Spiess 2024, Rev. Econ. Studies 91, their imputation estimator). As controls
    alone are fitted, the slopes owe nothing to how coached rows fared. Constants are absorbed by
    Frisch–Waugh–Lovell.

    Parameters
    ----------
    controls, x, y, n
        Control rows, their history, outcome, and calls behind the outcome (at least one each).
    predicted, x_predicted, y_predicted
        The rows to be predicted.
    group
        Reps: the group whose constant of a week they share: their team, or themselves.
    team
        Reps: the team that makes a cluster with each criterion.
    """
    if not len(controls) or not len(predicted):
        return _nothing(len(controls), predicted, team, n_criteria, x.shape[1])
    # weeks without a row, at both ends of every record, are no part of any sum
    weeks, at = np.unique(np.concatenate([controls.week, predicted.week]), return_inverse=True)
    order = np.argsort(controls.rep, kind="stable")
    controls = replace(controls, week=at[: len(controls)])
    predicted = replace(predicted, week=at[len(controls) :])
    z = np.column_stack([x, y])
    weight = n / (n + CALLS_FOR_HALF_WEIGHT)
    by_group = sum_by_group(controls, group, z, weight, n_criteria=n_criteria, n_weeks=len(weeks))
    whole = absorb_together(by_group)
    everyone = System(whole.k[np.newaxis], whole.r[np.newaxis], whole.q[np.newaxis])
    full = solve(everyone, (z * weight[:, np.newaxis]).T @ z)
    linked = connected(whole.k)
    fit = _Fit(
        rows=controls.where(order),
        z=z[order],
        weight=weight[order],
        by_group=by_group,
        whole=whole,
        linked=linked,
        group=group,
        team=team,
        expected=Expected.of(
            predicted, np.column_stack([x_predicted, y_predicted]), by_group, group, full, linked
        ),
    )
    return Gaps(
        full=fit.expected.full,
        reps=_without_reps(fit),
        clusters=_without_clusters(fit),
        slopes=-full.combine[0, :-1],
        residual=_residual(controls, z, by_group, group, full, linked),
        parameters=constants(by_group) + x.shape[1],
    )


def _nothing(n_controls: int, predicted: Rows, team: Ints, n_criteria: int, columns: int) -> Gaps:
    """Give what nothing can be told of."""
    n_clusters = (int(team.max()) + 1 if len(team) else 0) * n_criteria
    return Gaps(
        full=np.full(len(predicted), np.nan),
        reps=LeftOut.of_nothing(len(team), predicted.rep),
        clusters=LeftOut.of_nothing(
            n_clusters, team[predicted.rep] * n_criteria + predicted.criterion
        ),
        slopes=np.zeros(columns),
        residual=np.full(n_controls, np.nan),
        parameters=0,
    )


def _residual(
    rows: Rows, z: Floats, by_group: Sums, group: Ints, full: Solution, linked: Flags
) -> Floats:
    """Give outcome less fit of the rows that were fitted, NaN where they cannot be told."""
    combine, criterion = full.combine[0], full.criterion[0]
    size = by_group.n.sum(axis=-1)
    left = by_group.z.sum(axis=-2) @ combine - (by_group.n * criterion).sum(axis=-1)
    constant = left / np.where(size > 0, size, 1.0)
    # groups × weeks × criteria: some criterion of the group's hangs together with it
    some = by_group.rows > 0
    together = np.matmul(linked.astype(np.float32), some[..., np.newaxis])[..., 0] > 0
    own = group[rows.rep]
    gap = z @ combine - criterion[rows.week, rows.criterion] - constant[own, rows.week]
    return np.where(together[own, rows.week, rows.criterion], gap, np.nan)


@dataclass(frozen=True)
class _Fit:
    """The fit on all controls, and what fits without some of them are made of.

    Parameters
    ----------
    rows, z, weight
        Controls in the order of their reps, their history and outcome, and weights.
    by_group
        Their sums.
    whole, linked
        What the constants leave of all of them, and which criteria of a week hang together.
    group, team
        Of each rep.
    expected
        The rows to be predicted.
    """

    rows: Rows
    z: Floats
    weight: Floats
    by_group: Sums
    whole: System
    linked: Flags
    group: Ints
    team: Ints
    expected: Expected

    @property
    def shape(self) -> tuple[int, int]:
        """Weeks and criteria."""
        return self.by_group.n.shape[1], self.by_group.n.shape[2]

    def blocks(self, n_fits: int) -> Iterator[tuple[int, int]]:
        """Divide fits into blocks: first and end."""
        step = max(_BLOCK // self.shape[0], 1)
        return ((start, min(start + step, n_fits)) for start in range(0, n_fits, step))

    def but(self, less: System, more: System | None) -> System:
        """Give the system with parts of it exchanged, for many fits along the first axis."""
        whole = self.whole
        if more is None:
            return System(whole.k - less.k, whole.r - less.r, whole.q - less.q)
        return System(
            whole.k - less.k + more.k, whole.r - less.r + more.r, whole.q - less.q + more.q
        )


def _without_reps(fit: _Fit) -> LeftOut:
    """Fit without each rep: only the group of that one changes."""
    rows, group, expected = fit.rows, fit.group, fit.expected
    n_reps = len(group)
    n_weeks, n_criteria = fit.shape
    products = products_by(rows.rep, fit.z, fit.weight, n_reps)
    everything = products.sum(axis=0)
    ends = np.searchsorted(rows.rep, np.arange(n_reps + 1))
    found = expected.left_out(n_reps)
    of_groups = absorb(fit.by_group) if len(fit.by_group.n) < n_reps else None
    for start, end in fit.blocks(n_reps):
        reps = np.arange(start, end)
        inside = slice(ends[start], ends[end])
        own = laid_by_week(
            rows.where(np.arange(ends[start], ends[end])),
            start,
            fit.z[inside],
            fit.weight[inside],
            (len(reps), n_weeks, n_criteria),
        )
        members = fit.by_group.at(group[reps])
        rest = members.minus(own)
        before = absorb(members) if of_groups is None else of_groups.at(group[reps])
        dropped = fit.but(before, absorb(rest) if rest.rows.any() else None)
        solution = solve(dropped, everything - products[reps])
        which, row = expected.paired(group[reps], expected.group)
        week = expected.rows.week[row]
        pairs = Pairs(
            which,
            row,
            n=rest.n[which, week],
            z=rest.z.sum(axis=-2)[which, week],
            some=rest.rows[which, week] > 0,
            own=expected.rows.rep[row] == reps[which],
        )
        found.add(reps, solution, connected(dropped.k), pairs, (group[reps], expected.group))
    fitted = np.bincount(rows.rep, minlength=n_reps) > 0
    return found.done(fitted, expected.rows.rep)


def _without_clusters(fit: _Fit) -> LeftOut:
    """Fit without a team's rows of each criterion: the team's groups change, in what they share with it."""
    rows, by_group, expected, team = fit.rows, fit.by_group, fit.expected, fit.team
    n_weeks, n_criteria = fit.shape
    n_teams = int(team.max()) + 1
    cluster = team[rows.rep] * n_criteria + rows.criterion
    row_team = team[expected.rows.rep]
    row_cluster = row_team * n_criteria + expected.rows.criterion
    products = products_by(cluster, fit.z, fit.weight, n_teams * n_criteria)
    everything = products.sum(axis=0)
    team_of_group = np.zeros(len(by_group.n), dtype=np.int64)
    team_of_group[fit.group] = team
    groups = np.argsort(team_of_group, kind="stable")
    ends = np.searchsorted(team_of_group[groups], np.arange(n_teams + 1))
    z_of_group = by_group.z.sum(axis=-2)
    found = expected.left_out(n_teams * n_criteria)
    for teams in _alike(np.diff(ends), max(_BLOCK // (n_weeks * n_criteria), 1)):
        most = int(np.diff(ends)[teams].max())
        # teams × groups; where a team has fewer than another, its last place is empty
        at = ends[teams][:, np.newaxis] + np.arange(most)
        there = at < ends[teams + 1][:, np.newaxis]
        members = by_group.at(groups[np.minimum(at, len(groups) - 1)])
        if not there.all():
            members = Sums(
                members.n * there[:, :, np.newaxis, np.newaxis],
                members.z * there[:, :, np.newaxis, np.newaxis, np.newaxis],
                members.rows * there[:, :, np.newaxis, np.newaxis],
            )
        before, after = absorb_together(members), absorb_each_left_out(members)
        dropped = fit.but(before, after)
        # the fits of a team after each other
        dropped = System(*(_of_teams(part) for part in (dropped.k, dropped.r, dropped.q)))
        fits = (teams[:, np.newaxis] * n_criteria + np.arange(n_criteria)).ravel()
        solution = solve(dropped, everything - products[fits])
        of_team = fits // n_criteria
        which, row = expected.paired(of_team, row_team)
        week, own = expected.rows.week[row], fit.group[expected.rows.rep[row]]
        criterion = (fits % n_criteria)[which]
        kept = np.arange(n_criteria) != criterion[:, np.newaxis]
        pairs = Pairs(
            which,
            row,
            n=by_group.n[own, week] * kept,
            z=z_of_group[own, week] - by_group.z[own, week, criterion],
            some=(by_group.rows[own, week] > 0) & kept,
            own=row_cluster[row] == fits[which],
        )
        found.add(fits, solution, connected(dropped.k), pairs, (of_team, row_team))
    fitted = np.bincount(cluster, minlength=n_teams * n_criteria) > 0
    return found.done(fitted, row_cluster)


def _alike(sizes: Ints, step: int) -> Iterator[Ints]:
    """Divide teams into blocks of some that have about as many groups, so that few places stay empty."""
    order = np.argsort(sizes, kind="stable")
    return (order[start : start + step] for start in range(0, len(order), step))


def _of_teams(part: Floats) -> Floats:
    """Give criteria × teams × … as one axis, the criteria of a team after each other."""
    return np.swapaxes(part, 0, 1).reshape(-1, *part.shape[2:])
