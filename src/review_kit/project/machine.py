"""What this machine has and lacks, and the one command that fixes it."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import review_kit

State = Literal["ok", "warn", "missing"]
"""``missing``: nothing works without it; ``warn``: something is slower or plainer without it."""
PackageSystem = Literal["apt", "dnf", "brew"]

_FONTS = Path(review_kit.__file__).parent / "render" / "theme" / "fonts"
_WINDOWS_DISK = re.compile(r"/mnt/[a-z](/|$)")
_LEAST_DISK_MB = 200
_WANTED_DISK_MB = 2000
_WANTED_MEMORY_MB = 1500
_PYTHONS = ((3, 11), (3, 14))
"""First version that works, and first that is not tested."""

_PACKAGES: Mapping[str, Mapping[PackageSystem, str]] = {
    "pango": {
        "apt": "libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "pango",
        "brew": "pango",
    },
    "harfbuzz-subset": {"apt": "libharfbuzz-subset0", "dnf": "harfbuzz", "brew": "harfbuzz"},
    "cjk": {
        "apt": "fonts-noto-cjk",
        "dnf": "google-noto-sans-cjk-fonts",
        "brew": "--cask font-noto-sans-cjk",
    },
    "arabic": {
        "apt": "fonts-noto-core",
        "dnf": "google-noto-sans-arabic-fonts",
        "brew": "--cask font-noto-sans-arabic",
    },
    "emoji": {
        "apt": "fonts-noto-color-emoji",
        "dnf": "google-noto-color-emoji-fonts",
        "brew": "--cask font-noto-color-emoji",
    },
}

_LIBRARIES: Mapping[str, Sequence[str]] = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "pango-1.0"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "pangoft2-1.0"),
    "HarfBuzz-subset": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "harfbuzz-subset",
    ),
}
"""Names under which systems keep a library, as WeasyPrint looks for them."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    detail: str
    mend: str = ""
    """Command that brings it here; empty where nothing is to be done, or nobody knows how."""


def package_system() -> PackageSystem | None:
    """Tell how this machine installs software."""
    programs: tuple[tuple[str, PackageSystem], ...] = (
        ("apt-get", "apt"),
        ("dnf", "dnf"),
        ("brew", "brew"),
    )
    return next((system for program, system in programs if shutil.which(program)), None)


def install_command(what: str, system: PackageSystem | None, *, is_root: bool) -> str:
    """Return the command that installs ``what`` (a key of the packages known here)."""
    if system is None:
        return ""
    names = _PACKAGES[what][system]
    if system == "brew":
        return f"brew install {names}"
    program = {"apt": "apt-get install -y", "dnf": "dnf install -y"}[system]
    return f"{'' if is_root else 'sudo '}{program} {names}"


def lacking_libraries() -> list[str]:
    """Name the libraries, as :func:`install_command` knows them, that are not here."""
    needed = {"pango": ("Pango", "PangoFT2"), "harfbuzz-subset": ("HarfBuzz-subset",)}
    return [
        name
        for name, libraries in needed.items()
        if not all(_loads(_LIBRARIES[library]) for library in libraries)
    ]


def check_machine(project: Path) -> list[Check]:
    """Look at everything but Jupyter and Quarto.

    Parameters
    ----------
    project
        Folder whose disk the reports are written to.
    """
    system = package_system()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0

    def mend(what: str) -> str:
        return install_command(what, system, is_root=is_root)

    return [
        _system(project),
        _python(),
        _library("Pango", ("Pango", "PangoFT2"), "missing", "lays out every PDF", mend("pango")),
        _library(
            "HarfBuzz-subset",
            ("HarfBuzz-subset",),
            "warn",
            "PDFs take twice as long without it",
            mend("harfbuzz-subset"),
        ),
        _shipped_fonts(),
        _system_font("Chinese, Japanese, Korean", ":lang=zh", mend("cjk")),
        _system_font("Arabic", ":lang=ar", mend("arabic")),
        _system_font("emoji", ":charset=1f600 1f680 1f389", mend("emoji")),
        _disk(project),
        _memory(),
    ]


def _system(folder: Path) -> Check:
    """Tell the system; in WSL, whether the project is on a disk of Windows."""
    if "microsoft" not in platform.release().casefold():
        return Check("System", "ok", f"{platform.system()} {platform.release()}")
    if _WINDOWS_DISK.match(str(folder.resolve())):
        return Check(
            "System",
            "warn",
            "WSL, but the project is on a Windows disk: slow, and everybody on the machine may read it",
            f"cp -r {folder.resolve()} ~/",
        )
    return Check("System", "ok", "WSL (Windows Subsystem for Linux)")


def _python() -> Check:
    version = ".".join(map(str, sys.version_info[:3]))
    first, beyond = _PYTHONS
    good = first <= sys.version_info[:2] < beyond
    return Check(
        "Python",
        "ok" if good else "missing",
        f"{version} in {sys.prefix}" if good else f"{version}; 3.11, 3.12 or 3.13 is needed",
    )


def _library(name: str, libraries: Sequence[str], without: State, why: str, mend: str) -> Check:
    lacking = [library for library in libraries if not _loads(_LIBRARIES[library])]
    if lacking:
        return Check(name, without, f"{', '.join(lacking)} not found; it {why}", mend)
    return Check(name, "ok", "found")


def _loads(names: Sequence[str]) -> bool:
    for name in names:
        found = name if ".so" in name or ".dylib" in name else ctypes.util.find_library(name)
        if found is None:
            continue
        try:
            ctypes.CDLL(found)
        except OSError:
            continue
        return True
    return False


def _shipped_fonts() -> Check:
    from fontTools.ttLib import TTFont, TTLibError

    paths = sorted(_FONTS.glob("*.otf"))
    try:
        names = [str(TTFont(path)["name"].getDebugName(4)) for path in paths]
    except (TTLibError, OSError) as error:
        return Check("Shipped typeface", "missing", f"cannot be read: {error}", _REINSTALL)
    if not names:
        return Check("Shipped typeface", "missing", f"no fonts in {_FONTS}", _REINSTALL)
    return Check("Shipped typeface", "ok", ", ".join(names))


_REINSTALL = f"{sys.executable} -m pip install --force-reinstall --no-deps review-kit"


def _system_font(script: str, pattern: str, mend: str) -> Check:
    name = f"Font for {script}"
    program = shutil.which("fc-list")
    if program is None:
        return Check(name, "warn", "not known: the program fc-list is not installed")
    found = subprocess.run(
        [program, pattern, "family"], capture_output=True, text=True, check=False, timeout=60
    ).stdout.splitlines()
    if found:
        return Check(name, "ok", sorted(found)[0].split(",")[0])
    return Check(name, "warn", "none found; such text is printed as empty boxes", mend)


def _disk(folder: Path) -> Check:
    existing = next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())
    free = shutil.disk_usage(existing).free // 1_000_000
    detail = f"{free / 1000:,.1f} GB free for {existing}"
    if free < _LEAST_DISK_MB:
        return Check("Disk", "missing", f"{detail}; a run needs more disk space")
    if free < _WANTED_DISK_MB:
        return Check("Disk", "warn", f"{detail}; documents for 1,000 reps take about 700 MB")
    return Check("Disk", "ok", detail)


def _memory() -> Check:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    except (ValueError, OSError):
        return Check("Memory and cores", "ok", f"{cores} cores")
    detail = f"{total / 1000:,.1f} GB, {cores} cores"
    if total < _WANTED_MEMORY_MB:
        return Check("Memory and cores", "warn", f"{detail}; run with --workers 1")
    return Check("Memory and cores", "ok", detail)
