"""The cover of a manager's binder: whose packets are in it, in what order, what to talk about first."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.binder.first_talk import good_news
from review_kit.documents.binder.manager_record import ManagerRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import EntityData, open_manager
from review_kit.documents.parts.in_language import in_its_language
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.tables import rows_table
from review_kit.documents.parts.wording import counted, span


@in_its_language
@dataclass(frozen=True)
class BinderCover:
    """The cover, part by part. It names several reps, so it is the manager's copy."""

    record: ManagerRecord

    @classmethod
    def open(cls, run: str = "", manager_id: str = "", evidence: str = "") -> BinderCover:
        """Open the cover for ``manager_id`` in the run's folder ``run``; empty means the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such manager in it.
        """
        return cls(ManagerRecord(open_manager(run, manager_id), evidence))

    @property
    def data(self) -> EntityData:
        """The rows of the manager and of the manager's reps, for tables and charts of your own."""
        return self.record.data

    @property
    def order(self) -> list[str]:
        """``rep_id`` of each packet, in the order of the binder."""
        return [facts.rep["rep_id"] for facts, _ in self.record.conversations]

    def header(self) -> Block:
        """Whose binder it is, and of which window; running head and foot."""
        record, context = self.record, self.record.context
        return page_header(
            context,
            kind="Manager binder",
            name=str(record.reps[0]["manager_name"]),
            facts=[
                "Manager binder",
                counted(len(record.reps), "rep"),
                span(context.window.start, context.window.end),
            ],
            footer=footer(context, record.evidence, "manager's copy"),
        )

    def introduction(self) -> Block:
        """Say how the packets are ordered, and that it ranks nobody."""
        return block("parts/lead.html.j2", text=introduction_sentence(self.record))

    def agenda(self) -> Block:
        """List the reps in order: what to talk about first, why, and the good news."""
        return rows_table(
            [
                {
                    "rep": f"{number}. {facts.rep['rep_name']}",
                    "first": point.first,
                    "why": point.why,
                    "news": good_news(facts, point),
                }
                for number, (facts, point) in enumerate(self.record.conversations, start=1)
            ],
            {"rep": "Rep", "first": "Talk about first", "why": "Why", "news": "Good news"},
            classes="agenda",
        )


def introduction_sentence(record: ManagerRecord) -> str:
    """Say how the packets are ordered, and what is not weighed for want of data."""
    reps = counted(len(record.reps), "rep")
    text = (
        f"{reps}, in the order of the conversations. Entries a rep has not seen come first, "
        "then themes that keep coming back, commitments not kept and goals that are far, then "
        "rises to name. Reps with the same kind of conversation stand by name; the order ranks "
        "nobody."
    )
    if len(record.reps) == 1:
        text = f"{reps}, and what to talk about first."
    if not record.sharing_logged and record.sessions:
        text += " No entry of the log says when it was shared, so that is not weighed here."
    return text
