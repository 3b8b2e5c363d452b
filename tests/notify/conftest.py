"""A server that may push, and phones that let themselves be rung."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backend.notify import outside
from backend.notify.endpoints import EndpointRules
from backend.notify.outside import Outside
from backend.notify.push_keys import new_private_key, push_keys

SUBJECT = "mailto:jiandu@weidong.gov.cn"


@pytest.fixture
def pushing(phone: object) -> Iterator[Outside]:
    """This process has push keys; it may push to this machine."""
    del phone  # its application has said what it reaches; from here on it is this
    here = Outside(
        public_url="http://localhost:8000",
        push=push_keys(new_private_key(), SUBJECT),
        endpoints=EndpointRules(loopback=True),
    )
    outside.use(here)
    yield here
    outside.use(Outside())


@dataclass(frozen=True)
class Browser:
    """What a browser hands out when it subscribes; the private half stays with it."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey
    auth: bytes

    @property
    def p256dh(self) -> str:
        point = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return text(point)

    def doorbell(self, **change: Any) -> dict[str, Any]:
        """AddDoorbellInput."""
        return {
            "commandId": str(uuid4()),
            "endpoint": self.endpoint,
            "p256dh": self.p256dh,
            "auth": text(self.auth),
            "label": "Android · Chrome",
            "sealedAt": "2026-11-18T01:59:00+00:00",
        } | change


def browser(endpoint: str = "https://fcm.googleapis.com/fcm/send/abc") -> Browser:
    return Browser(endpoint, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
