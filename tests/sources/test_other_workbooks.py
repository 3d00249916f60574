"""Workbooks of other formats, and ones that a password protects.

``workbooks/log.xls`` and ``workbooks/log.ods`` were saved by LibreOffice.
"""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
import pytest
from workbooks import workbook

from review_kit.errors import ConfigurationError, SourceError
from review_kit.sources.files.protected import is_encrypted

SAVED = Path(__file__).parent / "workbooks"
SOURCE = '[sources.coaching_log]\npath = "{}"\nprofile = "spreadsheet_coaching_log"\n'
ROWS = [
    ["Date", "Rep", "Manager", "Behaviour", "Before", "After", "Minutes"],
    ["2026-04-02", "Ana Ruiz", "Bo Chen", "Discovery", 50, 60, 30],
]
PASSWORD = "zebra crossing 7"


@pytest.mark.parametrize("name", ["log.xls", "log.ods"])
def test_a_workbook_saved_in_another_format_is_read(workshop, rows_of, roster, name):
    staged = workshop.stage(
        {"exports/roster.csv": roster, name: (SAVED / name).read_bytes()}, SOURCE.format(name)
    )["coaching_log"]

    assert rows_of(staged, "session_date", "rep_id", "minutes", "_file", "_row") == [
        ("2026-04-02", "r1", "30", f"{name}#Log", 3),
        ("2026-04-03", "r2", "45", f"{name}#Log", 4),
    ]


@pytest.fixture(scope="module")
def locked() -> bytes:
    """A workbook that only the password opens."""
    sealed = io.BytesIO()
    plain = msoffcrypto.OfficeFile(io.BytesIO(workbook({"Log": ROWS})))
    plain.encrypt(PASSWORD, sealed)
    return sealed.getvalue()


def read(workshop, content: bytes, settings: str = ""):
    return workshop.stage({"log.xlsx": content}, SOURCE.format("log.xlsx") + settings)


def test_a_password_comes_from_the_environment_variable_that_is_named(
    workshop, rows_of, locked, monkeypatch
):
    monkeypatch.setenv("LOG_PASSWORD", PASSWORD)
    staged = read(workshop, locked, 'password_variable = "LOG_PASSWORD"\n')["coaching_log"]

    assert rows_of(staged, "session_date", "minutes") == [("2026-04-02", "30")]
    assert staged.inputs[0].bytes == len(locked)


@pytest.mark.parametrize(
    ("settings", "value", "says"),
    [
        ("", PASSWORD, "log.xlsx: the workbook has a password"),
        ('password_variable = "LOG_PASSWORD"\n', None, "variable LOG_PASSWORD is not set"),
        ('password_variable = "LOG_PASSWORD"\n', "wrong", "in LOG_PASSWORD does not open"),
    ],
    ids=["no variable", "not set", "another password"],
)
def test_a_workbook_that_cannot_be_opened_says_why(
    workshop, locked, monkeypatch, settings, value, says
):
    if value is not None:
        monkeypatch.setenv("LOG_PASSWORD", value)
    with pytest.raises(SourceError, match=says) as told:
        read(workshop, locked, settings)
    assert value is None or value not in str(told.value)


def test_a_password_in_the_settings_is_refused_and_not_printed(workshop):
    with pytest.raises(ConfigurationError) as told:
        workshop.configure(SOURCE.format("log.xlsx") + f'password_variable = "{PASSWORD}"\n')
    assert "give the name of an environment variable" in str(told.value)
    assert PASSWORD not in str(told.value)


def test_what_is_no_workbook_is_not_encrypted(tmp_path):
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    assert not is_encrypted(tmp_path / "a.xls")


def test_a_sheet_exported_by_its_address_is_read_as_csv(workshop, rows_of, roster):
    """``…/export?format=csv`` of Google Sheets gives CRLF lines, quoted commas and no mark of UTF-8."""
    text = (
        "Date,Rep,Manager,Behaviour,Before,After,Minutes,Notes\r\n"
        '2026-04-02,Zoë Åkesson,Bo Chen,Discovery,50%,60%,30,"Pause, then ask"\r\n'
        '"April 3, 2026",Ana Ruiz,Bo Chen,Discovery,,,,"two\nlines"\r\n'
    )
    staged = workshop.stage(
        {"exports/roster.csv": roster, "log.csv": text}, SOURCE.format("log.csv")
    )["coaching_log"]
    assert rows_of(staged, "session_date", "rep_id", "score_before", "minutes") == [
        ("2026-04-02", "r2", "50", "30"),
        ("2026-04-03", "r1", None, None),
    ]
