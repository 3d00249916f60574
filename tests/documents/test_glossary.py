"""The glossary: every word, verdict and number of a run's documents, and nobody's name."""

import re

import pytest

from review_kit import render
from review_kit.check.people import read_people
from review_kit.documents import Glossary
from review_kit.documents.glossary.glossary import SAY_IT_THEMSELVES, defined, metrics_printed
from review_kit.documents.parts.verdict import Verdict
from review_kit.metrics import METRICS
from review_kit.metrics.skill_verdicts import SkillVerdict


@pytest.fixture(scope="module")
def glossary(run):
    return Glossary.open(str(run.folder))


def titles(part):
    return re.findall(r"<strong>(.*?)</strong>", part.html)


def test_every_verdict_is_explained(glossary):
    told = ", ".join(titles(glossary.how_to_read()))
    for kind in SkillVerdict:
        assert Verdict(kind).word in told


def test_words_come_with_the_days_and_thresholds_of_the_run(glossary):
    text = " ".join(glossary.how_to_read().text.split())
    window = glossary.context.window
    assert f"The {window.days} days of this review" in text
    assert "A mean of fewer than 5 calls is not shown" in text
    assert "It takes 5 reps, so that it gives nobody away" in text
    assert "the mean score of days 8 to 35 after the first session" in text


def test_every_number_that_a_document_prints_is_defined_once(glossary):
    printed = [metric for metric in METRICS.values() if metric.printed_in]
    found = titles(glossary.definitions())
    plain = [metric for metric in printed if metric.name in SAY_IT_THEMSELVES]
    assert len(found) == len(printed) - len(plain) + 1
    assert found[0] == printed[0].title
    for metric in printed:
        assert sum(metric.title in title for title in found) >= 1, metric.name


def test_a_number_whose_export_is_missing_is_not_explained(glossary):
    class Without:
        metrics = METRICS
        tables_missing = ("opportunities", "quotas", "stage_history")

    names = metrics_printed(Without())
    assert "win_rate" not in names
    assert "quota_attainment" not in names
    assert "overall_score" in names


def test_what_says_itself_stands_in_one_line(glossary):
    rows = defined(["deals_won", "win_rate", "won_amount"], glossary.context)
    assert [row["title"] for row in rows] == ["Win rate", "Deals won and Amount won"]
    assert rows[1]["definition"] == "are what their names say, in the window."
    assert defined(["win_rate"], glossary.context) == rows[:1]
    assert {METRICS[name].unit for name in SAY_IT_THEMSELVES} == {
        "count",
        "money",
        "hours",
    }


def test_it_names_nobody(glossary, run, tmp_path):
    parts = (glossary.header, glossary.introduction, glossary.how_to_read, glossary.definitions)
    text = "\n".join(part().text for part in parts)
    people = read_people(run.folder / "metrics", tmp_path / "no-roster.json")
    assert people.others_in(text, "") == []


def test_all_of_it_stands_on_two_pages(glossary):
    parts = (glossary.header, glossary.introduction, glossary.how_to_read, glossary.definitions)
    body = "".join(f"<div class='review-kit'>{part().html}</div>" for part in parts)
    page = (
        f"<html lang='en'><head><title>Glossary</title></head><body class='review-kit'><main>{body}"
    )
    assert len(render.Renderer().lay_out(f"{page}</main></body></html>").pages) == 2
