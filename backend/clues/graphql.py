"""Sealed hand-overs at the GraphQL edge. The server can read none of them."""

from __future__ import annotations

import base64
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.clues import models, queries, rules, service
from backend.kernel.civil import civil_date
from backend.kernel.graphql import DeedResult, Info, Ok, OkResult, Receipt, Refused

WAITING, ACKNOWLEDGED = "WAITING", "ACKNOWLEDGED"


@strawberry.type(description="案管室的公钥；私钥只在案管室的浏览器里。")
class ClueKey:
    id: UUID
    public_key: str = strawberry.field(description="base64，P-256 未压缩点（65 字节）。")
    fingerprint: str = strawberry.field(description="公钥指纹，双方电话核对用。")
    published_at: datetime


@strawberry.type
class SealedClue:
    id: UUID
    key_id: UUID
    received_at: datetime = strawberry.field(description="只到半天：当天 0 点或 12 点。")
    size_bytes: int
    due_on: date = strawberry.field(description="这天结束前签收。")

    @classmethod
    def of(cls, row: models.ClueHandOver) -> SealedClue:
        return cls(
            id=row.id, key_id=row.key_id, received_at=row.received_at,
            size_bytes=row.size_bytes, due_on=row.due_on,
        )  # fmt: skip


@strawberry.type
class ReceivedClue:
    id: UUID
    number: str
    received_at: datetime
    acknowledged_at: datetime | None


@strawberry.type
class CluePile:
    waiting: list[SealedClue]
    received: list[ReceivedClue]
    received_this_year: int
    today: date


@strawberry.type
class ClueEnvelope:
    id: UUID
    key_id: UUID
    envelope: str = strawberry.field(description="base64，见 docs/clues.md。")


@strawberry.type
class ClueReceipt:
    secret: str = strawberry.field(description="问的人给出的那个，原样。")
    state: str = strawberry.field(description="WAITING 或 ACKNOWLEDGED。")
    number: str | None


@strawberry.type
class ClueReceipts:
    items: list[ClueReceipt]


ClueKeyResult = Annotated[ClueKey | Refused, strawberry.union("ClueKeyResult")]
CluePileResult = Annotated[CluePile | Refused, strawberry.union("CluePileResult")]
ClueEnvelopeResult = Annotated[ClueEnvelope | Refused, strawberry.union("ClueEnvelopeResult")]
ClueReceiptsResult = Annotated[ClueReceipts | Refused, strawberry.union("ClueReceiptsResult")]


@strawberry.input
class HandOverClueInput:
    id: UUID
    key_id: UUID
    envelope: str = strawberry.field(description="base64，最多 180 KB，见 docs/clues.md。")
    sender_mark: str = strawberry.field(description="手机里那个秘密的 SHA-256，十六进制小写。")
    sealed_at: datetime = strawberry.field(description="不保存：服务器只记半天。")

    def letter(self) -> rules.HandOver:
        return rules.HandOver(self.id, self.key_id, self.envelope, self.sender_mark)


@strawberry.input
class AcknowledgeClueInput:
    command_id: UUID
    clue_id: UUID
    sealed_at: datetime

    def letter(self) -> rules.Acknowledge:
        return rules.Acknowledge(self.command_id, self.clue_id)


def receipt_of(row: models.ClueHandOver) -> Receipt:
    return Receipt(id=row.id, state=ACKNOWLEDGED if row.number else WAITING, number=row.number)


def received_of(row: models.ClueHandOver) -> ReceivedClue:
    return ReceivedClue(
        id=row.id, number=row.number or "", received_at=row.received_at,
        acknowledged_at=row.acknowledged_at,
    )  # fmt: skip


@strawberry.type
class ClueQuery:
    @strawberry.field
    async def clue_key(self, info: Info) -> ClueKeyResult:
        row = await queries.present_key(info.context.signed_in())
        return ClueKey(
            id=row.id, public_key=row.public_key, fingerprint=row.fingerprint,
            published_at=row.published_at,
        )  # fmt: skip

    @strawberry.field
    async def clue_pile(self, info: Info) -> CluePileResult:
        now = info.context.now
        found = await queries.pile(info.context.signed_in(), now=now)
        return CluePile(
            waiting=[SealedClue.of(row) for row in found.waiting],
            received=[received_of(row) for row in found.received],
            received_this_year=found.received_this_year,
            today=civil_date(now),
        )

    @strawberry.field
    async def clue_envelope(self, info: Info, id: UUID) -> ClueEnvelopeResult:
        row, content = await queries.envelope(info.context.signed_in(), id)
        sealed = base64.b64encode(content).decode()
        return ClueEnvelope(id=row.id, key_id=row.key_id, envelope=sealed)

    @strawberry.field
    async def clue_receipts(self, info: Info, secrets: list[str]) -> ClueReceiptsResult:
        info.context.signed_in()
        items = [
            ClueReceipt(
                secret=secret, state=ACKNOWLEDGED if row.number else WAITING, number=row.number
            )
            for secret, row in await queries.receipts(secrets)
        ]
        return ClueReceipts(items=items)


@strawberry.type
class ClueMutation:
    @strawberry.mutation
    async def hand_over_clue(self, info: Info, input: HandOverClueInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        row = await service.hand_over_clue(actor, input.letter(), now=now)
        return receipt_of(row)

    @strawberry.mutation
    async def acknowledge_clue(self, info: Info, input: AcknowledgeClueInput) -> DeedResult:
        actor, now = info.context.signed_in(), info.context.now
        return receipt_of(await service.acknowledge_clue(actor, input.letter(), now=now))

    @strawberry.mutation
    async def publish_clue_key(self, info: Info, id: UUID, public_key: str) -> OkResult:
        actor, now = info.context.signed_in(), info.context.now
        await service.publish_key(actor, rules.NewKey(id, public_key), now=now)
        return Ok()
