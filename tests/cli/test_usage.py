"""What a user sees who asks for help, mistypes, or stands in the wrong folder."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from review_kit.cli.reference import commands_page
from review_kit.project.init import init_project

ROOT = Path(__file__).resolve().parents[2]

COMMANDS = (
    ["demo"],
    ["init"],
    ["connect"],
    ["validate"],
    ["run"],
    ["mend"],
    ["quarter"],
    ["release"],
    ["deliver"],
    ["collect"],
    ["site"],
    ["status"],
    ["metrics", "show"],
    ["metrics", "new"],
    ["metrics", "list"],
    ["metrics", "test"],
    ["templates", "new"],
    ["templates", "list"],
    ["doctor"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_and_takes_project_and_json(review_kit, command):
    told = review_kit(*command, "--help")
    assert told.code == 0
    assert "--project" in told.out
    assert "--json" in told.out


def test_help_loads_nothing_heavy():
    code = (
        "import contextlib, io, sys\n"
        "from review_kit.cli import main\n"
        "sys.argv = ['review-kit', '--help']\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    main()\n"
        "heavy = {'pandas', 'duckdb', 'great_expectations', 'matplotlib', 'weasyprint', 'scipy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_page_of_commands_is_up_to_date():
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == commands_page()


def test_the_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert re.search(rf"^review-kit {command[0]}\b", readme, flags=re.M), command[0]


def test_the_version_is_told(review_kit):
    assert re.fullmatch(r"review-kit \d+\.\d+\.\d+\n", review_kit("--version").out)


@pytest.mark.parametrize(
    "arguments",
    [
        ["packets"],
        ["run", "--windows", "90"],
        ["run", "--window", "many"],
        ["run", "--window", "0"],
        ["run", "--as-of", "30.09.2026"],
        ["templates", "new", "x", "--grain", "desk"],
        ["templates", "new", "x"],
        ["init"],
    ],
    ids=" ".join,
)
def test_a_wrong_option_or_argument_ends_with_one(review_kit, arguments):
    told = review_kit(*arguments)
    assert told.code == 1
    assert told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "postgresql://bob:S3CRET/a@host/db"],
        ["validate", "--as-of", "postgresql://bob:S3CRET/a@host/db"],
        ["status", "--project", "postgresql://bob:S3CRET/a@host/db"],
    ],
    ids=["argument", "option", "project"],
)
def test_an_address_in_a_wrong_place_is_told_without_its_password(review_kit, arguments):
    told = review_kit(*arguments)
    assert told.code == 1
    assert "postgresql://host/db" in told.err
    assert "S3CRET" not in told.out + told.err


def test_a_folder_without_project_is_told_what_to_do(review_kit, tmp_path):
    told = review_kit("run", "--project", tmp_path)
    assert told.code == 1
    assert told.err.splitlines() == [
        f"{tmp_path} is not a review-kit project: it has no review_kit.toml",
        "Make one with 'review-kit init DIR', or name one with '--project DIR'.",
    ]
    assert told.out == ""


def test_machines_get_a_fault_as_json_and_nothing_else(review_kit, tmp_path):
    told = review_kit("run", "--project", tmp_path, "--json")
    assert told.code == 1
    assert told.err == ""
    assert told.json["error"]["exit_code"] == 1
    assert "is not a review-kit project" in told.json["error"]["message"]


def test_every_wrong_setting_is_told_before_any_work(review_kit, tmp_path):
    init_project(tmp_path)
    (tmp_path / "review_kit.toml").write_text(
        '[organisation]\nname = "Acme"\ntime_zone = "Mars/Olympus"\n[window]\nwindow_days = 5\n'
    )
    told = review_kit("run", "--project", tmp_path)
    assert told.code == 1
    assert "organisation.time_zone: 'Mars/Olympus' is not an IANA time zone" in told.err
    assert "window: unknown key (did you mean 'windows'?)" in told.err
    assert not (tmp_path / ".review_kit").exists()


def test_a_damaged_manifest_is_told(review_kit, tmp_path):
    init_project(tmp_path)
    (tmp_path / "reports" / "2026-01-01-90d").mkdir()
    (tmp_path / "reports" / "2026-01-01-90d" / "manifest.json").write_text('{"format": 1}')
    told = review_kit("status", "--project", tmp_path)
    assert told.code == 1
    assert "manifest.json: damaged" in told.err
    assert "undamaged documents are kept" in told.err


def test_a_folder_that_cannot_be_written_is_named(review_kit, tmp_path):
    (tmp_path / "taken").write_text("a file")
    told = review_kit("init", tmp_path / "taken" / "project")
    assert told.code == 1
    assert told.err.startswith(f"{tmp_path / 'taken'}")
    assert "Traceback" not in told.err


def test_an_unexpected_error_is_one_line_and_a_file(monkeypatch, capsys, tmp_path):
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n')
    monkeypatch.chdir(tmp_path)
    import review_kit.metrics
    from review_kit.cli.main import _run

    monkeypatch.setattr(review_kit.metrics, "METRICS", None)
    assert _run(["metrics"]) == 70
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("unexpected error: TypeError: ")
    log = Path(re.search(r"Details are in (\S+), which", second).group(1))
    assert log.parent == tmp_path / ".review_kit" / "crashes"
    assert log.read_text().splitlines()[-1] == "builtins.TypeError"
    log.unlink()


def test_a_metric_is_defined(review_kit):
    told = review_kit("metrics", "score_delta")
    assert told.code == 0
    assert told.out.splitlines()[0].startswith("score_delta – ")
    assert "leading, pp, more is better" in told.out


def test_a_metric_is_defined_with_the_projects_settings(review_kit, tmp_path):
    (tmp_path / "review_kit.toml").write_text(
        "[organisation]\nname = 'Acme'\n[windows]\nbaseline_days = 21\n", encoding="utf-8"
    )
    told = review_kit("metrics", "baseline_score", "--project", tmp_path)
    assert "the first 21 days of the window" in re.sub(r"\s+", " ", told.out)
    assert "windows.baseline_days = 21" in told.out
    (listed,) = review_kit("metrics", "baseline_score", "--json", "--project", tmp_path).json[
        "metrics"
    ]
    assert "21 days" in listed["definition"]
    assert listed["settings"]["windows.baseline_days"] == "21"


def test_without_a_project_a_metric_is_defined_with_the_defaults(review_kit, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = review_kit("metrics", "baseline_score")
    assert "the first 30 days of the window" in re.sub(r"\s+", " ", told.out)
    assert "from the defaults, because this folder has no review_kit.toml" in told.out
    assert review_kit("metrics", "baseline_score", "--project", tmp_path / "gone").code == 1


def test_all_metrics_are_listed_for_machines(review_kit):
    from review_kit.metrics import METRICS

    listed = review_kit("metrics", "--json").json["metrics"]
    assert [metric["name"] for metric in listed] == list(METRICS)


def test_a_misspelt_metric_gets_a_suggestion(review_kit):
    told = review_kit("metrics", "score_detla")
    assert told.code == 1
    assert "Did you mean score_delta" in told.err


def test_doctor_tells_what_is_here(review_kit, tmp_path):
    told = review_kit("doctor", "--project", tmp_path, "--json")
    checks = {check["name"]: check for check in told.json["checks"]}
    assert told.code == 0
    assert told.json["ready"] is True
    assert checks["Kernel"]["state"] == "ok"
    assert {"Python", "Pango", "HarfBuzz-subset", "Quarto", "Disk"} <= set(checks)
    for check in checks.values():
        assert check["state"] in {"ok", "warn"}


def test_init_says_what_comes_next(review_kit, tmp_path):
    told = review_kit("init", tmp_path / "q3")
    assert told.code == 0
    assert (tmp_path / "q3" / "review_kit.toml").is_file()
    assert f"review-kit run --project {tmp_path / 'q3'}" in told.out
    again = review_kit("init", tmp_path / "q3")
    assert again.code == 1
    assert "is already a project" in again.err


def test_a_project_without_exports_is_told_which_tables_are_needed(review_kit, tmp_path):
    init_project(tmp_path)
    told = review_kit("run", "--project", tmp_path)
    assert told.code == 2
    for table in ("roster", "criteria", "qa_scores", "coaching_log"):
        assert f"{table}: this table is missing" in told.err
    assert (tmp_path / "reports" / "validation.html").is_file()
    machine = review_kit("run", "--project", tmp_path, "--json")
    assert (machine.code, machine.json["error"]["exit_code"]) == (2, 2)


def test_quarantined_rows_are_not_written_over_the_exports(review_kit, tmp_path):
    init_project(tmp_path)
    export = tmp_path / "exports" / "roster.csv"
    export.write_text("rep_id\nR1\n")
    told = review_kit("validate", "--project", tmp_path, "--export-quarantine", export.parent)
    assert told.code == 1
    assert "your exports are in this folder and would be overwritten" in told.err
    assert export.read_text() == "rep_id\nR1\n"


def test_a_misspelt_export_is_noted(review_kit, tmp_path):
    init_project(tmp_path)
    (tmp_path / "exports" / "rooster.csv").write_text("rep_id\n1\n")
    told = review_kit("validate", "--project", tmp_path)
    assert told.code == 2
    assert "exports/rooster.csv is not read: looks like roster." in told.out


def test_a_run_that_does_not_exist_is_told_by_name(review_kit, tmp_path):
    init_project(tmp_path)
    told = review_kit("status", "2026-01-01-90d", "--project", tmp_path)
    assert told.code == 1
    assert "there is no run '2026-01-01-90d'" in told.err
    assert "contains no run yet" in review_kit("site", "--project", tmp_path).err


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (OSError(errno.ENOSPC, "No space left on device", "x.parquet"), "the disk is full"),
        (MemoryError("malloc of size 8"), "there is not enough memory"),
    ],
)
def test_a_machine_that_is_at_its_end_is_no_error_of_the_program(monkeypatch, capsys, error, told):
    import review_kit.metrics
    from review_kit.cli.main import _run

    class AtItsEnd:
        def keys(self):
            raise error

    monkeypatch.setattr(review_kit.metrics, "METRICS", AtItsEnd())
    assert _run(["metrics"]) == 1
    first, _ = capsys.readouterr().err.splitlines()
    assert first == told


def test_a_usage_fault_is_one_json_object_too(review_kit):
    for arguments in (("run", "--json", "--nothing"), ("nothing", "--json"), ("--json",)):
        told = review_kit(*arguments)
        assert (told.code, told.json["error"]["exit_code"]) == (1, 1)
        assert told.err == ""


@pytest.mark.parametrize(
    ("setting", "rights"),
    [("", {"700", "600"}), ("[batch]\nshared_with_group = true\n", {"770", "660"})],
)
def test_what_commands_write_is_for_its_owner_alone_or_for_a_group(
    review_kit, tmp_path, setting, rights
):
    init_project(tmp_path)
    (tmp_path / "reports").chmod(0o777)  # as an earlier version may have left it
    with (tmp_path / "review_kit.toml").open("a") as file:
        file.write(f"\n{setting}")
    review_kit("validate", "--project", tmp_path)
    made = [tmp_path / "reports", *(tmp_path / "reports").glob("validation.*")]
    assert len(made) == 3
    assert {f"{path.stat().st_mode & 0o777:o}" for path in made} == rights


def test_a_deleted_current_folder_is_told(review_kit, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    told = review_kit("status")
    assert (told.code, told.err.splitlines()[0]) == (1, "the current folder has been deleted")


@pytest.mark.parametrize(("number", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_ends_a_command_with_its_own_code(review_kit, monkeypatch, number, code):
    import review_kit.metrics as shipped

    class Slow:
        def keys(self):
            os.kill(os.getpid(), getattr(signal, number))
            raise AssertionError("went on")

    monkeypatch.setattr(shipped, "METRICS", Slow())
    usual = signal.default_int_handler if number == "SIGINT" else signal.SIG_DFL
    before = signal.signal(getattr(signal, number), usual)  # it may be ignored here
    assert review_kit("metrics").code == code
    signal.signal(getattr(signal, number), before)


def test_a_second_signal_does_not_disturb_the_tidying_up_after_the_first(review_kit, monkeypatch):
    import review_kit.metrics as shipped

    tidied = []

    class Slow:
        def keys(self):
            try:
                os.kill(os.getpid(), signal.SIGHUP)
            finally:
                # as a shell passes it on when its terminal closes
                os.kill(os.getpid(), signal.SIGHUP)
                tidied.append("all")

    monkeypatch.setattr(shipped, "METRICS", Slow())
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    assert (review_kit("metrics").code, tidied) == (129, ["all"])
    signal.signal(signal.SIGHUP, before)
