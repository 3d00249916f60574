"""``review-kit doctor``."""

from __future__ import annotations

import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.cli.console import EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder

if TYPE_CHECKING:
    from review_kit.project.machine import Check

NAME = "doctor"
_LACKING = 1


def command(project: ProjectFolder = HERE, as_json: AsJson = False) -> None:
    """Show what this machine has, what is missing, and the command that fixes it.

    Exit code 1 if something required is missing.
    """
    from review_kit.project.machine import check_machine

    checks = [*check_machine(project), _words(project)]
    checks += [_kernel(), _kernelspec(), _warm_kernel(), _quarto(), *_notebook_outputs(project)]
    lacking = [check for check in checks if check.state == "missing"]
    if as_json:
        print_json({"ready": not lacking, "checks": [asdict(check) for check in checks]})
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            say(f"{check.state:<8} {check.name:<{width}}  {check.detail}")
            if check.mend:
                say(f"{'':<8} {'':<{width}}  → {check.mend}")
        say()
        say("Something is missing; see the lines marked 'missing'." if lacking else "Ready.")
    if lacking:
        raise EndedWith(_LACKING)


def _words(project: Path) -> Check:
    """Look at the languages there are words in, and at the project's own words."""
    from review_kit.errors import ConfigurationError
    from review_kit.project.machine import Check
    from review_kit.words import read_overlay
    from review_kit.words.check import check_overlay

    try:
        overlay = read_overlay(project)
        check_overlay(overlay)
    except ConfigurationError as error:
        return Check("Words", "missing", error.message.splitlines()[0], error.hint)
    own = ", and this project's own" if overlay.files else ""
    return Check("Words", "ok", f"{', '.join(sorted(overlay.languages))}{own}")


def _notebook_outputs(project: Path) -> list[Check]:
    """Look whether what templates show of people could get, or has got, into version control."""
    from review_kit.project import CONFIG_NAME
    from review_kit.project.machine import Check
    from review_kit.project.notebook_outputs import (
        filter_is_active,
        is_in_git,
        notebooks_with_outputs,
        versions_with_outputs,
    )

    name = "Notebook outputs"
    if not (project / CONFIG_NAME).is_file():
        return []
    held = notebooks_with_outputs(project)
    if not is_in_git(project):
        if not held:
            return [Check(name, "ok", "no template holds what it showed")]
        return [Check(name, "warn", f"{_few(held)}: what is shown is about people", _STRIP)]
    if in_git := versions_with_outputs(project):
        told = f"git holds what these showed, which is about people: {_few(in_git)}"
        return [Check(name, "warn", told, f"{_ACTIVATE}, then: git add --renormalize .")]
    if not filter_is_active(project):
        told = "git takes notebooks with what they show, which is about people"
        return [Check(name, "warn", told, _ACTIVATE)]
    return [Check(name, "ok", "git takes notebooks without them")]


_STRIP = "review-kit templates strip"
_ACTIVATE = "review-kit templates strip --activate"
_SHOWN_NAMES = 3


def _few(names: list[str]) -> str:
    more = len(names) - _SHOWN_NAMES
    return ", ".join(names[:_SHOWN_NAMES]) + (f" and {more} more" if more > 0 else "")


def _kernel() -> Check:
    """Start a kernel as the batch does, and let it add two numbers."""
    from review_kit.execution.kernels import try_kernel
    from review_kit.project.machine import Check

    try:
        seconds = try_kernel()
    except Exception as error:  # whatever keeps a kernel from working is the finding
        first = str(error).strip().splitlines()
        return Check(
            "Kernel",
            "missing",
            f"does not run: {type(error).__name__}: {first[-1] if first else ''}",
            f"{sys.executable} -m pip install --force-reinstall ipykernel",
        )
    return Check("Kernel", "ok", f"answers within {seconds:.1f} s")


def _kernelspec() -> Check:
    """Look at the kernel that JupyterLab would take for the notebooks."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    from review_kit.project.machine import Check

    mend = f"{sys.executable} -m ipykernel install --sys-prefix"
    name = "Kernel in JupyterLab"
    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Check(name, "warn", "there is no kernel 'python3'; runs use their own", mend)
    program = Path(spec.argv[0])
    # a bare name means the Python that JupyterLab itself runs on
    if len(program.parts) > 1 and program.parent.resolve() != Path(sys.executable).parent.resolve():
        return Check(
            name,
            "warn",
            f"'python3' runs {spec.argv[0]}, not this Python; runs use their own",
            mend,
        )
    return Check(name, "ok", "'python3' is this Python")


def _warm_kernel() -> Check:
    """Look at the kernel that starts faster, for JupyterLab, papermill and nbconvert."""
    from review_kit.project.machine import Check
    from review_kit.warm_kernels.kernelspec import NAME, installed, is_announced

    name = "Warm kernel by name"
    if not is_announced():
        checkout = Path(__file__).parents[3]
        what = (
            f"--no-build-isolation --editable {checkout}"
            if (checkout / "pyproject.toml").is_file()
            else "--force-reinstall review-kit"
        )
        return Check(
            name,
            "warn",
            "this installation of review-kit does not register it; runs work without it",
            f"{sys.executable} -m pip install --no-deps {what}",
        )
    mend = f"{sys.executable} -m review_kit.warm_kernels install"
    spec = installed()
    if spec is None:
        return Check(name, "warn", f"'{NAME}' is not installed; runs work without it", mend)
    if Path(spec.argv[0]).parent.resolve() != Path(sys.executable).parent.resolve():
        return Check(name, "warn", f"'{NAME}' runs {spec.argv[0]}, not this Python", mend)
    if sys.platform != "linux":
        return Check(
            name, "ok", f"'{NAME}' is installed; on this system it starts like any other kernel"
        )
    return Check(name, "ok", f"'{NAME}' is installed")


def _quarto() -> Check:
    from review_kit.project.machine import Check

    found = shutil.which("quarto")
    if found is None:
        return Check(
            "Quarto",
            "warn",
            "not installed; only 'quarto preview' and 'quarto render' need it",
            f"{sys.executable} -m pip install 'review-kit[quarto]'",
        )
    return Check("Quarto", "ok", found)
