"""A parcel's files as they are handed over: plain, with a password each, or as one encrypted zip."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from review_kit.delivery.recipients import Parcel, safe_name
from review_kit.delivery.states import freeze
from review_kit.errors import ReviewKitError
from review_kit.records.folder import RunFolder


@dataclass(frozen=True)
class Packed:
    """A parcel, ready.

    Parameters
    ----------
    parcel
        What is in it.
    files
        Name → the file, in a folder that is removed afterwards.
    """

    parcel: Parcel
    files: Mapping[str, Path]


def pack(
    parcel: Parcel, run: RunFolder, scratch: Path, *, password: str | None, as_zip: bool
) -> Packed:
    """Freeze what a parcel holds, and lay it out as it will be handed over.

    Parameters
    ----------
    password
        Encrypts every PDF, or the zip file; other files travel in a zip file where there is a password.
    """
    folder = scratch / safe_name(f"{parcel.recipient.kind}-{parcel.recipient.identifier}")
    folder.mkdir(parents=True, mode=0o700)
    plain: dict[str, Path] = {}
    frozen: dict[str, Path] = {}
    for stands in parcel.documents:
        frozen |= {
            file.path: kept
            for file, kept in zip(stands.record.files, freeze(run, stands), strict=True)
        }
    for name, item in parcel.files.items():
        plain[name] = frozen[item.file.path]
    if password is None:
        return Packed(parcel, {name: _copy(path, folder / name) for name, path in plain.items()})
    if as_zip:
        target = folder / f"{safe_name(f'{parcel.name} – reviews')}.zip"
        _zip(plain, target, password)
        return Packed(parcel, {target.name: target})
    ready: dict[str, Path] = {}
    other = {name: path for name, path in plain.items() if path.suffix != ".pdf"}
    for name, path in plain.items():
        if path.suffix == ".pdf":
            ready[name] = folder / name
            _encrypt_pdf(path, ready[name], password)
    if other:
        target = folder / f"{safe_name(f'{parcel.name} – calendar and tables')}.zip"
        _zip(other, target, password)
        ready[target.name] = target
    return Packed(parcel, ready)


def _copy(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    target.chmod(0o600)
    return target


def _encrypt_pdf(source: Path, target: Path, password: str) -> None:
    """Encrypt with AES-256 (PDF 2.0, revision 6); text stays open to screen readers."""
    import pikepdf

    with pikepdf.open(source) as document:
        document.save(
            target,
            encryption=pikepdf.Encryption(
                owner=password,
                user=password,
                R=6,
                allow=pikepdf.Permissions(extract=True, accessibility=True, modify_form=True),
            ),
        )
    target.chmod(0o600)


def _zip(files: Mapping[str, Path], target: Path, password: str) -> None:
    try:
        import pyzipper
    except ImportError:
        raise ReviewKitError(
            "zip files cannot be encrypted: the package 'pyzipper' is not installed",
            "Install it with: pip install 'review-kit[deliver]'",
        ) from None
    with pyzipper.AESZipFile(
        target, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        for name, path in files.items():
            archive.write(path, name)
    target.chmod(0o600)
