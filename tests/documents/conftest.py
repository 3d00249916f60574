"""A run of invented exports, prepared by the real stages: what documents read."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from review_kit.batch import prepare
from review_kit.demo import DemoSettings, write_project
from review_kit.project import load_project


@dataclass(frozen=True)
class Run:
    """A run's folder and its metric tables."""

    folder: Path

    def table(self, name):
        return pd.read_parquet(self.folder / "metrics" / f"{name}.parquet")


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Twelve invented reps, of all kinds."""
    folder = write_project(tmp_path_factory.mktemp("project"), DemoSettings(reps=12, seed=3))
    return Run(prepare(load_project(folder)).run.path)
