"""The server's keys for Web Push (VAPID, RFC 8292): made, read, and whom a push service may ask."""

from __future__ import annotations

import base64
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from py_vapid import Vapid02, VapidException

from backend.notify.outside import PushKeys

_NOT_ROUTABLE = re.compile(r"(?i)(^|\.)(localhost|local|internal|lan|test|invalid|example)$")


class KeysWrong(Exception):
    """The message says in Chinese what is wrong with key or subject, and what to write."""


def new_private_key() -> str:
    """A new key, base64url of its 32 bytes."""
    vapid = Vapid02()
    vapid.generate_keys()
    number = vapid.private_key.private_numbers().private_value
    return _text(number.to_bytes(32, "big"))


def push_keys(private_key: str, subject: str) -> PushKeys:
    """The keys as they are used.

    Raises:
        KeysWrong: the key is none, or a push service could not reach anybody by the subject.
    """
    check_subject(subject)
    try:
        if len(private_key) != 43:
            raise ValueError(private_key)
        vapid = Vapid02.from_string(private_key)
        public = vapid.public_key.public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
    except (ValueError, VapidException):
        raise KeysWrong("推送私钥不对，请用 python -m backend push-keys 生成") from None
    return PushKeys(vapid, _text(public), subject)


def check_subject(subject: str) -> None:
    """Raises KeysWrong unless it is a mailto: or https: that mail or a browser can reach."""
    parts = urlsplit(subject)
    if parts.scheme == "mailto":
        name, at, host = parts.path.rpartition("@")
        host = host if at and re.fullmatch(r"[\w.+-]+", name) else ""
    else:
        host = (parts.hostname or "") if parts.scheme == "https" else ""
    if not _routable(host):
        raise KeysWrong("推送联系人要写成 mailto:邮箱 或 https://网址，并且外面能找到")


def _routable(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        named = re.fullmatch(r"([a-zA-Z0-9-]+\.)+[a-zA-Z][a-zA-Z0-9-]+", host)
        return named is not None and not _NOT_ROUTABLE.search(host)


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
