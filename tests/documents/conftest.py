"""A run of invented exports, prepared by the real stages: what documents read."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from prepared_run import prepared_run


@dataclass(frozen=True)
class Run:
    """A run's folder and its metric tables."""

    folder: Path

    def table(self, name):
        return pd.read_parquet(self.folder / "metrics" / f"{name}.parquet")


@pytest.fixture(scope="session")
def run():
    """Twelve invented reps, of all kinds."""
    return Run(prepared_run())
