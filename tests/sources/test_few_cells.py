"""A file of which the cells are held in memory gives what one gives that lies in a file meanwhile."""

import pytest
from workbooks import LOG_SETTINGS, workbook

from review_kit.sources.mapping import map_table

LOG = [
    ["Date", "Rep", "Manager", "Behaviour", "Before", "After", "Minutes"],
    ["14/01/2026", "Ana Ruiz", "Bo Chen", "Objection handling, Discovery", "62%", 70, 30],
    ["14/01/2026", "Ana Ruiz", "Bo Chen", "Objection handling, Discovery", "62%", 70, 30],
    [None, None, None, None, None, None, None],
    ["18/01/2026", "Zoë Åkesson", "Bo Chen", "tone", None, "7,5", "0:45"],
    ["Total", None, None, None, None, None, 105],
]
ANSWERS = (
    "id,rep,day,OBJ,DISC\n"
    "1,Ana Ruiz,2 March 2026,60,70\n"
    "2,Li Wei,3 March 2026,,good\n"
    "\n"
    "3,Zoë Åkesson,2026-03-04T00:00:00+01:00,55,58\n"
)
PROFILE = (
    'table = "qa_scores"\ndescription = "Form"\n'
    '[columns]\nevaluation_id = { id_of = ["id"] }\ncall_id = { from = "id" }\n'
    'rep_id = { from = "rep", match = "reps" }\ncriterion_id = { from = "@column" }\n'
    'score = { from = "@value" }\nmax_score = { constant = 100 }\ncall_at = { from = "day" }\n'
    'evaluator = { constant = "ai" }\n'
    '[unpivot]\ncolumns = ["OBJ", "DISC"]\n'
)
SETTINGS = LOG_SETTINGS + '\n[sources.qa_scores]\npath = "form.csv"\nprofile = "form"\n'


@pytest.fixture
def told_of(workshop, rows_of, roster, criteria):
    """Stage the files and tell everything that is said of them."""
    files = {
        "exports/roster.csv": roster,
        "exports/criteria.csv": criteria,
        "form.csv": ANSWERS,
        "profiles/form.toml": PROFILE,
        "log.xlsx": workbook({"Log": LOG}),
    }

    def tell():
        staged = workshop.stage(files, SETTINGS)
        columns = {
            "qa_scores": ("evaluation_id", "rep_id", "criterion_id", "score", "call_at"),
            "coaching_log": ("rep_id", "criterion_id", "session_date", "score_after", "minutes"),
        }
        return {
            name: (
                rows_of(table, *columns.get(name, ()), "_file", "_row"),
                table.left_out,
                table.left_out_examples,
                table.notices,
            )
            for name, table in staged.items()
        }

    return tell


def test_few_cells_and_many_are_mapped_alike(told_of, monkeypatch):
    held = told_of()
    monkeypatch.setattr(map_table, "FEW_CELLS", -1)
    assert told_of() == held
    assert len(held["qa_scores"][0]) > 3
    assert len(held["coaching_log"][0]) > 2
