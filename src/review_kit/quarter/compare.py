"""The whole comparison, and the earlier run that it is with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.quarter.exports import exports
from review_kit.quarter.findings import SECTIONS, Finding
from review_kit.quarter.people import people
from review_kit.quarter.rubric import in_force, rubric
from review_kit.quarter.scores import POINTS, TIMES, scores
from review_kit.quarter.sides import Side, side_of_snapshot
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import read_manifest
from review_kit.snapshot import Snapshot
from review_kit.words.speech import Words

SHOWN = 20
"""Findings of a section on a terminal; the page has all."""


@dataclass(frozen=True)
class Comparison:
    """Two quarters side by side."""

    against: str
    """Name of the earlier run."""
    before: Side
    now: Side
    findings: tuple[Finding, ...]
    comparisons: int
    """Volumes and means that were compared."""
    weights: tuple[float, float]
    """Sum of the weights of top-level criteria in force, before and now."""

    def of(self, section: str) -> tuple[Finding, ...]:
        """Return the findings of a section, those to look at first."""
        found = [finding for finding in self.findings if finding.section == section]
        return tuple(sorted(found, key=lambda finding: not finding.look))

    @property
    def to_look_at(self) -> int:
        """How many findings may be faults."""
        return sum(finding.look for finding in self.findings)

    def rule(self, words: Words) -> str:
        """Say when a mean or a volume is told to have jumped."""
        return words.say(
            "quarter-rule", points=f"{POINTS:g}", times=f"{TIMES:g}", n=self.comparisons
        )

    def headline(self, words: Words) -> str:
        """Say the whole in a sentence."""
        if not self.findings:
            return words.say("quarter-same", run=self.against)
        return words.say(
            "quarter-differs", run=self.against, n=len(self.findings), look=self.to_look_at
        )

    def lines(self, words: Words) -> list[str]:
        """Say it on a terminal."""
        lines = [self.headline(words), ""]
        for section in SECTIONS:
            lines.append(words.say(f"quarter-{section}"))
            found = self.of(section)
            lines += [
                f"  {'!' if finding.look else '·'} {finding.sentence(words)}"
                for finding in found[:SHOWN]
            ] or [f"    {words.say('quarter-nothing')}"]
            if len(found) > SHOWN:
                lines.append(f"    {words.say('quarter-more', n=len(found) - SHOWN)}")
            lines += [f"    {line}" for line in self.notes(section, words)]
        return lines

    def notes(self, section: str, words: Words) -> list[str]:
        """Say what a section rests on."""
        if section == "rubric":
            return [
                words.say(
                    "quarter-weights",
                    **{"from": f"{self.weights[0]:g}", "to": f"{self.weights[1]:g}"},
                )
            ]
        if section == "scores" and self.comparisons:
            return [self.rule(words)]
        return []

    def to_json(self, words: Words) -> dict[str, Any]:
        """Return it for machines."""
        return {
            "against": self.against,
            "before": _side_json(self.before),
            "now": _side_json(self.now),
            "to_look_at": self.to_look_at,
            "comparisons": self.comparisons,
            "rule": self.rule(words),
            "weights": {"before": self.weights[0], "now": self.weights[1]},
            "findings": [finding.to_json(words) for finding in self.findings],
        }


def compare(against: str, before: Side, now: Side) -> Comparison:
    """Compare the inputs of two quarters."""
    compared = scores(before, now)
    return Comparison(
        against,
        before,
        now,
        (
            *people(before, now),
            *rubric(before, now),
            *exports(before, now),
            *compared.findings,
        ),
        compared.comparisons,
        (_top_weights(before), _top_weights(now)),
    )


def last_quarter(
    project: Project, as_of: date, window_days: int, name: str | None = None
) -> tuple[str, Side]:
    """Return the inputs of the run of that name, or of the newest that ended half a window ago or earlier.

    A run of the same quarter is no earlier one, however often it was made again.

    Raises
    ------
    ReviewKitError
        There is none, or its snapshot was thrown away.
    """
    runs = {
        path.parent.name: read_manifest(RunFolder(path.parent))
        for path in sorted(project.reports.glob("*/manifest.json"))
    }
    if name is not None and name not in runs:
        raise ReviewKitError(
            f"there is no run '{name}' in {project.reports}",
            f"The runs are: {', '.join(sorted(runs)) or 'none'}.",
        )
    latest = as_of - timedelta(days=window_days // 2)
    earlier = [run for run in runs.values() if date.fromisoformat(run.as_of) <= latest]
    if name is None and not earlier:
        known = f" The runs are: {', '.join(sorted(runs))}." if runs else ""
        raise ReviewKitError(
            f"{project.reports} has no run that ended on or before {latest} to compare with",
            "The first quarter cannot be compared with anything; to compare with a run of the "
            f"same quarter, name it with --against.{known}",
        )
    run = runs[name] if name is not None else max(earlier, key=lambda run: run.as_of)
    folder = project.cache / "snapshots" / run.snapshot_id
    if not folder.is_dir():
        raise ReviewKitError(
            f"{folder}: the snapshot of the run {run.run_id} no longer exists",
            "Restore .review_kit/snapshots from a copy, or make that run again from its exports; "
            "then run this command again.",
        )
    side = side_of_snapshot(Snapshot.open(folder), date.fromisoformat(run.as_of), run.window_days)
    return run.run_id, side


def _top_weights(side: Side) -> float:
    rows = in_force(side)
    return float(rows.loc[rows["parent_criterion_id"].isna(), "weight"].astype(float).sum())


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "as_of": side.as_of.isoformat(),
        "window_days": side.window_days,
        "rows": {table: facts.rows for table, facts in side.facts.items()},
    }
