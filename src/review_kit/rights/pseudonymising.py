"""A copy of a run for analysts or support: its numbers, under pseudonyms, without what anybody wrote.

Of every column of text somebody has said what becomes of it; one that nobody has spoken of is emptied.
Documents, notebooks and the verdict on the exports are not copied: they can be made anew from the copy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.grains import GRAINS
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.project import Project
from review_kit.project.owned import owned_folder
from review_kit.records.folder import RunFolder, current_umask, read_object, run_id, write_json
from review_kit.rights.erasing import REMOVED
from review_kit.rights.identity import Identity, everybody_in
from review_kit.rights.own_rows import text_columns
from review_kit.rights.pseudonyms import Kind, Pseudonyms, key_in
from review_kit.rights.searching import Place, search

README = "README.txt"
NAMES: Mapping[str, tuple[Kind, str]] = {
    "rep_name": ("rep", "rep_id"),
    "manager_name": ("manager", "manager_id"),
}
"""Column of names → whose, and the column with the identifier that their pseudonym is made of."""
IDENTIFIERS: Mapping[str, Kind] = {
    "rep_id": "rep",
    "manager_id": "manager",
    "team": "team",
    "theme": "theme",
    **dict.fromkeys(
        ("call_id", "entry_id", "session_id", "opportunity_id", "goal_id", "dispute_id"), "key"
    ),
}
"""Column of identifiers → what they name. Keys of the firm's systems would lead back to people there; a theme
is a manager's own words, and only whether it is the same one matters."""
SCORERS = frozenset({"scorer", "other", "evaluator"})
SCOPED = frozenset({"scope_id"})
FREE_TEXT = frozenset(
    {
        *("commitment", "commitment_check", "progress_note", "statement", "document", "role"),
        *("account_name", "opportunity_name", "evidence_url", "author", "email", "manager_email"),
    }
)
"""What people wrote, and what leads to one of them."""
SENTENCES = frozenset({"note", "evidence", "own_note", "quota_note"})
"""Sentences of review-kit about a number: they stay, unless they hold what people wrote, or days that
are shifted."""
_QUOTING = frozenset({("review_notes", "note"), ("coaching_gaps", "evidence")})
KEPT = frozenset(
    {
        *(
            "assumption",
            "because",
            "by",
            "cadence_from",
            "change_basis",
            "cohort",
            "commitment_status",
        ),
        *(
            "competency",
            "country",
            "criterion",
            "criterion_id",
            "delta_calibration",
            "entered_from",
        ),
        *("gap", "kind", "language", "lever", "line", "measure", "measured_on", "metric"),
        *("moves_most", "near_goal", "on_day_note", "origin", "outcome_metric"),
        *(
            "parent_criterion_id",
            "part",
            "quadrant",
            "raised_by",
            "reason",
            "scope",
            "sessions_from",
        ),
        *("stage", "standing", "starts_at", "statistic", "status", "strongest_reason", "table"),
        *(
            "target_from",
            "target_source",
            "team_median_scope",
            "team_scope",
            "trend",
            "unit",
            "value",
        ),
        *("verdict", "verdict_basis", "verdict_reason", "warnings", "weakest_sub_criterion"),
        "weakest_sub_criterion_id",
    }
)
"""Words of the rubric, of the CRM's lists and of review-kit."""
WITHOUT_ROWS = frozenset({"number_rows"})
"""Metric tables that are copied without their rows: these hold rows of the exports as they came."""
_CONTEXT_LEFT_OUT = ("words", "logo", "theme")


@dataclass(frozen=True)
class PseudonymisedRun:
    """A copy.

    Parameters
    ----------
    folder
        Where it lies.
    tables, rows
        How many metric tables and rows it has.
    searched
        How many names, addresses and identifiers were looked for in it, and not found.
    """

    folder: Path
    tables: int
    rows: int
    searched: int


def pseudonymise(
    project: Project, run: RunFolder, folder: Path, *, key_file: Path | None = None
) -> PseudonymisedRun:
    """Copy a run under pseudonyms; the copy appears only once nobody of the roster is found in it.

    Parameters
    ----------
    folder
        Of the copy; it must not exist yet.
    key_file
        Where the key of the pseudonyms is kept, so that copies of several runs name people alike.

    Raises
    ------
    ReviewKitError
        The folder is there already, the key would lie in it, or somebody was found in the copy.
    """
    if folder.exists():
        raise ConfigurationError(f"{folder}: already exists", "Name a folder that does not exist.")
    if key_file is not None and key_file.resolve().is_relative_to(folder.resolve()):
        raise ConfigurationError(
            f"{key_file}: the key must not be in the copy, because it leads back to people",
            "Keep it in another folder.",
        )
    names = Pseudonyms(key_in(key_file), project.config.pseudonyms.shift_dates)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with owned_folder(folder.parent, f".{folder.name}-") as made:
        (made / run.metrics.name).mkdir()
        rows = 0
        tables = sorted(run.metrics.glob("*.parquet"))
        for path in tables:
            table = pseudonymised(path.stem, pq.read_table(path), names)
            rows += table.num_rows
            pq.write_table(table, made / run.metrics.name / path.name)
        copy = RunFolder(made)
        write_json(copy.context, _context(read_object(run.context), names))
        manifest = read_object(run.manifest)
        if manifest:
            write_json(copy.manifest, _manifest(manifest, names))
        (made / README).write_text(_readme(names), encoding="utf-8")
        everybody = everybody_in(project, run)
        _refuse_people(made, everybody)
        made.chmod(0o777 & ~current_umask())
        made.rename(folder)
    return PseudonymisedRun(folder, len(tables), rows, len(everybody.names + everybody.addresses))


def _refuse_people(folder: Path, everybody: Identity) -> None:
    found: list[Place] = [*search(folder, [everybody])]
    if found:
        shown = "; ".join(str(place) for place in found[:5])
        raise ReviewKitError(
            f"somebody of the roster would be named in the copy: {shown}",
            "Nothing was written. A name that is also a word of the rubric or of a list in the CRM "
            "causes this; rename it there.",
        )


def pseudonymised(name: str, table: pa.Table, names: Pseudonyms) -> pa.Table:
    """Put pseudonyms into a metric table, empty what people wrote, and move its days.

    Rows are put in order of the pseudonyms: the order of identifiers would lead back to them.
    """
    if name in WITHOUT_ROWS:
        return table.slice(0, 0)
    columns = {}
    texts = dict(text_columns(table))
    for at, column in enumerate(table.column_names):
        field = table.schema.field(at)
        if column in texts:
            told = _texts(name, column, texts, names)
            columns[column] = pa.array(told, pa.string()).cast(field.type)
        elif pa.types.is_date(field.type) or pa.types.is_timestamp(field.type):
            columns[column] = _moved(table[column], field.type, names)
        else:
            columns[column] = table[column]
    out = pa.table(columns).replace_schema_metadata(table.schema.metadata)
    first = next(
        (one for one in ("rep_id", "manager_id", "scope_id", "team") if one in texts), None
    )
    if first is None:
        return out
    cells = [cell or "" for cell in out[first].to_pylist()]
    return out.take(pa.array(sorted(range(len(cells)), key=cells.__getitem__), pa.int64()))


def _moved(cells: pa.ChunkedArray, kind: pa.DataType, names: Pseudonyms) -> pa.ChunkedArray:
    if not names.shift:
        return cells
    moment = pc.cast(cells, pa.timestamp("us", getattr(kind, "tz", None)))
    moved = pc.add(moment, pa.scalar(names.shift, pa.duration("us")))
    return pc.cast(moved, kind)


def _texts(
    table: str, column: str, texts: Mapping[str, pa.Array], names: Pseudonyms
) -> Iterator[str | None]:
    cells = texts[column].to_pylist()
    known = METRIC_TABLES.get(table)
    if column in NAMES and NAMES[column][1] in texts:
        kind, of = NAMES[column]
        cells = texts[of].to_pylist()
        yield from _each(cells, partial(names.of, kind))
    elif column in SCOPED and "scope" in texts:
        for cell, scope in zip(cells, texts["scope"].to_pylist(), strict=True):
            is_somebodys = scope in GRAINS and scope != "org"
            yield names.of(scope, cell) if cell is not None and is_somebodys else cell
    elif column in IDENTIFIERS:
        yield from _each(cells, partial(names.of, IDENTIFIERS[column]))
    elif column in SCORERS:
        yield from _each(cells, names.of_scorer)
    elif known is not None and _stays(table, column, names):
        yield from cells
    else:
        yield from _each(cells, lambda _: REMOVED)


def _stays(table: str, column: str, names: Pseudonyms) -> bool:
    if column in SENTENCES:
        return (table, column) not in _QUOTING and not names.shift
    return column in KEPT


def _each(cells: list[str | None], told: Callable[[str], str]) -> Iterator[str | None]:
    return (None if cell is None else told(cell) for cell in cells)


def _context(context: dict[str, Any], names: Pseudonyms) -> dict[str, Any]:
    """Give the context of the copy: windows, thresholds and rates, of an organisation without a name."""
    kept = {key: value for key, value in context.items() if key not in _CONTEXT_LEFT_OUT}
    kept = {key: _moved_day(value, names) for key, value in kept.items()}
    config = dict(kept.get("config", {}))
    config.pop("delivery", None)
    config.pop("theme", None)
    if "organisation" in config:
        config["organisation"] = {**config["organisation"], "name": "Organisation"}
    moved = date.fromisoformat(kept["as_of"])
    return {
        **kept,
        "organisation": "Organisation",
        "run_id": run_id(moved, kept["window_days"]),
        "config": config,
        "words": {},
        "logo": None,
        "theme": {},
    }


def _moved_day(value: Any, names: Pseudonyms) -> Any:
    try:
        return names.day(date.fromisoformat(value)).isoformat()
    except (TypeError, ValueError):
        return value


def _manifest(manifest: dict[str, Any], names: Pseudonyms) -> dict[str, Any]:
    """Give what became of each document: no file, no name, and of a failure where it was only."""
    documents = []
    for record in manifest["documents"]:
        grain = record["grain"]
        entity = names.of(grain, record["entity"]) if record["entity"] else ""
        output = record["document"].rpartition("/")[2]
        failure = record.get("failure")
        documents.append(
            {
                **{
                    key: record[key] for key in ("grain", "template", "audience", "status", "pages")
                },
                "document": "/".join(
                    part for part in (GRAINS[grain].folder, entity, output) if part
                ),
                "entity": entity,
                "entity_name": entity or "Organisation",
                "title": record["template"],
                "key": "",
                "inputs": {},
                "files": [],
                "seconds": record["seconds"],
                "made_at": None,
                "team": names.of("team", record.get("team", "")),
                "manager_id": names.of("manager", record.get("manager_id", "")),
                "for_everybody": record.get("for_everybody", False),
                "without": [],
                "failure": failure
                and {
                    "error": failure["error"],
                    "message": REMOVED,
                    "cell": failure.get("cell"),
                    "line": failure.get("line"),
                    "source": "",
                    "trace": "",
                },
            }
        )
    as_of = names.day(date.fromisoformat(manifest["as_of"]))
    return {
        **{
            key: manifest[key]
            for key in ("format", "state", "package_version", "window_days", "seconds", "workers")
        },
        "run_id": run_id(as_of, manifest["window_days"]),
        "snapshot_id": "",
        "as_of": as_of.isoformat(),
        "started_at": "",
        "finished_at": None,
        "narrowed_to": [],
        "removed": [],
        "notes": [],
        "documents": documents,
    }


def _readme(names: Pseudonyms) -> str:
    days = (
        "All days were moved by the same number of weeks."
        if names.shift
        else "Days are as they were."
    )
    return (
        "A run of review-kit under pseudonyms.\n\n"
        "Identifiers and names of people, teams, deals, calls and sessions are pseudonyms. What "
        f"people wrote is replaced by {REMOVED}. {days}\n\n"
        "This is still personal data: whoever knows the firm may recognise somebody by the "
        "numbers. Give it only to those who need it, and delete it afterwards.\n"
    )


def table_of_treatments() -> dict[str, str]:
    """Say of every column of text of the metric tables what becomes of it."""
    return {
        column.name: _treatment(column.name)
        for table in METRIC_TABLES.values()
        for column in table.columns
        if column.type == pa.string() and table.name not in WITHOUT_ROWS
    }


def _treatment(column: str) -> str:
    for treated, columns in (
        ("pseudonym", {*NAMES, *IDENTIFIERS, *SCORERS, *SCOPED}),
        ("removed", FREE_TEXT),
        ("sentence", SENTENCES),
        ("kept", KEPT),
    ):
        if column in columns:
            return treated
    return json.dumps(None)
