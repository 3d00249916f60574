"""A changed logo or accent remakes every document, and measures nothing again."""

from __future__ import annotations

from review_kit.batch import plan, prepare
from review_kit.demo import DemoSettings, write_project
from review_kit.project import load_project

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 1"/>'


def test_every_key_rests_on_the_theme_and_no_metric_does(tmp_path):
    root = write_project(tmp_path / "demo", DemoSettings(reps=3, seed=3))
    steps: list[str] = []

    class Listening:
        def step(self, text: str) -> None:
            steps.append(text)

    def keys() -> dict[str, str]:
        project = load_project(root)
        steps.clear()
        run = prepare(project, progress=Listening()).run
        return {task.document: task.key for task in plan(run, project.notebooks).tasks}

    def differ(one: dict[str, str], other: dict[str, str]) -> bool:
        return all(other[document] != key for document, key in one.items())

    plain = keys()
    assert "Computing metrics" in steps
    settings = root / "review_kit.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[theme]\naccent = "#8a1538"\n')
    red = keys()
    assert differ(plain, red)
    assert "Metrics kept" in steps

    (root / "logo.svg").write_text(SVG.format(4), encoding="utf-8")
    settings.write_text(settings.read_text(encoding="utf-8") + 'logo = "logo.svg"\n')
    first = keys()
    assert differ(red, first)
    assert "Metrics kept" in steps
    assert keys() == first

    (root / "logo.svg").write_text(SVG.format(5), encoding="utf-8")
    assert differ(first, keys())
    assert "Metrics kept" in steps
