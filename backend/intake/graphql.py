"""The desk at the GraphQL edge: translate in, call one deed or question, translate out."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry

from backend.enterprises.http import picture
from backend.intake import confirming, desk
from backend.intake.service import Link
from backend.issues.rules import Solved
from backend.kernel.graphql import DeedResult, Info, PhotoReceipt, Receipt, Refused
from backend.kernel.text import clean
from backend.notify import outside


@strawberry.enum
class DeskKind(Enum):
    COMPLAINT = "complaint"
    REQUEST = "request"


@strawberry.input(description="当场解决了：怎么解决的，谁确认。")
class SolvedAtDeskInput:
    what_done: str
    confirmed_by: str

    def solved(self) -> Solved:
        return Solved(clean(self.what_done), clean(self.confirmed_by))


@strawberry.input(description="受理台代填：来人、来电、纸条。查询码由设备生成，当场交给对方。")
class OpenAtDeskInput:
    id: UUID
    kind: DeskKind
    words: str
    code: str = strawberry.field(description="8 位查询码，如 7K4M-92QX；服务器只留校验值。")
    enterprise_id: UUID | None = None
    enterprise: str = ""
    name: str = strawberry.field(default="", description="联系人，只有监督室看得到。")
    phone: str = ""
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    solved: SolvedAtDeskInput | None = None
    sealed_at: datetime

    def letter(self) -> desk.AtDesk:
        return desk.AtDesk(
            self.id,
            self.kind.value,
            clean(self.words),
            clean(self.code),
            self.sealed_at,
            enterprise_id=self.enterprise_id,
            enterprise=clean(self.enterprise),
            name=clean(self.name),
            phone=clean(self.phone),
            photo_ids=tuple(dict.fromkeys(self.photo_ids)),
            solved=self.solved.solved() if self.solved else None,
        )


@strawberry.type
class AddedWords:
    at: datetime
    text: str


@strawberry.type(description="回访打给谁；每看一次都记下来。")
class ReporterContact:
    enterprise: str
    name: str
    phone: str
    added: list[AddedWords]


@strawberry.type(description="一次性链接，相对本系统的地址；30 天内用一次。")
class ConfirmationLink:
    path: str
    url: str = strawberry.field(description="对方打开的完整地址。")
    svg: str = strawberry.field(description="同一个地址的二维码，SVG 文本。")
    expires_at: datetime

    @classmethod
    def of(cls, link: Link) -> ConfirmationLink:
        url = f"{outside.present().public_url}/{link.path}"
        return cls(path=link.path, url=url, svg=picture(url).decode(), expires_at=link.expires_at)


@strawberry.type(description="当场解决的请对方确认到哪一步；对方怎么评不在里面。")
class Confirmation:
    can_ask: bool
    open_until: datetime | None = strawberry.field(description="还没用的链接到什么时候。")
    answered_at: datetime | None = strawberry.field(description="对方确认的时间。")

    @classmethod
    def of(cls, found: confirming.Confirmation) -> Confirmation:
        return cls(
            can_ask=found.can_ask, open_until=found.open_until, answered_at=found.answered_at
        )


ContactResult = Annotated[ReporterContact | Refused, strawberry.union("ContactResult")]
ConfirmationResult = Annotated[Confirmation | Refused, strawberry.union("ConfirmationResult")]
LinkResult = Annotated[ConfirmationLink | Refused, strawberry.union("LinkResult")]


@strawberry.type
class IntakeQuery:
    @strawberry.field
    async def confirmation(self, info: Info, issue_id: UUID) -> ConfirmationResult:
        actor, now = info.context.signed_in(), info.context.now
        return Confirmation.of(await confirming.confirmation(actor, issue_id, now=now))


@strawberry.type
class IntakeMutation:
    @strawberry.mutation
    async def open_at_desk(self, info: Info, input: OpenAtDeskInput) -> DeedResult:
        actor, now = info.context.sender(), info.context.now
        done = await desk.open_at_desk(actor, input.letter(), now=now)
        return Receipt(
            id=done.id,
            version=done.version,
            state=done.state,
            number=done.number,
            photos=[
                PhotoReceipt(id=photo.id, sha256=photo.sha256, raw_sha256=photo.raw_sha256)
                for photo in done.photos
            ],
        )

    @strawberry.mutation
    async def reporter_contact(self, info: Info, issue_id: UUID, reason: str = "") -> ContactResult:
        actor, now = info.context.signed_in(), info.context.now
        found = await desk.contact_of(actor, issue_id, reason=clean(reason), now=now)
        return ReporterContact(
            enterprise=found.enterprise,
            name=found.name,
            phone=found.phone,
            added=[AddedWords(at=at, text=text) for at, text in found.sayings],
        )

    @strawberry.mutation
    async def confirmation_link(self, info: Info, issue_id: UUID) -> LinkResult:
        actor, now = info.context.signed_in(), info.context.now
        return ConfirmationLink.of(await confirming.confirmation_link(actor, issue_id, now=now))
