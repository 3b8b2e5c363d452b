"""From an address in the settings to a store.

``file:var/objects``, ``file:///srv/objects``             a folder
``s3+https://host/bucket``, ``s3+http://host:9000/bucket``    a bucket; behind it may stand
    ``?region=name`` and ``&public=https://host``: where phones reach the same bucket
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from minio import Minio
from urllib3 import PoolManager, Retry, Timeout

from storage import ObjectStore, StorageError
from storage.local import LocalStore
from storage.s3 import S3Store

DEFAULT_REGION = "us-east-1"
SIMULTANEOUS_CALLS = 32
FORMS = "file:///folder, s3+https://host/bucket or s3+http://host:port/bucket?region=name"


class BadAddress(StorageError, ValueError):
    """The address or its credentials cannot be a store's. The message says what to write."""


@dataclass(frozen=True, slots=True)
class Credentials:
    access_key: str
    secret_key: str = field(repr=False)


def open_store(
    url: str, credentials: Credentials | None = None, *, presign: bool = False
) -> ObjectStore:
    """A store at an address; nothing is touched yet (see ``prepare`` and ``probe``).

    With ``presign`` a bucket's ``address`` hands out presigned addresses; a folder has none.

    Raises:
        BadAddress
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path.strip("/"):
        return LocalStore(Path(parts.path))
    if parts.scheme not in ("s3+http", "s3+https"):
        raise BadAddress(f"{parts.scheme or url!r} is no store: write {FORMS}")
    bucket = parts.path.strip("/")
    if not parts.hostname or not bucket or "/" in bucket:
        raise BadAddress(f"host and one bucket are needed: write {FORMS}")
    if parts.username or parts.password:
        raise BadAddress("credentials do not belong into the address: give them on their own")
    if credentials is None:
        raise BadAddress("an S3 store needs an access key and a secret key")
    options = parse_qs(parts.query)
    if unknown := options.keys() - {"region", "public"}:
        raise BadAddress(f"?{unknown.pop()}= is no option of a store: write {FORMS}")
    endpoint = f"{parts.scheme.removeprefix('s3+')}://{parts.netloc}"
    region = options.get("region", [DEFAULT_REGION])[0]
    client = _client(endpoint, credentials, region)
    public = options.get("public", [endpoint])[0]
    signer = _client(public, credentials, region) if presign else None
    return S3Store(client, bucket, signer=signer)


def _client(endpoint: str, credentials: Credentials, region: str) -> Minio:
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise BadAddress(f"{endpoint!r} is no endpoint: write https://host, without a path")
    return Minio(
        parts.netloc,
        credentials.access_key,
        credentials.secret_key,
        secure=parts.scheme == "https",
        region=region,  # or the client asks the server first, for every presigned address too
        http_client=PoolManager(
            timeout=Timeout(connect=3, read=30),
            maxsize=SIMULTANEOUS_CALLS,
            # The client's own default waits for minutes; a person is waiting here.
            retries=Retry(total=2, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
        ),
    )
