"""What Quarto keeps of a project's templates goes with a person, and with the runs."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import pytest
from tiny_project import ANA

from review_kit.cli.main import main
from review_kit.project import load_project
from review_kit.rights.purging import purge_person
from review_kit.rights.retention import purge_by_retention

NOW = datetime(2026, 11, 30, tzinfo=UTC)
ABOUT_ANA = '{"cells": [{"source": ["Ana Ruiz won four deals"]}]}'


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Quarto's folder of pages, and what puts a page there."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.platform", "linux")
    folder = tmp_path / "cache" / "quarto" / "filtered-notebooks"
    folder.mkdir(parents=True)
    (folder / "INDEX").write_text("{}", encoding="utf-8")

    def keep(name, source):
        (folder / name).write_text(ABOUT_ANA, encoding="utf-8")
        index = json.loads((folder / "INDEX").read_text(encoding="utf-8"))
        index[str(source)] = {"invalidation": "Mon", "path": name}
        (folder / "INDEX").write_text(json.dumps(index), encoding="utf-8")
        return folder / name

    return folder, keep


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_pages_of_the_project_go_with_a_leaver_and_those_of_others_stay(tiny, cache, tmp_path):
    folder, keep = cache
    other = tmp_path / "other" / "packet.ipynb"
    other.parent.mkdir()
    other.write_text("{}", encoding="utf-8")
    mine = keep("1", tiny.root / "notebooks" / "packet.ipynb")
    keep("2", other)
    preview = tiny.root / "_preview" / "notebooks" / "packet.html"
    preview.parent.mkdir(parents=True)
    preview.write_text("<p>Ana Ruiz</p>", encoding="utf-8")
    result = purge_person(tiny.project, ANA)
    done = {one.path: one.action for one in result.changes}
    assert done[str(mine)] == "deleted (a page that Quarto kept of a template)"
    assert done["_preview"] == "deleted (pages of Quarto; the next preview makes them anew)"
    assert result.is_proven
    assert names_in(folder) == ["2", "INDEX"]
    assert list(json.loads((folder / "INDEX").read_text(encoding="utf-8"))) == [str(other)]
    assert not (tiny.root / "_preview").exists()


def test_a_page_of_nobody_that_names_a_leaver_is_told_with_what_to_do(
    tiny, cache, tmp_path, capsys
):
    _, keep = cache
    page = keep("1", tmp_path / "moved" / "notebooks" / "packet.ipynb")
    command = ["purge", "--person", ANA, "--project", str(tiny.root)]
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 3
    told = capsys.readouterr().out
    assert f"Left: {page}. Quarto keeps it of a template that is not there any more" in told
    page.unlink()
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert not ended.value.code


def test_a_page_in_the_cache_goes_after_the_days_of_runs(tiny, cache):
    folder, keep = cache
    text = tiny.project.config_path.read_text(encoding="utf-8")
    tiny.project.config_path.write_text(f"{text}\n[retention]\nruns = 30\n", encoding="utf-8")
    for name, month in (("old", 9), ("new", 11)):
        page = keep(name, tiny.root / "notebooks" / f"{name}.ipynb")
        at = datetime(2026, month, 20, tzinfo=UTC).timestamp()
        os.utime(page, (at, at))
    result = purge_by_retention(load_project(tiny.root), now=NOW)
    assert str(folder / "old") in [one.path for one in result.changes]
    assert names_in(folder) == ["INDEX", "new"]
