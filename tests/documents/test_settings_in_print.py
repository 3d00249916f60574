"""Every threshold in print is the one that is set: all numeric settings moved, all documents read."""

import html
import inspect
import json
import re
from dataclasses import dataclass
from datetime import date

import pytest

from review_kit.documents import (
    BinderCover,
    ConversationSheet,
    Glossary,
    OrgSummary,
    RepPacket,
    TeamRoi,
)
from review_kit.documents.parts.block import Block
from review_kit.documents.parts.plain_text import seen_and_spoken
from review_kit.metrics import METRICS, compute_metrics, review_windows
from review_kit.metrics.registry.settings import DEFAULTS
from review_kit.project import Config
from review_kit.snapshot import Snapshot

MOVED = {
    "windows": {"window_days": 83, "baseline_days": 22, "current_days": 17, "history_days": 263},
    "evidence": {"minimum_calls": 6, "thin_calls": 23, "minimum_deals": 7, "thin_deals": 24},
    "coaching": {
        "session_calls": 8,
        "session_days": 33,
        "log_mismatch_pp": 9,
        "hours_per_week_line": 1.25,
        "completion_days": 27,
        "pending_days": 19,
        "completion_target": 0.925,
        "completion_structured": 0.895,
        "completion_floor": 0.845,
        "recurrence_diagnose": 4,
        "recurrence_conversation": 11,
        "recurrence_movement_pp": 6.5,
        "typical_gain_low_pp": 12.5,
        "typical_gain_high_pp": 28.5,
        "focus_criteria": 2,
        "roleplay_reps": 2,
        "ramp_attainment": 1.15,
    },
    "targets": {"default": 78},
    "rates": {"manager_per_hour": 91, "rep_per_hour": 47, "margin": 0.37, "effect_days": 104},
    "privacy": {"minimum_group_size": 4},
}

TEXTS = {
    "organisation": {"name": "Contoso Harbour", "currency": "GBP"},
    "paper": {"confidentiality": "For the two of you"},
}
"""Settings in words that stand in print."""

NEW = {
    "windows.window_days": r"next 83 days",
    "windows.baseline_days": r"in the first 22 days|calls of the first 22 days",
    "windows.current_days": r"in the last 17\b",
    "evidence.minimum_calls": r"rest on at least 6 calls|[Ff]ewer than 6 calls|[Uu]nder 6 calls",
    "evidence.thin_calls": r"under 23 calls",
    "coaching.session_calls": r"before the session day: 8 at most|up to 8 scored calls",
    "coaching.session_days": r"within 33 days of the session",
    "coaching.log_mismatch_pp": r"differs from the QA score by more than 9 points",
    "coaching.hours_per_week_line": r"teams reach 1\.25\sh",
    "coaching.completion_days": r"any 27 days in a row|[Ww]orst 27 days",
    "coaching.pending_days": r"for 19 days at most",
    "coaching.completion_target": r"target 92\.5 %",
    "coaching.completion_floor": r"84\.5 % (complete entries or fewer|or under)",
    "coaching.recurrence_diagnose": r"In 4 sessions or more",
    "coaching.recurrence_conversation": r"In 11 or more",
    "coaching.recurrence_movement_pp": r"one of 6\.5 points are|gain of 6\.5 points can",
    "coaching.typical_gain_low_pp": r"[Gg]ained 12\.5 points or more|rose by 12\.5 points or more",
    "coaching.focus_criteria": r"highest weight in the rubric, 2 at most",
    "coaching.roleplay_reps": r"2 or more coached reps of a team",
    "coaching.ramp_attainment": r"reaches 115 % of the quota",
    "targets.default": r"target 78\b",
    "rates.manager_per_hour": r"£91 an hour for managers",
    "rates.rep_per_hour": r"£47 an hour for reps",
    "privacy.minimum_group_size": r"\b4 are needed to set them side by side",
}
"""Setting → words in a document that hold its new value."""

IN_RULES_ONLY = {
    "evidence.minimum_deals": "Under 7 closed deals only the number of deals is given",
    "evidence.thin_deals": "under 24 the number is marked as thin",
}
"""Settings that ``review-kit metrics`` names and no document does."""

UNSAID = {
    # how far calculations look back; no sentence says so
    "windows.history_days",
    # where the shade of the typical gain ends in a drawing
    "coaching.typical_gain_high_pp",
    # of more managers than a table lists, those under it are listed
    "coaching.completion_structured",
    # where there is a return; tests/documents/test_return_words.py
    "rates.margin",
    "rates.effect_days",
}

OLD = {
    "windows.window_days": (
        r"(?<!Within )\b90[ -]days?\b|[Qq]uarter before|a quarter is a gain|reach of a quarter"
    ),
    "windows.baseline_days": r"first 30\b|first month",
    "windows.current_days": r"last 30\b|last month",
    "evidence.minimum_calls": r"(least|needs?|[Uu]nder) (5|five)( calls)?\b",
    "evidence.thin_calls": r"[Uu]nder 20\b|with 20 calls",
    "coaching.session_calls": r"up to (5|five)\b",
    "coaching.session_days": r"within 30 days (of|after) the session|at most 30 days",
    "coaching.log_mismatch_pp": r"by more than 5 points",
    "coaching.hours_per_week_line": r"\b(2|two)(\.0)?\s(h|hours?) (a week|is the line)|(reach|against) 2\sh",
    "coaching.completion_days": r"[Ww]orst 30|over 30 days|any 30 days",
    "coaching.pending_days": r"\b14 days at most",
    "coaching.completion_target": r"target 9[023] ?%|against 90 %|the 9[023] % target",
    "coaching.completion_floor": r"60 % (complete entries or fewer|or under)",
    "coaching.recurrence_diagnose": r"(3|[Tt]hree) sessions (or more|without|on a theme|on without)",
    "coaching.recurrence_conversation": r"(6|six) or more|from 6[;,]|From 6 on",
    "coaching.recurrence_movement_pp": r"\b(of|by|under) 5 (pp|points)|rose, 5 pp|means 5 pp",
    "coaching.typical_gain_low_pp": r"[Gg]ain(ed)? 1[023] (pp|points)|by 10 pp|than 10 (pp|points)",
    "coaching.focus_criteria": r"two or three criteria|3 at most",
    "coaching.roleplay_reps": r"(3|[Tt]hree) (or more )?(coached )?reps of a team",
    "coaching.ramp_attainment": r"100 % of the quota",
    "targets.default": r"target (of )?75\b",
    "privacy.minimum_group_size": r"(5|five) (are needed|(rated )?reps (of|in) the team)|rated for five",
}
"""Setting → words that would hold its default, or another rounding of it."""


@dataclass(frozen=True)
class Printed:
    text: str
    before: dict[str, str]
    """What stood in words before the settings were moved."""


def numbers_of(settings: dict) -> dict[str, float | None]:
    """Every numeric setting of the sections that documents rest on, by its key."""
    return {
        f"{section}.{name}": value
        for section in MOVED
        for name, value in settings[section].items()
        if not isinstance(value, dict | bool) and name != "emotion"
    }


@pytest.fixture(scope="module")
def printed(run, tmp_path_factory):
    """What documents of every kind say in a run with moved settings; drawings say it by their labels."""
    folder = tmp_path_factory.mktemp("moved")
    context = json.loads((run.folder / "metrics" / "context.json").read_text(encoding="utf-8"))
    shown = {"organisation": context["organisation"], "confidential": "Confidential"}
    context["config"] |= MOVED
    config = Config.model_validate(context["config"])
    as_of = date.fromisoformat(context["as_of"])
    (snapshot,) = (run.folder.parents[1] / ".review_kit" / "snapshots").iterdir()
    tables = compute_metrics(Snapshot.open(snapshot), config, as_of=as_of)
    tables.write(folder / "metrics")
    windows = review_windows(config, as_of)
    for name in ("window", "baseline", "current", "previous"):
        for end in ("start", "end"):
            context[f"{name}_{end}"] = getattr(getattr(windows, name), end).isoformat()
    # amounts are exported in the currency of the run, so only documents read another one
    context |= {"organisation": "Contoso Harbour", "currency": "GBP"}
    for section, values in TEXTS.items():
        context["config"][section] = context["config"][section] | values
    (folder / "metrics" / "context.json").write_text(json.dumps(context), encoding="utf-8")
    here, reps = str(folder), tables["reps"]
    some = reps["rep_id"].head(4)
    documents = [
        *(kind.open(here, rep) for kind in (RepPacket, ConversationSheet) for rep in some),
        BinderCover.open(here, reps["manager_id"].iloc[0]),
        TeamRoi.open(here, reps["team"].value_counts().idxmin()),
        OrgSummary.open(here),
        Glossary.open(here),
    ]
    text = "\n".join(words(part) for document in documents for part in parts(document))
    return Printed(text, shown)


def parts(document):
    """Every displayable part of a document."""
    for name, method in inspect.getmembers(type(document), inspect.isfunction):
        shows = inspect.signature(method).return_annotation in {Block, "Block"}
        if shows and len(inspect.signature(method).parameters) == 1:
            yield getattr(document, name)()


def words(part):
    running = " ".join(re.findall(r'data-\w+="([^"]*)"', part.html))
    return " ".join(f"{html.unescape(running)} {seen_and_spoken(part.html)}".split())


def test_every_numeric_setting_is_moved_and_looked_for():
    default, moved = numbers_of(DEFAULTS.model_dump()), numbers_of(MOVED)
    assert default.keys() == moved.keys() == NEW.keys() | IN_RULES_ONLY.keys() | UNSAID
    assert not [key for key, value in moved.items() if value == default[key]]
    # what has no default cannot be left in print
    has_default = {key for key, value in default.items() if value is not None}
    assert OLD.keys() == NEW.keys() & has_default


@pytest.mark.parametrize("key", NEW)
def test_a_document_prints_the_value_that_is_set(printed, key):
    assert re.search(NEW[key], printed.text)


@pytest.mark.parametrize("key", OLD)
def test_no_document_prints_the_default_where_another_value_is_set(printed, key):
    found = re.search(OLD[key], printed.text)
    assert found is None, printed.text[max(found.start() - 60, 0) : found.end() + 60]


def test_settings_in_words_are_printed_as_they_are_set(printed):
    for said in ("Contoso Harbour", "For the two of you", "£"):
        assert said in printed.text
    for gone in (*printed.before.values(), "€"):
        assert gone not in printed.text


def test_every_document_with_medians_says_that_small_groups_give_values_away(printed):
    warned = re.findall(r"can be of as few as 4 reps: people who know the group", printed.text)
    # four packets, the report of a team, that of the organisation, the glossary
    assert len(warned) == 7


def test_no_template_is_printed_unfilled(printed):
    assert not re.search(r"\{[a-z_]+\.[a-z_]+", printed.text)


@pytest.mark.parametrize("key", IN_RULES_ONLY)
def test_rules_of_evidence_name_the_value_that_is_set(key):
    config = Config.model_validate({"organisation": {"name": "Acme"}} | MOVED)
    told = [metric.worded(config).evidence for metric in METRICS.values()]
    assert any(IN_RULES_ONLY[key] in evidence for evidence in told)
