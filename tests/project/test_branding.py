"""Logo and accent in ``review_kit.toml``: taken as given, or refused in a sentence with the key."""

import tomllib

import pytest

from review_kit.errors import ConfigurationError
from review_kit.figures.palette import ACCENT
from review_kit.project import CONFIG_NAME, load_project, template_folder

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1">{}</svg>'


@pytest.fixture
def load(tmp_path):
    """Load a project with these lines under ``[theme]``."""

    def load_theme(*lines):
        text = "\n".join(['[organisation]\nname = "Acme"\n[theme]', *lines])
        (tmp_path / "review_kit.toml").write_text(text, encoding="utf-8")
        return load_project(tmp_path)

    return load_theme


@pytest.fixture
def logo(load, tmp_path):
    """Load a project whose logo has this content."""

    def load_logo(content, name="logo.svg"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return load(f'logo = "{name}"').logo

    return load_logo


def test_the_default_is_the_packages_own_accent_and_no_logo(load):
    project = load()
    assert project.config.theme.accent == ACCENT
    assert project.logo is None


def test_a_dark_colour_is_taken(load):
    assert load('accent = "#8A1538"').config.theme.accent == "#8a1538"


@pytest.mark.parametrize(
    ("colour", "contrast"),
    # by https://webaim.org/resources/contrastchecker: 4.54, 4.48, 1.07
    [("#767676", None), ("#777777", "4.5 : 1"), ("#ffff00", "1.1 : 1")],
)
def test_a_colour_too_light_for_white_paper_is_refused_with_its_contrast(load, colour, contrast):
    if contrast is None:
        assert load(f'accent = "{colour}"').config.theme.accent == colour
        return
    with pytest.raises(ConfigurationError) as refused:
        load(f'accent = "{colour}"')
    assert f"theme.accent: '{colour}' is too light to read on white paper" in str(refused.value)
    assert contrast in str(refused.value)


@pytest.mark.parametrize("colour", ["blue", "#12345", "1c5d99", "#12345g"])
def test_what_is_no_colour_is_refused(load, colour):
    with pytest.raises(ConfigurationError, match=r"theme\.accent: "):
        load(f'accent = "{colour}"')


def test_an_svg_and_a_png_are_taken_by_their_content(logo):
    assert logo(SVG.format("<path d='M0 0h4v1z'/>")).media_type == "image/svg+xml"
    assert logo(b"\x89PNG\r\n\x1a\n" + b"\0" * 9, "logo.png").media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"GIF89a", r"'logo\.svg' is neither PNG nor SVG"),
        ("<html/>", r"'logo\.svg' is XML, but not an SVG drawing"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "its shape is not known"),
        (SVG.format('<image href="https://example.org/a.png"/>'), "fetches 'https://example.org"),
        (SVG.format('<rect style="fill: url(file:///etc/x)"/>'), "from elsewhere"),
        (SVG.format("<style>@import 'a.css';</style>"), "fetches '@import' from elsewhere"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG.format(""), "XML entities"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 500_000, "has 500 kB; the limit is 500 kB"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_with_the_key(logo, content, problem):
    with pytest.raises(ConfigurationError, match=rf"review_kit\.toml: theme\.logo: .*{problem}"):
        logo(content)


def test_a_logo_that_is_not_there_or_is_a_folder(load, tmp_path):
    with pytest.raises(ConfigurationError, match=r"there is no file 'logo\.svg' in the project"):
        load('logo = "logo.svg"')
    (tmp_path / "logo").mkdir()
    with pytest.raises(ConfigurationError, match=r"'logo' is not a file"):
        load('logo = "logo"')


def test_a_drawing_may_point_to_its_own_parts(logo):
    parts = '<defs><path id="a"/></defs><use href="#a" style="fill: url(#b)"/>'
    assert logo(SVG.format(parts)) is not None


def test_every_new_project_says_how():
    text = (template_folder() / CONFIG_NAME).read_text(encoding="utf-8")
    theme = tomllib.loads(text.replace("# logo = ", "logo = "))["theme"]
    assert theme == {"logo": "logo.svg", "accent": ACCENT}
