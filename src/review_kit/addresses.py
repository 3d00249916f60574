"""Addresses of databases and object storage: parsed once, and shown without what is nobody's business.

A password can hide in many places of a URL, and every library that reads one splits it in its own way.
So the settings take only URLs that can be read in one way and have no room for a secret: scheme,
perhaps a user, host, port, path, and parameters known to be harmless. Whatever else is refused, without
being printed. Of what is taken, scheme, host, port and path are shown, and nothing else.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, unquote, unquote_plus

HARMLESS = (
    # of PostgreSQL; files and services are named, not what is in them
    *("application_name", "channel_binding", "client_encoding", "connect_timeout", "gssencmode"),
    *("host", "port", "service", "sslmode", "sslrootcert", "target_session_attrs"),
    # of other databases
    *("authenticator", "catalog", "charset", "driver", "encrypt", "http_path", "role", "schema"),
    *("timeout", "trustservercertificate", "warehouse"),
    # of SQLite files
    *("immutable", "mode", "uri"),
    # of objects, and of sheets on the web
    *("versionid", "format", "output", "gid", "single"),
)
"""Parameters of a URL that may stand in the settings, in lower case."""

FILES = frozenset({"sqlite", "duckdb", "file", "local"})
"""Schemes whose path is one of this machine, with any sign in it that a file's name may have."""

OBJECTS = frozenset(
    {"s3", "s3a", "gs", "gcs", "az", "adl", "abfs", "abfss", "wasb", "wasbs", "oci", "oss", "http"}
    | {"https", "hdfs", "webhdfs", "ftp", "ftps", "sftp", "ssh", "smb", "memory"}
)
"""Schemes of object storage and its kin."""

_USERS = frozenset({"abfs", "abfss", "wasb", "wasbs", "hdfs", "ftp", "ftps", "sftp", "ssh", "smb"})
"""Those of them that have a user, or a container, before the host."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*)://")
_USER = re.compile(r"[\w.+$@\\\-]+")
_HOST = re.compile(r"[\w.\-]*|\[[0-9A-Fa-f:.]+\]")
_VALUE = re.compile(r"[\w .,/\\:+\-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SECRET_WORD = (
    r"pass(?:word|wd|phrase)?|pwd|secret|token|sig(?:nature)?|sas|api[_-]?key|account[_-]?key"
    r"|access[_-]?key(?:[_-]?id)?|shared[_-]?access[_-]?(?:key|signature)|credentials?"
)
_NAMED_SECRET = re.compile(rf"(?i)(?<![a-z])[\w\-]*?(?:{_SECRET_WORD})\s*=")

LEAVE_OUT = (
    "remove it and set it in the environment, where the driver reads it "
    "(for PostgreSQL: PGPASSWORD or a .pgpass file)"
)


@dataclass(frozen=True)
class Address:
    """A URL of the settings, in parts."""

    scheme: str
    user: str | None
    """As it is written."""
    host: str
    port: int | None
    path: str
    """As it is written, with the slash that it begins with."""
    parameters: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, url: str) -> Self:
        """Parse a URL, and refuse one that has room for a secret.

        Raises
        ------
        ValueError
            It is none, or carries a secret; the message never repeats any of it.
        """
        begin = _SCHEME.match(url)
        if begin is None or _CONTROL.search(unquote(url)):
            raise ValueError(
                "this is not an address such as postgresql://host:5432/database or "
                "s3://bucket/file.csv (it is not shown here, because it may contain a password)"
            )
        scheme = begin[1].lower()
        before, mark, query = url[begin.end() :].partition("?")
        authority, slash, path = before.partition("/")
        user, at, place = authority.rpartition("@")
        host, port = _host_and_port(place)
        address = cls(
            scheme, user if at else None, host, port, slash + path, _parameters(query, mark)
        )
        address._refuse_secrets()
        return address

    @property
    def shown(self) -> str:
        """What may be seen of it: scheme, host, port and path."""
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}{self.path}"

    @property
    def url(self) -> str:
        """All of it, for the driver."""
        user = "" if self.user is None else f"{self.user}@"
        query = "&".join(f"{quote(name)}={quote(value)}" for name, value in self.parameters)
        scheme, _, rest = self.shown.partition("://")
        return f"{scheme}://{user}{rest}" + (f"?{query}" if query else "")

    def _refuse_secrets(self) -> None:
        base = self.scheme.partition("+")[0]
        if self.user is not None:
            if base in OBJECTS - _USERS:
                raise ValueError(f"the URL contains a user or key before the '@'; {LEAVE_OUT}")
            if _USER.fullmatch(unquote(self.user)) is None or "@" in self.user:
                raise ValueError(f"the URL contains a password; {LEAVE_OUT}")
        path = _unquoted(self.path)
        # what stands behind these signs is for a driver to read, or the rest of a password
        signs = ";#?" if base in FILES else ";#?@&" if base in OBJECTS else ";#?@&=:"
        if any(sign in path for sign in signs) or _NAMED_SECRET.search(path):
            raise ValueError(
                "the URL contains more than scheme, user, host, port and path, perhaps a password; "
                + LEAVE_OUT
            )


def _host_and_port(place: str) -> tuple[str, int | None]:
    host, colon, port = place.rpartition(":")
    if not colon or place.endswith("]"):
        host, port = place, ""
    if _HOST.fullmatch(host) is None or (colon and port and not port.isascii()):
        raise ValueError(f"the URL contains a password, or its host is not valid; {LEAVE_OUT}")
    if port and not (port.isdigit() and int(port) < 1 << 16):
        raise ValueError(f"the URL contains a password, or its port is not valid; {LEAVE_OUT}")
    return host, int(port) if port else None


def _parameters(query: str, mark: str) -> tuple[tuple[str, str], ...]:
    if not mark:
        return ()
    parameters = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        name, value = unquote_plus(name), unquote_plus(value)
        if name.lower() not in HARMLESS or _VALUE.fullmatch(_unquoted(value)) is None:
            raise ValueError(
                "the URL contains a parameter that may be a secret; remove it and set it in the "
                "environment, where the database or storage driver reads it (parameters that "
                f"are allowed here: {', '.join(HARMLESS)})"
            )
        parameters.append((name, value))
    return tuple(parameters)


def _unquoted(text: str) -> str:
    """A text without any percent encoding, however often it was applied."""
    for _ in range(len(text)):
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return text


def names_secret(text: str) -> bool:
    """Say whether a text gives a value to something that is called like a secret: ``PWD=…``."""
    return _NAMED_SECRET.search(_unquoted(text)) is not None


def sql_names_secret(query: str) -> bool:
    """Say whether a literal or remark of a query names a secret; a column may be called like one."""
    return any(names_secret(aside) or "://" in aside for aside in _ASIDE.findall(query))


def may_hold_secret(text: str) -> bool:
    """Say whether a text of the settings looks like an address or like a named secret.

    Such a text is not repeated in messages: it may be a URL in the wrong place.
    """
    plain = _unquoted(text)
    return (
        "://" in plain
        or bool(re.match(r"[A-Za-z][A-Za-z0-9+.\-]+:", plain))
        or re.search(r"[^\\/\s]:[^\\/@][^@]*@", plain) is not None
        or names_secret(plain)
    )


_ASIDE = re.compile(r"(?s)'(?:[^']|'')*'|\"[^\"]*\"|\$\w*\$.*?\$\w*\$|--[^\n]*|/\*.*?\*/")
# a password may hold any sign but a line end, so whatever stands before the last @ of a line goes
_ADDRESS_IN_TEXT = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://(?:[^\n]*@)?[^\s'\"<>]*")
# as a path that was made of it has it
_ADDRESS_AS_PATH = re.compile(r"\b([A-Za-z][A-Za-z0-9+.\-]+):/(?!/)((?:[^\n]*@)?[^\s'\"<>]*)")
# without the slashes, as somebody mistypes it
_ADDRESS_WITHOUT_SLASHES = re.compile(r"\b([A-Za-z][A-Za-z0-9+.\-]*):(?!//)[^\s:@/]*:[^\s]*@")
_SECRET_IN_TEXT = re.compile(
    rf"(?i)(?<![a-z])([\w\-]*?(?:{_SECRET_WORD})['\"]?\s*[=:]\s*)"
    r"(?:'[^']*'|\"[^\"]*\"|\{[^}]*\}|[^\s;&]+)"
)
_VARIABLE_OF_SECRET = re.compile(
    r"(?i)password|passwd|passphrase|_pwd\b|secret|token|(?:access|account|api)_?key"
    r"|connection_string|sas\b"
)
_LEAST_SECRET = 4
"""Letters below which a value of the environment is too common to be looked for in a text."""
_NO_SECRETS = frozenset({"true", "false", "none", "null"})

HIDDEN = "…"


def without_secrets(text: str) -> str:
    """A text of a library or of the settings, with whatever may be a secret taken out.

    Addresses keep scheme, host and path; named secrets (``password=…``) and the values of secret
    variables of the environment become ``…``.
    """
    for secret in _secrets_of_environment():
        text = text.replace(secret, HIDDEN)
    text = _ADDRESS_IN_TEXT.sub(lambda found: _bare(found[0]), text)
    text = _ADDRESS_AS_PATH.sub(lambda found: _bare(f"{found[1]}://{found[2]}"), text)
    text = _ADDRESS_WITHOUT_SLASHES.sub(rf"\1:{HIDDEN}@", text)
    return _SECRET_IN_TEXT.sub(rf"\1{HIDDEN}", text)


def _bare(url: str) -> str:
    """An address in a text, which need not be a proper one, without all that is not shown."""
    scheme, _, rest = url.partition("://")
    rest = rest.rpartition("@")[2]
    cut = re.search(r"[?#;&]", rest)
    return f"{scheme}://{rest if cut is None else rest[: cut.start()] + HIDDEN}"


def _secrets_of_environment() -> list[str]:
    values = {
        value.strip()
        for name, value in os.environ.items()
        if _VARIABLE_OF_SECRET.search(name)
        and len(value.strip()) >= _LEAST_SECRET
        and value.strip().lower() not in _NO_SECRETS
    }
    spelt = {way for value in values for way in (value, quote(value, safe=""), repr(value)[1:-1])}
    # a secret that holds another goes first
    return sorted(spelt, key=len, reverse=True)
