"""The log of a run: one JSON object a line, however the run ends, and nobody in it."""

from __future__ import annotations

import json
import time

import pytest

from review_kit.records.folder import RunFolder
from review_kit.records.record import DocumentFile, Failure, Record
from review_kit.records.run_log import logged

MADE = Record(
    document="reps/R001/packet",
    grain="rep",
    entity="R001",
    entity_name="Ana Ruiz",
    template="rep_packet",
    title="Review packet",
    audience="the rep",
    key="0123456789abcdef",
    inputs={},
    status="made",
    files=(DocumentFile("reps/R001/packet.pdf", "0", 1234),),
    pages=6,
    seconds=2.5,
    team="North",
    manager_id="M1",
    warnings=("the first name of a colleague (Bo Lind) is on page 3: coaching_log",),
)
FAILED = Record(
    **{
        **{name: getattr(MADE, name) for name in MADE.__dataclass_fields__},
        "status": "failed",
        "files": (),
        "failure": Failure(
            "KeyError", "no row for Ana Ruiz (R001)", cell=4, source="ana", trace="Ana"
        ),
    }
)


def lines(run):
    return [json.loads(line) for line in run.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def run(tmp_path):
    return RunFolder(tmp_path / "2026-09-30-90d")


def test_a_log_says_what_was_made_and_names_nobody(run):
    with logged(run, time.monotonic()) as log:
        log.document(MADE)
        log.document(FAILED)
    started, made, failed, ended = lines(run)
    assert (started["event"], started["run"]) == ("started", "2026-09-30-90d")
    assert (made["template"], made["pages"], made["bytes"], made["warnings"]) == (
        "rep_packet",
        6,
        1234,
        1,
    )
    assert (failed["status"], failed["error"], failed["cell"]) == ("failed", "KeyError", 4)
    assert (ended["event"], ended["how"]) == ("ended", "complete")
    text = run.log.read_text(encoding="utf-8").casefold()
    assert not [who for who in ("ana", "r001", "bo lind", "north", 'm1"') if who in text]


def test_a_run_that_is_interrupted_says_so_and_the_next_one_adds_to_it(run):
    with pytest.raises(KeyboardInterrupt), logged(run, time.monotonic()):
        raise KeyboardInterrupt
    with logged(run, time.monotonic()):
        pass
    assert [(line["event"], line.get("how")) for line in lines(run)] == [
        ("started", None),
        ("ended", "KeyboardInterrupt"),
        ("started", None),
        ("ended", "complete"),
    ]
