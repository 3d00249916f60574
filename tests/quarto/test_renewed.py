"""Quarto keeps a page until a filter has another date; whoever asks something else gets another page."""

from __future__ import annotations

import subprocess
import sys

import pytest

from review_kit.project.init import NEWEST_RUN, renew_previews
from review_kit.quarto.renewed import renew_for

GUARD = [sys.executable, "-m", "review_kit.cli", "quarto-guard"]
STAND_IN = f"import subprocess; [subprocess.run({GUARD!r}, check=True) for _ in range(2)]"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project with the file by whose date Quarto knows whether what it has kept still holds."""
    monkeypatch.delenv("REVIEW_KIT_SCOPE", raising=False)
    monkeypatch.delenv("REVIEW_KIT_RUN", raising=False)
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    (tmp_path / "_quarto.yml").write_text("ipynb-filters: [review-kit quarto-filter]\n")
    (tmp_path / NEWEST_RUN).parent.mkdir(parents=True)
    (tmp_path / NEWEST_RUN).write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def is_renewed(root):
    """Ask for a page; whether Quarto, which compares whole seconds, then makes it anew."""

    def ask(process):
        before = int((root / NEWEST_RUN).stat().st_mtime)
        renew_for(root, process)
        return int((root / NEWEST_RUN).stat().st_mtime) > before

    return ask


def test_each_quarto_makes_a_page_anew_once_and_two_previews_do_not_keep_each_other_at_it(
    is_renewed,
):
    assert is_renewed("41 900")
    assert is_renewed("77 950")
    assert [is_renewed(one) for one in ("41 900", "77 950", "41 900")] == [False] * 3
    assert is_renewed("41 999")  # the number of a process is given again


@pytest.mark.parametrize("process", ["41 900", ""])
def test_another_person_run_or_setting_is_another_question(root, is_renewed, monkeypatch, process):
    assert is_renewed(process)
    assert not is_renewed(process)
    for name, value in (
        ("REVIEW_KIT_SCOPE", "rep:R002"),
        ("REVIEW_KIT_SCOPE", "rep:R003"),
        ("REVIEW_KIT_RUN", "reports/2026-06-30-90d"),
    ):
        monkeypatch.setenv(name, value)
        assert is_renewed(process), value
        assert not is_renewed(process)
    settings = "ipynb-filters: [review-kit quarto-filter --scope rep:R002]\n"
    (root / "_quarto.yml").write_text(settings)
    assert is_renewed(process)
    assert not is_renewed(process)


def test_where_no_process_is_known_the_page_before_is_compared_with(is_renewed, monkeypatch):
    asked = []
    for scope in ("rep:R001", "rep:R002", "rep:R001", "rep:R001"):
        monkeypatch.setenv("REVIEW_KIT_SCOPE", scope)
        asked.append(is_renewed(""))
    assert asked == [True, True, True, False]


def test_what_cannot_be_noted_or_read_keeps_nobody_from_a_page(root, is_renewed):
    record = root / ".review_kit/quarto/asked.json"
    record.parent.mkdir(parents=True)
    for content in ("{", "{}", "[1]"):
        record.write_text(content, encoding="utf-8")
        assert is_renewed("41 900")
    record.unlink()
    record.mkdir()
    assert is_renewed("41 900")
    renew_for(root / "no project", "41 900")


def test_the_guard_renews_once_for_the_quarto_that_calls_it(root):
    program = root / "quarto.js"
    program.write_text(STAND_IN, encoding="utf-8")
    dates = []
    for _ in range(2):
        subprocess.run([sys.executable, str(program), "render"], cwd=root, check=True)
        dates.append(int((root / NEWEST_RUN).stat().st_mtime))
    (asked,) = (root / ".review_kit/quarto").iterdir()
    assert len(asked.read_text(encoding="utf-8").split(",")) == 2
    assert dates[0] < dates[1]


def test_two_runs_within_a_second_are_two_dates(root):
    dates = []
    for _ in range(3):
        renew_previews(root)
        dates.append(int((root / NEWEST_RUN).stat().st_mtime))
    assert dates == sorted(set(dates))
