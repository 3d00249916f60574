"""What a machine has and lacks, and the command that fixes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from review_kit.project import machine
from review_kit.project.machine import check_machine, install_command, package_system


def by_name(project: Path) -> dict[str, machine.Check]:
    return {check.name: check for check in check_machine(project)}


def test_this_machine_has_what_its_tests_need(tmp_path):
    checks = by_name(tmp_path)
    assert checks["Python"].state == "ok"
    assert sys.prefix in checks["Python"].detail
    assert checks["Pango"].state == "ok"
    assert checks["Shipped typeface"].detail == "Inter Regular, Inter Semi Bold"
    assert checks["Disk"].detail.endswith(str(tmp_path))


@pytest.mark.parametrize(
    ("what", "system", "is_root", "command"),
    [
        ("pango", "apt", True, "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0"),
        ("harfbuzz-subset", "apt", False, "sudo apt-get install -y libharfbuzz-subset0"),
        ("pango", "dnf", False, "sudo dnf install -y pango"),
        ("pango", "brew", False, "brew install pango"),
        ("cjk", "brew", False, "brew install --cask font-noto-sans-cjk"),
        ("emoji", None, True, ""),
    ],
)
def test_one_command_mends_each(what, system, is_root, command):
    assert install_command(what, system, is_root=is_root) == command


@pytest.mark.parametrize(
    ("program", "system"), [("apt-get", "apt"), ("dnf", "dnf"), ("brew", "brew")]
)
def test_the_package_system_is_the_one_that_is_there(tmp_path, monkeypatch, program, system):
    path = tmp_path / program
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert package_system() == system


def test_a_machine_without_any_has_no_command(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert package_system() is None
    fonts = by_name(tmp_path)["Font for Arabic"]
    assert (fonts.state, fonts.mend) == ("warn", "")
    assert "fc-list is not installed" in fonts.detail


def test_a_library_that_is_not_there_is_named(monkeypatch, tmp_path):
    libraries = dict.fromkeys(machine._LIBRARIES, ("libnot-there.so.0", "not-there"))
    monkeypatch.setattr(machine, "_LIBRARIES", libraries)
    checks = by_name(tmp_path)
    assert checks["Pango"].state == "missing"
    assert checks["Pango"].detail == "Pango, PangoFT2 not found; it lays out every PDF"
    assert checks["HarfBuzz-subset"].state == "warn"
    assert machine.lacking_libraries() == ["pango", "harfbuzz-subset"]


def test_a_script_without_font_gets_the_package_that_has_one(monkeypatch, tmp_path):
    program = tmp_path / "fc-list"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    check = by_name(tmp_path)["Font for Chinese, Japanese, Korean"]
    assert check.state == "warn"
    assert check.detail == "none found; such text is printed as empty boxes"
    if package_system() == "apt":
        assert check.mend.endswith("apt-get install -y fonts-noto-cjk")


def test_a_broken_typeface_is_found(monkeypatch, tmp_path):
    (tmp_path / "Broken.otf").write_bytes(b"no font")
    monkeypatch.setattr(machine, "_FONTS", tmp_path)
    check = by_name(tmp_path)["Shipped typeface"]
    assert check.state == "missing"
    assert check.mend.endswith("review-kit")
