"""Addresses of stores: what is understood, and what a person reads when it is not."""

from __future__ import annotations

import pytest

from storage.connect import BadAddress, Credentials, open_store
from storage.local import LocalStore
from storage.s3 import S3Store

KEYS = Credentials("access-key", "secret-key")


@pytest.mark.parametrize("url", ["file:data/objects", "file:///srv/objects", "file:./objects"])
def test_a_folder(url: str) -> None:
    assert isinstance(open_store(url), LocalStore)


@pytest.mark.parametrize(
    "url", ["s3+http://127.0.0.1:9000/evidence", "s3+https://s3.example/evidence/?region=cn-1"]
)
def test_a_bucket(url: str) -> None:
    assert isinstance(open_store(url, KEYS), S3Store)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "data/objects",
        "file:",
        "file:///",
        "file://host/objects",
        "http://s3.example/evidence",
        "s3://evidence",
        "s3+https://s3.example",
        "s3+https:///evidence",
        "s3+https://s3.example/evidence/photos",
        "s3+https://key:secret@s3.example/evidence",
        "s3+https://s3.example/evidence?lock=on",
        "s3+https://s3.example/evidence?public=photos.example",
        "s3+https://s3.example/evidence?public=https://photos.example/path",
    ],
)
def test_no_store(url: str) -> None:
    with pytest.raises(BadAddress, match=r"write|give"):
        open_store(url, KEYS, presign=True)


def test_a_bucket_needs_credentials() -> None:
    with pytest.raises(BadAddress, match="access key"):
        open_store("s3+https://s3.example/evidence")


def test_a_secret_is_not_printed() -> None:
    assert "secret-key" not in repr(KEYS)
