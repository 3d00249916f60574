"""Parts that are a rep's own: of some reps, from these reps' rows alone, they are what they are among all."""

import numpy as np
import pandas as pd
import pytest
from drawn_company import AS_OF, CONFIG, REPS, company
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from review_kit.metrics.compute_kept import ReviewParts
from review_kit.metrics.kept_parts import KeptParts
from review_kit.metrics.memory import arrow_in_system_memory
from review_kit.metrics.part_reads import READS
from review_kit.metrics.rep_rows import differing, digests_by_rep, in_place_of
from review_kit.metrics.results import to_arrow
from review_kit.metrics.tables import TablesLater
from review_kit.metrics.text_storage import in_text_as_held, text_held_for
from review_kit.metrics.windows import review_windows
from review_kit.project import canonical_model
from review_kit.project.kept import Kept

OWN = [name for name, reads in READS.items() if reads.by_rep]


class Drawn:
    """A validated snapshot of a drawn company."""

    def __init__(self, seed: int) -> None:
        self.frames = company(seed)
        self.digests = {name: f"{name}-{seed}" for name in self.frames}
        self.quarantined_digests: dict[str, str] = {}

    def count(self, table: str) -> int:
        return len(self.frames[table])

    def table(self, name: str, *_) -> pd.DataFrame:
        return self.frames[name]

    def has(self, name: str) -> bool:
        return name in self.frames

    def quarantined_by_rep(self, name: str) -> pd.Series:
        return pd.Series(0, index=pd.Index([], name="rep_id"))


@settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
    # a smaller seed is no simpler company
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(
    seed=st.integers(min_value=0, max_value=10_000),
    some=st.sets(st.sampled_from(REPS), min_size=1, max_size=3),
)
def test_rows_of_some_reps_are_what_they_are_among_all(tmp_path_factory, seed, some):
    snapshot = Drawn(seed)
    assert {*snapshot.frames} <= {*canonical_model()}
    kept = KeptParts(Kept(tmp_path_factory.mktemp("kept"), "base"))
    tables = TablesLater(snapshot, snapshot.count("qa_scores"), in_text_as_held)
    windows = review_windows(CONFIG, AS_OF, None)
    with arrow_in_system_memory(), text_held_for(tables):
        parts = ReviewParts(snapshot, tables, CONFIG, windows, {}, kept)
        for name in OWN:
            whole = to_arrow(parts.of(name).frames[0], name)
            own = to_arrow(parts.rows_of(name, some), name)
            among_all = whole.filter(pd.Series(whole["rep_id"].to_pylist()).isin(some).to_numpy())
            assert own.equals(among_all.combine_chunks()), name
            assert in_place_of(whole, own, some, sorted(REPS)).equals(whole), name


FRAME = pd.DataFrame(
    {
        "rep_id": ["ana", "bo", "ana", "cy"],
        "text": ["one", None, "two", "one"],
        "day": pd.to_datetime(["2026-01-01", None, "2026-01-02", "2026-01-01"]),
        "number": [0.5, np.nan, 2.0, 0.5],
        "flag": [True, False, True, True],
        "kind": pd.Categorical(["a", "b", None, "a"]),
        "maybe": pd.array([1, None, 3, 1], dtype="Int64"),
    }
)


def by_rep(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"frame": pd.Series(digests_by_rep(frame), dtype="str")})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "three"),
        ("text", None),
        ("day", pd.Timestamp("2026-02-01")),
        ("number", np.nan),
        ("number", np.nextafter(2.0, 3.0)),
        ("flag", False),
        ("kind", "b"),
        ("maybe", pd.NA),
    ],
)
def test_a_rep_differs_by_any_value_of_an_own_row(column, value):
    changed = FRAME.copy()
    changed.loc[2, column] = value
    assert differing(by_rep(FRAME), by_rep(changed)) == {"ana"}


def test_a_rep_differs_by_the_order_of_the_own_rows_and_not_by_where_they_are():
    assert differing(by_rep(FRAME), by_rep(FRAME.iloc[[2, 1, 0, 3]])) == {"ana"}
    assert differing(by_rep(FRAME), by_rep(FRAME.iloc[[3, 0, 1, 2]])) == set()


def test_a_rep_differs_who_came_or_left():
    without = by_rep(FRAME[FRAME["rep_id"] != "bo"])
    assert differing(by_rep(FRAME), without) == differing(without, by_rep(FRAME)) == {"bo"}


def test_every_rep_differs_where_a_column_is_of_another_type():
    assert differing(by_rep(FRAME), by_rep(FRAME.astype({"flag": "int64"}))) == {"ana", "bo", "cy"}


def test_of_a_table_with_rows_of_all_groups_those_of_reps_are_looked_at():
    scoped = FRAME.rename(columns={"rep_id": "scope_id"}).assign(scope="rep")
    with_team = pd.concat([scoped, scoped.head(1).assign(scope="team")])
    assert digests_by_rep(with_team) == digests_by_rep(scoped)
