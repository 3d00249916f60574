"""What a manager does before a conversation, and how soon it is: the manager's copy alone says it."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.documents.parts.commitments import is_open
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.talk.ask import first_kind
from review_kit.metrics.themes import CONVERSATION
from review_kit.number_format import signed_interval
from review_kit.words import say


def before_the_talk(rep: RepRecord, *, sharing_logged: bool) -> list[str]:
    """List what is to be done before the talk: a theme past the line, entries to share, outcomes to log.

    Parameters
    ----------
    sharing_logged
        Whether the manager's log says of any entry when it was shared; where it never does, nothing follows
        from one that does not.
    """
    return [*_past_the_line(rep), *(_unshared(rep) if sharing_logged else ()), *_log(rep)]


def urgency(rep: RepRecord) -> int:
    """Say how soon a conversation is: a theme past the line first, then by the kind of its first question."""
    return 0 if [*_past_the_line(rep)] else 1 + first_kind(rep)


def _past_the_line(rep: RepRecord) -> Iterator[str]:
    """A theme that six sessions and an interval without a gain put past the line of a performance talk."""
    for row in rep.data.rows("themes"):
        if row["line"] == CONVERSATION and not row["stopped"]:
            yield say(
                "binder-past-the-line",
                theme=row["theme"],
                sessions=int(row["sessions"]),
                interval=signed_interval(row["low"], row["high"]),
            )


def _unshared(rep: RepRecord) -> Iterator[str]:
    if rep.unseen:
        yield say("binder-share", entries=len(rep.unseen), all=len(rep.sessions))


def _log(rep: RepRecord) -> Iterator[str]:
    open_due = [row for row in rep.commitments if row["due"] and is_open(row)]
    if open_due:
        yield say("binder-record-outcomes", commitments=len(open_due))
