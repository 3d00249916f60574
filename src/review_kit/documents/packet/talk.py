"""Page one's three lists, and the manager's own words."""

from __future__ import annotations

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import day
from review_kit.documents.talk.agreed import agreed
from review_kit.documents.talk.ask import ask
from review_kit.documents.talk.praise import praise
from review_kit.words import say


def praise_ask_agreed(rep: RepRecord) -> Block:
    """Show what to praise, what to ask, and what is agreed, side by side."""
    praised = [point.text for point in praise(rep)] or [say("packet-praise-nothing")]
    asked = [point.text for point in ask(rep)]
    return block(
        "packet/talk.html.j2",
        columns=[
            (say("packet-talk-praise"), praised),
            (say("packet-talk-ask"), asked),
            (say("packet-talk-agreed"), agreed(rep)),
        ],
    )


def manager_note(rep: RepRecord) -> Block:
    """Print what the manager wrote for this review, word for word; without a note, lines to write on."""
    return block(
        "packet/manager_note.html.j2",
        notes=[
            {
                "text": row["note"],
                "source": say(
                    "packet-manager-note",
                    author=row["author"],
                    day=day(row["written_on"], year=True),
                ),
            }
            for row in rep.data.rows("review_notes")
        ],
    )
