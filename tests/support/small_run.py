"""The manifest of a run that was never made, for tests of what is done with finished runs."""

from __future__ import annotations

from review_kit.records.folder import RunFolder
from review_kit.records.manifest import Manifest, write_manifest
from review_kit.records.record import Record


def write_manifest_of(
    run: RunFolder, snapshot_id: str, *documents: Record, state: str = "complete"
) -> None:
    """Write the manifest of a run that is complete, or in another state."""
    write_manifest(
        run,
        Manifest(
            run_id=run.run_id,
            state=state,
            package_version="0",
            snapshot_id=snapshot_id,
            as_of="2026-09-30",
            window_days=90,
            started_at="2026-10-01T08:00:00+00:00",
            finished_at="2026-10-01T08:10:00+00:00",
            seconds=600.0,
            workers=1,
            narrowed_to=(),
            removed=(),
            notes=(),
            documents=documents,
        ),
    )
