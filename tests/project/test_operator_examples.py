"""Files for operators: what can be checked of them without a daemon, and the script as it is printed."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

import review_kit
from review_kit.cli.main import app
from review_kit.project.machine import _PACKAGES

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "examples" / "operators"
COMMANDS = get_command(app).commands


def text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def options_used(commands: str) -> list[tuple[str, list[str]]]:
    """Every call of review-kit in a text: the command, and its long options."""
    found = re.findall(r"review[-_]kit\"? ([a-z-]+)((?: [^|>\n]*)?)", commands)
    return [(name, re.findall(r"--[a-z-]+", rest)) for name, rest in found if name in COMMANDS]


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        ("review.sh", 2),
        ("review-kit.service", 1),
        ("github-actions.yml", 3),
        ("Dockerfile", 1),
    ],
)
def test_commands_and_options_are_those_there_are(name, calls):
    used = options_used(text(name))
    assert len(used) >= calls
    for command, options in used:
        known = {option for each in COMMANDS[command].params for option in each.opts}
        assert {*options} <= known, (command, options)


def instructions() -> list[tuple[str, str]]:
    joined = re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", text("Dockerfile")))
    return [tuple(line.split(None, 1)) for line in joined.splitlines() if line.strip()]


def test_an_image_is_small_pinned_and_without_rights():
    lines = instructions()
    bases = [rest for word, rest in lines if word == "FROM"]
    assert len(bases) == 2
    for base in bases:
        assert re.match(r"python:3\.1[1-3]-slim-bookworm( AS build)?$", base)
    words = [word for word, _ in lines]
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "ENTRYPOINT", "CMD"}
    assert {*words} <= known
    last = dict(lines)
    uid, _, gid = last["USER"].partition(":")
    assert int(uid) > 0
    assert int(gid) > 0
    # nothing runs as root after the user is set
    assert "RUN" not in words[words.index("USER") :]
    assert json.loads(last["ENTRYPOINT"]) == ["review-kit"]
    assert json.loads(last["CMD"]) == ["--help"]
    assert "rm -rf /var/lib/apt/lists/*" in " ".join(rest for word, rest in lines if word == "RUN")


def test_an_image_has_every_library_and_font_that_doctor_looks_for():
    installed = re.search(
        r"--no-install-recommends (.*?) &&", " ".join(r for _, r in instructions())
    )
    packages = {*installed.group(1).split()}
    wanted = {name for each in _PACKAGES.values() for name in each["apt"].split()}
    assert packages == wanted | {"fontconfig"}


def test_an_image_is_built_from_what_there_is_and_nothing_else_is_let_in():
    copied = [
        part
        for word, rest in instructions()
        if word == "COPY" and not rest.startswith("--from")
        for part in rest.split()[:-1]
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    lines = [line for line in text("Dockerfile.dockerignore").splitlines() if line[:1] not in "#"]
    assert lines[0] == "*"
    assert {line[1:] for line in lines if line.startswith("!")} == {*copied}


def test_constraints_are_every_version_of_the_lock_file():
    (pattern,) = re.findall(r"sed -n '(.*?)' requirements.lock", text("Dockerfile"))
    made = subprocess.run(
        ["sed", "-n", pattern, ROOT / "requirements.lock"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert made == [line.rstrip(" \\") for line in lock.splitlines() if re.match(r"\w", line)]
    assert len(made) > 100


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str
    parser.read_string(text(name))
    return parser


def test_the_service_runs_without_rights_and_writes_nowhere_else():
    service = unit("review-kit.service")["Service"]
    assert (service["Type"], service["User"], service["UMask"]) == ("oneshot", "review-kit", "0077")
    assert service["ReadWritePaths"] == service["WorkingDirectory"] == "/srv/reviews"
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
    assert unit("review-kit.timer")["Install"]["WantedBy"] == "timers.target"
    days = re.findall(r"OnCalendar=\*-([\d,]+)-(\d\d)\.\.(\d\d) 20:00", text("review-kit.timer"))
    assert days == [("03,06,09,12", "24", "31"), ("01,04,07,10", "01", "05")]


def test_the_workflow_has_few_rights_and_hands_out_only_the_log():
    workflow = yaml.safe_load(text("github-actions.yml"))
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    uses = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@v\d+", each) for each in uses)
    (upload,) = (step for step in job["steps"] if "upload-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == "reports/*/.batch/log.jsonl"
    # what commands print about people goes to files, not to the log of the job
    calls = [line for step in job["steps"] for line in step.get("run", "").splitlines()]
    printing = [line for line in calls if re.search(r"review-kit (run|deliver)", line)]
    assert len(printing) == 2
    assert all("> reports/" in line for line in printing)
    assert f"]=={review_kit.__version__}'" in text("github-actions.yml")
    # YAML 1.1 reads the key 'on' as true
    for entry in workflow[True]["schedule"]:
        assert len(entry["cron"].split()) == 5


def test_the_guard_of_templates_has_few_rights_and_gives_a_command_that_there_is():
    workflow = yaml.safe_load(text("templates-guard.yml"))
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert job["steps"][-1]["run"] == "review-kit templates test"
    assert "test" in COMMANDS["templates"].commands
    install = job["steps"][-2]["run"]
    assert f"'review-kit[templates]=={review_kit.__version__}'" in install


def test_every_line_of_the_crontab_calls_the_script_with_a_day():
    lines = [line.split() for line in text("crontab").splitlines() if line[0] in "0123456789"]
    assert len(lines) == 2
    for minute, hour, _, month, weekday, command, project, day in lines:
        assert (minute, hour, weekday) == ("0", "20", "*")
        assert Path(command).name == "review.sh"
        assert Path(project).is_absolute()
        assert date.fromisoformat(day).month in (int(month), int(month) - 1)


def printed_script() -> str:
    """The script as the documentation prints it."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(#!/bin/sh\n.*?)```", page, re.DOTALL)
    return script


def test_the_printed_files_are_those_of_the_examples():
    assert printed_script() == text("review.sh")
    assert text("crontab") in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.fixture
def nightly(tmp_path):
    """Run the printed script as cron does: no PATH, another folder, a project with spaces in its name."""
    script = tmp_path / "review.sh"
    script.write_text(printed_script(), encoding="utf-8")
    project = tmp_path / "my reviews"
    project.mkdir()
    (project / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")

    def run(*arguments, program=None):
        return project, subprocess.run(
            ["/bin/sh", script, *map(str, arguments)],
            cwd="/",
            env={
                "HOME": str(tmp_path),
                "PYTHONPATH": os.pathsep.join(sys.path),
                "REVIEW_KIT": str(program or Path(sys.executable).with_name("review-kit")),
            },
            capture_output=True,
            text=True,
            check=False,
        )

    run.project = project
    return run


def test_the_script_passes_on_the_exit_code_and_says_where_to_look(nightly):
    project, done = nightly(nightly.project, "2026-09-30")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"The exports have too many faults: open {project}/reports/validation.html\n"
    )
    told = project / "reports" / "2026-09-30.json"
    assert json.loads(told.read_text())["error"]["exit_code"] == 2
    assert told.stat().st_mode & 0o777 == 0o600
    assert (project / "reports" / "validation.html").is_file()


def test_without_review_kit_or_a_day_the_script_says_so(nightly):
    _, done = nightly(nightly.project, "2026-09-30", program="/nowhere/review-kit")
    assert done.returncode == 127
    assert "The run ended with code 127" in done.stderr
    _, done = nightly(nightly.project)
    assert (done.returncode, done.stderr[:6]) == (1, "usage:")
