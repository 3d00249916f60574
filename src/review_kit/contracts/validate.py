"""All tables of a project, parents first: one verdict."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from review_kit.contracts.check import Settings
from review_kit.contracts.checked_tables import CheckedTables, KnownMetrics
from review_kit.contracts.compile import load_contracts
from review_kit.contracts.contract import Contract
from review_kit.contracts.engine import engine
from review_kit.contracts.gate import (
    RUBRIC,
    gate_faults,
    missing_table,
    notice_faults,
    rubric_faults,
)
from review_kit.contracts.kept_answers import KeptAnswers
from review_kit.contracts.kept_counts import KeptCounts
from review_kit.contracts.kept_verdicts import KeptVerdicts
from review_kit.contracts.observations import observations
from review_kit.contracts.places import left_out_path, quarantined_path
from review_kit.contracts.verdict import TableVerdict, Validation
from review_kit.contracts.weight_sums import weight_sums
from review_kit.project import Project, required_tables
from review_kit.project.kept import Kept
from review_kit.sources.staged import StagedTable

Progress = Callable[[str], None]


def validate(
    project: Project,
    staged: Mapping[str, StagedTable],
    folder: Path,
    *,
    contracts: Mapping[str, Contract] | None = None,
    as_of: date | None = None,
    progress: Progress | None = None,
    unread: tuple[str, ...] = (),
    metrics: KnownMetrics | None = None,
    kept: Kept | None = None,
) -> Validation:
    """Cast and judge every staged table, and divide its rows into kept and quarantined.

    Tables are judged parents first, so that a row that refers to a quarantined row is quarantined too.
    Where a parent stops the run, rules that refer to it are not judged: their counts would only
    repeat its fault.

    Parameters
    ----------
    project
        Its contracts, time zone and gate count.
    staged
        Tables that exist, by name.
    folder
        Where ``kept/`` and ``quarantined/`` are written; what was there of them is replaced.
    contracts
        Those of the project, parents first, where they are loaded already.
    as_of
        Review day, where it is known: rows up to it are never too late.
    progress
        Called with the name of each table before it is judged.
    unread
        A sentence for each file that nobody reads, as the stage before found them.
    metrics
        Metrics that the product knows; without them nobody can know which names are misspelt.
    kept
        Verdicts of earlier validations: that on a table for which nothing has changed is taken from there.

    Returns
    -------
    Validation
        Whether it passed is for the caller to act on; see
        :class:`~review_kit.errors.ContractGateError`.

    Raises
    ------
    ConfigurationError
        A contract cannot be used.
    CountsDisagreeError, ExpectationError, RowsLostError
        The verdict cannot be trusted; nothing may be made from it.
    """
    contracts = load_contracts(project.root) if contracts is None else contracts
    folder.mkdir(parents=True, exist_ok=True)
    for part in ("kept", "quarantined", "emptied", "left_out", "cast"):
        shutil.rmtree(folder / part, ignore_errors=True)
    settings = Settings(
        folder=folder,
        time_zone=project.config.organisation.time_zone,
        as_of=as_of,
        counts=KeptCounts(project.cache / "counts"),
    )
    settings.counts.forget_old()
    verdicts: dict[str, TableVerdict] = {}
    try:
        with engine(folder, settings.time_zone) as connection:
            judge = KeptVerdicts(kept, connection)
            for table, contract in contracts.items():
                if table not in staged:
                    continue
                if progress:
                    progress(table)
                sound = frozenset(name for name, verdict in verdicts.items() if verdict.passed)
                verdict = judge.check(
                    contract,
                    staged[table],
                    replace(settings, sound=sound),
                    required=table in required_tables(),
                    allowed_share=project.config.gate.share_for(table),
                )
                limit = project.config.gate.max_left_out_share
                verdicts[table] = verdict.with_gate(
                    *gate_faults(verdict, staged, left_out_limit=limit)
                )
                _keep_left_out(staged[table], folder)
            answers = (
                None
                if kept is None
                else KeptAnswers(kept, judge.made_from, settings.time_zone, folder)
            )
            tables = CheckedTables(
                connection, dict(verdicts), folder, project.config, metrics, as_of, answers
            )
            for table, notice in observations(tables):
                verdict = verdicts[table].with_notices(notice)
                verdicts[table] = verdict.with_gate(*notice_faults(verdict, notice))
            if answers is not None:
                answers.keep()
            if RUBRIC in verdicts:
                rubric = verdicts[RUBRIC].with_facts(*weight_sums(connection))
                children = {
                    f"cast_{table}": contracts[table]
                    for table in verdicts
                    if RUBRIC in contracts[table].parents
                }
                verdicts[RUBRIC] = rubric.with_gate(
                    *rubric_faults(connection, rubric, quarantined_path(folder, RUBRIC), children)
                )
    finally:
        shutil.rmtree(folder / "cast", ignore_errors=True)
    return Validation(
        folder=folder,
        unread=unread,
        organisation=project.config.organisation.name,
        time_zone=settings.time_zone,
        as_of=as_of,
        contracts=contracts,
        tables=tuple(verdicts.values()),
        made_from=judge.made_from,
        missing=tuple(
            missing_table(table, unread)
            for table in contracts
            if table in required_tables() and table not in staged
        ),
        absent=tuple(
            table for table in contracts if table not in required_tables() and table not in staged
        ),
    )


def _keep_left_out(staged: StagedTable, folder: Path) -> None:
    """Keep where the rows left out stand beside the rows quarantined; staging is thrown away."""
    if staged.left_out_rows is not None:
        target = left_out_path(folder, staged.name)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(staged.left_out_rows, target)
