"""``manifest.json``: what a run made of what, for machines; ``summary.html``: the same for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from review_kit.errors import ReviewKitError
from review_kit.records.folder import RunFolder, write_json
from review_kit.records.page import write_page
from review_kit.records.record import Record, Status
from review_kit.records.run_words import foot, headline, lead, words_of_pages

State = Literal["running", "complete", "interrupted"]
_FORMAT = 1
"""Raised when a reader of older manifests would misread a newer one."""


@dataclass(frozen=True)
class Manifest:
    """What became of every document of a run."""

    run_id: str
    state: State
    package_version: str
    snapshot_id: str
    as_of: str
    window_days: int
    started_at: str
    finished_at: str | None
    seconds: float
    workers: int
    narrowed_to: tuple[str, ...]
    """What the last run was asked for, where it was not asked for everything."""
    removed: tuple[str, ...]
    """Documents that the plan no longer has and that were removed."""
    notes: tuple[str, ...]
    documents: tuple[Record, ...]
    format: int = field(default=_FORMAT)

    @property
    def counts(self) -> dict[str, int]:
        """Documents by status."""
        counted = Counter(record.status for record in self.documents)
        return {status: counted[status] for status in get_args(Status) if counted[status]}

    @property
    def failed(self) -> tuple[Record, ...]:
        """Documents that could not be made."""
        return tuple(record for record in self.documents if record.status == "failed")

    @property
    def warned(self) -> tuple[Record, ...]:
        """Documents in which something should be looked at before they are released."""
        return tuple(record for record in self.documents if record.warnings)

    def to_json(self) -> dict[str, Any]:
        """Return the manifest as plain values."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            **plain,
            "counts": self.counts,
            "documents": [record.to_json() for record in self.documents],
        }


def write_manifest(run: RunFolder, manifest: Manifest) -> None:
    """Write ``manifest.json`` and ``summary.html``, each whole or not at all."""
    write_json(run.manifest, manifest.to_json())
    with words_of_pages(run):
        write_page(
            run.summary,
            "summary.html.j2",
            manifest=manifest,
            headline=headline(manifest),
            lead=lead(manifest),
            foot=foot(manifest),
            groups=_grouped(manifest.documents),
            organisation=organisation_of(run),
            has_validation=run.validation.is_file(),
        )


def organisation_of(run: RunFolder) -> str:
    """Name of the organisation, as documents of the run print it."""
    return str(json.loads(run.context.read_text(encoding="utf-8"))["organisation"])


def read_manifest(run: RunFolder) -> Manifest:
    """Read a run's manifest.

    Raises
    ------
    ReviewKitError
        There is none, or it was written by another version of the package.
    """
    try:
        raw = json.loads(run.manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReviewKitError(
            f"{run.path}: there is no manifest.json, so no documents have been made there yet",
            "Make them with 'review-kit run'.",
        ) from None
    except ValueError as error:
        raise ReviewKitError(f"{run.manifest}: not a manifest: {error}") from error
    if not isinstance(raw, dict) or raw.get("format") != _FORMAT:
        raise ReviewKitError(
            f"{run.manifest}: this manifest is from another version of review-kit",
            "Run 'review-kit run' to bring it up to date.",
        )
    try:
        return Manifest(
            **{
                **{name: raw[name] for name in Manifest.__dataclass_fields__},
                "narrowed_to": tuple(raw["narrowed_to"]),
                "removed": tuple(raw["removed"]),
                "notes": tuple(raw["notes"]),
                "documents": tuple(Record.from_json(record) for record in raw["documents"]),
            }
        )
    except (KeyError, TypeError) as error:
        raise ReviewKitError(
            f"{run.manifest}: damaged ({error})",
            "Run 'review-kit run'; undamaged documents are kept.",
        ) from error


def with_status(record: Record, status: Status) -> Record:
    """Return a record as the manifest shows it in this run."""
    return replace(record, status=status)


@dataclass(frozen=True)
class Group:
    """Documents of one template, for the summary."""

    title: str
    template: str
    grain: str
    documents: Sequence[Record]

    @property
    def counts(self) -> Mapping[str, int]:
        """Documents by status."""
        return Counter(record.status for record in self.documents)

    @property
    def seconds(self) -> float:
        """Time that making them took, one after the other."""
        return sum(record.seconds for record in self.documents if record.status == "made")


def _grouped(documents: Sequence[Record]) -> list[Group]:
    by_template: dict[tuple[str, str, str], list[Record]] = {}
    for record in documents:
        by_template.setdefault((record.title, record.template, record.grain), []).append(record)
    return [Group(*names, records) for names, records in by_template.items()]
