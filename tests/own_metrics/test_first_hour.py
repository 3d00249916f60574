"""The tutorial: its blocks are executed in their order, on the shared run of a dozen invented reps.

Of ``review-kit run`` all but the making of documents, which other tests do: it would take most of the time.
"""

import re
import shlex
import shutil
from argparse import ArgumentParser
from pathlib import Path

import duckdb
import pytest
from prepared_run import OF_ALL_KINDS, prepared_project

from review_kit.cli.main import main
from review_kit.pipeline.prepare import prepare
from review_kit.planning.plan import plan
from review_kit.planning.selection import Only
from review_kit.project import load_project
from review_kit.project.assets import template_folder

PAGE = Path(__file__).parents[2] / "docs" / "first-hour.md"
BLOCK = re.compile(r"^```(\S+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str, str]]:
    """Language, file and text of every block."""
    found = [(kind, file, text) for kind, file, text in BLOCK.findall(PAGE.read_text("utf-8"))]
    first = found.pop(0)
    assert f"--reps {OF_ALL_KINDS.reps} --seed {OF_ALL_KINDS.seed}" in first[2]
    return found


def documents_of(project: Path, line: str) -> list[str]:
    """Prepare what a line ``review-kit run`` prepares; name the documents that it makes."""
    parser = ArgumentParser()
    parser.add_argument("--template", action="append")
    parser.add_argument("--only", action="append", type=Only.parse)
    asked = parser.parse_args(shlex.split(line)[2:])
    opened = load_project(project)
    prepared = prepare(opened)
    assert prepared.faults == ()
    asked_for = plan(prepared.run, opened.notebooks, only=asked.only, template_names=asked.template)
    return sorted(asked_for.selected)


def test_the_first_hour_ends_with_both_metrics_in_a_packet(tmp_path, monkeypatch, capsys) -> None:
    project = tmp_path / "first-hour"
    prepared_project(project, OF_ALL_KINDS)
    shutil.copytree(template_folder() / "notebooks", project / "notebooks")  # as init does
    monkeypatch.chdir(project)
    names: dict[str, object] = {}
    documents = []
    for kind, file, text in blocks():
        if file:
            Path(file).write_text(text, encoding="utf-8")
        elif kind == "sh":
            for line in text.splitlines():
                if line.startswith("review-kit run"):
                    documents += documents_of(project, line)
                    continue
                with pytest.raises(SystemExit) as ended:
                    main(shlex.split(line)[1:])
                assert not ended.value.code, f"{line}: {capsys.readouterr()}"
        else:
            capsys.readouterr()
            exec(text, names)
            assert capsys.readouterr().out.strip(), f"shows nothing: {text}"
    assert documents == ["reps/00138/deal_review", "reps/00138/packet"]
    assert isinstance(names["values"], duckdb.DuckDBPyRelation)
    packet = names["packet"]
    assert "Calls at target" in packet.signals().text
    assert "Largest deal won" in packet.performance().text
