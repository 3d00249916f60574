"""Object storage through fsspec; keys and secrets are read where its driver reads them."""

from __future__ import annotations

from review_kit.addresses import Address, without_secrets
from review_kit.delivery.channels.folder import place_of
from review_kit.delivery.outcomes import NotSentError
from review_kit.delivery.pack import Packed
from review_kit.delivery.recipients import Parcel

_WITH_FOLDERS = frozenset(
    {"file", "local", "sftp", "ssh", "smb", "ftp", "webdav", "dav", "hdfs", "arrow_hdfs"}
)
"""Stores in which a file needs a folder that is there; in others it would be taken for a new bucket."""


class ObjectsChannel:
    """Objects under a name for each recipient.

    Parameters
    ----------
    url
        Where they go: ``s3://bucket/reviews``.
    """

    name = "objects"
    repeats_safely = True

    def __init__(self, url: str) -> None:
        self._address = Address.of(url)

    def problem(self, parcel: Parcel) -> str:
        """Say why a parcel cannot be handed over; a store takes any."""
        return ""

    def destination(self, parcel: Parcel) -> str:
        """Say where a parcel would go."""
        _, kind, name = place_of(parcel, "")
        return f"{self._address.shown}/…/{kind}/{name}"

    def send(self, packed: Packed, run_id: str, parcel_id: str) -> None:
        """Upload the files; an object is there whole or not at all."""
        from fsspec.core import url_to_fs

        try:
            store, root = url_to_fs(self._address.url)
            place = "/".join([root.rstrip("/"), *place_of(packed.parcel, run_id)])
            protocols = {store.protocol} if isinstance(store.protocol, str) else {*store.protocol}
            if protocols & _WITH_FOLDERS:
                store.makedirs(place, exist_ok=True)
            for name, path in packed.files.items():
                store.put_file(str(path), f"{place}/{name}")
        except Exception as error:  # every driver has errors of its own
            raise NotSentError(
                without_secrets(f"{type(error).__name__}: {error}".splitlines()[0])
            ) from error

    def close(self) -> None:
        """Nothing is open."""
