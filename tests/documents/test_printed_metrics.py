"""What the registry says a rep's documents print is what they print, and each is defined there."""

import re
import shutil
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from prepared_run import prepared_run

from review_kit.demo import DemoSettings
from review_kit.documents import ConversationSheet, RepPacket
from review_kit.documents.parts.plain_text import seen_and_spoken
from review_kit.documents.parts.titles import title_of
from review_kit.metrics.registry import printed_by
from review_kit.number_format import MINUS

NUMBER = rf"[+{MINUS}]?[\d,.]+"

PACKET_PHRASES = {
    "baseline_score": r"first \d+ days: \d+",
    "current_score": r"last \d+ days: \d+",
    "score_delta": rf"{NUMBER} points? \({NUMBER} to {NUMBER}\) over the window",
    "overall_score": r"The overall score, weighted over all skills, is \d+ \(\d+ calls\)",
    "trajectory": r"Weekly means from \d+ to \d+",
    "expected_gap": rf"{NUMBER} points? \({NUMBER} to {NUMBER}\) against comparable uncoached skills",
    "dip_and_recovery": r"dipped to \d+",
    "remaining_gap": r"(Now|is at) \d+; the target is \d+|Next: .*, at \d+",
    "focus_criteria": r"\d+ % of the score",
    "session_before": r"Before and after are the means of up to",
    "session_next_call": r"Next call",
    "session_after": r"After",
    "session_delta": r"Change, points",
    "log_mismatch": r"\d+ entr(y differs|ies differ) from the QA",
    "surprises": r"\d+ of the \d+ entries (was|were) not shared before the review day",
    "sessions_held": r"\d+ sessions? (was|were) held",
    "coaching_hours_per_week": rf"{NUMBER} hours a week",
    "longest_gap_days": r"the longest gap was \d+ days?",
    "sessions_moved": r"\d+ (was|were) moved",
    "sessions_cancelled": r"\d+ (was|were) cancelled",
    "template_completion_rate": r"The log is complete for \d+ of \d+ sessions? due",
    "commitment_completion": r"\d+ of \d+ kept",
    "vague_commitments": r"no date or nothing that can be checked",
    "theme_recurrence": r"Themes that came back",
    "coaching_gap": r"What the coaching record points to",
    "self_assessment_gap": r"own ratings were (\d+ points? (higher|lower)|about the same)",
    "matrix_level": r"Skills matrix",
    "matrix_movement": r"of \d+ competencies went|None of the \d+ competencies moved",
    "recommended_cadence": r"as the skills matrix suggests",
    "progress_to_goal": r"Progress to goal",
    "earlier_hires": r"\d+ earlier hires? on record",
    "plan_skill": r"from \d+ to \d+ by \d+ \w+ 20\d\d",
    "plan_target": r"from \d+ to \d+ by",
    "sessions_to_book": r"\d+ sessions?( of \d+ minutes)?,( the first)? on",
    "stage_conversion": r"Where deals stop",
    "choke_point": r"loses most against the (team|organisation)",
    "what_if": r"Revenue = ",
    "scorer_mix": r"Scored by the AI \d+ % and \w+ (people|person) \d+ %",
}
"""Metric → words that print it; the lagging ones of ``rep_metrics`` stand under their titles."""

SHEET_PHRASES = {
    "baseline_score": r"was at \d+ in the first \d+ days",
    "current_score": r"is at \d+",
    "focus_criteria": r"1\. Your own view",
    "sessions_held": r"after \w+ sessions? on it",
    "remaining_gap": r"its lowest part|[Ww]eakest part",
    "commitment_completion": r"logged as (kept|missed)|still open",
    "plan_skill": r"(You set this goal on [\w ]+|The goal proposed): \d+ in",
    "plan_target": r"(You set this goal on [\w ]+|The goal proposed): \d+",
    "sessions_to_book": r"Next session proposed: ",
}


def of_own(template):
    """Metrics that a template prints in words of their own, not as a row of the lagging table."""
    rows = {"rep", "member"}
    return {
        metric.name
        for metric in printed_by(template)
        if metric.kind == "leading"
        or not rows & set(metric.grains)
        or metric.name == "current_score"
    }


@pytest.fixture(scope="module")
def packets(tmp_path_factory):
    """Packets of a company large enough for single verdicts; one rep was given a dip that was overcome."""
    whole = prepared_run(DemoSettings())
    folder = tmp_path_factory.mktemp("run")
    shutil.copytree(whole / "metrics", folder / "metrics")
    table = folder / "metrics" / "rep_criteria.parquet"
    rows = pq.read_table(table)
    kinds, frame = rows.schema, rows.to_pandas()
    leading = frame.index[(frame["focus_rank"] == 1) & frame["score_delta"].notna()][0]
    for column, value in {
        "dip_week": date(2026, 8, 6),
        "dip_score": 31.0,
        "recovery_week": date(2026, 8, 20),
    }.items():
        frame[column] = frame[column].astype(object)
        frame.loc[leading, column] = value
    pq.write_table(pa.Table.from_pandas(frame, kinds, preserve_index=False), table)
    reps = pq.read_table(folder / "metrics" / "reps.parquet")["rep_id"].to_pylist()
    return [RepPacket.open(str(folder), rep_id) for rep_id in reps]


PARTS = [
    *("headline", "start", "side_by_side", "status", "praise_ask_agreed", "manager_note"),
    *(
        "evidence_line",
        "trajectories",
        "first_scores",
        "coaching_record",
        "disputes",
        "commitments",
    ),
    *("themes", "routing", "performance", "stages", "losses", "stalled", "next_skill", "goals"),
    *("skills_matrix", "what_if", "other_criteria"),
]


@pytest.fixture(scope="module")
def words(packets):
    shown = [getattr(packet, part)() for packet in packets for part in PARTS]
    # a drawing says it by its label
    spoken = [seen_and_spoken(part.html) for part in shown if "<svg" in part.html]
    return "\n".join([*(part.text for part in shown), *spoken]).replace("\u202f", " ")


def test_every_printed_metric_has_words_to_look_for():
    assert set(PACKET_PHRASES) == of_own("rep_packet")
    assert set(SHEET_PHRASES) == {m.name for m in printed_by("conversation_sheet")}


@pytest.mark.parametrize("metric", sorted(PACKET_PHRASES))
def test_a_packet_prints_what_the_registry_says(words, metric):
    assert re.search(PACKET_PHRASES[metric], words), metric


IN_WORDS = {
    "losses": r"\d+ deals? (was|were) lost",
    "late_losses": r"\d+ (of them )?(was|were) older than the median won deal",
    "stalled_count": r"\d+ open deals?,? .*(has|have) been in (its|their) stage longer",
    "stalled_amount": r"open deals?, worth €",
}
"""Lagging metrics that stand in a sentence of their own section."""


def test_a_lagging_metric_stands_under_its_title(packets, words, run):
    rows = run.table("rep_metrics")
    measured = set(rows.loc[rows["value"].notna(), "metric"])
    shown = "\n".join(packet.performance().text for packet in packets)
    expected = {m.name for m in printed_by("rep_packet")} - of_own("rep_packet")
    assert {"quota_attainment", "win_rate", "velocity", "stalled_amount"} <= expected
    for name in expected & measured - IN_WORDS.keys():
        assert title_of(name) in shown, name
    for name, phrase in IN_WORDS.items():
        assert name in expected
        assert re.search(phrase, words), name


@pytest.fixture(scope="module")
def sheet_words(run):
    """What the sheets of all reps say."""
    sheets = [ConversationSheet.open(str(run.folder), rep) for rep in run.table("reps")["rep_id"]]
    parts = ("self_assessment", "last_commitment", "grow")
    return "\n".join(getattr(sheet, part)().text for sheet in sheets for part in parts)


@pytest.mark.parametrize("metric", sorted(SHEET_PHRASES))
def test_a_sheet_prints_what_the_registry_says(sheet_words, metric):
    assert re.search(SHEET_PHRASES[metric], sheet_words), metric


def test_the_packet_defines_what_it_prints_and_nothing_else(packets):
    printed = {title_of(metric.name) for metric in printed_by("rep_packet")}
    seen = set()
    for packet in packets:
        titles = set(re.findall(r"<strong>(.*?)</strong>", packet.terms().html))
        assert titles <= printed
        assert bool(titles) != packet.record.is_new
        coached = bool(packet.record.sessions) and not packet.record.is_new
        assert (title_of("session_before") in titles) == coached
        seen |= titles
    assert {title_of(name) for name in ("score_delta", "expected_gap", "theme_recurrence")} <= seen
