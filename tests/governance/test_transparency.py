"""The notice and the dossier say what the project's settings, exports and templates say."""

from __future__ import annotations

import dataclasses
import shutil

import pytest
from prepared_run import prepared_run
from pypdf import PdfReader

from review_kit.errors import ConfigurationError
from review_kit.governance.dossier import dossier_values
from review_kit.governance.facts import ProjectFacts, where_from
from review_kit.governance.languages import languages_of
from review_kit.governance.notice import left_open, notice_values, write_notice
from review_kit.project import Config, Project, Source, load_project
from review_kit.words import speaking


@pytest.fixture(scope="module")
def project():
    return load_project(prepared_run().parents[1])


def changed(project: Project, **sections) -> Project:
    """The same project with other settings."""
    settings = project.config.model_dump(mode="json", exclude_none=True)
    for name, values in sections.items():
        settings[name] = {**settings.get(name, {}), **values}
    return dataclasses.replace(project, config=Config.model_validate(settings))


CONTACT = {"contact": "privacy@example.com"}


def rows(project: Project, language: str = "en-GB") -> dict[str, str]:
    with speaking(language):
        return {term: " ".join(told) for term, told in notice_values(ProjectFacts(project))["rows"]}


def test_a_notice_is_one_page_in_each_language(project, tmp_path):
    english = changed(project, transparency=CONTACT)
    texts = {}
    for language in ("en-US", "de"):
        page, pdf = write_notice(english, language, tmp_path)
        (sheet,) = PdfReader(pdf).pages
        texts[language] = " ".join(sheet.extract_text().split())
        assert "default-src 'none'" in page.read_text(encoding="utf-8")
    assert "It decides nothing." in texts["en-US"]
    assert "Es entscheidet nichts." in texts["de"]
    assert "Sie bekommen Gesprächsbogen und Review-Paket, sobald" in texts["de"]
    assert all("privacy@example.com" in text for text in texts.values())


def test_whom_to_write_to_must_be_known(project):
    with pytest.raises(ConfigurationError, match=r"transparency\.contact is missing"):
        rows(project)
    assert left_open(project) == (
        "transparency.data_protection_officer",
        "transparency.legal_basis",
        "transparency.authority",
    )


def test_the_notice_follows_the_settings(project):
    usual = rows(changed(project, transparency=CONTACT))
    assert "scores of your calls (exports/qa_scores.csv)" in usual["What is used, and from where"]
    assert "You get your Conversation sheet and Review packet" in usual["Who sees it"]
    assert "A median is shown of 5 people or more." in usual["Who sees it"]
    assert "Nobody’s emotions are measured." in usual["Who scores"]
    other = rows(
        changed(
            project,
            transparency={**CONTACT, "legal_basis": "our agreement", "authority": "the AEPD"},
            privacy={
                "minimum_group_size": 3,
                "allow_small_groups": True,
                "emotion": {"case": "medical", "reason": "r" * 40, "names": ["Stress at work"]},
            },
            delivery={"to_reps": ["packet"]},
            retention={"exports": 120, "runs": 730},
        )
    )
    assert usual["How long it is kept"].startswith("No period is set")
    assert other["How long it is kept"] == (
        "Exports: 120 days; reviews: 730 days. No period is set for the rest: ask privacy@example.com."
    )
    assert "Legal basis: our agreement." in other["Why"]
    assert "You get your Review packet" in other["Who sees it"]
    assert "work out single values" in other["Who sees it"]
    assert "Stress at work measures emotions, for a medical reason" in other["Who scores"]
    assert "complain to the AEPD." in other["Your rights, and how to object"]


def test_where_a_table_comes_from_holds_no_credentials():
    assert where_from("quotas", None) == "exports/quotas.*"
    assert where_from("quotas", Source(path=["a.csv", "b/*.csv"])) == "a.csv, b/*.csv"
    shown = where_from("quotas", Source(url="postgresql://bob@db.example.com/sales", table="q"))
    assert "db.example.com" in shown
    assert "bob" not in shown


def test_the_dossier_holds_every_field_team_reader_and_scorer(project):
    facts = ProjectFacts(
        changed(
            project,
            delivery={"leaders": {"org": ["chief@example.com"]}, "folder": {"path": "share"}},
            privacy={"minimum_group_size": 3, "allow_small_groups": True},
        )
    )
    with speaking("en-GB"):
        values = dossier_values(facts)
    fields = {
        (table["title"], name) for table in values["tables"] for name, _, _ in table["columns"]
    }
    wanted = sum(len(fact.table.columns) for fact in facts.tables)
    assert len(fields) == wanted > 100
    assert all(purpose for table in values["tables"] for _, purpose, _ in table["columns"])
    assert sum(size for _, size, _ in values["teams"]) == sum(facts.team_sizes.values()) > 0
    readers = {title: who for title, _, who in values["documents"]}
    assert readers["Review packet"] == "the rep, once it is released, and the manager"
    assert readers["Coaching summary"] == (
        "leaders of the organisation (1 address in the settings)"
    )
    assert values["delivery"][0].startswith("Delivered by: folder.")
    counted = [int(count.replace(",", "")) for _, _, _, count, _ in values["scorers"]]
    assert sum(counted) == len(facts.snapshot.table("qa_scores"))
    assert ("privacy.minimum_group_size", "3") in values["settings"]
    assert values["groups"][1].startswith("Fewer than 5 were allowed on purpose")


def test_a_project_that_was_never_checked_has_a_dossier_without_numbers(project, tmp_path):
    shutil.copyfile(project.config_path, tmp_path / "review_kit.toml")
    (tmp_path / "exports").symlink_to(project.exports)
    with speaking("de"):
        values = dossier_values(ProjectFacts(load_project(tmp_path)))
    assert (values["teams"], values["scorers"]) == ([], [])
    assert values["tables"]


def test_languages_are_those_asked_for_or_those_of_documents(project):
    assert [tag.partition("-")[0] for tag in languages_of(project, ["de-AT", "de", "en"])] == [
        "de",
        "en",
    ]
    assert languages_of(project, []) == ProjectFacts(project).languages
    with pytest.raises(ConfigurationError, match="--language xx: there are no words in it"):
        languages_of(project, ["xx"])
