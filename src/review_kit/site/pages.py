"""What each page of a site shows, as values that templates are filled with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from review_kit.delivery.states import Standing, delivery_states
from review_kit.documents.binder.cover import BinderCover
from review_kit.documents.group_report.managers import CADENCE, FOLLOW_THROUGH
from review_kit.documents.group_report.ranking import REP_METRICS, TEAM_METRICS
from review_kit.documents.group_report.scorer_sentences import (
    mix_sentence,
    notes,
    untold_sentence,
)
from review_kit.documents.group_report.scorer_trust import (
    Scorers,
    agreement_rows,
    disputes_rows,
    people_rows,
)
from review_kit.documents.parts.entity_data import records
from review_kit.documents.parts.scorer_words import scorer_name
from review_kit.documents.parts.titles import table_name, title_of
from review_kit.documents.parts.wording import capitalised
from review_kit.grains import GRAINS, ORG
from review_kit.metrics import METRICS
from review_kit.metrics.registry import printed_by
from review_kit.metrics.scorers.agreement import MINIMUM_CALLS
from review_kit.metrics.scorers.trust import GAP, LENIENCY, MIX
from review_kit.number_format import decimal
from review_kit.project import Project
from review_kit.records.folder import read_object
from review_kit.records.page import address
from review_kit.records.record import DocumentFile
from review_kit.records.run_words import counts_in_words, headline, place_in_template
from review_kit.site.audience import ENABLEMENT, Audience
from review_kit.site.cells import NOTHING, Cell, Named, by_metric, cell_of, groups_of, people_of
from review_kit.site.quarters import quarters
from review_kit.site.runs import SiteRun, one_a_quarter
from review_kit.words import Words, say, spoken

SHOWN = (".pdf", ".html", ".xlsx", ".ics")
"""Files of a document that a site holds: what is delivered, and its page for a screen."""
FEW = 5
"""Rows that a list shows without a filter: they are seen at a glance."""
FILES = "files"
"""Folder of a run's documents in a site."""
OF_MANAGER = ("overall_score", "quota_attainment", "sessions_held")
"""Numbers of a rep beside the conversation to come; the packet prints each."""
OF_CRITERIA = ("rep_id", "criterion_id", "criterion", "verdict_reason")
"""Columns of ``rep_criteria`` that say which skills scorers were compared on."""
SECTIONS = ("overview", "definitions", "scorers", "validation")
"""Pages that a site has for each run."""


@dataclass(frozen=True)
class Page:
    """One page, before it is dressed.

    Parameters
    ----------
    path
        Where it is in the site, without a suffix: ``2026-06-30-90d/definitions``.
    section
        Which of the pages it is.
    fill
        Gives the template of its body and what that is filled with, in the words of the page.
    words
        Language of the whole page.
    run
        The run that it is about; ``None`` for pages about all of them.
    """

    path: str
    section: str
    fill: Callable[[], tuple[str, dict[str, Any]]]
    words: Words
    run: SiteRun | None = None

    @property
    def root(self) -> str:
        """The way from the page to the site's folder."""
        return "../" if "/" in self.path else ""

    @property
    def title(self) -> str:
        """Title of the page, without a name of anybody."""
        said = say(f"site-{self.section}")
        return f"{said} · {self.run.label}" if self.run else said


@dataclass(frozen=True)
class Site:
    """All that one audience gets.

    Parameters
    ----------
    runs
        The newest first.
    """

    project: Project
    audience: Audience
    runs: Sequence[SiteRun]
    held: dict[str, tuple[SiteRun, DocumentFile]] = field(default_factory=dict)
    """Path in the site → the file of a run that is copied there; filled as pages link to them."""

    @cached_property
    def own_runs(self) -> list[SiteRun]:
        """The runs that are about the audience, the newest first."""
        return [run for run in self.runs if run.data_of(self.audience) is not None]

    @property
    def name(self) -> str:
        """Whose site it is, as its head says."""
        if self.audience.kind == ENABLEMENT:
            return say("site-for-enablement")
        return self.audience.name or self.runs[0].context.organisation

    @property
    def for_whom(self) -> str:
        """For whom it is, in a few words."""
        return say(f"site-for-{self.audience.kind}")

    def pages(self) -> Iterator[Page]:
        """Give all pages, the first one first.

        A language in which there are no words for what a page is made of gives way to English, for this page.
        """
        made = {
            "overview": (self._overview, "site-home"),
            "definitions": (self._definitions, "glossary-title"),
            "scorers": (self._scorers, "reports-scorers-note"),
            "validation": (self._validation, "validation-table"),
        }
        if self.audience.kind == ENABLEMENT:
            made["overview"] = (self._batch, "run-made")
        words = spoken()
        for run in self.own_runs:
            for section, (fill, stands_for) in made.items():
                if has_page(run, section):
                    path = self.page_of(run, section)
                    yield Page(path, section, partial(fill, run), words.whole(stands_for), run)
        yield Page("quarters", "quarters", self._quarters, words)
        yield Page("names", "names", self._names, words)

    def page_of(self, run: SiteRun, section: str) -> str:
        """Say where the page of a run is; the newest run's overview is the first page of the site."""
        if section == "overview":
            return "index" if run is self.own_runs[0] else f"{run.name}/index"
        return f"{run.name}/{section}"

    # documents

    def links(self, run: SiteRun, stands: Standing) -> dict[str, Any]:
        """Give the files of a document that the audience gets, each with where it is in the site."""
        record = stands.record
        files = []
        for kind in SHOWN:  # the PDF first
            for file in run.entitled.files(record, [kind]):
                path = f"{run.name}/{FILES}/{file.path}"
                self.held[path] = (run, file)
                files.append(
                    {
                        "href": address(path),
                        "label": say(f"site-file-{PurePosixPath(path).suffix[1:]}"),
                        "name": f"{record.title}, {record.entity_name}",
                    }
                )
        return {"title": record.title, "state": stands.state, "files": files}

    def documents(self, run: SiteRun) -> list[Standing]:
        """List the documents of a run that the audience gets."""
        recipient = self.audience.recipient
        own = run.entitled.own.get(recipient, ()) if recipient else ()
        return [*own, *run.entitled.for_everybody]

    def _linked(self, run: SiteRun, standings: Sequence[Standing]) -> list[dict[str, Any]]:
        # the packet before the sheet, the binder before the calendar: what there is most to read of
        longest = sorted(standings, key=lambda one: -(one.record.pages or 0))
        linked = (self.links(run, one) for one in longest)
        return [one for one in linked if one["files"]]

    # the first page of a run

    def _overview(self, run: SiteRun) -> tuple[str, dict[str, Any]]:
        standings = self.documents(run)
        about = [one for one in standings if one.record.grain != "rep"]
        return "overview.html.j2", {
            "heading": self.name,
            "lead": say(f"site-lead-{self.audience.kind}"),
            "documents": self._linked(run, about),
            "tables": self._tables(run, standings),
        }

    def _tables(self, run: SiteRun, standings: Sequence[Standing]) -> list[dict[str, Any]]:
        match self.audience.kind:
            case "org":
                return [
                    _table("team", TEAM_METRICS, self.named(run, "team"), say("site-teams")),
                    _table(
                        "manager", CADENCE[:4], self.named(run, "manager"), say("site-managers")
                    ),
                ]
            case "team":
                return [_table("rep", REP_METRICS, self.named(run, "rep"), say("site-reps"))]
            case _:
                return [self._conversations(run, standings)]

    def _conversations(self, run: SiteRun, standings: Sequence[Standing]) -> dict[str, Any]:
        """List a manager's reps in the order of the conversations, each with the documents."""
        of: dict[str, list[Standing]] = {}
        for one in standings:
            if one.record.grain == "rep":
                of.setdefault(one.record.entity, []).append(one)
        order = BinderCover.open(str(run.folder.path), self.audience.identifier).order
        place = {rep: at for at, rep in enumerate(order, start=1)}
        rows = sorted(self.named(run, "rep"), key=lambda one: place[one.identifier])
        return _table(
            "rep",
            OF_MANAGER,
            [
                replace(
                    one,
                    documents=self._linked(run, of.get(one.identifier, ())),
                    more={"place": decimal(place[one.identifier])},
                )
                for one in rows
            ],
            say("site-conversations"),
            note=say("site-order"),
            has_documents=True,
        )

    def named(self, run: SiteRun, kind: str) -> list[Named]:
        """List those of a kind whom the audience may see by name, with their numbers of the run."""
        data = run.data_of(self.audience)
        if data is None:
            return []
        wanted = self._metrics(kind)
        rows = by_metric(data, f"{kind}_metrics", wanted, GRAINS[kind].column)  # type: ignore[index]
        return [
            replace(
                one,
                cells=[cell_of(rows.get((one.identifier, name)), run.context) for name in wanted],
            )
            for one in self._who(run, kind)
        ]

    def _who(self, run: SiteRun, kind: str) -> list[Named]:
        """List those of a kind whom the audience may see by name."""
        reps = run.reps_of(self.audience)
        return people_of(reps) if kind == "rep" else groups_of(reps, kind)

    def _metrics(self, kind: str) -> Sequence[str]:
        if kind == "team":
            return TEAM_METRICS
        if kind == "manager":
            return CADENCE[:4]
        return OF_MANAGER if self.audience.kind == "manager" else REP_METRICS

    # what the run made

    def _batch(self, run: SiteRun) -> tuple[str, dict[str, Any]]:
        manifest = run.manifest
        by_template: dict[tuple[str, str], list[Any]] = {}
        for record in manifest.documents:
            by_template.setdefault((record.title, record.grain), []).append(record)
        states = delivery_states(self.project, run.folder, manifest)
        counts: dict[str, Counter[str]] = {}
        for record in manifest.documents:
            if record.grain == "rep":
                counts.setdefault(record.entity, Counter())[record.status] += 1
        people = [
            replace(one, more={"made": counts_in_words(counts.get(one.identifier, Counter()))})
            for one in people_of(run.reps)
        ]
        return "batch.html.j2", {
            "heading": say("site-batch"),
            "lead": headline(manifest),
            "documents": self._linked(run, self.documents(run)),
            "made": [
                {
                    "title": title,
                    "kind": say(f"site-kind-{grain}"),
                    "documents": decimal(len(records)),
                    "counts": counts_in_words(Counter(one.status for one in records)),
                    "look": decimal(sum(bool(one.warnings) for one in records)),
                }
                for (title, grain), records in by_template.items()
            ],
            "failed": [
                {
                    "title": record.title,
                    "name": record.entity_name,
                    "where": place_in_template(record),
                    "error": record.failure.error if record.failure else "",
                }
                for record in manifest.failed
            ],
            "states": [
                {"state": say("site-state", state=state), "n": decimal(n)}
                for state, n in states.items()
            ],
            "table": _table("rep", (), people, say("site-reps"), has_counts=True),
        }

    # what numbers mean, and what they rest on

    def _definitions(self, run: SiteRun) -> tuple[str, dict[str, Any]]:
        return "definitions.html.j2", {"heading": say("site-definitions"), **run.definitions}

    def _scorers(self, run: SiteRun) -> tuple[str, dict[str, Any]]:
        data = run.data_of(self.audience)
        assert data is not None
        names = {row["manager_id"]: row["manager_name"] for row in run.reps_of(self.audience)}
        found = Scorers.of(data.rows("scorers"), {key: one for key, one in names.items() if one})
        criteria = data.table("rep_criteria")[[*OF_CRITERIA, "parent_criterion_id"]]
        skills = [*records(criteria[criteria["parent_criterion_id"].isna()])]
        top = {row["criterion_id"]: row["criterion"] for row in skills}
        pairs = dict.fromkeys((row["scorer"], row["other"]) for row in found.rows(GAP))
        gaps = [
            capitalised(
                say("reports-scorers-less", scorer=scorer_name(one), other=scorer_name(other))
            )
            for one, other in pairs
        ]
        people = people_rows(found.rows(LENIENCY), found.names)
        return "scorers.html.j2", {
            "heading": say("site-scorers"),
            "mix_title": METRICS[MIX].title,
            "mix": mix_sentence(found.rows(MIX)),
            "sentences": [*found.sentences(top), *untold_sentence(skills)],
            "agreement": agreement_rows(found, top),
            "gaps": gaps,
            "titles": {
                name: METRICS[name].title
                for name in (GAP, LENIENCY, "scorer_agreement", "dispute_rate", "overturn_rate")
            },
            "note": notes(found.rows(GAP)),
            "people": people if len(people) > 1 else [],
            "disputes": disputes_rows(found, top),
            "minimum": MINIMUM_CALLS,
        }

    def _validation(self, run: SiteRun) -> tuple[str, dict[str, Any]]:
        told = read_object(run.folder.validation.with_suffix(".json"))
        tables = [
            {
                "name": table_name(name),
                **{key: decimal(one[key]) for key in ("rows_in", "kept", "quarantined")},
                "left_out": decimal(sum(one["left_out"].values())),
                "passed": one["passed"],
            }
            for name, one in told["tables"].items()
        ]
        checked = sum(one["kept"] + one["quarantined"] for one in told["tables"].values())
        quarantined = sum(one["quarantined"] for one in told["tables"].values())
        full = ""
        if self.audience.kind == ENABLEMENT:
            full = f"{run.name}/{FILES}/{run.folder.validation.name}"
        return "validation.html.j2", {
            "heading": say("site-validation"),
            "lead": say(
                "validation-some-quarantined",
                kept=checked - quarantined,
                n=checked,
                quarantined=quarantined,
            )
            if quarantined
            else say("validation-all-met", n=checked),
            "tables": tables,
            "absent": ", ".join(table_name(name) for name in told["absent"]),
            "full": address(full),
        }

    # all runs together

    def _quarters(self) -> tuple[str, dict[str, Any]]:
        found = quarters(self.audience, one_a_quarter(self.own_runs), self._printed())
        newest = self.own_runs[0]
        return "quarters.html.j2", {
            **found,
            "definitions": address(f"{self.page_of(newest, 'definitions')}.html"),
            "defined": {one["name"] for one in newest.definitions["metrics"]},
        }

    def _printed(self) -> Sequence[str]:
        """Name the metrics of the audience that documents print, in the glossary's order."""
        match self.audience.kind:
            case "manager":
                return (*CADENCE, *FOLLOW_THROUGH)
            case "team":
                return [metric.name for metric in printed_by("team_roi")]
            case _:
                printed = printed_by("org_summary")
                return [
                    metric.name
                    for metric in printed
                    if self.audience.kind == ORG or metric.kind == "leading"
                ]

    def _names(self) -> tuple[str, dict[str, Any]]:
        """List everybody whom the audience may see by name, with the runs that have them."""
        found: dict[tuple[str, str], Named] = {}
        where: dict[tuple[str, str], list[dict[str, str]]] = {}
        for run in self.own_runs:
            for kind in {"org": ("team", "manager")}.get(self.audience.kind, ("rep",)):
                for one in self._who(run, kind):
                    key = (kind, one.identifier)
                    found.setdefault(key, one)
                    page = f"{self.page_of(run, 'overview')}.html"
                    where.setdefault(key, []).append(
                        {"label": run.label, "href": f"{address(page)}#{one.anchor}"}
                    )
        rows = sorted(found, key=lambda key: (found[key].name.casefold(), key))
        return "names.html.j2", {
            "heading": say("site-names"),
            "rows": [{"one": found[key], "pages": where[key]} for key in rows],
            "filters": _filters([found[key] for key in rows]),
        }


def has_page(run: SiteRun, section: str) -> bool:
    """Say whether a run has what a page shows: a run of an earlier version may lack its verdict."""
    return section != "validation" or run.folder.validation.with_suffix(".json").is_file()


def _table(
    kind: str,
    metrics: Sequence[str],
    rows: Sequence[Named],
    title: str,
    *,
    note: str = "",
    has_documents: bool = False,
    has_counts: bool = False,
) -> dict[str, Any]:
    """Give a table of people or groups; columns in which nobody has a number are left out."""
    kept = [at for at in range(len(metrics)) if any(row.cells[at] != NOTHING for row in rows)]
    shown = [replace(row, cells=[_cell(row, at) for at in kept]) for row in rows]
    return {
        "kind": kind,
        "title": title,
        "note": note,
        "heads": [{"metric": metrics[at], "title": title_of(metrics[at])} for at in kept],
        "rows": shown,
        "is_thin": any(cell.is_thin for row in shown for cell in row.cells),
        "has_documents": has_documents,
        "has_counts": has_counts,
        "has_place": any("place" in row.more for row in rows),
        "filters": _filters(rows),
        "is_long": len(rows) > FEW,
        "has_team": len({row.team for row in rows if row.team}) > 1,
        "has_manager": len({row.manager for row in rows if row.manager}) > 1,
    }


def _cell(row: Named, at: int) -> Cell:
    return row.cells[at]


def _filters(rows: Sequence[Named]) -> list[dict[str, Any]]:
    """Give what a list can be narrowed by: teams, managers, kinds, where there is more than one."""
    found = {
        "team": sorted({row.team for row in rows if row.team}),
        "manager": sorted({row.manager for row in rows if row.manager}),
        "kind": sorted({row.kind for row in rows}),
    }
    return [
        {
            "by": by,
            "choices": [
                {"value": one, "label": say(f"site-kind-{one}") if by == "kind" else one}
                for one in choices
            ],
        }
        for by, choices in found.items()
        if len(choices) > 1
    ]
