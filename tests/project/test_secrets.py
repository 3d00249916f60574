"""Secrets have no place in the settings, and no way out of them where somebody put one there."""

from __future__ import annotations

import json
import traceback
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_kit.addresses import Address, may_hold_secret, without_secrets
from review_kit.errors import ConfigurationError
from review_kit.project import Config, load_project

HEAD = '[organisation]\nname = "Acme"\n'

URLS_WITH_A_SECRET = (
    "postgresql://bob:{}@host/db",
    "postgresql://bob:{}/pw@host/db",
    "postgresql://bob:1234/{}@host/db",
    "postgresql://bob:a?{}@host/db",
    "postgresql://bob:a#{}@host/db",
    "postgresql://bob:a@{}@host/db",
    "postgresql://bob:a;{}@host/db",
    "postgresql://bob%3A{}@host/db",
    "postgresql://bob@{}@host/db",
    "postgresql://:{}@host/db",
    "postgresql:bob:{}@host/db",
    "postgresql//bob:{}@host/db",
    "jdbc:postgresql://bob:{}@host/db",
    " postgresql://bob:{}@host/db",
    "bob:{}@host",
    "{}",
    "postgresql://host/db#{}",
    "postgresql://host/db;password={}",
    "postgresql://host/db%3Bpassword={}",
    "postgresql://host/dbname=db password={}",
    "postgresql://host/db&password={}",
    "postgresql://host;password={}/db",
    "postgresql://host/db?password={}",
    "postgresql://host/db?sslmode=require&SSLPassword={}",
    "postgresql://host/db?{}",
    "postgresql://host/db?sslmode=require&{}",
    "postgresql://host/db?sslmode=require;PWD={}",
    "postgresql://host/db?application_name=x%3BPWD%3D{}",
    "mssql+pyodbc:///?odbc_connect=DRIVER=SQL;UID=sa;PWD={}",
    "mssql+pyodbc:///?odbc_connect=DRIVER%3DSQL%3BUID%3Dsa%3BPWD%3D{}",
    "mssql+pyodbc:///?odbc_connect=DRIVER%253DSQL%253BPWD%253D{}",
    "sqlite:///exports/qa.db?key={}",
    "sqlite:///exports/qa.db;key={}",
    "s3://KEYID:{}@bucket/x.csv",
    "s3://{}@bucket/x.csv",
    "s3://bucket/x.csv?aws_secret_access_key={}",
    "s3://bucket/token={}/x.csv",
    "https://bob:{}@host/x.csv",
    "https://{}@host/x.csv",
    "https://account.blob.core.windows.net/c/x.csv?sv=2024&sig={}",
    "https://host/x.csv#access_token={}",
    "az://container/x.csv;AccountKey={}",
    "sftp://bob:{}@host/x.csv",
)
"""With a place for it."""

MARK = "S3CRET"
SIGNS = st.text(alphabet="ab1/?#@;:%&=+ .,-_!$'(){}é\\", max_size=6)
SECRETS = st.tuples(SIGNS, SIGNS).map(lambda around: f"{around[0]}{MARK}{around[1]}")
SPELLINGS = st.sampled_from([str, quote, lambda s: quote(s, safe=""), lambda s: quote(quote(s))])


def _settings_with(text: str, place: str) -> str:
    value = json.dumps(text, ensure_ascii=False)
    return {
        "url": f"[sources.roster]\nurl = {value}\ntable = 'roster'\n",
        "url without table": f"[sources.roster]\nurl = {value}\n",
        "url in a list": f"[sources.roster]\nurl = [{value}]\n",
    }[place]


def _told(root, text: str) -> str:
    """All that anybody could see of settings that are refused."""
    (root / "review_kit.toml").write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as raised:
        load_project(root)
    error = raised.value
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    url=st.sampled_from(URLS_WITH_A_SECRET),
    secret=SECRETS,
    spelling=SPELLINGS,
    place=st.sampled_from(["url", "url without table", "url in a list"]),
)
def test_a_url_with_a_secret_anywhere_is_refused_and_never_printed(
    tmp_path, url, secret, spelling, place
):
    assert MARK not in _told(tmp_path, _settings_with(url.format(spelling(secret)), place))


@pytest.mark.parametrize("url", URLS_WITH_A_SECRET)
def test_each_way_to_spell_a_secret_is_refused(tmp_path, url):
    assert MARK not in _told(tmp_path, _settings_with(url.format(MARK), "url"))


@pytest.mark.parametrize(
    "settings",
    [
        "[sources]\nroster = {}\n",
        "sources = {}\n",
        "[sources.roster]\npath = {}\n",
        "[sources.roster]\npath = ['a.csv', {}]\n",
        "[sources.roster]\npath = 'a.csv'\nprofile = {}\n",
        "[sources.roster]\npath = 'a.csv'\nsheet = {}\n",
        "[sources.roster]\nurl = 'postgresql://host/db'\ntable = {}\n",
        "[sources.roster]\npath = 'a.csv'\n{} = 1\n",
        "[sources.{}]\npath = 'a.csv'\n",
        "[sources.roster]\npath = 'a.csv'\ndate_order = {}\n",
        "[sources.roster]\npath = 'a.csv'\nexported_on = {}\n",
        "[windows]\nwindow_days = {}\n",
        "[theme]\naccent = {}\n",
        "[theme]\nlogo = {}\n",
        "[{}]\na = 1\n",
    ],
)
@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:S3CRET/pw@host/db",
        "postgresql://bob:a b'S3CRET@host/db",
        "postgresql:bob:S3CRET@host/db",
        "Server=host;Pwd=S3CRET",
        "https://host/x.csv?sig=S3CRET",
    ],
)
def test_a_url_in_the_wrong_place_is_not_repeated(tmp_path, settings, url):
    assert MARK not in _told(tmp_path, settings.format(json.dumps(url)))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM dblink('host=h password=S3CRET', 'SELECT 1')",
        "SELECT * FROM dblink($$postgresql://bob:S3CRET@h/db$$, 'SELECT 1')",
        "SELECT 1 -- pwd=S3CRET",
    ],
)
def test_a_secret_in_a_query_is_refused(tmp_path, query):
    source = f"[sources.roster]\nurl = 'sqlite:///x.db'\nquery = {json.dumps(query)}\n"
    assert MARK not in _told(tmp_path, source)


def test_a_column_may_be_called_like_a_secret(tmp_path):
    query = "SELECT * FROM t WHERE token = 'x' AND rep = 'Zoë''s'"
    config = Config.model_validate(
        {
            "organisation": {"name": "A"},
            "sources": {"roster": {"url": "sqlite:///x.db", "query": query}},
        }
    )
    assert config.sources["roster"].query == query


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://analyst@host:5432/sales", "postgresql://host:5432/sales"),
        ("postgresql://corp%5Canna@[::1]:5432/sales?sslmode=require", "postgresql://[::1]:5432/sales"),
        ("postgresql:///sales?host=/var/run/postgresql", "postgresql:///sales"),
        ("mssql+pyodbc://host/db?driver=ODBC+Driver+18+for+SQL+Server", "mssql+pyodbc://host/db"),
        ("sqlite:///exports/qa @ home.db", "sqlite:///exports/qa @ home.db"),
        ("sqlite:////srv/qa.db?mode=ro&uri=true", "sqlite:////srv/qa.db"),
        ("s3://bucket/day=2026-01-01/*.parquet", "s3://bucket/day=2026-01-01/*.parquet"),
        ("abfs://container@account.dfs.core.windows.net/x.csv", "abfs://account.dfs.core.windows.net/x.csv"),
        ("file:///home/me/crm%20export.csv", "file:///home/me/crm%20export.csv"),
    ],
)  # fmt: skip
def test_of_an_address_only_scheme_host_port_and_path_are_shown(url, shown):
    address = Address.of(url)
    assert address.shown == shown
    assert Address.of(address.url) == address
    config = Config.model_validate(
        {"organisation": {"name": "A"}, "sources": {"roster": {"url": url}}}
    )
    assert "://" not in repr(config)


def test_paths_and_names_are_no_secrets():
    for text in ("exports/crm/*.csv", r"C:\Users\ana@acme\x.csv", "D:/x.csv", "Zoë's notes.xlsx",
                 "60%", "a=b", "design=new", "08:30"):  # fmt: skip
        assert not may_hold_secret(text), text


def test_a_text_of_a_library_is_told_without_its_secrets(monkeypatch):
    monkeypatch.setenv("REVIEW_KIT_SQL_PASSWORD", "hunter two/2")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalr+EXAMPLE")
    monkeypatch.setenv("SOME_TOKEN", "true")
    for text, told in {
        'FATAL: password authentication failed for user "ana"': None,
        "connect to postgresql://ana:p@ss@host:5432/db failed": (
            "connect to postgresql://host:5432/db failed"
        ),
        "GET https://store/c/x.csv?sv=1&sig=abc: 403": "GET https://store/c/x.csv… 403",
        "invalid dsn: host=h password='a b' user=ana": "invalid dsn: host=h password=… user=ana",
        "DRIVER={SQL};UID=sa;PWD={a;b};x": "DRIVER={SQL};UID=sa;PWD=…;x",
        "AccountKey=abc==;EndpointSuffix=x": "AccountKey=…;EndpointSuffix=x",
        "no user has 'hunter two/2'": "no user has '…'",
        "hunter%20two%2F2 is wrong, wJalr+EXAMPLE too": "… is wrong, … too",
        "it is true": None,
        "unexpected argument (postgresql:bob:a/b@host/db)": "unexpected argument (postgresql:…@host/db)",
        "/home/ana/postgresql:/bob:a/b@host/db#c is no project": (
            "/home/ana/postgresql://host/db… is no project"
        ),
        "row 3: note: mail ana@acme.example": None,
    }.items():
        assert without_secrets(text) == (told or text)
