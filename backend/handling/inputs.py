"""What comes in while a unit handles an issue, and its translation into letters."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import strawberry

from backend.handling import handing_over, leaving, letters
from backend.issues import states
from backend.kernel.text import clean


@strawberry.input
class AssignIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    topic: str
    urgency: states.Urgency
    unit_id: UUID = strawberry.field(description="主办单位，只有一个。")
    person_id: UUID = strawberry.field(description="承办人，是这个单位的经办人。")
    co_unit_ids: list[UUID] = strawberry.field(default_factory=list)
    paraphrase: str = strawberry.field(
        default="", description="监督室的话，责任单位读这个；上报人受保护时必填。"
    )
    hide_enterprise: bool = strawberry.field(
        default=False, description="企业名会让人猜到上报人时，责任单位看不到是哪家。"
    )
    due_on: date | None = strawberry.field(
        default=None, description="监督室另定的期限，要是工作日；空：按缓急的规则算。"
    )
    text: str = ""
    sealed_at: datetime

    def letter(self) -> letters.NewAssignment:
        return letters.NewAssignment(
            self.command_id,
            self.issue_id,
            self.expected_version,
            clean(self.topic),
            self.urgency.value,
            self.unit_id,
            self.person_id,
            self.sealed_at,
            co_unit_ids=tuple(dict.fromkeys(self.co_unit_ids)),
            paraphrase=clean(self.paraphrase),
            hide_enterprise=self.hide_enterprise,
            due_on=self.due_on,
            text=clean(self.text),
        )


@strawberry.input
class AcknowledgeIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    person_id: UUID | None = strawberry.field(
        default=None, description="负责人可以改由本单位另一位经办人承办。"
    )
    sealed_at: datetime

    def letter(self) -> letters.Acknowledgement:
        return letters.Acknowledgement(
            self.command_id, self.issue_id, self.expected_version, self.sealed_at, self.person_id
        )


@strawberry.input
class DeclineIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    text: str
    proposed_unit_id: UUID | None = None
    sealed_at: datetime

    def letter(self) -> letters.Decline:
        return letters.Decline(
            self.command_id, self.issue_id, self.expected_version, clean(self.text),
            self.sealed_at, self.proposed_unit_id,
        )  # fmt: skip


@strawberry.input
class TransferIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    unit_id: UUID
    person_id: UUID
    text: str
    sealed_at: datetime

    def letter(self) -> letters.Transfer:
        return letters.Transfer(
            self.command_id, self.issue_id, self.expected_version, self.unit_id, self.person_id,
            clean(self.text), self.sealed_at,
        )  # fmt: skip


@strawberry.input
class ReassignIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    person_id: UUID = strawberry.field(description="本单位另一位经办人。")
    text: str = ""
    sealed_at: datetime

    def letter(self) -> leaving.Reassignment:
        return leaving.Reassignment(
            self.command_id, self.issue_id, self.expected_version, self.person_id,
            clean(self.text), self.sealed_at,
        )  # fmt: skip


@strawberry.input(description="一个人不再承办，名下没办完的一次交给另一个人。")
class HandOverIssuesInput:
    command_id: UUID
    from_person_id: UUID
    to_person_id: UUID
    reason: str
    sealed_at: datetime

    def letter(self) -> handing_over.HandOver:
        return handing_over.HandOver(
            self.command_id, self.from_person_id, self.to_person_id, clean(self.reason),
            self.sealed_at,
        )  # fmt: skip


@strawberry.input
class NoteIssueInput:
    command_id: UUID
    issue_id: UUID
    audience: states.Audience
    text: str
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    sealed_at: datetime

    def letter(self) -> letters.Note:
        return letters.Note(
            self.command_id, self.issue_id, self.audience.value, clean(self.text),
            self.sealed_at, tuple(dict.fromkeys(self.photo_ids)),
        )  # fmt: skip


@strawberry.input(description="延期或暂停：申请，或监督室定。")
class UntilInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    until: date
    text: str
    reason_code: str = strawberry.field(
        default="",
        description="暂停的原因：waiting_for_others、needs_funds、needs_law、weather、other。",
    )
    sealed_at: datetime

    def letter(self) -> letters.Until:
        return letters.Until(
            self.command_id, self.issue_id, self.expected_version, self.until, clean(self.text),
            self.sealed_at, clean(self.reason_code),
        )  # fmt: skip


@strawberry.input
class RespondIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    kind: states.ResponseKind
    what_done: str
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    amount_yuan: float | None = strawberry.field(
        default=None, description="兑现或节省的金额，元；整数。"
    )
    enterprises: int | None = strawberry.field(default=None, description="惠及多少户。")
    approximate: bool = strawberry.field(default=False, description="约数，如 220 余万。")
    sealed_at: datetime

    def letter(self) -> letters.Response:
        return letters.Response(
            self.command_id,
            self.issue_id,
            self.expected_version,
            self.kind.value,
            clean(self.what_done),
            self.sealed_at,
            photo_ids=tuple(dict.fromkeys(self.photo_ids)),
            amount_yuan=None if self.amount_yuan is None else round(self.amount_yuan),
            enterprises=self.enterprises,
            approximate=self.approximate,
        )
