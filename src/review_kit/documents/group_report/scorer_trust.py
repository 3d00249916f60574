"""Whether leaders can trust the scores: who scored, how far scorers are apart, what is disputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.scorer_words import scorer_name
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    count_word,
    counted,
    joined,
    percent,
)
from review_kit.metrics import METRICS
from review_kit.metrics.scorers.agreement import MINIMUM_CALLS, RELIABLE
from review_kit.metrics.scorers.gaps import SAME_REP_WEEKS
from review_kit.metrics.scorers.one_scale import DIFFERENT_SCORERS
from review_kit.metrics.scorers.trust import (
    AGREEMENT,
    CHANGED,
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
from review_kit.number_format import signed, signed_interval

ESTIMATED = "*"
"""Marks a gap that was not measured on the same calls."""


def scorer_trust(group: GroupRecord) -> Block:
    """Say whether the scores can be trusted, and show what that rests on."""
    found = Scorers.of(group.data.rows("scorers"))
    top = {row["criterion_id"]: row["criterion"] for row in group.top_criteria}
    return block(
        "group_report/scorer_trust.html.j2",
        title="Can the scores be trusted?",
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
    """Rows of ``scorers`` by their metric."""

    by_metric: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Scorers:
        """Sort the rows of the table by what they tell."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row["metric"], []).append(row)
        return cls(found)

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
            return [
                "One scorer gave every score, so nothing tells how far another would agree. "
                f"Have people score {MINIMUM_CALLS} calls on each skill as well to find out."
            ]
        told = [
            agreement_sentence(self.rows(AGREEMENT), top),
            gap_sentence(self.rows(GAP), top),
            people_sentence(self.rows(LENIENCY)),
            *drift_sentences(self.rows(DRIFT)),
            disputes_sentence(self.rows(DISPUTES), self.rows(OVERTURNS)),
        ]
        return [sentence for sentence in told if sentence]


def untold_sentence(criteria: Sequence[Row]) -> list[str]:
    """Say how many skills have no verdict because others scored, and what to do: a sentence or none.

    Parameters
    ----------
    criteria
        Rows of ``rep_criteria``: ``rep_id``, ``verdict_reason``.
    """
    untold = [row for row in criteria if row["verdict_reason"] == DIFFERENT_SCORERS]
    if not untold:
        return []
    skills = counted(len(untold), "skill", words=True)
    reps = counted(len({row["rep_id"] for row in untold}), "rep", words=True)
    verb = "has" if len(untold) == 1 else "have"
    return [
        f"{capitalised(skills)} of {reps} {verb} no verdict: scored by different people, and nobody knows "
        "how far these are apart. Let both score some of the same calls."
    ]


def mix_sentence(rows: Sequence[Row]) -> str:
    """Say who gave the scores of the last weeks, and of the first.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on the mix: ``scorer``, ``value`` (share now), ``earlier``.
    """
    known = [row for row in rows if row["value"] is not None and row["earlier"] is not None]
    if not known:
        return ""
    parts = [
        f"{scorer_name(row['scorer'])} {percent(row['value'])} ({percent(row['earlier'])})"
        for row in sorted(known, key=lambda row: (-row["value"], row["scorer"]))
    ]
    return f"At the end of the window, and at its start: {joined(parts)}."


def agreement_sentence(rows: Sequence[Row], top: Mapping[str, str]) -> str:
    """Say on which skills scorers agree enough to judge a person.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on agreement: ``criterion_id``, ``value``, ``verdict``.
    """
    mine = [row for row in rows if row["criterion_id"] in top]
    if not mine:
        return ""
    told = [row for row in mine if row["value"] is not None]
    weak = [in_sentence(top[row["criterion_id"]]) for row in told if row["verdict"] == UNRELIABLE]
    if not told:
        return (
            f"Fewer than {MINIMUM_CALLS} calls of each skill were scored by more than one, so how far "
            "scorers agree cannot be told."
        )
    unknown = len(mine) - len(told)
    rest = f" On {counted(unknown, 'skill', words=True)} that cannot be told." if unknown else ""
    if not weak:
        every = "every skill" if not unknown else counted(len(told), "skill", words=True)
        return f"Scorers agree enough to judge people on {every}.{rest}"
    return (
        f"Scorers agree too little on {joined(weak)}: packets give no verdict there. "
        f"Agree in a calibration session on what a good score is.{rest}"
    )


def gap_sentence(rows: Sequence[Row], top: Mapping[str, str]) -> str:
    """Say on how many skills scorers are clearly apart, and where most.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on gaps: ``criterion_id``, ``scorer``, ``other``, ``value``, ``low``, ``high``.
    """
    clear = [
        row
        for row in rows
        if row["criterion_id"] in top
        and row["value"] is not None
        and (row["low"] > 0 or row["high"] < 0)
    ]
    if not clear:
        return ""
    most = max(clear, key=lambda row: (abs(row["value"]), row["criterion_id"]))
    way = "higher" if most["value"] > 0 else "lower"
    verb = "score" if most["scorer"] == "human" else "scores"
    return (
        f"{capitalised(scorer_name(most['scorer']))} {verb} {in_sentence(top[most['criterion_id']])} "
        f"{abs(most['value']):.0f} points {way} than {scorer_name(most['other'])}. Such gaps are taken off "
        "before a change is judged."
    )


def people_sentence(rows: Sequence[Row]) -> str:
    """Say who scores clearly higher or lower than is usual of people here; nobody is ranked.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on leniency: ``scorer``, ``verdict``.
    """
    if len(rows) < 2:
        return ""
    parts = []
    for verdict, word in ((LENIENT, "higher"), (STRICT, "lower")):
        names = [scorer_name(row["scorer"]) for row in rows if row["verdict"] == verdict]
        if names:
            verb = "scores" if len(names) == 1 else "score"
            parts.append(f"{joined(names)} {verb} clearly {word}")
    if not parts:
        return f"None of {count_word(len(rows))} people scores clearly higher or lower than the others."
    return f"{joined(parts)} than is usual of people here."


def drift_sentences(rows: Sequence[Row]) -> list[str]:
    """Say whose scores moved against those of the others between this window and the time before.

    Parameters
    ----------
    rows
        Rows of ``scorers`` on drift: ``scorer``, ``value`` (pp), ``verdict``.
    """
    told = []
    for row in rows:
        if row["verdict"] != CHANGED:
            continue
        way = "more lenient" if row["value"] > 0 else "stricter"
        verb = "have" if row["scorer"] == "human" else "has"
        told.append(
            f"{capitalised(scorer_name(row['scorer']))} {verb} become {abs(row['value']):.0f} points {way} "
            "than before this window."
        )
    return told


def disputes_sentence(rates: Sequence[Row], overturned: Sequence[Row]) -> str:
    """Say how many scores were disputed, and how many of the resolved ones were wrong.

    Parameters
    ----------
    rates, overturned
        Rows of ``scorers`` on disputes: ``criterion_id``, ``scorer``, ``n``, ``value``.
    """
    whole = next((row for row in rates if not row["criterion_id"] and not row["scorer"]), None)
    if whole is None or not whole["n"]:
        return ""
    disputed = round(whole["value"] * whole["n"])
    if not disputed:
        return "No score of this window was disputed."
    text = f"{capitalised(counted(disputed, 'score', words=True))} of {whole['n']:,} "
    text += "was disputed" if disputed == 1 else "were disputed"
    of = next(row for row in overturned if not row["criterion_id"] and not row["scorer"])
    if not of["n"]:
        return f"{text}; none is resolved yet."
    wrong = round(of["value"] * of["n"])
    return f"{text}; {count_word(wrong)} of {count_word(of['n'])} resolved ones were overturned."


def _agreement_table(found: Scorers, top: Mapping[str, str]) -> Block | None:
    rows = agreement_rows(found, top)
    if not rows:
        return None
    pairs = list(dict.fromkeys((row["scorer"], row["other"]) for row in found.rows(GAP)))
    gaps = {
        f"gap{at}": f"{capitalised(scorer_name(scorer))} less {scorer_name(other)}, points"
        for at, (scorer, other) in enumerate(pairs)
    }
    labels = {
        "criterion": "Skill",
        "calls": "Calls scored by both",
        **gaps,
        "agreement": METRICS["scorer_agreement"].title,
        "correlation": "ICC",
        "judges": "Judges people",
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
        verdict = "no" if row["verdict"] == UNRELIABLE else "yes"
        lines.append(
            {
                "criterion": top[name],
                "calls": str(row["n"]),
                **{f"gap{at}": _gap(gaps.get((name, *pair))) for at, pair in enumerate(pairs)},
                "agreement": f"{row['value']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
                if told
                else DASH,
                "correlation": DASH if correlation is None else f"{correlation:.2f}",
                "judges": verdict if told else f"not known (under {MINIMUM_CALLS} calls)",
            }
        )
    return lines


def _gap(row: Row | None) -> str:
    if row is None or row["value"] is None:
        return DASH
    mark = ESTIMATED if row["measured_on"] == SAME_REP_WEEKS else ""
    return f"{signed(row['value'])} ({signed_interval(row['low'], row['high'])}){mark}"


def _people_table(found: Scorers) -> Block | None:
    rows = people_rows(found.rows(LENIENCY))
    if len(rows) < 2:
        return None
    labels = {"person": "Person", "calls": "Calls", "gap": "To all others, points", "verdict": ""}
    return rows_table(rows, labels, right=("calls", "gap"), caption=METRICS[LENIENCY].title)


def people_rows(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Give a line for each person, by name: a rank would claim more than the intervals do."""
    words = {LENIENT: "higher than usual here", STRICT: "lower than usual here"}
    return [
        {
            "person": scorer_name(row["scorer"]),
            "calls": f"{row['n']}{ESTIMATED if row['measured_on'] == SAME_REP_WEEKS else ''}",
            "gap": f"{signed(row['value'])} ({signed_interval(row['low'], row['high'])})",
            "verdict": words.get(row["verdict"] or "", "as usual here"),
        }
        for row in sorted(rows, key=lambda row: row["scorer"])
    ]


def _disputes_table(found: Scorers, top: Mapping[str, str]) -> Block | None:
    rows = disputes_rows(found, top)
    if not rows:
        return None
    labels = {
        "what": "Disputes",
        "scores": "Scores",
        "disputed": METRICS["dispute_rate"].title,
        "resolved": "Resolved",
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
            what = f"Scores of {scorer_name(row['scorer'])}"
        else:
            what = "All"
        lines.append(
            {
                "what": what,
                "scores": f"{row['n']:,}",
                "disputed": str(round(row["value"] * row["n"])),
                "resolved": str(of["n"]),
                "overturned": str(round(of["value"] * of["n"])) if of["n"] else DASH,
            }
        )
    return lines


def notes(gaps: Sequence[Row]) -> str:
    """Explain agreement, and the mark of gaps that were not measured on the same calls."""
    text = f"Agreement: 1 is full, 0 is chance; under {RELIABLE:g} a skill judges nobody."
    if not any(row["measured_on"] == SAME_REP_WEEKS for row in gaps):
        return text
    return (
        f"{text} {ESTIMATED} Measured on the same rep's calls of the same week, as too few calls were scored "
        "by both."
    )
