"""``review-kit collect`` as a user gives it."""

import json
import signal

import pytest
from filled_sheets import FILLED

from review_kit.cli import main


@pytest.fixture
def give(company, capsys):
    """Give the command; return its exit code and what it printed."""

    def command(*arguments):
        before = signal.getsignal(signal.SIGTERM)
        with pytest.raises(SystemExit) as end:
            main(["collect", *map(str, arguments), "--project", str(company.root)])
        signal.signal(signal.SIGTERM, before)
        told = capsys.readouterr()
        return end.value.code, told.out or told.err

    return command


def test_each_sheet_is_told_with_what_became_of_it(company, give):
    company.fill(FILLED, "ana.pdf")
    company.fill({**FILLED, "self.OBJ.score": "very good"}, "zoe.pdf", rep="r2")
    code, told = give(company.root / "sheets")
    assert code == 3
    assert told.splitlines()[:4] == [
        "Collected, 3 rows (Ana Ruiz): sheets/ana.pdf",
        "    Note: the last commitment (entry L-r1) is marked 'done': set commitment_status of "
        "that entry in your coaching log.",
        "Not collected (Zoë Åkesson): sheets/zoe.pdf",
        "    Objection handling: my score, 0 to 100: 'very good' is not a score from 0 to 100. "
        "Enter a number, such as 65.",
    ]
    assert told.splitlines()[-1] == "The next 'review-kit run' will show it."
    code, told = give(company.root / "sheets" / "ana.pdf")
    assert (code, told) == (
        0,
        "Already collected (Ana Ruiz): sheets/ana.pdf\nNothing new.\n",
    )


def test_machines_read_the_same_from_json(company, give):
    path = company.fill({**FILLED, "talk.date": ""})
    code, told = give(path, "--json")
    assert code == 3
    (sheet,) = json.loads(told)["sheets"]
    assert (sheet["result"], sheet["rep_id"], sheet["file"]) == ("refused", "r1", str(path))
    assert sheet["problems"] == [
        {
            "field": "talk.date",
            "label": "Date of the talk, for example 12 October 2026",
            "value": "",
            "message": "is empty",
            "hint": "Fill in the day of the talk, such as 12 October 2026.",
        }
    ]


def test_a_file_that_is_not_there_is_a_usage_fault(give):
    code, told = give("nowhere.pdf")
    assert code == 1
    assert told.startswith("nowhere.pdf: this file does not exist")
