"""A document that is about to be delivered: let through, or held back with what is wrong with it."""

import pandas as pd
import pytest

from review_kit.check import CheckFailedError, Subject, check_document, read_people
from review_kit.check.document import read_pages

TITLE = "Review packet · Ann Lee · 2026-09-30"


@pytest.fixture
def metrics(tmp_path):
    """Two reps, a manager, and a log in which one rep is named in the other's entry."""
    folder = tmp_path / "metrics"
    folder.mkdir()
    pd.DataFrame(
        {
            "rep_id": ["R1", "R2", "R3"],
            "rep_name": ["Ann Lee", "Bartholomew Featherstonehaugh-Cholmondeley", "ليلى حداد"],
            "manager_id": ["M1", "M1", "M1"],
            "manager_name": ["Mai Tran"] * 3,
            "is_starting": [False] * 3,
        }
    ).to_parquet(folder / "reps.parquet")
    pd.DataFrame(
        {
            "rep_id": ["R1", "R1", "R2"],
            "entry_id": ["E1", "E2", "E3"],
            "commitment": ["Ask for the budget", "Hear a call of R2", "Ask Ann Lee"],
            "progress_note": [None, "With Bartholomew Featherstonehaugh-Cholmondeley", None],
        }
    ).to_parquet(folder / "sessions.parquet")
    pd.DataFrame(
        {
            "rep_id": ["R1", "R1"],
            "criterion": ["Objection handling", "الاستماع"],
            "parent_criterion_id": [None, None],
            "focus_rank": [1, 2],
            "baseline_score": [52.0, 40.0],
            "current_score": [69.0, 45.0],
            "verdict_points": [17.0, 5.0],
        }
    ).to_parquet(folder / "rep_criteria.parquet")
    return folder


@pytest.fixture
def check(metrics):
    """Check files of a document about R1; return what was found, and the error."""

    def run(files, grain="rep", pages=(1, 2), shows=(), *, for_everybody=False):
        whose = "" if grain == "org" else "R1"
        subject = Subject(grain, whose, metrics, read_people(metrics))
        try:
            check_document(
                files,
                subject,
                title=TITLE,
                pages=pages,
                shows=shows,
                for_everybody=for_everybody,
            )
        except CheckFailedError as error:
            return [str(finding) for finding in error.findings], error
        return [], None

    return run


def test_a_document_about_one_rep_passes(check, write_pdf):
    assert check({"pdf": write_pdf("<h1>Ann Lee</h1><p>with Mai Tran</p>")}) == ([], None)


def test_another_reps_name_is_told_with_page_and_log_entry(check, write_pdf):
    path = write_pdf(
        "<p>a</p><h2>Record</h2>",
        "<p style='width: 30mm'>With Bartholomew Featherstonehaugh-Cholmondeley</p>",
    )
    found, error = check({"pdf": path})
    assert found == [
        "another rep, Bartholomew Featherstonehaugh-Cholmondeley (R2), is named on page 2: "
        "coaching_log, entry_id E2, column commitment; "
        "coaching_log, entry_id E2, column progress_note (check: names)"
    ]
    assert error.hint.startswith("Fix the entry in the export")


@pytest.mark.parametrize("shown", ["ليلى حداد", "R3"])
def test_a_name_in_a_script_from_right_to_left_is_found_and_so_is_an_identifier(
    check, write_pdf, shown
):
    (found,), _ = check({"pdf": write_pdf(f"<p>مع {shown} اليوم</p>")})
    assert found.startswith("another rep, ليلى حداد (R3), is named on page 1")


@pytest.mark.parametrize("name", ["สมชาย ใจดี", "王小明", "Zoë Ångström-Łuk", "𝒜da 😀 Lovelace"])
def test_names_in_any_script_are_read_back_as_they_were_printed(write_pdf, name):
    (page,) = read_pages(write_pdf(f"<p>with {name} today</p>"))
    assert f"with {name} today" in page


def test_a_word_that_breaks_at_its_hyphen_keeps_it_and_what_hangs_over_the_edge_is_read(write_pdf):
    page = read_pages(
        write_pdf(
            "<div style='width: 15mm'>Anna-Lena-Annegret</div>"
            "<div style='margin-left: 170mm; white-space: nowrap'>over the edge</div>"
        )
    )[0]
    assert "".join(page.split("over")[0].split()) == "Anna-Lena-Annegret"
    assert "over the edge" in page


def test_what_pictures_and_the_web_page_say_counts_too(check, write_pdf, tmp_path):
    page = tmp_path / "packet.html"
    page.write_text(
        '<style>.R2 {}</style><p>Ann Lee</p><svg aria-label="Calls of R2"></svg>', encoding="utf-8"
    )
    found, _ = check({"pdf": write_pdf("<p>a</p>"), "html": page})
    assert [what.split(":")[0] for what in found] == [
        "another rep, Bartholomew Featherstonehaugh-Cholmondeley (R2), is named on the web page"
    ]


def test_a_number_that_is_also_an_identifier_of_the_reps_own_deal_is_the_deals(
    check, write_pdf, metrics
):
    reps = pd.read_parquet(metrics / "reps.parquet")
    reps["rep_id"] = ["R1", "10023", "10024"]
    reps.to_parquet(metrics / "reps.parquet")
    pd.DataFrame({"rep_id": ["R1", "10024"], "opportunity_id": ["10023", "10024"]}).to_parquet(
        metrics / "stalled.parquet"
    )
    path = {"pdf": write_pdf("<p>Stalled: 10023</p>")}
    assert check(path)[0] == []
    (found,), _ = check({"pdf": write_pdf("<p>Stalled: 10023 and 10024</p>")})
    assert found.startswith("another rep, ليلى حداد (10024), is named on page 1")


def test_documents_for_leaders_may_name_reps(check, write_pdf):
    assert check({"pdf": write_pdf("<p>R2, R3 and Ann Lee</p>")}, grain="team")[0] == []


def test_a_document_for_everybody_may_name_nobody(check, write_pdf):
    pdf = write_pdf("<p>With Ann Lee</p>")
    assert check({"pdf": pdf}, grain="org")[0] == []
    (found,) = check({"pdf": pdf}, grain="org", for_everybody=True)[0]
    assert found.startswith("a rep, Ann Lee (R1), is named on page 1")


def test_page_one_is_held_against_the_tables_where_the_template_says_so(check, write_pdf):
    row = "<tr><th>{}</th><td>{}</td><td>{}</td><td>{} points</td></tr>"
    right = row.format("Objection handling", 52, 69, "+17") + row.format("الاستماع", 40, 45, "+5")
    packet = {"shows": ("focus_criteria",)}
    assert check({"pdf": write_pdf(f"<table>{right}</table>")}, **packet)[0] == []
    wrong = {"pdf": write_pdf(f"<table>{right.replace('52', '25')}</table>")}
    found, error = check(wrong, **packet)
    assert found == [
        "page 1 does not print the baseline of 'Objection handling', 52, beside its name "
        "(check: focus)"
    ]
    assert "'shows'" in error.hint
    assert check(wrong)[0] == [], "an analyst's own template prints what it likes"


def test_everything_that_is_wrong_is_told_at_once(check, write_pdf):
    path = write_pdf(
        "<p>Objection handling 52 69 +17</p><p>الاستماع</p><p>45 +5</p><h2>R2</h2>", language="fr"
    )
    found, error = check({"pdf": path}, pages=(1, 1), shows=("focus_criteria",))
    assert [what.rpartition("(check: ")[2] for what in found] == [
        "pages)",
        "tagged)",
        "focus)",
        "names)",
    ]
    assert str(error).count("\n") == len(found)


def test_a_torn_pdf_is_one_finding(check, tmp_path):
    path = tmp_path / "packet.pdf"
    path.write_bytes(b"")
    assert len(check({"pdf": path})[0]) == 1


def test_people_on_the_roster_who_are_not_reviewed_are_looked_for_too(metrics, tmp_path):
    roster = tmp_path / "roster.json"
    roster.write_text('{"R1": "Ann Lee", "R9": "Bo Lind"}', encoding="utf-8")
    assert [m.rep_id for m in read_people(metrics, roster).others_in("Bo Lind", "R1")] == ["R9"]
    roster.write_text('{"R9": "Bo Lindgren"}', encoding="utf-8")
    assert read_people(metrics, roster).others_in("Bo Lind", "R1") == []
