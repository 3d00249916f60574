"""Mails through a real server over TLS: one that works, refuses, hangs, and dies in the middle."""

from __future__ import annotations

import asyncio
import email.policy
import socket
import ssl
from collections import Counter
from email import message_from_bytes

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from review_kit.delivery.deliver import deliver
from review_kit.delivery.ledger import LEDGER, Ledger

PASSWORD = "the server's own"


class Mailbox:
    """Keeps mails, or misbehaves as it is told."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.misbehave = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.misbehave == "refuse":
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.misbehave == "full":
            return "452 the mailbox is full"
        if self.misbehave == "hang":
            await asyncio.sleep(30)
        self.mails.append(envelope.content)
        if self.misbehave == "die after":
            server.transport.close()
        return "250 OK"


class Dying(SMTP):
    """Takes the first line of a mail, and is gone."""

    async def smtp_DATA(self, arg):  # noqa: N802
        if self.event_handler.misbehave == "die":
            await self.push("354 go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def let_in(server, session, envelope, mechanism, credentials):
    return AuthResult(success=credentials.password == PASSWORD.encode())


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def trusted(tmp_path_factory):
    authority = trustme.CA()
    certificate = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return certificate, context


@pytest.fixture(params=["starttls", "from the start"])
def server(request, trusted, monkeypatch):
    """A server on this machine that asks for TLS and a login."""
    certificate, context = trusted
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("REVIEW_KIT_MAIL_PASSWORD", PASSWORD)
    mailbox = Mailbox()
    at_once = request.param == "from the start"

    class OfTests(Controller):
        def factory(self):
            return Dying(self.handler, **self.SMTP_kwargs)

    controller = OfTests(
        mailbox,
        hostname="127.0.0.1",
        port=free_port(),
        ready_timeout=60,
        ssl_context=context if at_once else None,
        tls_context=None if at_once else context,
        require_starttls=not at_once,
        auth_required=True,
        auth_require_tls=not at_once,
        authenticator=let_in,
    )
    controller.start()
    mailbox.settings = (
        '[delivery.leaders]\norg = ["chief@example.com"]\n[delivery.mail]\n'
        f'sender = "reviews@example.com"\nhost = "127.0.0.1"\nport = {controller.port}\n'
        f'tls = "{request.param}"\nuser = "kit"\ntimeout_seconds = 1\n'
    )
    yield mailbox
    controller.stop()


def fates(result) -> Counter:
    return Counter(one.fate for one in result.sent)


def events(project) -> list[str]:
    return [entry.event for entry in Ledger(project.root).entries]


def test_each_mail_carries_its_parcel_and_says_nothing_of_it(delivered, server):
    one = delivered.configure(server.settings)
    assert fates(deliver(one.project, one.run)) == {"delivered": 3}
    assert len(server.mails) == 3
    mails = [message_from_bytes(mail, policy=email.policy.default) for mail in server.mails]
    [summary] = [mail for mail in mails if mail["To"] == "chief@example.com"]
    [attached] = summary.iter_attachments()
    assert attached.get_filename() == "Org – summary 2026-09-30.pdf"
    assert attached.get_content() == (one.run.path / "org/summary.pdf").read_bytes()
    assert summary["Subject"] == "Alder & Quay: sales reviews"
    for mail in mails:
        assert "Rep" not in mail.get_body().get_content() + mail["Subject"]
    # once more: nothing is sent
    assert fates(deliver(one.project, one.run)) == {"already delivered": 3}
    assert len(server.mails) == 3
    assert "example.com" not in (one.project.root / LEDGER).read_text()


@pytest.mark.parametrize("misbehave", ["refuse", "full"])
def test_what_a_server_did_not_take_is_sent_later_once(delivered, server, misbehave):
    one = delivered.configure(server.settings)
    server.misbehave = misbehave
    result = deliver(one.project, one.run)
    assert fates(result) == {"failed": 3}
    assert all(sent.note.startswith("the mail server ") for sent in result.sent)
    assert events(one.project) == ["sending", "failed"] * 3
    assert server.mails == []
    server.misbehave = ""
    assert fates(deliver(one.project, one.run)) == {"delivered": 3}
    assert len(server.mails) == 3


@pytest.mark.parametrize("misbehave", ["die", "die after", "hang"])
def test_a_mail_that_may_have_arrived_is_not_sent_again_by_itself(delivered, server, misbehave):
    one = delivered.configure(server.settings)
    server.misbehave = misbehave
    assert fates(deliver(one.project, one.run)) == {"unknown": 3}
    arrived = len(server.mails)
    server.misbehave = ""
    assert fates(deliver(one.project, one.run)) == {"unknown": 3}
    assert len(server.mails) == arrived
    assert fates(deliver(one.project, one.run, again=True)) == {"delivered": 3}
    assert len(server.mails) == arrived + 3
    # a repeat bears another number; what was sent knowingly twice is no riddle any more
    assert fates(deliver(one.project, one.run)) == {"already delivered": 3}


def test_a_server_that_nobody_vouches_for_gets_nothing(delivered, server, monkeypatch):
    one = delivered.configure(server.settings)
    monkeypatch.delenv("SSL_CERT_FILE")
    result = deliver(one.project, one.run)
    assert {sent.note.partition(":")[0] for sent in result.sent} == {
        "the mail server's certificate is not trusted"
    }
    assert server.mails == []


def test_a_wrong_password_sends_nothing(delivered, server, monkeypatch):
    one = delivered.configure(server.settings)
    monkeypatch.setenv("REVIEW_KIT_MAIL_PASSWORD", "wrong")
    result = deliver(one.project, one.run)
    assert all("login" in sent.note for sent in result.sent)
    assert events(one.project) == ["sending", "failed"] * 3
    assert server.mails == []


def test_without_a_server_drafts_are_written(delivered):
    one = delivered.configure(
        '[delivery.leaders]\norg = ["chief@example.com"]\n'
        '[delivery.mail]\nsender = "reviews@example.com"\n'
    )
    assert fates(deliver(one.project, one.run)) == {"delivered": 3}
    drafts = sorted((one.project.root / "drafts").rglob("*.eml"))
    assert len(drafts) == 3
    [summary] = [path for path in drafts if path.parent.name == "Leaders"]
    mail = message_from_bytes(summary.read_bytes(), policy=email.policy.default)
    assert (mail["To"], mail["X-Unsent"]) == ("chief@example.com", "1")


def test_a_recipient_without_an_address_is_named(delivered):
    one = delivered.configure('[delivery.mail]\nsender = "reviews@example.com"\n')
    result = deliver(one.project, one.run)
    [org] = [sent for sent in result.sent if sent.parcel.recipient.kind == "org"]
    assert (org.fate, org.note) == ("failed", "has no e-mail address")
