"""What a site holds: the documents and names of its readers, and nothing of anybody else."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd
import pytest
from site_company import EARLIER, NEWEST, Company, files_in, secret_of

from review_kit.cli.main import main
from review_kit.delivery.ledger import Ledger
from review_kit.delivery.people import People
from review_kit.delivery.recipients import entitlements_of
from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.project import load_project
from review_kit.records.manifest import read_manifest
from review_kit.records.site_folders import SiteFolder, note_sites, site_folders
from review_kit.site.audience import audiences_of
from review_kit.site.runs import open_runs

PAGES = {"index.html", "quarters.html", "names.html"}
OF_A_RUN = {"definitions.html", "scorers.html", "validation.html"}


def give(company, *arguments: str) -> int:
    """Give the command and return its exit code; it may not change what later tests write."""
    mask = os.umask(0o022)
    try:
        with pytest.raises(SystemExit) as ended:
            main(["site", "--project", str(company.root), *arguments])
    finally:
        os.umask(mask)
    return ended.value.code


def folder_of(company, kind: str, identifier: str = "") -> Path:
    written = {"manager": f"managers/{identifier}", "team": f"teams/{identifier}"}
    return company.sites / written.get(kind, kind)


def managers(company) -> list[str]:
    return sorted(set(company.reps["manager_id"]))


def pages_in(folder: Path) -> dict[str, str]:
    """Give the pages of a site itself, without the documents in it."""
    return {
        name: content.decode()
        for name, content in files_in(folder).items()
        if name.endswith(".html") and "/files/" not in name
    }


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_everybody_has_a_site_of_their_own_with_all_its_pages(company):
    found = {
        one.path.relative_to(company.sites).as_posix() for one in site_folders(company.project)
    }
    assert found == {
        "leaders",
        "enablement",
        *(f"teams/{team}" for team in set(company.reps["team"])),
        *(f"managers/{manager}" for manager in managers(company)),
    }
    for name in found:
        pages = {*pages_in(company.sites / name)}
        earlier = {f"{EARLIER}/{page}" for page in (*OF_A_RUN, "index.html")}
        assert pages == PAGES | earlier | {f"{NEWEST}/{page}" for page in OF_A_RUN}


def test_a_site_holds_the_files_that_deliver_hands_out_as_they_were_made(company):
    ledger, people = Ledger(company.root), People(company.root)
    for run in (company.run(NEWEST), company.run(EARLIER)):
        entitled = entitlements_of(company.project, run, read_manifest(run), ledger, people)
        for person, standings in entitled.own.items():
            folder = folder_of(
                company, {"org": "leaders"}.get(person.kind, person.kind), person.identifier
            )
            held = folder / run.run_id / "files"
            expected = {
                file.path
                for one in (*standings, *entitled.for_everybody)
                for file in one.record.files
            }
            assert {*files_in(held)} == expected, person
            for path in expected:
                if path.endswith(".pdf"):
                    assert (held / path).read_bytes() == (run.path / path).read_bytes()


def test_no_site_has_a_packet_of_somebody_elses_rep(company):
    of = {
        run: pd.read_parquet(company.run(run).metrics / "reps.parquet") for run in (NEWEST, EARLIER)
    }
    for mark in company.sites.rglob("robots.txt"):
        said = b"\n".join(files_in(mark.parent).values()).decode(errors="replace")
        manager = mark.parent.name if mark.parent.parent.name == "managers" else None
        led = {
            rep.rep_id
            for reps in of.values()
            for rep in reps.itertuples()
            if rep.manager_id == manager
        }
        there = {rep for rep in company.reps["rep_id"] if secret_of(rep) in said}
        assert there == led, mark.parent


def test_a_rep_who_moved_is_with_each_manager_for_the_run_of_that_time(company):
    now = company.reps.set_index("rep_id").loc[company.moved, "manager_id"]
    page = f"files/reps/{company.moved}/packet.pdf"
    there = {
        (manager, run): (folder_of(company, "manager", manager) / run / page).is_file()
        for manager in managers(company)
        for run in (NEWEST, EARLIER)
    }
    assert there[now, NEWEST]
    assert not there[now, EARLIER]
    assert sum(there.values()) == 2


def test_managers_and_team_leaders_read_the_names_of_their_own_people_alone(company):
    reps = company.reps.merge(
        pd.read_parquet(company.run(EARLIER).metrics / "reps.parquet")[["rep_id", "manager_id"]],
        on="rep_id",
        suffixes=("", "_then"),
    )
    for column, kind in (("manager_id", "manager"), ("team", "team")):
        for key in set(reps[column]):
            own = reps[column] == key
            if kind == "manager":
                own |= reps["manager_id_then"] == key
            said = " ".join(map(words_of, pages_in(folder_of(company, kind, key)).values()))
            assert {name for name in reps["rep_name"] if name in said} == set(reps[own]["rep_name"])


def test_leaders_of_the_organisation_read_of_teams_and_managers_and_of_no_rep(company):
    said = " ".join(map(words_of, pages_in(company.sites / "leaders").values()))
    assert all(name in said for name in {*company.reps["team"], *company.reps["manager_name"]})
    assert not any(name in said for name in company.reps["rep_name"])


def test_reps_stand_in_the_order_of_the_conversations(company):
    from review_kit.documents.binder.cover import BinderCover

    for manager in managers(company):
        page = pages_in(folder_of(company, "manager", manager))["index.html"]
        listed = re.findall(r'href="[^"]*/reps/([^/"]+)/packet\.pdf"', page)
        assert listed == BinderCover.open(str(company.run().path), manager).order


def test_every_link_leads_to_a_file_of_the_same_site_and_to_no_other_host(company):
    for mark in company.sites.rglob("robots.txt"):
        for name, page in pages_in(mark.parent).items():
            links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
            assert len(links) > 7
            for link in links:
                path, _, anchor = map(unquote, unescape(link).partition("#"))
                target = (mark.parent / name).parent / path
                assert "://" not in link
                assert target.resolve().is_relative_to(mark.parent)
                assert not path or target.is_file(), (name, link)
                if anchor:
                    text = target.read_text(encoding="utf-8") if path else page
                    assert f'id="{anchor}"' in text, (name, link)


def test_no_page_is_to_be_indexed_and_none_may_load_anything_from_elsewhere(company):
    for mark in company.sites.rglob("robots.txt"):
        assert mark.read_text() == "User-agent: *\nDisallow: /\n"
        for name, content in files_in(mark.parent).items():
            if name.endswith(".html"):
                assert b'<meta name="robots" content="noindex' in content, name
        for page in pages_in(mark.parent).values():
            [policy] = map(
                unescape, re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
            )
            assert policy.startswith("default-src 'none';")
            assert "http" not in policy
            assert "unsafe" not in policy


def test_the_search_looks_in_names_teams_and_kinds_alone(company):
    manager = managers(company)[0]
    page = pages_in(folder_of(company, "manager", manager))["names.html"]
    searched = [unescape(text) for text in re.findall(r'data-words="([^"]*)"', page)]
    reps = company.reps[company.reps["manager_id"] == manager]
    for words in searched[1:]:  # the first says how many are shown
        assert len(words.split()) < 16
    first = reps.iloc[-1]
    [own] = [words for words in searched if first["rep_id"] in words.split()]
    assert own.endswith(" rep")
    assert first["team"].lower() in own


def test_what_the_evidence_of_a_quarter_does_not_carry_is_not_printed(company):
    rep = company.reps.iloc[1]
    page = pages_in(folder_of(company, "manager", rep["manager_id"]))["quarters.html"]
    table = page[page.index(">Overall score</h2>") :]
    row = re.search(rf"<tr><th scope=\"row\">{rep['rep_name']}</th>(.*?)</tr>", table, re.DOTALL)[1]
    values = pd.read_parquet(company.run().metrics / "rep_metrics.parquet").set_index(
        ["rep_id", "metric"]
    )
    now = values.loc[(rep["rep_id"], "overall_score")]
    earlier, newest = re.findall(r'<span class="rk-value">([^<]*)</span>', row)
    assert earlier == "–"
    assert newest.rstrip("†") == f"{round(now['value'])}\u202f%"
    assert "too few calls" in row
    assert "<svg" not in row  # one quarter is no course


def test_leaders_and_managers_read_counts_of_the_validation_and_enablement_reads_its_rows(company):
    full = f"{NEWEST}/files/validation.html"
    assert [
        mark.parent.name
        for mark in company.sites.rglob("robots.txt")
        if (mark.parent / full).is_file()
    ] == ["enablement"]
    told = json.loads(company.run().validation.with_suffix(".json").read_text())
    page = words_of(pages_in(company.sites / "leaders")[f"{NEWEST}/validation.html"])
    assert f"{told['tables']['roster']['kept']:,}" in page
    assert "exports/" not in page


@dataclass(frozen=True)
class Given:
    """The command given once, for the organisation's leaders, in a project with passwords for delivery."""

    company: Company
    before: dict[str, Mapping[str, bytes]]
    told: dict[str, Any]


@pytest.fixture(scope="module")
def given(company, tmp_path_factory) -> Given:
    root = tmp_path_factory.mktemp("given") / "project"
    shutil.copytree(company.root, root, symlinks=True)
    shutil.rmtree(root / "reports" / "sites")
    settings = root / "review_kit.toml"
    passwords = '\n[delivery]\npasswords = "environment"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + passwords, encoding="utf-8")
    own = Company(load_project(root), company.reps, company.moved)
    before = {run: files_in(own.run(run).path) for run in (NEWEST, EARLIER)}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert give(own, "--audience", "org", "--run", NEWEST, "--json") == 0
    return Given(own, before, json.loads(printed.getvalue()))


def test_folders_are_for_their_owner_alone_and_git_does_not_see_them(given):
    sites = given.company.sites
    leaders = sites / "leaders"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [leaders, *leaders.rglob("*")]}
    assert modes == {0o700, 0o600}
    assert (sites / ".gitignore").read_text() == "*\n"
    assert {path.name for path in sites.iterdir() if path.is_dir()} == {"leaders"}


def test_run_folders_stay_as_they_are(given):
    for run, before in given.before.items():
        assert files_in(given.company.run(run).path) == before


def test_passwords_of_delivery_are_told_to_be_missing_in_a_site(given):
    assert [(site["audience"], site["id"], site["runs"]) for site in given.told["sites"]] == [
        ("org", "", [NEWEST])
    ]
    assert "have no password" in given.told["notes"][0]


def test_a_run_can_be_chosen_and_one_that_is_not_complete_is_left_out_or_refused(own_company):
    path = own_company.run(EARLIER).manifest
    path.write_text(path.read_text().replace('"complete"', '"interrupted"'))
    runs, notes = open_runs(own_company.project)
    assert [run.name for run in runs] == [NEWEST]
    assert notes == [f"{EARLIER} is left out: {EARLIER} is interrupted"]
    with pytest.raises(ReviewKitError, match="is interrupted"):
        open_runs(own_company.project, [EARLIER])


def test_a_file_that_was_changed_is_not_published(own_company):
    rep = own_company.reps.iloc[0]["rep_id"]
    (own_company.run().path / f"reps/{rep}/packet.pdf").write_bytes(b"%PDF-1.7 other")
    with pytest.raises(ReviewKitError, match="changed after they were made"):
        own_company.write()


def test_a_site_of_nobody_any_more_goes_and_what_is_no_site_stays(
    own_company, tmp_path, monkeypatch
):
    # everybody who has a site, but only those whose site is quickly made
    of_newest = "review_kit.site.write.audiences_of"
    monkeypatch.setattr(of_newest, lambda reps: audiences_of(reps)[-1:])
    former = own_company.sites / "managers" / "M-99"
    shutil.copytree(own_company.sites / "enablement", former)
    note_sites(own_company.project, [SiteFolder(former, own_company.sites, (NEWEST,))])
    own_company.write(audiences=["enablement"], runs=[NEWEST])
    assert former.is_dir()
    own_company.write(runs=[NEWEST])
    assert not former.exists()
    assert former not in [one.path for one in site_folders(own_company.project)]
    foreign = tmp_path / "public"
    (foreign / "enablement").mkdir(parents=True)
    (foreign / "enablement" / "index.html").write_text("ours")
    with pytest.raises(ConfigurationError, match="something else than a site"):
        own_company.write(out=foreign)
    assert (foreign / "enablement" / "index.html").read_text() == "ours"


def test_audiences_are_named_and_near_names_are_told(own_company, capsys):
    told = own_company.write(audiences=["team:Americas", "enablement"], runs=[NEWEST])
    assert [str(one.audience) for one in told.written] == ["team:Americas", "enablement"]
    assert give(own_company, "--audience", "team:America") == 1
    assert "Did you mean Americas?" in capsys.readouterr().err
    assert give(own_company, "--audience", "reps") == 1
    assert "manager:ID" in capsys.readouterr().err


def speak_german(company):
    settings = company.project.config_path
    settings.write_text(settings.read_text().replace("[theme]", 'language = "de"\n\n[theme]'))


def test_pages_are_in_the_language_of_the_organisation(own_company):
    speak_german(own_company)
    assert give(own_company, "--audience", "org", "--run", NEWEST) == 0
    pages = pages_in(own_company.sites / "leaders")
    assert '<html lang="de">' in pages["index.html"]
    assert "Für die Leitung der Organisation" in pages["index.html"]
    scorers, validation = pages[f"{NEWEST}/scorers.html"], pages[f"{NEWEST}/validation.html"]
    assert '<html lang="de">' in scorers
    assert "Kann man den Bewertungen trauen?" in scorers
    assert "<h2>Anfechtungen</h2>" in scorers
    assert '<html lang="de">' in validation
    assert '<th scope="col" class="rk-num">Gelesene Zeilen</th>' in validation
    assert "bestanden</td>" in validation


def test_the_organisations_own_rules_lie_over_those_of_its_sites(own_company):
    rules = ".review-kit h1 { color: #8a1538 }\n.site .rk-top { background: url(data:image/png;base64,AA==) }"
    styles = own_company.project.root / "theme" / "screen.css"
    styles.parent.mkdir(exist_ok=True)
    styles.write_text(rules, encoding="utf-8")
    assert give(own_company, "--audience", "org", "--run", NEWEST) == 0
    leaders = own_company.sites / "leaders"
    assert (leaders / "site.css").read_text(encoding="utf-8").endswith(rules)
    page = pages_in(leaders)["index.html"]
    assert '<body class="review-kit site">' in page
    assert "img-src 'self' file: data:;" in page


def test_the_enablement_teams_first_page_is_in_german_too(own_company):
    speak_german(own_company)
    assert give(own_company, "--audience", "enablement", "--run", NEWEST) == 0
    pages = pages_in(own_company.sites / "enablement")
    assert '<html lang="de">' in pages["index.html"]
    assert "12 erstellt</td>" in pages["index.html"]
