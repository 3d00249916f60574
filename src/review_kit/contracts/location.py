"""Where in a contract something stands, so that every complaint can say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from review_kit.contracts.document import DOCS_HINT
from review_kit.errors import ConfigurationError


@dataclass(frozen=True)
class ContractLocation:
    """A file and the element in it."""

    path: Path
    element: str

    def below(self, element: str) -> ContractLocation:
        """Return the location of ``element`` inside this one."""
        return replace(self, element=f"{self.element}: {element}" if self.element else element)

    def error(self, message: str) -> ConfigurationError:
        """Return the error to raise about what stands here."""
        return ConfigurationError(f"{self.path}: {self.element}: {message}", DOCS_HINT)
