"""A query built in named steps, so that its SQL reads in the order in which it is carried out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Steps:
    """Named queries, each reading from the one before."""

    parts: tuple[tuple[str, str], ...]

    @property
    def last(self) -> str:
        """Name of the last step."""
        return self.parts[-1][0]

    def then(self, name: str, query: str) -> Steps:
        """Return the steps with one more; ``{last}`` in its query is the step before."""
        return Steps((*self.parts, (name, query.replace("{last}", self.last))))

    def sql(self, query: str) -> str:
        """SQL of a query over the last step, ``{last}`` in it."""
        named = ", ".join(f"{name} AS ({part})" for name, part in self.parts)
        return f"WITH {named} {query.replace('{last}', self.last)}"
