"""The QA rubric as it stands on the review day, with the history of what it replaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from review_kit.errors import ConfigurationError
from review_kit.metrics.windows import ReviewWindows, timestamp


@dataclass(frozen=True)
class Rubric:
    """Every criterion that scores can be told under.

    Parameters
    ----------
    criteria
        Index ``criterion_id``, sorted. ``criterion``, ``parent_criterion_id`` (as it is called now),
        ``weight`` (0 for a criterion that is no longer part of the rubric at ``as_of``),
        ``share_of_parent`` (the weight a sub-criterion has within its parent, kept after it ended),
        ``outcome_metric``, ``competency``, ``depth`` (0 for a top-level criterion), ``listed``
        (valid on some day of the window), ``focus_rank``.
    current_id
        Every criterion that ever was → the one that its scores belong to now.
    renewed_on
        Criterion → days on which it took the place of one of another name, so that its score means
        something else from then on. One of the same name is the same skill with another weight.
    """

    criteria: pd.DataFrame
    current_id: Mapping[str, str]
    renewed_on: Mapping[str, Sequence[pd.Timestamp]]

    @property
    def listed(self) -> pd.DataFrame:
        """The criteria that the review has rows for."""
        return self.criteria[self.criteria["listed"]]

    @property
    def leading(self) -> pd.Index:
        """The top-level criteria among the listed ones."""
        listed = self.listed
        return listed.index[listed["depth"] == 0]

    @property
    def depth(self) -> int:
        """How many levels of sub-criteria there are."""
        return 0 if self.criteria.empty else int(self.criteria["depth"].max())

    def as_called_now(self, criterion_ids: pd.Series) -> pd.Series:
        """Give criteria the names that their scores belong to now; others keep theirs."""
        renamed = {name: now for name, now in self.current_id.items() if name != now}
        now: pd.Series = criterion_ids.replace(renamed)
        return now

    def top_of(self, criterion_ids: pd.Series) -> pd.Series:
        """Give each criterion, by its present identifier, the top-level one that it belongs to."""
        pairs = self.lineage()
        depth = self.criteria["depth"]
        tops = pairs[pairs["ancestor_id"].map(depth) == 0].set_index("criterion_id")["ancestor_id"]
        top: pd.Series = criterion_ids.map(tops)
        return top

    def lineage(self) -> pd.DataFrame:
        """Pair every criterion with itself and each of its ancestors.

        Returns
        -------
        DataFrame
            ``criterion_id``, ``ancestor_id``.
        """
        parents = self.criteria["parent_criterion_id"].dropna().to_dict()
        pairs = []
        for criterion_id in self.criteria.index:
            ancestor: str | None = criterion_id
            while ancestor is not None:
                pairs.append((criterion_id, ancestor))
                ancestor = parents.get(ancestor)
        return pd.DataFrame(pairs, columns=["criterion_id", "ancestor_id"], dtype="str")


def rubric_at(criteria: pd.DataFrame, windows: ReviewWindows, focus_count: int) -> Rubric:
    """Read the rubric that a review goes by.

    A criterion that replaces another takes over its scores, sessions and goals from the day it
    starts, through any number of replacements. A criterion that was split (two successors) keeps
    its history to itself, because the history belongs to neither half. Criteria that start after
    ``as_of`` are not there yet. Weights are those of the rubric valid at ``as_of``.

    Parameters
    ----------
    criteria
        The canonical table.
    focus_count
        How many of the top-level criteria with the highest weights get a ``focus_rank``; equal
        weights go by ``criterion_id``.

    Raises
    ------
    ConfigurationError
        Criteria replace, or are part of, each other in a circle.
    """
    as_of, start = timestamp(windows.as_of), timestamp(windows.window.start)
    begun = criteria[criteria["valid_from"] <= as_of].set_index("criterion_id").sort_index()
    current_id = _current_ids(begun["replaces_criterion_id"].dropna())
    current_id = {name: current_id.get(name, name) for name in begun.index} | current_id
    rows = begun.loc[[name for name in begun.index if current_id[name] == name]]
    open_ended = rows["valid_to"].isna()
    valid = open_ended | (rows["valid_to"] >= as_of)
    parents = rows["parent_criterion_id"].map(
        lambda name: current_id.get(name, name), na_action="ignore"
    )
    known_parents = {str(name): str(parent) for name, parent in parents.dropna().items()}
    depth = _depths(known_parents, list(rows.index))
    weight = rows["weight"].where(valid, 0.0)
    leading = weight[(weight > 0) & parents.isna()].rename("weight").reset_index()
    leading = leading.sort_values(["weight", "criterion_id"], ascending=[False, True])
    ranks = {name: rank for rank, name in enumerate(leading["criterion_id"].head(focus_count), 1)}
    table = rows[["criterion", "outcome_metric", "competency"]].assign(
        parent_criterion_id=parents.astype("str"),
        weight=weight,
        share_of_parent=rows["weight"],
        depth=[depth[name] for name in rows.index],
        listed=open_ended | (rows["valid_to"] >= start),
        focus_rank=pd.Series(ranks, dtype="float64").reindex(rows.index),
    )
    return Rubric(table, current_id, _renewals(begun, current_id))


def _renewals(begun: pd.DataFrame, current_id: Mapping[str, str]) -> dict[str, list[pd.Timestamp]]:
    """Give the days on which a criterion took the place of one of another name, in order."""
    later = begun[begun["replaces_criterion_id"].isin(begun.index)]
    renamed = later["criterion"] != later["replaces_criterion_id"].map(begun["criterion"])
    # of a split neither half has the history
    inherited = later["replaces_criterion_id"].map(current_id) != later["replaces_criterion_id"]
    days: dict[str, list[pd.Timestamp]] = {}
    for name, day in later.loc[renamed & inherited, "valid_from"].sort_values().items():
        days.setdefault(current_id[str(name)], []).append(day)
    return days


def _current_ids(replaces: pd.Series) -> dict[str, str]:
    """Follow every replacement to its end: replaced id → id it is known under now."""
    successors = Counter(replaces)
    step = {old: new for new, old in replaces.items() if successors[old] == 1}
    current = {}
    for old in sorted(step):
        seen = [old]
        while seen[-1] in step:
            seen.append(str(step[seen[-1]]))
            if len(set(seen)) < len(seen):
                raise ConfigurationError(
                    "criteria: replaces_criterion_id goes in a circle: " + " → ".join(seen),
                    "A criterion can only replace one that came before it.",
                )
        current[old] = seen[-1]
    return current


def _depths(parents: Mapping[str, str], names: list[str]) -> dict[str, int]:
    depths = {}
    for name in names:
        chain = [name]
        while chain[-1] in parents:
            chain.append(parents[chain[-1]])
            if len(set(chain)) < len(chain):
                raise ConfigurationError(
                    "criteria: parent_criterion_id goes in a circle: " + " → ".join(chain),
                    "A criterion cannot be part of itself.",
                )
        depths[name] = len(chain) - 1
    return depths
