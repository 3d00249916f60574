"""A word in a chat that reviews are ready: how many and of which run, and nothing about anybody."""

from __future__ import annotations

import os

from review_kit.delivery.outcomes import NotSentError
from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.words import say


def send_notice(url_variable: str, *, organisation: str, as_of: str, parcels: int) -> None:
    """Send it.

    Parameters
    ----------
    url_variable
        Environment variable with the chat's address as Apprise writes it.

    Raises
    ------
    ReviewKitError
        The variable is not set, or is no such address; or the library is not installed.
    NotSentError
        The chat did not take it.
    """
    url = os.environ.get(url_variable)
    if not url:
        raise ReviewKitError(
            f"the notice has no address: the environment variable {url_variable} is not set",
            "Set it to the chat's address, in the format described by Apprise.",
        )
    try:
        import apprise
    except ImportError:
        raise ConfigurationError(
            "notices cannot be sent: the package 'apprise' is not installed",
            "Install it with: pip install 'review-kit[deliver]'",
        ) from None
    chat = apprise.Apprise()
    if not chat.add(url):
        raise ReviewKitError(
            f"Apprise does not know the kind of address in {url_variable} (it is not shown here)",
            "Compare it with the format that Apprise describes for this chat.",
        )
    said = chat.notify(
        title=say("notice-title", organisation=organisation),
        body=say("notice-text", parcels=parcels, day=as_of),
    )
    if not said:
        raise NotSentError("the chat did not accept the notice")
