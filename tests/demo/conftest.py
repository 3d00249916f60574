import pytest

from review_kit.demo import DemoData, DemoSettings, generate


@pytest.fixture(scope="session")
def demo() -> DemoData:
    """The demonstration as everybody gets it: 24 reps, seed 7, bad rows included."""
    return generate(DemoSettings())


@pytest.fixture(scope="session")
def clean_demo() -> DemoData:
    return generate(DemoSettings(bad_rows=False))


@pytest.fixture(scope="session")
def company() -> DemoData:
    """A company large enough for means to be told from noise."""
    return generate(DemoSettings(reps=96, seed=11, bad_rows=False))
