"""The registry, and the glossary page that must say the same."""

import re
from pathlib import Path

import pytest
from fluent.syntax.ast import TextElement

from review_kit.metrics import METRICS, outcome
from review_kit.metrics.drivers import MINIMUM_PERIODS, MINIMUM_REPS, PERIOD_DAYS, STEP_PP
from review_kit.metrics.effect.gates import (
    CONTROLS_PER_COACHED,
    MINIMUM_COACHED,
    MINIMUM_COACHED_REPS,
    MINIMUM_CONTROL_REPS,
    OVERLAP_SHARE,
    WIDEST_PP,
)
from review_kit.metrics.effect.rows import (
    AFTER,
    FOLLOW_UP_DAYS,
    HISTORY_DAYS,
    JUDGED_FROM,
    MINIMUM_EARLY,
    MINIMUM_RECENT,
    RECENT,
)
from review_kit.metrics.families import FAMILIES, giving
from review_kit.metrics.hire_milestones import MILESTONES
from review_kit.metrics.intervals import LEVEL
from review_kit.metrics.registry import OUTCOMES, SECTIONS, TEMPLATES, printed_by
from review_kit.metrics.registry.page import up_to_date
from review_kit.metrics.registry.settings import DEFAULTS, setting_values
from review_kit.metrics.scorers.agreement import MINIMUM_CALLS, RELIABLE
from review_kit.metrics.scorers.gaps import MINIMUM
from review_kit.metrics.scorers.one_scale import LIKE_ENOUGH
from review_kit.metrics.stages import LONG_SHARE
from review_kit.metrics.team import COMPARED
from review_kit.metrics.themes import ABSENT_SESSIONS
from review_kit.metrics.trend import COMPARABLE, MINIMUM_WEEKS
from review_kit.metrics.window_change import MINIMUM_PAIRS
from review_kit.project import Config
from review_kit.words import Words, words_in

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "metrics.md"
BETTER = {"up": "more", "down": "less", "none": "–"}


def chapter(title: str) -> str:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/metrics.md has no chapter '{title}'"
    return found.group(1)


def rows(title: str) -> list[str]:
    """Rows of a chapter's tables that begin with a name in code type."""
    return [line for line in chapter(title).splitlines() if line.startswith("| `")]


@pytest.mark.parametrize("title", list(SECTIONS))
def test_the_page_has_every_metric_of_the_registry_and_no_other(title) -> None:
    expected = []
    for metric in SECTIONS[title]:
        m = metric.worded(DEFAULTS)
        settings = ", ".join(
            f"`{key}` {value}" for key, value in metric.settings_at(DEFAULTS).items()
        )
        expected.append(
            f"| `{metric.name}` | {m.title} | {metric.unit} | {BETTER[metric.direction]} | {m.definition} | "
            f"{m.evidence} | {settings or '–'} |"
        )
    assert rows(title) == expected


def test_a_definition_holds_the_settings_by_their_keys() -> None:
    metric = METRICS["template_completion_rate"]
    assert metric.settings_at(DEFAULTS) == {
        "coaching.pending_days": "14",
        "coaching.completion_days": "30",
    }
    moved = Config.model_validate(
        {"organisation": {"name": "Acme"}, "coaching": {"pending_days": 1, "completion_days": 45}}
    )
    told = metric.worded(moved).definition
    assert "for 1 day at most" in told
    assert "Rolling over 45 days" in told


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("windows.baseline_days", 30, 30),
        ("coaching.hours_per_week_line", 2.5, "2.5"),
        ("coaching.log_mismatch_pp", 6.0, 6),
        ("coaching.completion_target", 0.9, "90\u202f%"),
        ("coaching.completion_target", 0.925, "92.5\u202f%"),
    ],
)
def test_a_setting_stands_in_a_definition_exactly_as_it_is_set(setting, value, said) -> None:
    section, name = setting.split(".")
    moved = Config.model_validate({"organisation": {"name": "Acme"}, section: {name: value}})
    assert setting_values(moved)[f"{section}-{name}"] == said


CONSTANTS = {
    "score_delta": [MINIMUM_PAIRS],
    "expected_gap": [
        *(AFTER[0], AFTER[1] - 1, HISTORY_DAYS),
        *(JUDGED_FROM, MINIMUM_EARLY, MINIMUM_RECENT, -RECENT[0], JUDGED_FROM),
        *(AFTER[0], AFTER[1] - 1, FOLLOW_UP_DAYS),
    ],
    "trend": [MINIMUM_WEEKS, COMPARABLE],
    "remaining_gap": [0],
    "theme_recurrence": [ABSENT_SESSIONS, 0],
    "self_assessment_gap": [0],
    "matrix_level": [1, 4],
    "progress_to_goal": [1],
    "process_to_requirement": [1],
    "earlier_hires": [*MILESTONES],
    "close_rate_rank": [1],
    "stalled_count": [100 * LONG_SHARE],
    "exemplars": [COMPARED],
    "scorer_mix": [100 * LIKE_ENOUGH],
    "scorer_gap": [MINIMUM],
    "scorer_agreement": [1, RELIABLE, MINIMUM_CALLS],
    "scorer_leniency": [MINIMUM],
    "drivers": [STEP_PP, PERIOD_DAYS, MINIMUM_REPS, MINIMUM_PERIODS],
    "coaching_effect": [
        *(AFTER[0], AFTER[1] - 1, MINIMUM_COACHED, MINIMUM_COACHED_REPS),
        *(MINIMUM_CONTROL_REPS, CONTROLS_PER_COACHED, 100 * OVERLAP_SHARE, WIDEST_PP),
    ],
}
"""Numbers that a definition names itself: nobody can set them. 0 and 1 are ends of a scale."""


def literal_text(name: str, words: Words) -> str:
    """Text of a metric's own message without its variables and their plural forms."""
    parsed = words.entry(f"metric-{name}").parsed
    patterns = [parsed.value] + [
        attribute.value
        for attribute in parsed.attributes
        if attribute.id.name in {"definition", "evidence"}
    ]
    return " ".join(
        part.value
        for pattern in patterns
        for part in pattern.elements
        if isinstance(part, TextElement)
    )


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", METRICS)
def test_a_definition_names_no_number_that_somebody_can_set(name, language) -> None:
    literal = literal_text(name, words_in(language))
    # the level of every interval
    literal = re.sub(
        rf"{100 * LEVEL:g}\u202f%(?= interval)|(?<=Intervall von ){100 * LEVEL:g}\u202f%",
        "",
        literal,
    )
    found = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", literal.replace(",", "."))]
    expected = CONSTANTS.get(name, [])
    assert sorted(found) == sorted(expected)


def test_the_page_says_of_every_metric_where_it_is_printed() -> None:
    expected = [
        f"| `{metric.name}` | {metric.unit} | {', '.join(metric.printed_in) or '–'} |"
        for metric in METRICS.values()
    ]
    assert rows("Printed in") == expected


def test_the_page_is_brought_up_to_date_from_the_registry() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert up_to_date(page) == page
    stale = re.sub(r"^\| `(win_rate|score_delta|dose)` .*\n", "", page, flags=re.MULTILINE)
    assert len(stale) < len(page)
    assert up_to_date(stale) == page
    with pytest.raises(ValueError, match="no chapter 'Lagging'"):
        up_to_date(page.replace("## Lagging", "## Performance"))


def test_metrics_are_printed_by_notebooks_that_are_there() -> None:
    for template in TEMPLATES:
        assert (ROOT / "notebooks" / f"{template}.ipynb").is_file()
        assert [metric.name for metric in printed_by(template)] == [
            name for name in METRICS if template in METRICS[name].printed_in
        ]
    for metric in METRICS.values():
        assert metric.printed_in == tuple(t for t in TEMPLATES if t in metric.printed_in), metric
    with pytest.raises(ValueError, match="no shipped template 'packet'"):
        printed_by("packet")


def test_every_unit_of_the_registry_is_explained_on_the_page() -> None:
    table = [line.split("|")[1] for line in chapter("Units").splitlines() if line.startswith("|")]
    explained = {unit.strip() for cell in table for unit in cell.split(",")}
    assert {metric.unit for metric in METRICS.values()} <= explained


def test_names_are_unique_and_every_entry_is_whole() -> None:
    listed = [metric.name for metrics in SECTIONS.values() for metric in metrics]
    assert len(listed) == len(set(listed)) == len(METRICS)
    for metric in METRICS.values():
        assert re.fullmatch(r"[a-z][a-z_]*", metric.name)
        assert metric.worded(DEFAULTS).definition.endswith(".")
        assert metric.worded(DEFAULTS).evidence.endswith(".")
        assert metric.grains
        assert metric.title


def test_every_metric_that_is_computed_is_registered_and_the_other_way_round(world) -> None:
    world.call("02-01", 50).entry("e", "02-01", minutes=30).planned("s-e", "02-01")
    world.deal("01-02", "02-02", won=True, amount=5).quota("01-01", "03-31", 10)
    world.goal("g", "01-02", 70).rating(2, "02-01").went("deal0", ("Proposal", "01-03"))
    for name in OUTCOMES:
        world.outcome(name, "01-01", "03-31", 1, unit="USD" if name == "net_revenue" else "x")
    tables = world.review(rates={"manager_per_hour": 80}).tables
    for grain, table in (
        ("rep", tables.rep_metrics),
        ("team", tables.team_metrics),
        ("manager", tables.manager_metrics),
        ("org", tables.org_metrics),
    ):
        expected = [name for name, metric in METRICS.items() if grain in metric.grains]
        assert table["metric"].tolist() == expected
        units = {name: METRICS[name].unit for name in expected}
        found = dict(zip(table["metric"], table["unit"], strict=True))
        exported = {"csat", "resolution_rate"}
        assert {name: unit for name, unit in found.items() if name not in exported} == {
            name: unit for name, unit in units.items() if name not in exported
        }


def test_an_unknown_outcome_is_described_under_its_own_name() -> None:
    described = outcome("demo_requests")
    assert (described.title, described.kind, described.direction) == (
        "Demo requests",
        "lagging",
        "none",
    )
    assert "demo_requests" not in METRICS
    assert outcome("net_revenue") is METRICS["net_revenue"]


@pytest.mark.parametrize("name", ["aht_seconds", "ramp_days", "sales_cycle_days", "surprises"])
def test_less_is_better_where_it_is(name) -> None:
    assert METRICS[name].direction == "down"


def test_every_metric_of_a_grain_comes_from_one_family(world) -> None:
    world.calls("01-05", [50]).entry("e1", "01-05").planned("s1", "01-06").deal("01-02", "02-02")
    world.quota("01-01", "03-31", 9).outcome("csat", "01-01", "03-31", 4).rating(2, "01-02")
    material = world.review().material
    given = {
        family: {
            name for rows in family(material, material.windows.window) for name in rows["metric"]
        }
        for family in FAMILIES
    }
    assert all(given[family] <= names for family, names in FAMILIES.items() if names)
    listed = [name for names in FAMILIES.values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) <= set(METRICS)
    assert {"csat"} <= given[giving("csat")[-1]]
