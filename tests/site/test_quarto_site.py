"""The project of Quarto: what Quarto's facts ask of it, and the same pages as the built-in site."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from site_company import NEWEST, Company, company_in, files_in, secret_of

from review_kit.project import load_project
from review_kit.site.quarto_site import faces_of

RAW = re.compile(r"\A---\n(.*?)---\n\n(`{3,})\{=html\}\n(.*)\n\2\n\Z", re.DOTALL)


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> tuple[Company, Path]:
    """A project for a manager; one rep's name is what a writer of Markdown should fear."""
    company = company_in(tmp_path_factory.mktemp("quarto"))
    manager = company.reps.iloc[0]["manager_id"]
    path = company.run().metrics
    kept = path.resolve()
    path.unlink()
    shutil.copytree(kept, path)
    import pandas as pd

    reps = pd.read_parquet(path / "reps.parquet")
    reps.loc[0, "rep_name"] = "{{< include x >}} ``` <b>*Ana*"
    reps.to_parquet(path / "reps.parquet")
    told = company.write(quarto=True, audiences=[f"manager:{manager}"], runs=[NEWEST])
    return company, told.written[0].first.parent


@pytest.fixture(scope="module")
def settings(written):
    return yaml.safe_load((written[1] / "_quarto.yml").read_text(encoding="utf-8"))


def test_every_page_is_listed_and_lies_beside_no_document(written, settings):
    folder = written[1]
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.qmd")}
    assert set(settings["project"]["render"]) == pages
    assert {"index.qmd", f"{NEWEST}/scorers.qmd", "quarters.qmd", "names.qmd"} <= pages
    # Quarto writes over what has the stem of a page, in its folder
    documents = {path.with_suffix("") for path in folder.rglob("files/**/*") if path.is_file()}
    assert documents
    assert documents.isdisjoint({(folder / page).with_suffix("") for page in pages})
    assert settings["project"]["resources"] == ["robots.txt", "site.js", "*/files/**"]


def test_nothing_is_executed_indexed_or_fetched(settings, written):
    html = settings["format"]["html"]
    assert settings["project"]["type"] == "website"
    assert settings["execute"] == {"enabled": False}
    assert settings["website"]["search"] is False
    assert (
        settings["search"] is False
    )  # Quarto would still write the text of each page into search.json
    assert html["html-math-method"] == "plain"
    assert html["html-table-processing"] == "none"
    assert 'name="robots" content="noindex' in html["include-in-header"]["text"]
    for scheme in ("light", "dark"):
        *_, brand, own = html["theme"][scheme]
        assert (brand, own) == ("brand", f"{scheme}.scss")
        sheet = (written[1] / own).read_text()
        assert sheet.startswith("/*-- scss:defaults --*/")
        assert "$web-font-path: false;" in sheet
    # white on the accent by night would be too pale to read
    assert sheet.endswith("$navbar-bg: #272c33;\n$navbar-fg: #e6e8eb;\n$navbar-hl: #e6e8eb;\n")
    text = b"".join(c for n, c in files_in(written[1]).items() if not n.endswith((".otf", ".svg")))
    assert b"http" not in text


def test_brand_and_documents_have_one_source(written):
    company, folder = written
    brand = yaml.safe_load((folder / "_brand.yml").read_text(encoding="utf-8"))
    assert brand["color"]["primary"]["light"] == company.project.config.theme.accent == "#7a3e9d"
    assert brand["color"]["primary"]["dark"] != "#7a3e9d"  # legible on dark paper
    assert brand["typography"]["link"] == {
        "color": "primary"
    }  # of the dark theme it would be green
    assert brand["color"]["background"] == {"light": "#ffffff", "dark": "#14171b"}
    assert (folder / brand["logo"]["medium"]).read_bytes() == (
        company.root / "logo.svg"
    ).read_bytes()
    typography = brand["typography"]
    assert typography["base"]["family"] == typography["fonts"][0]["family"] == "Inter"
    for font in typography["fonts"][0]["files"]:
        assert (folder / font["path"]).is_file()


def test_the_organisations_own_type_takes_the_place_of_the_shipped_one(tmp_path):
    shipped = [face.content for face in faces_of(company_project(tmp_path, ""))]
    (tmp_path / "own.otf").write_bytes(shipped[1])
    [own] = faces_of(company_project(tmp_path, '[theme]\nfonts = ["own.otf"]\n'))
    assert (own.path, own.weight, own.italic) == ("fonts/1.otf", 600, False)
    assert own.content == shipped[1]


def company_project(root: Path, theme: str):
    text = f'[organisation]\nname = "Acme"\n{theme}'
    (root / "review_kit.toml").write_text(text, encoding="utf-8")
    return load_project(root)


def test_a_page_is_one_raw_block_that_no_text_ends_or_turns_into_a_command(written):
    for path in written[1].rglob("*.qmd"):
        text = path.read_text(encoding="utf-8")
        found = RAW.match(text)
        assert found, path
        head, fence, body = found.groups()
        assert set(yaml.safe_load(head)) == {"title", "lang"}
        assert fence not in body
        assert "{{" not in text
        assert not re.search(r'class="(?:[^"]* )?(?:mark|lead)[ "]', body)
    page = (written[1] / "index.qmd").read_text(encoding="utf-8")
    assert "&#123;&#123;&lt; include x &gt;}} ``` &lt;b&gt;*Ana*" in page
    assert RAW.match(page)[2] == "````"


def test_it_shows_what_the_built_in_site_shows(written):
    company, folder = written
    told = (
        company.write(audiences=[f"manager:{folder.name}"], runs=[NEWEST]).written[0].first.parent
    )
    for path in folder.rglob("*.qmd"):
        body = RAW.match(path.read_text(encoding="utf-8"))[3].rpartition("<script")[0].strip()
        body = body.removeprefix('<div class="review-kit site">\n').removesuffix("\n</div>")
        plain = (told / path.relative_to(folder)).with_suffix(".html").read_text(encoding="utf-8")
        assert body.replace("&#123;&#123;", "{{") in plain
    documents = {name for name in files_in(folder) if "/files/" in name}
    assert documents == {name for name in files_in(told) if "/files/" in name}


def test_it_has_the_packets_of_the_managers_reps_alone(written):
    company, folder = written
    said = b"\n".join(files_in(folder).values()).decode(errors="replace")
    reps = company.reps
    own = set(reps[reps["manager_id"] == folder.name]["rep_id"]) - {company.moved}
    others = set(reps[reps["manager_id"] != folder.name]["rep_id"])
    assert all(secret_of(rep) in said for rep in own)
    assert not any(secret_of(rep) in said for rep in others)


# Quarto's program is in no registry, so it may be absent; the tests above hold its files.
@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
def test_quarto_renders_it_and_leaves_documents_alone(written):
    folder = written[1]
    before = {name: c for name, c in files_in(folder).items() if "/files/" in name}
    done = subprocess.run(
        ["quarto", "render", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    after = files_in(folder)
    assert {name: after[name] for name in before} == before
    assert {f"_site/{name}" for name in before} <= set(after)
    assert "_site/search.json" not in after
