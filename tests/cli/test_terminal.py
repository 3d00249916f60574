"""A terminal shows what stands in an export; it never obeys it."""

from __future__ import annotations

import ast
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from review_kit.cli.console import complain, print_json, say
from review_kit.cli.main import _run
from review_kit.project.init import init_project

CLI = Path(__file__).resolve().parents[2] / "src" / "review_kit" / "cli"
CELL = "\x1b]0;owned\x07\u202eevil\x9b2J"
SEEN = r"\x1b]0;owned\x07\u202eevil\x9b2J"


def test_results_and_complaints_are_shown_as_signs(capsys):
    say(f"a cell: {CELL}\nDone.")
    complain(f"no: {CELL}\nsecond fault", f"fix {CELL}")
    print_json({"cell": CELL})
    out, err = capsys.readouterr()
    first, rest = out.split("\n", 1)
    assert first == rf"a cell: {SEEN}\nDone."
    assert json.loads(rest) == {"cell": CELL}
    assert not {"\x1b", "\x9b", "\u202e"} & set(rest)
    assert err.splitlines() == [f"no: {SEEN}", "second fault", f"fix {SEEN}"]


def test_progress_neither_obeys_a_cell_nor_takes_it_for_markup():
    program = (
        "from review_kit.cli.console import ConsoleProgress\n"
        "with ConsoleProgress() as progress:\n"
        f"    progress.step({'Reading [red]x[/red] ' + CELL!r})\n"
    )
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", program], stderr=theirs, env={**os.environ, "COLUMNS": "120"}
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 4096):
                shown += part
        except OSError:  # the other side of a terminal has closed
            pass
    os.close(ours)
    text = shown.decode()
    assert f"Reading [red]x[/red] {SEEN}" in text
    assert "\x1b]0;owned" not in text
    assert "\u202e" not in text


def test_a_fault_that_repeats_a_row_repeats_no_escape_sequence(review_kit, tmp_path):
    init_project(tmp_path)
    (tmp_path / "exports" / "roster.csv").write_text(
        f"rep_id,rep_name\nr1,Ana,{CELL}\n", encoding="utf-8"
    )
    told = review_kit("validate", "--project", tmp_path)
    assert told.code == 1
    assert f"3 cells, but the header has 2: r1 | Ana | {SEEN}" in told.err
    machine = review_kit("validate", "--project", tmp_path, "--json")
    assert SEEN in machine.json["error"]["message"]


def test_an_unexpected_error_is_told_and_logged_without_secrets_and_signs(
    monkeypatch, capsys, tmp_path
):
    import tempfile

    import review_kit.metrics

    class Broken:
        def keys(self):
            raise RuntimeError(f"postgresql://ana:S3CRET@host/db {CELL} and hunter22")

    monkeypatch.setattr(review_kit.metrics, "METRICS", Broken())
    monkeypatch.setenv("PGPASSWORD", "hunter22")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert _run(["metrics"]) == 70
    (log,) = tmp_path.glob("review-kit-*.log")
    told = capsys.readouterr().err
    assert f"postgresql://host/db {SEEN} and …" in told
    for text in (told, log.read_text(encoding="utf-8")):
        assert "S3CRET" not in text
        assert "hunter22" not in text
    # what an error says may repeat what stands in an export
    assert "host/db" not in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def _prints(path: Path) -> list[str]:
    """Calls that print by themselves."""
    calls = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in {
                "print",
                "typer.echo",
                "typer.secho",
                "sys.stderr.write",
                "sys.stdout.write",
            }:
                calls.append(f"{path.name}: {name}")
    return calls


@pytest.mark.parametrize(
    "path",
    # the page of commands is written when the documentation is made
    [path for path in sorted(CLI.glob("*.py")) if path.stem not in {"console", "reference"}],
    ids=lambda path: path.stem,
)
def test_whatever_is_printed_goes_through_the_console(path):
    assert _prints(path) == []
