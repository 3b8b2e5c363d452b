"""How refusals, receipts and faults cross the GraphQL edge: one type, one handler."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Protocol
from uuid import UUID, uuid4

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaskErrors
from strawberry.scalars import JSON
from strawberry.types.field import StrawberryField

from backend.kernel import refusal
from backend.kernel.actor import Actor

log = logging.getLogger(__name__)

strawberry.enum(refusal.Remedy, description="设备端发件箱下一步应怎么处理。")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The session behind a request, before any acting grant."""

    person_id: UUID
    session_id: UUID
    must_change: bool = False  # the initial password still stands


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from; for throttling only, never stored beside what a person did."""

    address: str
    device_id: UUID | None = None
    label: str = ""


class Reply(Protocol):
    """What a resolver may do to the HTTP answer: hand out and take back cookies."""

    def set_cookie(self, name: str, value: str, *, max_age_s: int) -> None: ...

    def clear_cookie(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What a resolver is handed: who asks, from where, and what time it is. Nothing else."""

    now: datetime
    visitor: Visitor
    reply: Reply
    session: SignedIn | None = None
    actor: Actor | None = None  # in the grant they chose, in force now
    sealed_as: Actor | None = None  # in the grant they chose, in force now or not

    def person(self) -> SignedIn:
        """The session, for what needs no acting grant and stands before the first password.

        Raises:
            SignInNeeded: no session (remedy: sign in).
        """
        if self.session is None:
            raise refusal.SignInNeeded()
        return self.session

    def signed_in(self) -> Actor:
        """The person in the grant they chose to act in.

        Raises:
            SignInNeeded: no session (remedy: sign in).
            PasswordChangeNeeded: the initial password still stands (remedy: sign in).
            GrantNotInForce: no such grant, or not of this person (remedy: fix).
        """
        return self._chosen(self.actor)

    def sender(self) -> Actor:
        """For a sealed letter only: the grant it was sealed in, even if it has ended since.

        The deed checks that it was in force at the device time (``people.queries.grant_in_force``).
        Raises as ``signed_in``.
        """
        return self._chosen(self.sealed_as)

    def _chosen(self, actor: Actor | None) -> Actor:
        if self.person().must_change:
            raise refusal.PasswordChangeNeeded()
        if actor is None:
            raise refusal.GrantNotInForce()
        return actor


Info = strawberry.Info[Context, None]


@strawberry.type(
    description="服务明确拒绝了请求。设备按 code 和 facts 组织文字；message 是中文备用。"
)
class Refused:
    code: str = strawberry.field(description="机器可读的原因，例如 reason_needed。")
    message: str
    remedy: refusal.Remedy
    field: str | None = strawberry.field(description="出问题的输入项；与单项无关时为空。")
    facts: JSON = strawberry.field(
        description="填进文字里的值，以及设备需要的事实，例如 stale 时的 version。"
    )

    @classmethod
    def of(cls, no: refusal.Refusal) -> Refused:
        return cls(
            code=no.code,
            message=no.message,
            remedy=no.remedy,
            field=no.field,
            facts=JSON(no.facts),
        )


@strawberry.type
class PhotoReceipt:
    id: UUID
    sha256: str = strawberry.field(description="留作证据的字节的 SHA-256（十六进制小写）。")
    raw_sha256: str | None = strawberry.field(
        default=None,
        description="手机送来的原始字节的 SHA-256；与 sha256 不同时（HEIC 由服务器转换）才有。",
    )


@strawberry.type(
    description="一封信的回执。每个动作都回同一个形状：手机只有在回执点名了这条记录和每张照片的"
    "校验值以后，才删掉本机那份。"
)
class Receipt:
    id: UUID = strawberry.field(description="这封信所说的那条记录（subjectId）。")
    version: int = strawberry.field(description="记录现在的版本；没有版本的记录为 0。", default=0)
    state: str | None = strawberry.field(
        description="记录现在的状态，例如 PENDING、SUBMITTED、CLOSED；没有状态的为空。",
        default=None,
    )
    number: str | None = strawberry.field(
        description="人读的编号，例如 WD-2026-0012。", default=None
    )
    photos: list[PhotoReceipt] = strawberry.field(
        description="这条记录连同它的问题名下的全部照片。", default_factory=list
    )


DeedResult = Annotated[Receipt | Refused, strawberry.union("DeedResult")]


@strawberry.type
class Ok:
    ok: bool = True


OkResult = Annotated[Ok | Refused, strawberry.union("OkResult")]


class RefusalHandler(strawberry.ExceptionHandler[refusal.Refusal, Refused]):
    def handle(self, exception: refusal.Refusal, *, field: StrawberryField, info: Info) -> Refused:
        del field, info
        return Refused.of(exception)


class MaskFaults(MaskErrors):
    """What nobody foresaw leaves as an incident id, the rest in our log. Client mistakes stay."""

    def __init__(self) -> None:
        super().__init__(should_mask_error=_is_fault)

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        incident = uuid4().hex[:8]
        log.error("fault %s at %s", incident, error.path, exc_info=error.original_error)
        return GraphQLError(
            "服务器出错，已记录。",
            path=error.path,
            extensions={"code": "fault", "incident": incident},
        )


def _is_fault(error: GraphQLError) -> bool:
    """Coercion of a client's values raises GraphQLError with a cause of the library's own."""
    cause = error.original_error
    return cause is not None and not isinstance(cause, GraphQLError) and error.path is not None
