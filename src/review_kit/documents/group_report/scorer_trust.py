"""Whether leaders can trust the scores: who scored, how far scorers are apart, what is disputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.scorer_sentences import (
    ESTIMATED,
    agreement_sentence,
    disputes_sentence,
    drift_sentences,
    gap_sentence,
    mix_sentence,
    notes,
    people_sentence,
    untold_sentence,
)
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.scorer_words import NOBODY, scorer_name
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    number,
)
from review_kit.metrics import METRICS
from review_kit.metrics.scorers.agreement import MINIMUM_CALLS
from review_kit.metrics.scorers.gaps import SAME_REP_WEEKS
from review_kit.metrics.scorers.trust import (
    AGREEMENT,
    CORRELATION,
    DISPUTES,
    DRIFT,
    GAP,
    LENIENCY,
    LENIENT,
    MIX,
    OVERTURNS,
    STRICT,
    UNRELIABLE,
)
from review_kit.number_format import rounded, signed, signed_interval
from review_kit.words import say


def scorer_trust(group: GroupRecord) -> Block:
    """Say whether the scores can be trusted, and show what that rests on."""
    found = Scorers.of(group.data.rows("scorers"), group.manager_names)
    top = {row["criterion_id"]: row["criterion"] for row in group.top_criteria}
    return block(
        "group_report/scorer_trust.html.j2",
        title=say("reports-scorers-title"),
        mix_title=METRICS[MIX].title,
        mix=mix_sentence(found.rows(MIX)),
        sentences=[*found.sentences(top), *untold_sentence(group.top_criteria)],
        agreement=_agreement_table(found, top),
        note=notes(found.rows(GAP)),
        people=_people_table(found),
        disputes=_disputes_table(found, top),
    )


@dataclass(frozen=True)
class Scorers:
    """Rows of ``scorers`` by their metric.

    Parameters
    ----------
    names
        Id → name, of people whom the reader knows; others are called as the export calls them.
    """

    by_metric: Mapping[str, Sequence[Row]]
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Sequence[Row], names: Mapping[str, str] = NOBODY) -> Scorers:
        """Sort the rows of the table by what they tell."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row["metric"], []).append(row)
        return cls(found, names)

    def rows(self, metric: str) -> Sequence[Row]:
        """Return the rows of a metric."""
        return self.by_metric.get(metric, ())

    def printed(self, top: Mapping[str, str]) -> frozenset[str]:
        """Name the metrics of scorers that the part prints, for their definitions."""
        shown = {MIX} if mix_sentence(self.rows(MIX)) else set()
        if agreement_rows(self, top):
            shown |= {GAP, AGREEMENT}
        if len(self.rows(LENIENCY)) > 1:
            shown.add(LENIENCY)
        if disputes_rows(self, top):
            shown |= {DISPUTES, OVERTURNS}
        return frozenset(shown)

    def sentences(self, top: Mapping[str, str]) -> list[str]:
        """Say in a few sentences what a leader should know before trusting a score.

        Parameters
        ----------
        top
            Top-level criteria: id → name.
        """
        if not self.by_metric:
            return [say("reports-scorers-one", n=MINIMUM_CALLS)]
        told = [
            agreement_sentence(self.rows(AGREEMENT), top),
            gap_sentence(self.rows(GAP), top),
            people_sentence(self.rows(LENIENCY), self.names),
            *drift_sentences(self.rows(DRIFT), self.names),
            disputes_sentence(self.rows(DISPUTES), self.rows(OVERTURNS)),
        ]
        return [sentence for sentence in told if sentence]


def _agreement_table(found: Scorers, top: Mapping[str, str]) -> Block | None:
    rows = agreement_rows(found, top)
    if not rows:
        return None
    pairs = list(dict.fromkeys((row["scorer"], row["other"]) for row in found.rows(GAP)))
    gaps = {
        f"gap{at}": capitalised(
            say("reports-scorers-less", scorer=scorer_name(scorer), other=scorer_name(other))
        )
        for at, (scorer, other) in enumerate(pairs)
    }
    labels = {
        "criterion": say("reports-skill"),
        "calls": say("reports-scorers-both"),
        **gaps,
        "agreement": METRICS["scorer_agreement"].title,
        "correlation": say("reports-scorers-icc"),
        "judges": say("reports-scorers-judges"),
    }
    right = ["calls", *gaps, "agreement", "correlation"]
    return rows_table(rows, labels, right=right, caption=METRICS[GAP].title, classes="wide-first")


def agreement_rows(found: Scorers, top: Mapping[str, str]) -> list[dict[str, str]]:
    """Give a line for each top-level skill: calls scored by both, gaps, agreement, whether it judges."""
    pairs = list(dict.fromkeys((row["scorer"], row["other"]) for row in found.rows(GAP)))
    gaps = {(row["criterion_id"], row["scorer"], row["other"]): row for row in found.rows(GAP)}
    correlations = {row["criterion_id"]: row["value"] for row in found.rows(CORRELATION)}
    lines = []
    for row in found.rows(AGREEMENT):
        name = row["criterion_id"]
        if name not in top:
            continue
        told = row["value"] is not None
        correlation = correlations.get(name)
        verdict = say("reports-no" if row["verdict"] == UNRELIABLE else "reports-yes")
        lines.append(
            {
                "criterion": top[name],
                "calls": str(row["n"]),
                **{f"gap{at}": _gap(gaps.get((name, *pair))) for at, pair in enumerate(pairs)},
                "agreement": say(
                    "reports-with-interval",
                    value=number(row["value"], 2),
                    low=number(row["low"], 2),
                    high=number(row["high"], 2),
                )
                if told
                else DASH,
                "correlation": DASH if correlation is None else number(correlation, 2),
                "judges": verdict if told else say("reports-scorers-not-known", n=MINIMUM_CALLS),
            }
        )
    return lines


def _gap(row: Row | None) -> str:
    if row is None or row["value"] is None:
        return DASH
    mark = ESTIMATED if row["measured_on"] == SAME_REP_WEEKS else ""
    return f"{signed(row['value'])} ({signed_interval(row['low'], row['high'])}){mark}"


def _people_table(found: Scorers) -> Block | None:
    rows = people_rows(found.rows(LENIENCY), found.names)
    if len(rows) < 2:
        return None
    labels = {
        "person": say("reports-scorers-who"),
        "calls": say("reports-managers-calls"),
        "gap": say("reports-scorers-to-others"),
        "verdict": "",
    }
    return rows_table(rows, labels, right=("calls", "gap"), caption=METRICS[LENIENCY].title)


def people_rows(rows: Sequence[Row], names: Mapping[str, str] = NOBODY) -> list[dict[str, str]]:
    """Give a line for each person, by name: a rank would claim more than the intervals do."""
    words = {LENIENT: "reports-managers-lenient", STRICT: "reports-managers-strict"}
    return [
        {
            "person": scorer_name(row["scorer"], names),
            "calls": f"{row['n']}{ESTIMATED if row['measured_on'] == SAME_REP_WEEKS else ''}",
            "gap": f"{signed(row['value'])} ({signed_interval(row['low'], row['high'])})",
            "verdict": say(words.get(row["verdict"] or "", "reports-managers-as-usual")),
        }
        for row in sorted(rows, key=lambda row: (scorer_name(row["scorer"], names), row["scorer"]))
    ]


def _disputes_table(found: Scorers, top: Mapping[str, str]) -> Block | None:
    rows = disputes_rows(found, top)
    if not rows:
        return None
    labels = {
        "what": say("reports-disputes-title"),
        "scores": say("reports-disputes-scores"),
        "disputed": METRICS["dispute_rate"].title,
        "resolved": say("reports-disputes-resolved"),
        "overturned": METRICS["overturn_rate"].title,
    }
    return rows_table(rows, labels, right=("scores", "disputed", "resolved", "overturned"))


def disputes_rows(found: Scorers, top: Mapping[str, str]) -> list[dict[str, str]]:
    """Give a line for each skill and scorer with a dispute; none where nothing is disputed."""
    wrong = {(row["criterion_id"], row["scorer"]): row for row in found.rows(OVERTURNS)}
    lines = []
    for row in found.rows(DISPUTES):
        of = wrong[row["criterion_id"], row["scorer"]]
        if not row["value"]:
            continue
        if row["criterion_id"]:
            what = top.get(row["criterion_id"], row["criterion"] or row["criterion_id"])
        elif row["scorer"]:
            what = say("reports-disputes-of", scorer=scorer_name(row["scorer"], found.names))
        else:
            what = say("reports-disputes-all")
        lines.append(
            {
                "what": what,
                "scores": number(row["n"]),
                "disputed": str(rounded(row["value"] * row["n"])),
                "resolved": str(of["n"]),
                "overturned": str(rounded(of["value"] * of["n"])) if of["n"] else DASH,
            }
        )
    return lines
