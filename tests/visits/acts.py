"""What people do to a visit, each as one line of a test."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor
from tests.fixtures import phone as fixtures
from tests.visits.conftest import Phone
from tests.world import content, letter

SEALED_AT = "2026-11-18T01:59:00+00:00"


async def log(phone: fixtures.Phone, enterprise: Enterprise, **change: Any) -> str:
    """Send a visit that is taken; its id."""
    reply = await phone.send("LogVisit", input=letter(enterprise, **change))
    assert reply["__typename"] == "Receipt", reply
    return str(reply["id"])


def amendment(visit_id: str, enterprise: Enterprise, **change: Any) -> dict[str, Any]:
    return {
        "commandId": str(uuid4()),
        "visitId": visit_id,
        "expectedVersion": 1,
        "content": content(enterprise, **change.pop("content", {})),
        "sealedAt": SEALED_AT,
    } | change


def verdict(visit_id: str, **change: Any) -> dict[str, Any]:
    return {
        "commandId": str(uuid4()),
        "visitId": visit_id,
        "expectedVersion": 1,
        "verdict": "APPROVED",
        "sealedAt": SEALED_AT,
    } | change


def returned(visit_id: str, **change: Any) -> dict[str, Any]:
    return verdict(visit_id, verdict="RETURNED", reason="请补上企业的具体诉求。") | change


def correction(visit_id: str, enterprise: Enterprise, **change: Any) -> dict[str, Any]:
    return {
        "commandId": str(uuid4()),
        "visitId": visit_id,
        "expectedVersion": 1,
        "enterpriseId": str(enterprise.id),
        "reason": "选错了同名企业",
        "sealedAt": SEALED_AT,
    } | change


def supplement(visit_id: str, **change: Any) -> dict[str, Any]:
    return {
        "commandId": str(uuid4()),
        "visitId": visit_id,
        "text": "供电公司已上门查看。",
        "sealedAt": SEALED_AT,
    } | change


async def review(phone: Phone, reviewer: Actor, letter: dict[str, Any]) -> dict[str, Any]:
    """As the reviewer; afterwards the phone is the author's again."""
    author = phone.actor
    assert author
    await phone.sign_in(reviewer)
    reply = await phone.send("ReviewVisit", input=letter)
    await phone.sign_in(author)
    return reply
