"""The packet of every rep of a run: its own numbers, all of them, and nobody else's name."""

import re

import pandas as pd
import pytest
from review_kit.documents.packet.findings import finding_sentences

from review_kit.documents import BinderCover, RepPacket
from review_kit.documents.packet.coaching_record import web_link
from review_kit.documents.parts.verdict import verdict_word
from review_kit.documents.parts.wording import short_day
from review_kit.errors import ConfigurationError
from review_kit.number_format import signed, signed_interval

PARTS = [
    "header",
    "headline",
    "side_by_side",
    "status",
    "findings",
    "agreed_next",
    "evidence_line",
    "trajectories",
    "coaching_record",
    "commitments",
    "unshared_entries",
    "themes",
    "routing",
    "skills_matrix",
    "performance",
    "stages",
    "losses",
    "stalled",
    "next_skill",
    "goals",
    "what_if",
    "other_criteria",
    "definitions",
    "provenance",
]


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


def test_page_one_prints_the_numbers_of_the_metric_tables(run, packets):
    criteria = run.table("rep_criteria")
    focus = criteria[criteria["focus_rank"].notna()]
    for rep_id, packet in packets.items():
        text = packet.side_by_side().text
        for _, row in focus[focus["rep_id"] == rep_id].iterrows():
            assert row["criterion"] in text
            assert verdict_word(row["verdict"]) in text
            if not pd.isna(row["verdict_points"]):
                assert signed(row["verdict_points"]) in text
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
        html = packet.coaching_record().html
        assert html.count('<th scope="row">') == len(mine)


def test_entries_not_shared_are_listed(run, packets):
    sessions = run.table("sessions")
    for rep_id, packet in packets.items():
        mine = sessions[(sessions["rep_id"] == rep_id) & sessions["shared_with_rep_on"].isna()]
        text = packet.unshared_entries().text
        if len(mine):
            assert text.startswith(f"Not seen yet. {len(mine)} entr")
        for when in pd.to_datetime(mine["session_date"]):
            assert short_day(when.date()) in text


def test_the_headline_and_the_cover_rise_only_with_the_verdicts_of_the_rows(run, packets):
    up = re.compile(r"(rose|came out) \d+ points?")
    for packet in packets.values():
        rows = packet.side_by_side().text
        if up.search(packet.headline().text):
            assert "improved" in rows
        if "lower than at the start" in packet.headline().text:
            assert "declined" in rows
    for manager in sorted(set(run.table("reps")["manager_id"])):
        for facts, point in BinderCover.open(str(run.folder), manager).record.conversations:
            skills = {skill.name: skill for skill in facts.skills}
            name = point.first.removeprefix("A rise to name: ")
            if name != point.first:
                assert skills[name].verdict.direction == 1


def test_counts_of_commitments_are_those_of_the_rows_under_them(packets):
    for packet in packets.values():
        html, status = packet.commitments().html, packet.status().text
        rows = html.count('<th scope="row"')
        assert rows == len(packet.record.commitments)
        if rows == 0:
            continue
        made, before = re.search(
            r"(\d+|None) made in this window(?:, (\d+) before it)?", packet.commitments().text
        ).groups()
        assert rows == int(made.replace("None", "0")) + int(before or 0)
        kept = re.search(r"(\d+) of (\d+) kept", status)
        due = [row for row in packet.record.commitments if row["due"]]
        if kept:
            done = sum(row["commitment_status"] == "done" for row in due)
            assert kept.groups() == (str(done), str(len(due)))


def test_counts_of_entries_are_those_of_the_record_under_them(packets):
    for packet in packets.values():
        text, html = packet.coaching_record().text, packet.coaching_record().html
        told = re.search(r"Follow-up measured for (\d+) of (\d+) entr", text)
        if told:
            assert int(told.group(2)) == html.count('<th scope="row">')
            assert int(told.group(1)) == html.count("<td>measured</td>")


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
        assert ("It stands against no quota" in text) == pd.isna(row["quota"])


def test_findings_are_one_to_three_whole_sentences(packets):
    for packet in packets.values():
        found = finding_sentences(packet.record)[:3]
        assert found
        for sentence in found:
            assert sentence.endswith(".")
            assert not re.search(r"\b0 (sessions|calls|points)\b|None|nan", sentence)


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
            assert not re.search(r"&(?!amp;|lt;|gt;|#\d+;|quot;|ensp;)", html)


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
