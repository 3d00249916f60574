"""When a commitment is open, wherever documents ask."""

from __future__ import annotations

from review_kit.documents.parts.entity_data import Row
from review_kit.metrics.commitments import SETTLED


def is_open(row: Row) -> bool:
    """Whether nobody has said yet what became of a commitment: it is neither done nor missed.

    Parameters
    ----------
    row
        Row of ``commitments``: ``commitment_status``, which logs often leave empty.
    """
    return row["commitment_status"] not in SETTLED
