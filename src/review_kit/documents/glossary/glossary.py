"""The glossary of a run: what its words, verdicts and numbers mean, for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.definitions import definition_rows
from review_kit.documents.parts.entity_data import EntityData, open_organisation
from review_kit.documents.parts.in_language import in_its_language
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.verdict import FIRST_DAY, LAST_DAY, Verdict
from review_kit.documents.parts.wording import joined, span
from review_kit.metrics.skill_verdicts import SkillVerdict
from review_kit.project.privacy_settings import Privacy
from review_kit.words import say


@in_its_language
@dataclass(frozen=True)
class Glossary:
    """The glossary, part by part. It contains no names and nobody's numbers.

    Examples
    --------
    >>> Glossary.open("reports/2026-09-30-90d").how_to_read()  # doctest: +SKIP
    """

    data: EntityData
    evidence: str = ""

    @classmethod
    def open(cls, run: str = "", evidence: str = "") -> Glossary:
        """Open the glossary of the run in folder ``run``; empty means the default.

        Raises
        ------
        ConfigurationError
            There is no such run.
        """
        return cls(open_organisation(run), evidence)

    @property
    def context(self) -> Context:
        """The run's settings and days."""
        return self.data.context

    def header(self) -> Block:
        """Say what it is and for which window, with the header and footer."""
        window = self.context.window
        return page_header(
            self.context,
            kind=say("glossary-kind"),
            name=say("glossary-title"),
            facts=[self.context.organisation, span(window.start, window.end)],
            footer=footer(self.context, self.evidence),
        )

    def introduction(self) -> Block:
        """Say who it is for."""
        return block("parts/lead.html.j2", text=say("glossary-lead"))

    def how_to_read(self) -> Block:
        """Explain the words and signs of every page, and how the verdict on a skill is made."""
        return block(
            "glossary/how_to_read.html.j2",
            reading=reading_rows(self.context),
            compared=[
                {
                    "term": say("glossary-coached"),
                    "text": say("glossary-coached.text", first=FIRST_DAY, last=LAST_DAY),
                },
                {"term": say("glossary-uncoached"), "text": say("glossary-uncoached.text")},
            ],
            verdicts=verdict_rows(self.context),
        )

    def definitions(self) -> Block:
        """Define every number that a document of the run prints."""
        return block(
            "glossary/definitions.html.j2",
            rows=defined(metrics_printed(self.context), self.context),
        )


def reading_rows(context: Context) -> list[dict[str, str]]:
    """Explain words and signs, with the run's days and thresholds."""
    config, window = context.config, context.window
    return [
        {
            "term": say("glossary-window"),
            "text": say(
                "glossary-window.text", days=window.days, span=span(window.start, window.end)
            ),
        },
        {
            "term": say("glossary-skill"),
            "text": say("glossary-skill.text", most=config.coaching.focus_criteria),
        },
        {"term": say("glossary-points"), "text": say("glossary-points.text")},
        {"term": say("glossary-range"), "text": say("glossary-range.text")},
        {
            "term": say("glossary-few"),
            "text": say(
                "glossary-few.text",
                minimum=config.evidence.minimum_calls,
                thin=config.evidence.thin_calls,
            ),
        },
        {"term": say("glossary-kinds"), "text": say("glossary-kinds.text")},
        {
            "term": say("glossary-median"),
            "text": " ".join(_median_sentences(config.privacy)),
        },
        {"term": say("glossary-quarantined"), "text": say("glossary-quarantined.text")},
        {"term": say("glossary-log"), "text": say("glossary-log.text")},
    ]


def _median_sentences(privacy: Privacy) -> Iterator[str]:
    yield say("glossary-median.text", reps=privacy.minimum_group_size)
    yield say("glossary-median-rounded")
    if privacy.has_small_groups:
        yield say("sources-small-groups", n=privacy.minimum_group_size)


def verdict_rows(context: Context) -> list[dict[str, str]]:
    """Say of each verdict when it is given; a rise and a fall by the same rule."""
    moved = (Verdict(kind) for kind in (SkillVerdict.IMPROVED, SkillVerdict.DECLINED))
    few = say("glossary-verdict-few", calls=context.config.evidence.minimum_calls)
    return [
        {
            "verdict": ", ".join(verdict.word for verdict in moved),
            "text": say("glossary-verdict-moved"),
        },
        {
            "verdict": Verdict(SkillVerdict.NO_CLEAR_CHANGE).word,
            "text": say("glossary-verdict-unchanged"),
        },
        {
            "verdict": Verdict(SkillVerdict.CANNOT_TELL_YET).word,
            "text": say("glossary-verdict-early"),
        },
        {"verdict": Verdict(SkillVerdict.NOT_ENOUGH_CALLS).word, "text": few},
    ]


def metrics_printed(context: Context) -> list[str]:
    """Name the metrics that a shipped document prints and this run has the exports for."""
    return [
        metric.name
        for metric in context.metrics.values()
        if metric.printed_in and metric.table not in context.tables_missing
    ]


SAY_IT_THEMSELVES = (
    "sessions_moved",
    "sessions_cancelled",
    "deals_won",
    "won_amount",
    "opportunity_starts",
    "dollars_in_starts",
    "open_opportunities",
    "stalled_amount",
    "coaching_hours",
)
"""Counts and sums that are what their titles say."""


def defined(names: Sequence[str], context: Context) -> list[dict[str, str]]:
    """Define metrics in the registry's words; self-explaining ones come last, in one line."""
    plain = [name for name in names if name in SAY_IT_THEMSELVES]
    rows = definition_rows([name for name in names if name not in plain], context)
    if plain:
        titles = joined([title_of(name) for name in plain])
        rows.append({"title": titles, "definition": say("glossary-plain")})
    return rows
