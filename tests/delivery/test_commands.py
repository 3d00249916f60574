"""``review-kit release``, ``deliver`` and what ``status`` says of them."""

from __future__ import annotations

import json

import pytest

from review_kit.cli.main import main

FOLDER = '[delivery.folder]\npath = "share"\n'


def run(capsys, *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(one) for one in arguments])
    return int(ended.value.code or 0), capsys.readouterr().out


def test_from_made_to_delivered(delivered, capsys):
    one = delivered.configure(FOLDER)
    at = ("--project", one.project.root)
    rep, manager = next(iter(one.roster.items()))
    code, told = run(capsys, "deliver", "--dry-run", *at)
    assert code == 0
    assert "Would be delivered: Leaders – Org → " in told
    assert "2 documents of 2 reps wait for release" in told
    code, told = run(capsys, "release", "--by", "Maria", "--only", f"manager:{manager}", *at)
    assert (code, told.splitlines()[0]) == (0, f"Released: Packet for Rep {rep}")
    code, told = run(capsys, "deliver", *at, "--json")
    assert (code, json.loads(told)["counts"]) == (0, {"delivered": 4})
    assert "Documents for reps: 1 made, 1 delivered" in run(capsys, "status", *at)[1]
    one.make(f"reps/{rep}/packet", "anew", slice_digest="other")
    _, told = run(capsys, "release", "--by", "Maria", "--only", f"rep:{rep}", *at)
    assert told.splitlines()[0] == (
        f"Released: Packet for Rep {rep}, revision 2 (changed: the numbers)"
    )


def test_a_parcel_that_cannot_be_delivered_is_told_and_ends_with_3(delivered, capsys):
    one = delivered.configure('[delivery.mail]\nsender = "reviews@example.com"\n')
    code, told = run(capsys, "deliver", "--project", one.project.root)
    assert code == 3
    assert "Failed: Leaders – Org (has no e-mail address)" in told


def test_who_releases_must_be_named(delivered, capsys):
    assert run(capsys, "release", "--project", delivered.project.root)[0] == 1
    code, _ = run(
        capsys, "release", "--by", "M", "--mark", "sent", "--project", delivered.project.root
    )
    assert code == 1
