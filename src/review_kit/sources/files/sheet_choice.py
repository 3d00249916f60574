"""Which worksheets of a workbook are read: all, those that are named, or all but some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from review_kit.errors import SourceError
from review_kit.sources.files.header import plain_name


@dataclass(frozen=True)
class SheetChoice:
    """Names and shell patterns of worksheets."""

    named: tuple[str, ...] = ()
    """Those that are read; all where nothing is named."""
    but: tuple[str, ...] = ()
    """Those that are not."""

    def of(self, there: Sequence[str], file: str) -> tuple[str, ...]:
        """Return the sheets of a workbook that are meant, in its order.

        Raises
        ------
        SourceError
            One that is named is not there, or none is left.
        """
        for pattern in (*self.named, *self.but):
            if not any(_fits(name, pattern) for name in there):
                raise SourceError(
                    f"{file}: there is no sheet '{pattern}'", f"It has: {', '.join(there)}."
                )
        chosen = tuple(
            name
            for name in there
            if (not self.named or any(_fits(name, pattern) for pattern in self.named))
            and not any(_fits(name, pattern) for pattern in self.but)
        )
        if not chosen:
            raise SourceError(
                f"{file}: sheets_except excludes every sheet", f"It has: {', '.join(there)}."
            )
        return chosen


def _fits(name: str, pattern: str) -> bool:
    # a name with brackets in it is meant as it stands
    return name == pattern or fnmatchcase(plain_name(name), plain_name(pattern))
