"""``[delivery]`` of ``review_kit.toml``: how documents reach the people they are for."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from review_kit.addresses import Address
from review_kit.project.section import Section


class FolderChannel(Section):
    """A folder for everybody's parcels: a share, or one that OneDrive, SharePoint or Drive keeps in step."""

    path: str = Field(min_length=1)
    """Relative to the project, or absolute."""


class ObjectsChannel(Section):
    """Object storage."""

    url: str = Field(min_length=1)
    """Where parcels go: ``s3://bucket/reviews``."""

    @field_validator("url")
    @classmethod
    def _no_secret(cls, value: str) -> str:
        Address.of(value)
        return value


class MailChannel(Section):
    """E-mail, each parcel to its recipient's address."""

    sender: str = Field(min_length=3)
    """Address that mails come from."""
    host: str | None = None
    """Mail server; without one, drafts (``.eml``) are written to open and send by hand."""
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    """Default: 587, or 465 with ``tls = "from the start"``."""
    tls: Literal["starttls", "from the start"] = "starttls"
    """How the connection is encrypted; an unencrypted one is never used."""
    user: str | None = None
    """Name to log in with; the password is read from ``REVIEW_KIT_MAIL_PASSWORD`` or the keyring."""
    drafts: str = "drafts"
    """Folder of drafts, relative to the project."""
    timeout_seconds: Annotated[int, Field(ge=1, le=600)] = 60


class NoticeChannel(Section):
    """A notice to a chat, without any personal data: that reviews are ready, and how many."""

    url_variable: str = Field(default="REVIEW_KIT_NOTICE_URL", pattern=r"^[A-Z][A-Z0-9_]*$")
    """Environment variable with the chat's address as Apprise writes it; it contains a secret."""


class Leaders(Section):
    """Who reads the reports of teams and of the organization."""

    org: list[str] = Field(default_factory=list)
    """E-mail addresses."""
    teams: dict[str, list[str]] = Field(default_factory=dict)
    """Team → e-mail addresses."""


class Delivery(Section):
    """How documents reach the people they are for."""

    to_reps: tuple[str, ...] = ("packet", "conversation")
    """Documents of a rep (the ``output`` of their templates) that the rep gets once they are released."""
    zip: bool = False
    """One encrypted zip file for each recipient in place of a folder; needs ``passwords``."""
    passwords: Literal["environment", "keyring"] | None = None
    """Where each recipient's password is read from. With one, PDFs and zip files are encrypted (AES-256).
    In the environment: ``REVIEW_KIT_PASSWORD_`` and the recipient's identifier."""
    leaders: Leaders = Leaders()
    folder: FolderChannel | None = None
    objects: ObjectsChannel | None = None
    mail: MailChannel | None = None
    notice: NoticeChannel | None = None

    @model_validator(mode="after")
    def _zip_needs_passwords(self) -> Self:
        if self.zip and self.passwords is None:
            raise ValueError(
                "'zip' needs 'passwords', which says where each recipient's password is read from"
            )
        return self
