"""Exports are validated again when a setting changes that reading or validating looks at, and then only."""

from __future__ import annotations

from dataclasses import replace

import pytest
from prepared_run import OF_ONE_TEAM, prepared_project
from pydantic import BaseModel

from review_kit.pipeline.inputs import SETTINGS_READ, inputs_of
from review_kit.pipeline.validate import validate_project
from review_kit.project import Project, load_project
from review_kit.project.init import init_project

ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
    "R1,Ana Ruiz,M1,Bo Chen,North,2024-05-13\n"
)
ORGANISATION = '[organisation]\nname = "Acme"\n'


@pytest.fixture
def project(tmp_path) -> Project:
    init_project(tmp_path)
    (tmp_path / "exports" / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return configured(tmp_path, "")


def configured(root, text: str, organisation: str = ORGANISATION) -> Project:
    (root / "review_kit.toml").write_text(organisation + text, encoding="utf-8")
    return load_project(root)


@pytest.mark.parametrize(
    "setting",
    [
        '[sources.roster]\npath = "exports/roster.csv"\ndate_order = "day_first"\n',
        "[gate]\nmax_quarantined_share = 0.2\n",
        "[gate]\nmax_left_out_share = 0.2\n",
        "[gate.tables]\nroster = 0.2\n",
        "[targets.criteria]\nC1 = 80\n",
        "[rates.outcome_values]\nwin_rate = 100.0\n",
    ],
)
def test_a_setting_that_validation_reads_counts(project, setting):
    before = inputs_of(project).fingerprint
    assert inputs_of(configured(project.root, setting)).fingerprint != before


@pytest.mark.parametrize(
    "line",
    ['name = "Apex"', 'name = "Acme"\ntime_zone = "Asia/Tokyo"', 'name = "Acme"\ncurrency = "EUR"'],
)
def test_so_do_name_time_zone_and_currency(project, line):
    before = inputs_of(project).fingerprint
    other = configured(project.root, "", organisation=f"[organisation]\n{line}\n")
    assert inputs_of(other).fingerprint != before


@pytest.mark.parametrize(
    "setting",
    [
        '[theme]\naccent = "#8a1538"\n',
        '[paper]\nsize = "Letter"\nconfidentiality = "Internal"\n',
        "[batch]\nnotebook_memory_mb = 4096\n",
        "[windows]\nwindow_days = 60\n",
        "[evidence]\nminimum_calls = 6\n",
        "[coaching]\nfocus_criteria = 2\n",
        "[targets]\ndefault = 80\n",
        "[rates]\nmanager_per_hour = 70.0\n",
        "[privacy]\nminimum_group_size = 6\n",
    ],
)
def test_no_other_setting_does(project, setting):
    before = inputs_of(project).fingerprint
    assert inputs_of(configured(project.root, setting)).fingerprint == before


class Noted:
    """Settings that note which of them are looked at, by section and name."""

    def __init__(self, settings: BaseModel, read: set[str], section: str = "") -> None:
        self._settings, self._read, self._section = settings, read, section

    def __getattr__(self, name: str) -> object:
        value = getattr(self._settings, name)
        if name in type(self._settings).model_fields:
            if not self._section and isinstance(value, BaseModel):
                return Noted(value, self._read, name)
            self._read.add(f"{self._section}.{name}" if self._section else name)
        elif self._section:
            self._read.add(self._section)  # a question about the section as a whole
        return value


def test_validating_reads_no_setting_that_does_not_count(tmp_path):
    """Exports of every table, so that every rule that looks at a setting is asked."""
    prepared_project(tmp_path / "demo", OF_ONE_TEAM)
    project = load_project(tmp_path / "demo")
    read: set[str] = set()
    noted = replace(project, config=Noted(project.config, read))
    validate_project(noted, inputs_of(project))
    counted = {
        name if fields is True else f"{name}.{field}"
        for name, fields in SETTINGS_READ.items()
        for field in ([""] if fields is True else fields)
    }
    sections = {name for name, fields in SETTINGS_READ.items() if fields is True}
    assert {"organisation.time_zone", "targets.criteria", "sources"} <= read
    # the words of a kept verdict are compared by themselves
    counted.add("organisation.language")
    assert {name for name in read if name.split(".")[0] not in sections} <= counted
