"""The e-mail that carries a parcel."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate

from review_kit.delivery.pack import Packed
from review_kit.delivery.recipients import Parcel
from review_kit.words import say


@dataclass(frozen=True)
class Letters:
    """How mails of a project are written.

    Parameters
    ----------
    sender
        Address that they come from.
    organisation
        Its name, for the subject.
    """

    sender: str
    organisation: str

    def to(self, packed: Packed, run_id: str, parcel_id: str) -> EmailMessage:
        """Write the mail of a parcel; the same parcel has the same Message-ID, so servers know a repeat.

        Nothing of what the documents say stands in subject or text.
        """
        return _message(packed, self, run_id, parcel_id)


def no_address(parcel: Parcel) -> str:
    """Say that a recipient has no address; empty where there is one."""
    return "" if parcel.addresses else "has no e-mail address"


def _message(packed: Packed, letters: Letters, run_id: str, parcel_id: str) -> EmailMessage:
    parcel = packed.parcel
    message = EmailMessage(policy=SMTP)
    message["From"] = letters.sender
    message["To"] = ", ".join(parcel.addresses)
    message["Subject"] = say("mail-subject", organisation=letters.organisation)
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = f"<{parcel_id}@review-kit.invalid>"
    message["X-Review-Kit-Run"] = run_id
    kind = parcel.recipient.kind
    text = "mail-text-rep" if kind == "rep" else "mail-text"
    given = {"name": parcel.name} if kind == "rep" else {"files": len(packed.files)}
    message.set_content(say(text, **given))
    for name, path in packed.files.items():
        kind, _, subtype = (mimetypes.guess_type(name)[0] or "application/octet-stream").partition(
            "/"
        )
        content = path.read_bytes()
        message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    return message
