"""No two documents of a run contradict each other about a rep, a skill, a count or a period."""

import re
from functools import cache

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from claims_in_print import claims, units

from review_kit.documents.parts.verdict import verdict_word
from review_kit.metrics.skill_verdicts import SkillVerdict
from review_kit.number_format import signed

DIRECTION = {"improved": 1, "declined": -1}
WORD = {str(kind): verdict_word(kind) for kind in SkillVerdict}


@cache
def page_of(html):
    """The page as a tree, which nobody may change: there are seventy, and a dozen looks at each."""
    return BeautifulSoup(html, "html.parser")


def contradictions(company, said):
    """Claims that say something else of a skill than its verdict."""
    found = []
    for claim in said:
        row = company.verdicts.loc[(claim.rep_id, claim.criterion_id)]
        direction = DIRECTION.get(row["verdict"], 0)
        agrees = claim.directions <= {direction}
        if claim.points is not None:
            agrees &= claim.points == round(row["verdict_points"])
        if claim.overcome:
            agrees &= direction >= 0
            agrees &= row["current_score"] >= row["baseline_score"]
        if not agrees:
            found.append((claim.document, claim.text, row["verdict"], row["verdict_points"]))
    return found


def test_whatever_is_said_of_a_skill_is_its_verdict(company, compared):
    compared("what any document says of a skill: its verdict", len(company.claims))
    assert contradictions(company, company.claims) == []
    # something was read: of every focus skill at least its row on page one and the title of its chart
    for rep in company.read:
        rows = company.verdicts.loc[rep]
        read = [
            claim.criterion_id for claim in company.claims if claim.document == f"packet of {rep}"
        ]
        for criterion in rows.index[rows["focus_rank"].notna()]:
            assert read.count(criterion) >= (0 if company.reps.loc[rep, "is_starting"] else 2), rep


@pytest.mark.parametrize(
    "told",
    [
        "{skill} improved.",
        "{skill} rose 14 points, with nine sessions on it.",
        "{skill} scored 15 points higher than comparable uncoached skills (17 Aug to 13 Sep).",
        "{skill} fell 9 points. What has changed on your calls?",
        "What did you do differently in {skill}, and how will you keep it?",
        "{skill} came out 15 points above what was expected without coaching.",
        "<tr><th>{skill}</th><td>too early to tell</td><td>declined</td></tr>",
        "<tr><th>{skill}</th><td>no clear change</td><td>+31 points (−1 to +63) over the window</td></tr>",
        "{skill} dipped to 46 after the first session and is back at 34.",
    ],
)
def test_a_sentence_beside_the_verdict_is_found(demo, told):
    fallen = demo.verdicts[
        ~demo.verdicts["verdict"].isin(["improved", "declined"])
        & (demo.verdicts["current_score"] < demo.verdicts["baseline_score"])
    ]
    rep, criterion = fallen.index[0]
    sentence = told.format(skill=demo.skills[criterion])
    html = f"<table>{sentence}</table>" if "<tr>" in sentence else f"<p>{sentence}</p>"
    said = list(claims("a page", html, {}, demo.skills, rep))
    assert len(contradictions(demo, said)) == 1


def test_every_focus_skill_has_exactly_its_verdict_on_page_one(company, compared):
    focus = company.verdicts[company.verdicts["focus_rank"].notna()]
    compared(
        "page one of a packet: verdict, points and days of each focus skill",
        int(focus.index.get_level_values("rep_id").isin(company.read).sum()),
    )
    for (rep, _), row in focus.iterrows():
        # a rep in the first days has no quarter to judge
        if rep not in company.packets or company.reps.loc[rep, "is_starting"]:
            continue
        page = page_of(company.packets[rep])
        rows = page.select("table.side-by-side tbody tr")
        (mine,) = [
            one for one in rows if one.select_one("th strong").text.startswith(row["criterion"])
        ]
        (verdict,) = mine.select("p.verdict strong")
        # behind the word may stand the day it waits for, or the calls there are
        assert re.fullmatch(rf"{WORD[row['verdict']]}( \(.+\))?", verdict.text)
        if pd.notna(row["verdict_basis"]):
            numbers = " ".join(" ".join(part.text.split()) for part in mine.select("span.small"))
            assert re.search(
                rf"(^| ){re.escape(signed(row['verdict_points']))} points? \(", numbers
            )
            if row["verdict_basis"] == "expected":
                days = (row["verdict_from"], row["verdict_to"])
                assert all(f"{day.day} {day:%b}" in numbers for day in days)
            else:
                assert "over the window" in numbers


def test_numbers_beside_skills_in_reports_and_covers_are_those_of_the_verdicts(company, compared):
    ids = {name: rep for rep, name in company.reps["rep_name"].items()}
    seen = 0
    for html in (*company.teams.values(), *company.covers.values(), company.whole):
        for row in page_of(html).select("tbody tr"):
            who = [rep for name, rep in ids.items() if name in row.get_text(" ")]
            for skill, found in company.verdicts.loc[who[0]].iterrows() if len(who) == 1 else ():
                name = re.escape(company.skills[skill])
                said = re.findall(rf"{name}:? (?:\w+ )*([+−]\d+)\b", row.get_text(" "))
                seen += len(said)
                points = found["verdict_points"]
                told = {signed(points)} if pd.notna(points) else set()
                assert set(said) <= told, (who, skill, said)
    compared("reports and covers: points beside a rep's skill", seen)
    assert seen or not (company.verdicts["verdict"] == "improved").any()


FIELDS = {
    "Coachable and improving": (True, True),
    "Coached and stuck": (True, False),
    "Improving alone": (False, True),
    "Neither": (False, False),
}


def fields(html):
    """Title of each cell of the four fields → how many, and the names in it."""
    page = page_of(html)
    return {
        cell.strong.text: (
            int(cell.select_one(".big").text),
            cell.select_one("p.small").text if cell.select_one("p.small") else "",
        )
        for cell in page.select("table.quadrants tbody td")
    }


def test_the_four_fields_hold_all_reps_by_the_verdicts_of_their_packets(company, compared):
    compared("four fields: each rep's place, and that they hold all", 2 * len(company.reps))
    for team, html in company.teams.items():
        mine = company.reps[company.reps["team"] == team]
        cells = fields(html)
        assert sum(n for n, _ in cells.values()) == len(mine)
        for title, (coached, improved) in FIELDS.items():
            for rep, name in mine["rep_name"].items():
                if name not in cells[title][1]:
                    continue
                rows = company.verdicts.loc[rep]
                rows = rows[rows["weight"] > 0]
                targeted = rows["sessions_held"] > 0
                assert targeted.any() == coached, (title, name)
                rows = rows[targeted] if coached else rows
                assert (rows["verdict"] == "improved").any() == improved, (title, name)
    assert sum(n for n, _ in fields(company.whole).values()) == len(company.reps)


def rows_under(html, *heading):
    """Cells of the rows of the tables with exactly these column heads."""
    page = page_of(html)
    for table in page("table"):
        if tuple(cell.get_text(" ", strip=True) for cell in table.select("thead th")) == heading:
            for row in table.select("tbody tr"):
                yield [cell.get_text(" ", strip=True) for cell in row(["th", "td"])]


def test_whose_calls_to_listen_to_has_not_declined_on_the_skill(company, compared):
    named = 0
    for team, html in company.teams.items():
        mine = company.reps[company.reps["team"] == team]["rep_name"]
        ids = {name: rep for rep, name in mine.items()}
        heading = (
            "Skill",
            "Whose calls to listen to",
            "Score, %",
            "Target, %",
            "Mean of the others, %",
        )
        for criterion, who, score, target, others, *_ in rows_under(
            html, *heading, "Calls", "Others"
        ):
            assert int(score) >= int(target), (team, who, criterion)
            assert int(score) > int(others), (team, who, criterion)
            if who not in ids:
                continue
            rows = company.verdicts.loc[ids[who]]
            (verdict,) = rows.loc[rows["criterion"] == criterion, "verdict"]
            assert verdict != "declined", (team, who, criterion)
            named += 1
    compared("exemplars: verdict of whose calls to listen to", named)
    assert named or company.table("exemplars").empty


def test_who_is_asked_to_a_role_play_is_stuck_by_the_own_packet(company, compared):
    asked = 0
    criteria = company.table("rep_criteria")
    for team, html in company.teams.items():
        mine = company.reps[company.reps["team"] == team]["rep_name"]
        for skill, stuck, who in rows_under(html, "Skill", "Stuck, of coached", "Who"):
            for rep, name in mine.items():
                if name not in who:
                    continue
                rows = criteria[(criteria["rep_id"] == rep)]
                (row,) = [
                    one for one in rows.to_dict("records") if skill.startswith(one["criterion"])
                ]
                assert row["verdict"] in {"no_clear_change", "declined"}, (team, name, skill)
                asked += 1
            assert int(stuck.split()[0]) <= len(mine)
    compared("role-plays: verdict of who is asked to them", asked)
    assert asked or company.table("role_play_groups").empty


def counted_verdicts(html):
    found = {}
    for word in WORD.values():
        title = f"{word[0].upper()}{word[1:]}"
        match = re.search(rf"{title} (\d+) of (\d+) coached skills?", " ".join(units_of(html)))
        if match:
            found[word] = (int(match[1]), int(match[2]))
    return found


@cache
def units_of(html):
    page = page_of(html)
    return [" ".join(page.get_text(" ").split())]


def test_counts_of_verdicts_are_those_of_the_packets_and_teams_add_up(company, compared):
    totals = dict.fromkeys(WORD.values(), 0)
    for team, html in company.teams.items():
        reps = company.reps.index[company.reps["team"] == team]
        rows = company.verdicts[company.verdicts.index.get_level_values("rep_id").isin(reps)]
        coached = rows[rows["sessions_held"] > 0]
        shown = counted_verdicts(html)
        if coached.empty:
            assert shown == {}
            continue
        for kind, word in WORD.items():
            n = int((coached["verdict"] == kind).sum())
            assert shown[word] == (n, len(coached)), (team, word)
            totals[word] += n
    shown = counted_verdicts(company.whole)
    compared("counts of verdicts: teams and the whole", len(WORD) * (1 + len(company.teams)))
    if shown:
        assert {word: n for word, (n, _) in shown.items()} == totals


def test_sessions_are_counted_alike_everywhere_in_a_packet_and_its_sheet(company, compared):
    compared("sessions held, in a packet and its sheet", len(company.packets))
    metrics = company.table("rep_metrics")
    held = metrics[metrics["metric"] == "sessions_held"].set_index("rep_id")["value"]
    for rep, html in company.packets.items():
        said = re.findall(r"\b(\d+) sessions? (?:was|were) held\b", " ".join(units(html)))
        assert {int(n) for n in said} <= {int(held[rep])}, rep
        assert said or not held[rep], rep


def test_sessions_of_a_skill_are_counted_alike_on_page_one_and_over_its_chart(company, compared):
    seen = 0
    for rep, html in company.packets.items():
        page = page_of(html)
        rows = page.select("table.side-by-side tbody tr")
        captions = [part.get_text(" ") for part in page.select("div.panel h3 .small")]
        assert len(rows) in (0, len(captions)), rep
        for row, caption in zip(rows, captions, strict=False):
            told = re.search(r"(\d+) sessions?, (?:the last )?on", row.get_text(" "))
            shown = re.search(r"· (\d+|no) sessions?", caption)
            assert (told[1] if told else "no") == shown[1], (rep, caption)
            seen += told is not None
    compared("sessions on a skill: page one and its chart", seen)
    assert seen


def test_every_document_is_about_the_same_days(company, compared):
    every = [
        *company.packets.values(),
        *company.covers.values(),
        *company.teams.values(),
        company.whole,
    ]
    periods = set()
    for html in every:
        text = units_of(html)[0]
        periods.add(re.search(r"\d+ \w+(?: \d{4})? – \d+ \w+ 20\d\d", text).group())
    compared("the period that a document is about", len(every))
    assert len(periods) == 1


PREVIOUS = re.compile(r"The overall score, [^.]*?it was (\d+) in the previous window")


def test_the_overall_score_of_the_previous_window_is_told_alike_or_not_at_all(company, compared):
    """Packets and the report of all say what the tables hold, and why where that is nothing."""
    told = 0
    kinds = (("rep_metrics", company.packets), ("org_metrics", {None: company.whole}))
    for table, pages in kinds:
        rows = company.table(table)
        rows = rows[(rows["metric"] == "overall_score") & rows["value"].notna()]
        for who, html in pages.items():
            mine = rows if who is None else rows[rows["rep_id"] == who]
            for row in mine.to_dict("records"):
                text = units_of(html)[0]
                said = PREVIOUS.findall(text)
                if who is None:
                    shown = rows_under(html, "Measure", "This window", "Previous window")
                    said = [
                        re.sub(r"\D", "", before)
                        for name, _, before in shown
                        if name == "Overall score"
                    ]
                known = [] if pd.isna(row["previous"]) else [f"{row['previous']:.0f}"]
                assert [one for one in said if one] == known, (who, said)
                if pd.notna(row["note"]):
                    assert row["note"][1:] in text, who
                told += 1
    compared("overall score of the previous window, and why there is none", told)
    assert told


def test_no_headline_rests_on_a_plain_change_of_a_coached_skill(company, compared):
    compared("headlines: what they rest on", len(company.packets))
    for rep, html in company.packets.items():
        headline = page_of(html).select_one(".headline").text
        risen = re.search(
            r"(?:^|\. )([^.]+?) (?:rose|scored) \d+ points? (?:more|higher|without)",
            headline.strip(),
        )
        if risen is None:
            continue
        rows = company.verdicts.loc[rep]
        (row,) = rows[rows["criterion"] == risen[1]].to_dict("records")
        assert row["verdict"] in {"improved", "declined"}
        if row["verdict"] == "improved" and row["sessions_held"] > 0:
            assert row["verdict_basis"] == "expected", rep
