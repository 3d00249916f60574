"""``_brand.yml``: where there is one, documents have its colour, logo and type."""

import pytest

from review_kit.errors import ConfigurationError
from review_kit.project import load_project
from review_kit.project.brand_file import BrandFile, read_brand_file

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"/>'


@pytest.fixture
def project(tmp_path):
    def write(brand, settings=""):
        (tmp_path / "review_kit.toml").write_text(
            f'[organisation]\nname = "Acme"\n{settings}', encoding="utf-8"
        )
        (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")
        (tmp_path / "_brand.yml").write_text(brand, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("brand", "read"),
    [
        ("", BrandFile()),
        ('color:\n  primary: "#8A1538"', BrandFile(accent="#8A1538")),
        ('color:\n  primary: "#abc"', BrandFile(accent="#aabbcc")),
        ('color:\n  palette:\n    wine: "#8a1538"\n  primary: wine', BrandFile(accent="#8a1538")),
        ('color:\n  palette:\n    primary: "#8a1538"', BrandFile(accent="#8a1538")),
        ("logo: logo.svg", BrandFile(logo="logo.svg")),
        ("logo:\n  small: s.png\n  medium: m.svg", BrandFile(logo="m.svg")),
        ("logo:\n  medium:\n    light: l.svg\n    dark: d.svg", BrandFile(logo="l.svg")),
        (
            "logo:\n  images:\n    head:\n      path: art/h.svg\n      alt: Acme\n  small: head",
            BrandFile(logo="art/h.svg"),
        ),
        (
            "typography:\n  fonts:\n    - family: Quay\n      source: file\n      files:\n"
            "        - path: type/q.otf\n          weight: 400\n        - type/q600.otf\n"
            "    - family: Other\n      source: google\n  base:\n    family: Quay",
            BrandFile(fonts=("type/q.otf", "type/q600.otf")),
        ),
        ("typography:\n  headings: Quay", BrandFile()),
    ],
)
def test_color_logo_and_type_are_read_in_every_form_that_the_file_has(project, brand, read):
    assert read_brand_file(project(brand)) == read


@pytest.mark.parametrize(
    ("brand", "told"),
    [
        ("color: [", r"_brand\.yml, line 1, column 9: this is not YAML"),
        ("just words", "must hold keys"),
        ("color:\n  primary: wine", "'wine' is neither a colour"),
        ("logo:\n  medium: [a, b]", "no path of a picture"),
        ("typography:\n  base: Quay", "no files of the type 'Quay'"),
        (
            "typography:\n  base: Quay\n  fonts:\n    - family: Quay\n      source: bunny",
            r"would be fetched from another host \(source: bunny\)",
        ),
        ('color:\n  primary: "#ffff00"', "_brand.yml: accent: '#ffff00' is too light"),
        ("logo: other.svg", "there is no file 'other.svg'"),
    ],
)
def test_what_cannot_be_used_is_refused(project, brand, told):
    with pytest.raises(ConfigurationError, match=told):
        load_project(project(brand))


def test_it_is_the_source_and_settings_may_only_agree(project):
    brand = 'color:\n  primary: "#8A1538"\nlogo: logo.svg'
    theme = load_project(project(brand)).config.theme
    assert (theme.accent, theme.logo) == ("#8a1538", "logo.svg")
    assert load_project(project(brand, '[theme]\naccent = "#8A1538"\n')).config.theme == theme
    with pytest.raises(
        ConfigurationError, match=r"theme.accent is not what _brand.yml says: #8a15"
    ):
        load_project(project(brand, '[theme]\naccent = "#1c5d99"\n'))
