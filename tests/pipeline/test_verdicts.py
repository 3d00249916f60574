"""A run has the verdict on the exports it was made from, whatever is validated beside it."""

from __future__ import annotations

import json

import pytest
from prepared_run import OF_ONE_TEAM, prepared_project

from review_kit.pipeline.prepare import fill
from review_kit.pipeline.progress import Silent
from review_kit.pipeline.validate import check_exports, find_snapshot
from review_kit.project import load_project
from review_kit.records.lock import locked


def rows_in(text: bytes) -> int:
    return json.loads(text)["tables"]["coaching_log"]["rows_in"]


@pytest.fixture
def project(tmp_path):
    """A project whose exports were validated; the first look at them finds them as they were."""
    prepared_project(tmp_path / "demo", OF_ONE_TEAM)
    return load_project(tmp_path / "demo")


def find(project):
    return find_snapshot(project, as_of=None, window_days=None, progress=Silent())


def test_a_page_in_other_words_is_not_the_verdict_any_more(project):
    words = project.root / "words" / "en"
    words.mkdir(parents=True)
    own = "validation-kept = Met the contract\nrule-required = { $column } must not be empty\n"
    (words / "our.ftl").write_text(own)
    found = find(load_project(project.root))
    assert found.unchanged_since is None
    page = found.verdict["validation.html"].decode()
    assert "Met the contract" in page
    assert "rep_name must not be empty" in page


def test_a_validation_of_other_exports_beside_a_run_does_not_become_its_verdict(project):
    log = project.exports / "coaching_log.csv"
    before = log.read_bytes()
    rows = before.count(b"\n") - 1
    found = find(project)
    run = found.run_folder(project, as_of=None, window_days=None)
    # what the run says of them is written anew
    for name in found.verdict:
        (run.path / name).unlink()
    run.context.unlink()

    shorter = before[: before.rindex(b"\n", 0, -1) + 1]
    log.write_bytes(shorter)
    assert check_exports(project).passed
    last = project.reports / "validation.json"
    assert rows_in(last.read_bytes()) == rows - 1
    with locked(run):
        fill(project, found, run, Silent())
    assert rows_in((run.path / "validation.json").read_bytes()) == rows
    assert (run.path / "validation.html").read_bytes() == found.verdict["validation.html"]
    context = json.loads(run.context.read_text(encoding="utf-8"))
    assert set(context["sources"]) == set(found.sources)


def test_exports_that_are_as_they_were_keep_their_verdict_whatever_was_validated_since(project):
    found = find(project)
    log = project.exports / "coaching_log.csv"
    before = log.read_bytes()
    log.write_bytes(before.splitlines(keepends=True)[0])
    assert not check_exports(project).passed
    assert json.loads((project.reports / "validation.json").read_bytes())["passed"] is False

    log.write_bytes(before)
    again = find(project)
    assert again.unchanged_since is not None
    assert again.verdict == found.verdict
    assert json.loads(again.verdict["validation.json"])["passed"] is True

    # a verdict that was written to is not the one that was given
    kept = project.cache / "verdict" / "validation.json"
    kept.write_bytes(kept.read_bytes().replace(b'"passed": true', b'"passed": null'))
    anew = find(project)
    assert anew.unchanged_since is None
    assert json.loads(anew.verdict["validation.json"])["passed"] is True
