"""The packet of every rep of a run: its own numbers, all of them, and nobody else's name."""

import re

import pandas as pd
import pytest
from read_tables import table_rows
from rep_rows import record, rep, skill

from review_kit.documents import BinderCover, RepPacket
from review_kit.documents.packet.coaching_record import MOST_ENTRIES, web_link
from review_kit.documents.packet.commitments import MOST_LISTED
from review_kit.documents.packet.packet import HEADINGS
from review_kit.documents.parts.block import EMPTY
from review_kit.errors import ConfigurationError
from review_kit.number_format import signed, signed_interval

PARTS = [
    "header",
    "headline",
    "start",
    "side_by_side",
    "status",
    "praise_ask_agreed",
    "manager_note",
    "evidence_line",
    "trajectories",
    "first_scores",
    "coaching_record",
    "disputes",
    "commitments",
    "themes",
    "routing",
    "performance",
    "stages",
    "losses",
    "stalled",
    "next_skill",
    "goals",
    "skills_matrix",
    "what_if",
    "other_criteria",
    "terms",
    "sources",
]
OF_THE_START = {"start", "first_scores"}
"""Parts that a packet has in a rep's first days only."""
OF_A_QUARTER = {
    *(
        "side_by_side",
        "status",
        "trajectories",
        "themes",
        "routing",
        "performance",
        "stages",
        "losses",
    ),
    *("stalled", "next_skill", "goals", "skills_matrix", "what_if", "other_criteria", "terms"),
}
"""Parts that a packet has once there is a quarter to tell."""


@pytest.fixture(scope="module")
def packets(run):
    reps = run.table("reps")["rep_id"]
    return {rep_id: RepPacket.open(str(run.folder), rep_id) for rep_id in reps}


@pytest.fixture(scope="module")
def shown(packets):
    """Every part of each rep's packet, composed once."""
    return {
        rep_id: {part: getattr(packet, part)() for part in PARTS}
        for rep_id, packet in packets.items()
    }


@pytest.fixture(scope="module")
def words(shown):
    """All words of each rep's packet."""
    return {
        rep_id: "\n".join(part.text for part in parts.values()) for rep_id, parts in shown.items()
    }


def test_every_part_of_every_packet_can_be_shown(shown):
    for parts in shown.values():
        for part in parts.values():
            assert set(part._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_no_packet_names_another_rep(run, words):
    reps = run.table("reps")
    managers = set(reps["manager_name"])
    for rep_id, text in words.items():
        others = reps[(reps["rep_id"] != rep_id) & ~reps["rep_name"].isin(managers)]
        for _, other in others.iterrows():
            assert other["rep_name"] not in text
            assert not re.search(rf"\b{re.escape(other['rep_id'])}\b", text)


def test_a_slice_holds_one_reps_rows_and_refuses_tables_about_everybody(run, packets):
    for rep_id, packet in packets.items():
        for table in ("rep_criteria", "rep_metrics", "sessions", "call_scores", "provenance"):
            assert set(packet.data.table(table)["rep_id"]) <= {rep_id}
        with pytest.raises(ConfigurationError, match="team_metrics"):
            packet.data.table("team_metrics")


def test_a_rep_in_the_first_days_has_a_packet_about_the_start_and_others_about_the_quarter():
    def empty(packet):
        return {name for name in PARTS if getattr(packet, name)() == EMPTY}

    def sections(packet):
        return [packet.section(name) != EMPTY for name in HEADINGS]

    new = RepPacket(record(reps=rep(is_starting=True), rep_criteria=[skill()]))
    assert empty(new) - {"disputes"} == OF_A_QUARTER
    assert sections(new) == [False, False, False, True]
    settled = RepPacket(record(rep_criteria=[skill()]))
    assert empty(settled) >= OF_THE_START
    assert not empty(settled) & {"side_by_side", "status", "trajectories", "next_skill", "goals"}
    assert sections(settled) == [True] * 4


def of_a_quarter(packets):
    return {rep_id: packet for rep_id, packet in packets.items() if not packet.record.is_new}


def test_page_one_prints_the_numbers_of_the_metric_tables(run, packets):
    criteria = run.table("rep_criteria")
    focus = criteria[criteria["focus_rank"].notna()]
    for rep_id, packet in of_a_quarter(packets).items():
        text = packet.side_by_side().text
        said = {skill.name: skill.verdict.word for skill in packet.record.focus}
        for _, row in focus[focus["rep_id"] == rep_id].iterrows():
            assert row["criterion"] in text
            assert said[row["criterion"]] in text
            if not pd.isna(row["verdict_points"]):
                assert re.search(rf"{re.escape(signed(row['verdict_points']))} points?\b", text)
                assert signed_interval(row["verdict_low"], row["verdict_high"]) in text


def test_a_number_without_evidence_is_not_printed(run, packets):
    criteria = run.table("rep_criteria")
    thin = criteria[(criteria["n_current"] < 5) & criteria["focus_rank"].notna()]
    assert len(thin), "the demonstration has reps with almost no calls"
    for rep_id in set(thin["rep_id"]):
        for row in packets[rep_id].record.focus:
            if row.n_current < 5:
                assert row.current is None
                assert row.score_delta is None


def test_the_record_lists_every_session_of_the_window(run, packets):
    sessions = run.table("sessions")
    for rep_id, packet in packets.items():
        mine = sessions[sessions["rep_id"] == rep_id]
        block = packet.coaching_record()
        earlier = re.search(r"(\d+) earlier entr(?:y is|ies are) not listed", block.text)
        listed = len(table_rows(block.html))
        assert listed == min(len(mine), MOST_ENTRIES)
        assert listed + (int(earlier[1]) if earlier else 0) == len(mine)


def test_counts_of_entries_are_those_of_the_record_under_them(run, packets):
    sessions, metrics = run.table("sessions"), run.table("rep_metrics")
    surprises = metrics[metrics["metric"] == "surprises"].set_index("rep_id")["value"]
    told = 0
    for rep_id, packet in packets.items():
        text = packet.coaching_record().text
        mine = sessions[sessions["rep_id"] == rep_id]
        unseen = re.search(r"(\d+) of the (\d+) entries (?:was|were) not shared", text)
        assert bool(unseen) == (0 < surprises[rep_id] < len(mine))
        if unseen:
            assert (int(unseen[1]), int(unseen[2])) == (surprises[rep_id], len(mine))
            told += 1
        differ = re.search(r"(\d+) entr(?:y differs|ies differ) from the QA platform", text)
        assert (int(differ[1]) if differ else 0) == mine["log_mismatch"].sum()
        assert text.count("(logged as ") <= mine["log_mismatch"].sum()
    assert told


def test_the_headline_and_the_cover_rise_only_with_the_verdicts_of_the_rows(run, packets):
    up = re.compile(r"(rose|scored) \d+ points? (more|higher|without)")
    down = re.compile(r"fell \d+ points?|\d+ points? lower")
    for packet in packets.values():
        rows = packet.side_by_side().text
        if up.search(packet.headline().text):
            assert "improved" in rows
        if down.search(packet.headline().text):
            assert "declined" in rows
    for manager in sorted(set(run.table("reps")["manager_id"])):
        for talk in BinderCover.open(str(run.folder), manager).record.conversations:
            skills = {skill.criterion_id: skill for skill in (*talk.rep.focus, *talk.rep.others)}
            for point in talk.praised:
                if re.search(r"\brose\b|higher than comparable", point.text):
                    assert skills[point.subject].verdict.direction == 1
            for point in talk.asked:
                if re.search(r"\bfell\b|lower than comparable", point.text):
                    assert skills[point.subject].verdict.direction == -1


def test_counts_of_commitments_are_those_of_the_rows_under_them(packets):
    for packet in of_a_quarter(packets).values():
        block, rows = packet.commitments(), packet.record.commitments
        listed = len(table_rows(block.html))
        assert listed == min(len(rows), MOST_LISTED)
        if not rows:
            continue
        made, before = re.search(
            r"(\d+|None) (?:was|were) made in this window(?:, (\d+) before it)?", block.text
        ).groups()
        assert len(rows) == int(made.replace("None", "0")) + int(before or 0)
        more = re.search(r"(\d+) more (?:is|are) not listed", block.text)
        assert listed + (int(more[1]) if more else 0) == len(rows)
        due = [row for row in rows if row["due"]]
        done = sum(row["commitment_status"] == "done" for row in due)
        kept = re.search(r"(\d+) of (\d+) kept", packet.status().text)
        assert kept.groups() == (str(done), str(len(due))) if due else kept is None


def test_no_packet_speaks_of_a_performance_conversation(words):
    assert "performance conversation" not in "".join(words.values()).lower()


def test_the_levers_start_from_what_was_won(run, packets):
    won = run.table("rep_metrics").query("metric == 'won_amount'").set_index("rep_id")["value"]
    table = run.table("what_if")
    assert table["quota"].notna().any()
    for _, row in table.iterrows():
        assert row["actual"] == won[row["rep_id"]]
        assert row["expected_revenue"] == pytest.approx(won[row["rep_id"]] + row["gain"])
        text = packets[row["rep_id"]].what_if().text
        assert ("Against next quota" in text) == pd.notna(row["quota"])
        assert ("No quota to compare with" in text) == pd.isna(row["quota"])


def test_praise_and_questions_are_up_to_three_whole_sentences_each(packets, run):
    for manager in sorted(set(run.table("reps")["manager_id"])):
        for talk in BinderCover.open(str(run.folder), manager).record.conversations:
            assert len(talk.praised) <= 3
            assert 1 <= len(talk.asked) <= 3
            assert all(point.text.endswith(".") for point in talk.praised)
            assert all(point.text.endswith("?") for point in talk.asked)
            for point in (*talk.praised, *talk.asked):
                assert not re.search(r"\b0 (sessions|calls|points)\b|None|nan|–", point.text)
            subjects = [point.subject for point in talk.praised]
            assert len(set(subjects)) == len(subjects)


def test_a_rep_far_from_quota_is_asked_about_it_first(packets):
    far = 0
    for packet in of_a_quarter(packets).values():
        attained = packet.record.value("quota_attainment")
        if attained is None or round(attained, 2) >= 0.8:
            continue
        lines = packet.praise_ask_agreed().text.splitlines()
        assert lines[lines.index("Ask") + 1].startswith(
            f"You are at {100 * attained:.0f} % of quota"
        )
        far += 1
    assert far


def test_no_packet_speaks_of_discipline_but_to_deny_it(words):
    for text in words.values():
        denied = text.replace("not a disciplinary record", "")
        assert "disciplin" not in denied.lower()


def test_text_of_exports_is_data_and_never_markup(packets):
    # the invented log holds & < > and quotes on purpose
    raw = [row["progress_note"] or "" for p in packets.values() for row in p.record.sessions]
    raw += [row["commitment"] or "" for p in packets.values() for row in p.record.sessions]
    assert any("&" in text or "<" in text for text in raw)
    for packet in packets.values():
        for part in ("coaching_record", "commitments"):
            html = getattr(packet, part)().html
            assert not re.search(r"&(?!amp;|lt;|gt;|#\d+;|quot;|ensp;|nbsp;)", html)


@pytest.mark.parametrize(
    ("url", "offset", "link"),
    [
        ("https://calls.example/c/1", 95, "https://calls.example/c/1?t=95"),
        ("https://calls.example/c/1?x=2", 95, "https://calls.example/c/1?x=2&t=95"),
        ("https://calls.example/c/1?t=407", 95, "https://calls.example/c/1?t=407"),
        ("https://calls.example/c/1", None, "https://calls.example/c/1"),
        ("javascript:alert(1)", 95, ""),
        ("file:///etc/passwd", None, ""),
        (None, 95, ""),
    ],
)
def test_only_web_links_are_followed(url, offset, link):
    assert web_link(url, offset) == link


def test_an_unknown_rep_is_one_message(run):
    with pytest.raises(ConfigurationError, match="rep_id 'nobody' is not in the run"):
        RepPacket.open(str(run.folder), "nobody")


def test_the_footer_names_run_and_evidence(run):
    packet = RepPacket.open(str(run.folder), "", evidence="7f3a91c2aa11bb22")
    assert f'run {run.folder.name} · evidence 7f3a91c2aa11"' in packet.header().html


def test_sessions_with_an_earlier_manager_are_said_to_be_included(run, packets):
    earlier = run.table("reps").set_index("rep_id")["n_earlier_managers"]
    for rep_id, packet in packets.items():
        told = "earlier manager" in packet.coaching_record().text
        assert told == (earlier[rep_id] > 0)
