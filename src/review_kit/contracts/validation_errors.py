"""Errors of validation itself: what must never happen, and stops it loudly when it does."""

from __future__ import annotations

from review_kit.errors import ReviewKitError

_HINT = (
    "This is a bug in review-kit, not a fault in your data. No documents were made from these "
    "exports; please report the bug with this message."
)


class CountsDisagreeError(ReviewKitError):
    """The two ways to evaluate a rule give different counts.

    Parameters
    ----------
    table
        Canonical table.
    rule
        Its rule.
    rows
        How many rows the SQL mask finds.
    expected
        How many Great Expectations finds; none where it gave no result.
    """

    def __init__(self, table: str, rule: str, rows: int, expected: int | None) -> None:
        self.table, self.rule, self.rows, self.expected = table, rule, rows, expected
        found = "nothing" if expected is None else f"{expected:,}"
        super().__init__(
            f"{table}: rule '{rule}' is broken by {rows:,} rows according to the row mask, "
            f"by {found} according to Great Expectations",
            _HINT,
        )


class ExpectationError(ReviewKitError):
    """Great Expectations could not evaluate a rule."""

    def __init__(self, table: str, rule: str, reason: str) -> None:
        self.table, self.rule = table, rule
        super().__init__(
            f"{table}: rule '{rule}' could not be evaluated by Great Expectations: {reason}", _HINT
        )


class RowsLostError(ReviewKitError):
    """Rows kept, quarantined and left out are not the rows that came in."""

    def __init__(
        self, table: str, rows_in: int, *, kept: int, quarantined: int, left_out: int
    ) -> None:
        super().__init__(
            f"{table}: {rows_in:,} rows came in, but {kept:,} kept + {quarantined:,} quarantined + "
            f"{left_out:,} left out are {kept + quarantined + left_out:,}",
            _HINT,
        )
