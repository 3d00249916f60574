"""What came of a part and was kept comes back as it was, or it is not kept."""

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_kit.metrics.kept_parts import KeptParts
from review_kit.project.kept import Kept

PART = "values-measured"

TEXTS = st.none() | st.text(st.characters(codec="utf-8"), max_size=4)
NUMBERS = st.floats() | st.just(-0.0)
WHOLE = st.integers(min_value=-(2**63), max_value=2**63 - 1)
DAYS = st.none() | st.dates(min_value=pd.Timestamp("1900-01-01").date()).map(pd.Timestamp)
COLUMNS = {
    "text": (TEXTS, "str"),
    "number": (NUMBERS, "float64"),
    "whole": (WHOLE, "int64"),
    "short": (st.integers(min_value=-(2**31), max_value=2**31 - 1), "int32"),
    "maybe": (st.none() | WHOLE, "Int64"),
    "flag": (st.booleans(), "bool"),
    "day": (DAYS, "datetime64[s]"),
    "moment": (DAYS, "datetime64[us]"),
    "nothing": (st.none(), "object"),
    "name": (st.none() | st.sampled_from(["a", "b"]), pd.CategoricalDtype(["b", "unused", "a"])),
}


@st.composite
def frames(draw):
    """Rows in the types that parts have, with labels of each kind."""
    size = draw(st.integers(min_value=0, max_value=5))
    columns = {
        name: pd.Series(draw(st.lists(values, min_size=size, max_size=size)), dtype=kind)
        for name, (values, kind) in COLUMNS.items()
        if draw(st.booleans())
    }
    labels = draw(st.sampled_from([None, ["whole"], ["text"], ["text", "whole"]]))
    frame = pd.DataFrame(columns, index=pd.RangeIndex(size))
    if labels is None:
        return frame[frame.index >= draw(st.integers(min_value=0, max_value=2))]
    for name in labels:
        values, kind = COLUMNS[name]
        frame[name] = pd.Series(draw(st.lists(values, min_size=size, max_size=size)), dtype=kind)
    return frame.set_index(labels)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frame=frames())
def test_frames_come_back_as_they_were(tmp_path_factory, frame):
    kept = Kept(tmp_path_factory.mktemp("kept"), "base")
    KeptParts(kept).keep(PART, "key", [frame])
    kept.confirm()
    part = KeptParts(kept).find(PART, "key")
    if part is None:
        assert not len(frame)
        return
    (found,) = part.frames
    # NumPy holds labels that are a range as numbers once some are left out
    pd.testing.assert_frame_equal(found, frame, check_exact=True, check_index_type="equiv")
    signs = [np.signbit(one["number"]) for one in (found, frame) if "number" in one]
    assert not signs or signs[0].equals(signs[1])


def test_what_would_not_come_back_as_it_was_is_not_kept(tmp_path):
    kept = Kept(tmp_path, "base")
    frame = pd.DataFrame({"list": [[1, 2]]})
    part = KeptParts(kept).keep(PART, "key", [frame])
    kept.confirm()
    assert part.frames[0] is frame
    assert KeptParts(kept).find(PART, "key") is None
