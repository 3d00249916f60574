"""Snapshots: validated tables in an immutable folder that is named after its content."""

from review_kit.snapshot.read import Snapshot
from review_kit.snapshot.write import write_snapshot

__all__ = ["Snapshot", "write_snapshot"]
