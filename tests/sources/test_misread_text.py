"""Text read in another encoding than it was written in is told, with what it should be."""

from __future__ import annotations

import io

import openpyxl
import pytest

HEADER = "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"


def roster(*names: str) -> str:
    rows = (f"r{at},{name},m1,Bo Chen,North,2020-01-07\n" for at, name in enumerate(names))
    return HEADER + "".join(rows)


@pytest.mark.parametrize(
    "name",
    ["Małgorzata Piątek", "Łukasz Nowak", "Paweł Kot", "Jan Żak", "Jiří Dvořák", "Jan Němec"],
)
def test_central_european_text_taken_for_western_is_told(workshop, rows_of, name):
    staged = workshop.stage({"exports/roster.csv": roster("Ana", name).encode("cp1250")})
    table = staged["roster"]
    assert table.inputs[0].encoding == "cp1252"
    (notice,) = table.notices
    assert (notice.kind, notice.file, notice.row) == ("misread_text", "exports/roster.csv", 3)
    assert f"probably '{name}'" in notice.message
    assert not notice.stops


def test_named_in_a_profile_it_is_read_right(workshop, rows_of):
    profile = 'extends = "canonical"\n[read]\nencoding = "cp1250"\n'
    staged = workshop.stage(
        {
            "exports/roster.csv": roster("Małgorzata Piątek").encode("cp1250"),
            "profiles/polish.toml": profile,
        },
        '[sources.roster]\npath = "exports/roster.csv"\nprofile = "polish"\n',
    )
    assert rows_of(staged["roster"], "rep_name") == [("Małgorzata Piątek",)]
    assert staged["roster"].notices == ()
    assert staged["roster"].inputs[0].encoding == ""


@pytest.mark.parametrize(
    "name",
    [
        "José Núñez",
        "Søren Kjær",
        "François Müller",
        "Zoë Åkesson",
        "Team Málaga 12 m³",
        "budget £5k and £k",
        "¿Qué tal? 1ª visita",
        "Già lunedì",
        "½ day",
    ],
)
def test_western_text_is_no_finding(workshop, name):
    staged = workshop.stage({"exports/roster.csv": roster(name).encode("cp1252")})
    assert staged["roster"].inputs[0].encoding == "cp1252"
    assert staged["roster"].notices == ()


def sheet(text: str) -> bytes:
    book = openpyxl.Workbook()
    for line in text.splitlines():
        book.active.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "suffix"), [("José Núñez", "csv"), ("Zoë Müller", "xlsx"), ("O’Hara", "csv")]
)
def test_text_that_was_saved_in_a_wrong_encoding_is_told_in_every_format(workshop, name, suffix):
    wrong = roster("Ana", name.encode().decode("cp1252"))
    content = sheet(wrong) if suffix == "xlsx" else wrong
    (notice,) = workshop.stage({f"exports/roster.{suffix}": content})["roster"].notices
    assert (notice.kind, notice.rows, notice.row) == ("misread_text", 1, 3)
    assert notice.message.endswith(f"probably '{name}'")


def test_text_in_unicode_is_no_finding(workshop):
    names = ["Małgorzata Piątek", "João São", "Åse Ãngström", "Łódź", "Âncora"]
    staged = workshop.stage({"exports/roster.csv": roster(*names)})
    assert staged["roster"].notices == ()
    assert staged["roster"].inputs[0].encoding == ""
