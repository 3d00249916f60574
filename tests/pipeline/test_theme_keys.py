"""Logo and accent: they reach the documents, and a change remakes every one and measures nothing."""

from __future__ import annotations

import pikepdf
from prepared_run import OF_ONE_TEAM, Listening, prepared_project

from review_kit.pipeline.prepare import prepare
from review_kit.planning.plan import plan
from review_kit.project import load_project
from review_kit.render import Brand
from review_kit.render.project_brand import brand_in

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 1"/>'


def test_every_key_rests_on_the_theme_and_no_metric_does(tmp_path):
    root = tmp_path / "demo"
    assert "Computing metrics" in prepared_project(root, OF_ONE_TEAM)
    progress = Listening()
    steps = progress.steps

    def keys() -> dict[str, str]:
        project = load_project(root)
        steps.clear()
        run = prepare(project, progress=progress).run
        return {task.document: task.key for task in plan(run, project.notebooks).tasks}

    def differ(one: dict[str, str], other: dict[str, str]) -> bool:
        return all(other[document] != key for document, key in one.items())

    plain = keys()
    settings = root / "review_kit.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[theme]\naccent = "#8a1538"\n')
    red = keys()
    assert differ(plain, red)
    assert "Metrics kept" in steps
    assert any(step.startswith("Exports unchanged") for step in steps)

    (root / "logo.svg").write_text(SVG.format(4), encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + 'logo = "logo.svg"\n')
    first = keys()
    assert differ(red, first)
    assert "Metrics kept" in steps
    assert keys() == first

    with settings.open("a", encoding="utf-8") as file:
        file.write("[batch]\nnotebook_memory_mb = 4096\n")
    assert keys() == first, "how documents are made is not printed"

    (root / "logo.svg").write_text(SVG.format(5), encoding="utf-8")
    assert differ(first, keys())
    assert "Metrics kept" in steps


def test_the_logo_is_copied_for_the_workers_under_the_name_of_its_content(tmp_path):
    settings = '[organisation]\nname = "Acme"\n[theme]\naccent = "#8A1538"\nlogo = "art/logo.svg"'
    (tmp_path / "review_kit.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "art").mkdir()
    (tmp_path / "art" / "logo.svg").write_text(SVG.format(4), encoding="utf-8")
    folder = tmp_path / "reports" / "theme"
    brand = brand_in(load_project(tmp_path), folder)
    assert (brand.organisation, brand.accent) == ("Acme", "#8a1538")
    assert brand.logo.parent == folder
    assert brand.logo.read_text(encoding="utf-8") == SVG.format(4)
    (tmp_path / "art" / "logo.svg").write_text(SVG.format(5), encoding="utf-8")
    assert brand_in(load_project(tmp_path), folder).logo != brand.logo


def test_documents_made_by_workers_carry_it(small_project, write_template, tmp_path):
    logo = tmp_path / "logo.svg"
    logo.write_text(SVG.format(4), encoding="utf-8")
    write_template("page", "org", "'fine'", formats=("pdf", "html"))
    _, (record,) = small_project.make(brand=Brand("Acme", "#8a1538", logo))
    assert record.status == "made"
    with pikepdf.open(small_project.file("org/page.pdf")) as pdf:
        told = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert told == ["Acme"]
    page = small_project.file("org/page.html").read_text(encoding="utf-8")
    assert 'alt="Acme"' in page
    assert "--accent: #8a1538" in page
