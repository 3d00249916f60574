"""E-mail through a server, over TLS only."""

from __future__ import annotations

import os
import smtplib
import ssl
from typing import Any

from review_kit.delivery.channels.message import Letters, no_address
from review_kit.delivery.outcomes import NotSentError, UnknownOutcomeError
from review_kit.delivery.pack import Packed
from review_kit.delivery.passwords import MAIL_VARIABLE, keyring_reader
from review_kit.delivery.recipients import Parcel
from review_kit.errors import ReviewKitError
from review_kit.project.delivery_settings import MailChannel as Settings

_END_OF_DATA = b"\r\n.\r\n"
SUBMISSION, SUBMISSION_OVER_TLS = 587, 465


class MailChannel:
    """One mail for each parcel, over one connection.

    Parameters
    ----------
    settings
        Of the mail channel, with a host.
    organisation
        Its name, for the subject.
    """

    name = "mail"
    repeats_safely = False

    def __init__(self, settings: Settings, organisation: str) -> None:
        self._settings = settings
        self._letters = Letters(settings.sender, organisation)
        self._server: _Plain | _FromTheStart | None = None

    def problem(self, parcel: Parcel) -> str:
        """Say why a parcel cannot be handed over."""
        return no_address(parcel)

    def destination(self, parcel: Parcel) -> str:
        """Say where a parcel would go."""
        return f"mail to {', '.join(parcel.addresses)}"

    def send(self, packed: Packed, run_id: str, parcel_id: str) -> None:
        """Send the mail; a server that refuses one recipient gets none of it."""
        message = self._letters.to(packed, run_id, parcel_id)
        try:
            server = self._connected()
            server.handed_over = False
            refused = server.send_message(message)
        except (ReviewKitError, NotSentError):
            self._drop()
            raise
        except (smtplib.SMTPException, OSError) as error:
            handed_over = self._server is not None and self._server.handed_over
            self._drop()
            if handed_over and not isinstance(error, smtplib.SMTPResponseException):
                raise UnknownOutcomeError(
                    "the mail server took the whole mail but did not confirm it"
                ) from error
            raise NotSentError(_reason(error)) from error
        if refused:  # one of several addresses; the others have it
            codes = ", ".join(str(code) for code, _ in refused.values())
            raise UnknownOutcomeError(
                f"the mail server refused {len(refused)} of the addresses ({codes})"
            )

    def close(self) -> None:
        """End the connection."""
        if self._server is not None:
            try:
                self._server.quit()
            except (smtplib.SMTPException, OSError):
                self._drop()
            self._server = None

    def _connected(self) -> _Plain | _FromTheStart:
        if self._server is not None:
            return self._server
        settings = self._settings
        host, wait = settings.host or "", settings.timeout_seconds
        trusted = ssl.create_default_context()
        server: _Plain | _FromTheStart
        if settings.tls == "starttls":
            server = _Plain(host, settings.port or SUBMISSION, timeout=wait)
            try:
                server.starttls(context=trusted)
            except BaseException:
                server.close()
                raise
        else:
            port = settings.port or SUBMISSION_OVER_TLS
            server = _FromTheStart(host, port, timeout=wait, context=trusted)
        self._server = server
        if settings.user is not None:
            try:
                server.login(settings.user, _password(settings.user))
            except smtplib.SMTPServerDisconnected as error:
                raise NotSentError("the mail server closed the connection at the login") from error
        return server

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None


class _Tracking:
    """Knows whether the whole mail has left: only then is its fate unknown without an answer."""

    handed_over = False

    def send(self, sent: Any) -> None:
        super().send(sent)  # type: ignore[misc]
        if isinstance(sent, bytes) and sent.endswith(_END_OF_DATA):
            self.handed_over = True


class _Plain(_Tracking, smtplib.SMTP):
    pass


class _FromTheStart(_Tracking, smtplib.SMTP_SSL):
    pass


def _password(user: str) -> str:
    password = os.environ.get(MAIL_VARIABLE)
    if password:
        return password
    try:
        kept = keyring_reader()(f"mail:{user}")
    except ReviewKitError:
        kept = None
    if not kept:
        raise ReviewKitError(
            "there is no password for the mail server",
            f"Set the environment variable {MAIL_VARIABLE}, or store it in the keyring as "
            f"'mail:{user}' of the service 'review-kit'.",
        )
    return kept


def _reason(error: Exception) -> str:
    """Say why, without repeating an address: a server's text may."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the mail server refused the recipient"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"the mail server refused the login ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"the mail server refused the mail ({error.smtp_code})"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the mail server offers no encryption"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the mail server's certificate is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "the mail server did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected | ConnectionError):
        return "the mail server closed the connection"
    return f"the mail server cannot be reached: {error}"
