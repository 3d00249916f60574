"""The run of invented reps that templates are shown on before a project has one of its own.

An installed package brings its metric tables, for a page in seconds. They fit every project that measures by
the defaults; any other has a run made for it (:mod:`review_kit.cli.invented`), and so has every project where
the package is a checkout in which nobody has made them.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import review_kit
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.own_metrics.find import find_metrics, has_metrics
from review_kit.pipeline.prepare import SETTINGS_OF_INPUT, SETTINGS_OF_WORK
from review_kit.planning.digests import code_digest, digest_json
from review_kit.project import Project

SHIPPED = Path(__file__).with_name("invented_run.zip")
"""Made for a wheel (``make wheel``), and no part of the sources."""
_FITS = "fits.txt"
_CONTEXT = "context.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""Date of every file in the archive: the same run makes the same archive."""
_OF_LOOKS = {"organisation", "paper", "theme", "delivery"}
"""Sections that nothing is measured by: a page takes them from the context."""


def invented_key(project: Project) -> str:
    """Digest of all that decides what a run of invented exports holds for a project."""
    contracts = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((project.root / "data_contracts").glob("*.yaml"))
    }
    return digest_json(
        {
            "code": code_digest("contracts", "demo", "grains", "metrics", "project", "snapshot"),
            "config": project.config.model_dump(mode="json"),
            "contracts": contracts,
            "own_metrics": {one.name: one.digest for one in find_metrics(project).files},
            "words": dict(project.words.files),
        }
    )


def shipped_fits(project: Project, archive: zipfile.ZipFile) -> bool:
    """Say whether a run in an archive holds what a run of this project would.

    It does where nothing is measured otherwise: the same settings of metrics, no columns and no metrics of
    the project's own. Its tables must be those of this version; another change of the package's code does
    not count, as nobody in the run is real.
    """
    added = any(table.added_columns for table in project.data_model.tables.values())
    fits = archive.read(_FITS).decode("utf-8") == _fitting(project)
    return fits and not added and not has_metrics(project)


def unpack_shipped(project: Project, target: Path) -> bool:
    """Put the shipped run into ``target`` as a run of this project; ``False`` where none is there or fits.

    Parameters
    ----------
    target
        A folder that is not there yet.
    """
    if not SHIPPED.is_file():
        return False
    with zipfile.ZipFile(SHIPPED) as packed:
        if not shipped_fits(project, packed):
            return False
        context = {**json.loads(packed.read(_CONTEXT)), **_looks(project)}
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as name:
            made = Path(name) / "made"
            metrics = made / "reports" / context["run_id"] / "metrics"
            metrics.mkdir(parents=True)
            for table in METRIC_TABLES:
                packed.extract(f"{table}.parquet", metrics)
            text = json.dumps(context, indent=2, ensure_ascii=False)
            (metrics / _CONTEXT).write_text(f"{text}\n", encoding="utf-8")
            made.replace(target)
    return True


def pack(project: Project, metrics: Path, to: Path) -> None:
    """Write the archive of a run's metric tables.

    Parameters
    ----------
    project
        Whose settings the run has.
    metrics
        Folder ``metrics`` of the run.
    """
    contents = {
        f"{name}.parquet": (metrics / f"{name}.parquet").read_bytes() for name in METRIC_TABLES
    }
    contents[_CONTEXT] = (metrics / _CONTEXT).read_bytes()
    contents[_FITS] = _fitting(project).encode("utf-8")
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, contents[name])


def _fitting(project: Project) -> str:
    """Digest of what a run must agree with a project in."""
    return digest_json(
        {
            "version": review_kit.__version__,
            "settings": project.config.model_dump(
                mode="json", exclude=SETTINGS_OF_INPUT | SETTINGS_OF_WORK | _OF_LOOKS
            ),
            "tables": {
                table.name: [[one.name, str(one.type), one.nullable] for one in table.columns]
                for table in METRIC_TABLES.values()
            },
        }
    )


def _looks(project: Project) -> Mapping[str, Any]:
    """Give what the context of a run says of the project, and not of its numbers."""
    organisation = project.config.organisation
    config = project.config.model_dump(mode="json", exclude=SETTINGS_OF_INPUT | SETTINGS_OF_WORK)
    config["theme"]["logo"] = None
    return {
        "organisation": organisation.name,
        "currency": organisation.currency,
        "time_zone": organisation.time_zone,
        "config": config,
        "words": dict(project.words.files),
    }
