"""The skills matrix as a heatmap: level as number and grey, movement beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.section import metric_section
from review_kit.documents.parts.block import Block, block, long
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.tables import table_block
from review_kit.documents.parts.wording import DASH, number
from review_kit.figures.shades import shade
from review_kit.metrics import METRICS
from review_kit.number_format import rounded, signed
from review_kit.words import say


def heatmap_of_reps(group: GroupRecord) -> Block:
    """Show every rep's level in every competency, and how it moved."""
    if not group.matrix:
        why = say("reports-matrix-no-export")
        if "skills_matrix" not in group.context.tables_missing:
            why = say("reports-matrix-team-not-rated")
        return metric_section("matrix_level", why)
    lines = rep_lines(group.matrix, group.rep_names, group.competencies)
    return heatmap_section(
        lines, group.competencies, stubhead=say("reports-rep"), classes="heat mean-last"
    )


def heatmap_of_teams(group: GroupRecord) -> Block:
    """Show every team's mean level in every competency, and how it moved."""
    if not group.competencies:
        why = say("reports-matrix-no-export")
        if "skills_matrix" not in group.context.tables_missing:
            why = say("reports-matrix-not-rated")
        return metric_section("matrix_level", why)
    lines = team_lines(group.competencies)
    return heatmap_section(lines, group.competencies, stubhead=say("reports-team"))


MOST = 8
"""Competencies that a heatmap has columns for; of more the lowest are shown."""


@dataclass(frozen=True)
class Cell:
    """A level (1–4) and its change against the previous window, where both windows have a rating."""

    level: float
    movement: float | None = None


@dataclass(frozen=True)
class Line:
    """One row: whose levels, by competency; what was not rated is not there."""

    name: str
    cells: Mapping[str, Cell]
    digits: int
    """Decimals of a level: 0 for ratings, 1 for means."""


def competency_order(competencies: Sequence[Row]) -> list[str]:
    """Put competencies in order, the lowest mean over all ratings first.

    Parameters
    ----------
    competencies
        Rows of ``team_competencies``, of one team or of several.
    """
    totals: dict[str, tuple[float, float]] = {}
    for row in competencies:
        total, n = totals.get(row["competency"], (0.0, 0.0))
        totals[row["competency"]] = (total + row["mean_level"] * row["n_reps"], n + row["n_reps"])
    return sorted(totals, key=lambda name: (rounded(totals[name][0] / totals[name][1], 9), name))


def rep_lines(
    matrix: Sequence[Row], names: Mapping[str, str], competencies: Sequence[Row]
) -> list[Line]:
    """Give a line for each rated rep, and the means of the team last.

    Parameters
    ----------
    matrix
        Rows of ``matrix``.
    names
        Rep id → name, in the order of the lines.
    competencies
        Rows of ``team_competencies`` of the team.
    """
    cells: dict[str, dict[str, Cell]] = {}
    for row in matrix:
        cell = Cell(row["level"], row["movement"])
        cells.setdefault(row["rep_id"], {})[row["competency"]] = cell
    lines = [Line(names[rep_id], cells[rep_id], 0) for rep_id in names if rep_id in cells]
    return [*lines, Line(say("reports-mean"), _means(competencies), 1)]


def team_lines(competencies: Sequence[Row]) -> list[Line]:
    """Give a line for each team, from the rows of ``team_competencies``.

    Parameters
    ----------
    competencies
        Rows of ``team_competencies``: ``team``, ``competency``, ``mean_level`` (1–4),
        ``mean_movement`` (levels).
    """
    by_team: dict[str, list[Row]] = {}
    for row in competencies:
        by_team.setdefault(row["team"], []).append(row)
    return [Line(team, _means(rows), 1) for team, rows in sorted(by_team.items())]


def _means(competencies: Sequence[Row]) -> dict[str, Cell]:
    return {
        row["competency"]: Cell(row["mean_level"], row["mean_movement"]) for row in competencies
    }


def heatmap_block(
    lines: Sequence[Line], competencies: Sequence[str], *, stubhead: str, classes: str = "heat"
) -> Block:
    """Return the lines as a table with the competencies as columns, in that order."""
    # pandas and great-tables are loaded by a document that has such a table, not by every one
    import pandas as pd
    from great_tables import GT, loc, style

    columns = {f"c{number}": name for number, name in enumerate(competencies)}
    frame = pd.DataFrame(
        [
            [line.name, *(_words(line.cells.get(name), line.digits) for name in columns.values())]
            for line in lines
        ],
        columns=["line", *columns],
    )
    table = (
        GT(frame, rowname_col="line")
        .cols_label(dict(columns.items()))
        .cols_align(align="center", columns=[*columns])
        # a cell is composed here from numbers alone, so its markup is ours
        .fmt_passthrough(columns=[*columns], escape=False)
    )
    for column, name in columns.items():
        by_shade: dict[str, list[int]] = {}
        for at, line in enumerate(lines):
            if name in line.cells:
                by_shade.setdefault(shade(line.cells[name].level), []).append(at)
        for grey, rows in by_shade.items():
            table = table.tab_style(style.fill(grey), loc.body(columns=column, rows=rows))
    breaking = " ".join(part for part in (classes, long(lines)) if part)
    return table_block(table, classes=breaking, stubhead=stubhead)


def _words(cell: Cell | None, digits: int) -> str:
    if cell is None:
        return DASH
    level = number(cell.level, digits)
    moved = "" if cell.movement is None else signed(cell.movement, digits)
    return level if moved in {"", "0"} else Markup(f'{level} <span class="moved">{moved}</span>')


def heatmap_section(
    lines: Sequence[Line], competencies: Sequence[Row], *, stubhead: str, classes: str = "heat"
) -> Block:
    """Return the heatmap under its title, with at most :data:`MOST` of the competencies.

    Parameters
    ----------
    lines
        What the table has for each rep or team.
    competencies
        Rows of ``team_competencies``; the lowest are shown.
    """
    order = competency_order(competencies)
    return block(
        "group_report/skills_heatmap.html.j2",
        title=METRICS["matrix_level"].title,
        table=heatmap_block(lines, order[:MOST], stubhead=stubhead, classes=classes).html,
        hidden=max(len(order) - MOST, 0),
    )
