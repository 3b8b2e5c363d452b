"""What comes in about issues, and its translation into letters."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

from backend.issues import letters, rules, states
from backend.issues.carrying_out import IssueReceipt
from backend.kernel.graphql import PhotoReceipt, Receipt
from backend.kernel.graphql_place import PlaceInput
from backend.kernel.text import clean


def receipt_of(done: IssueReceipt) -> Receipt:
    """A voice note is named beside the photos, or the phone would never forget it."""
    spoken = [PhotoReceipt(id=done.voice[0], sha256=done.voice[1])] if done.voice else []
    return Receipt(
        id=done.id,
        version=done.version,
        state=done.state,
        number=done.number,
        photos=[
            PhotoReceipt(id=photo.id, sha256=photo.sha256, raw_sha256=photo.raw_sha256)
            for photo in done.photos
        ]
        + spoken,
    )


@strawberry.input(description="单独上报一个问题；id 由设备生成，也是这件的编号。")
class ReportIssueInput:
    id: UUID
    source: states.IssueSource
    topic: str
    environment: states.Environment | None = None
    description: str = ""
    enterprise_id: UUID | None = None
    place_text: str = ""
    position: PlaceInput | None = None
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    voice_id: UUID | None = None
    protected: bool | None = strawberry.field(
        default=None, description="上报人受保护；空：特邀监督员受保护，其他人不受。"
    )
    sealed_at: datetime

    def letter(self) -> letters.NewReport:
        default = self.source is states.IssueSource.FAULT_FINDING
        more = rules.Particulars(
            environment=self.environment.value if self.environment else None,
            place_text=clean(self.place_text),
            place=self.position.place() if self.position else None,
            voice_id=self.voice_id,
            protected=default if self.protected is None else self.protected,
        )
        problem = rules.Problem(
            id=self.id,
            topic=clean(self.topic),
            description=clean(self.description),
            photo_ids=tuple(dict.fromkeys(self.photo_ids)),
        )
        return letters.NewReport(
            problem, self.source.value, self.enterprise_id, more, self.sealed_at
        )


@strawberry.input(description="一句话的命令。不改版本的命令（如催办）可以不填 expectedVersion。")
class WordsInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int | None = None
    text: str = ""
    sealed_at: datetime

    def letter(self) -> letters.Words:
        return letters.Words(
            self.command_id, self.issue_id, self.expected_version, clean(self.text), self.sealed_at
        )


@strawberry.input
class ResubmitIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    description: str
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    sealed_at: datetime

    def letter(self) -> letters.Resubmission:
        return letters.Resubmission(
            self.command_id, self.issue_id, self.expected_version, clean(self.description),
            self.sealed_at, tuple(dict.fromkeys(self.photo_ids)),
        )  # fmt: skip


@strawberry.input
class SupportIssueInput:
    command_id: UUID
    issue_id: UUID
    text: str = ""
    photo_ids: list[UUID] = strawberry.field(default_factory=list)
    sealed_at: datetime

    def letter(self) -> letters.Support:
        return letters.Support(
            self.command_id, self.issue_id, clean(self.text), self.sealed_at,
            tuple(dict.fromkeys(self.photo_ids)),
        )  # fmt: skip


@strawberry.input
class RejectIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    text: str = strawberry.field(description="不予受理的原因。")
    instead: str = strawberry.field(description="可以去哪里反映。")
    sealed_at: datetime

    def letter(self) -> letters.Rejection:
        return letters.Rejection(
            self.command_id, self.issue_id, self.expected_version, clean(self.text),
            clean(self.instead), self.sealed_at,
        )  # fmt: skip


@strawberry.input
class MergeIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    target_id: UUID
    text: str = ""
    sealed_at: datetime

    def letter(self) -> letters.Merger:
        return letters.Merger(
            self.command_id, self.issue_id, self.expected_version, self.target_id,
            clean(self.text), self.sealed_at,
        )  # fmt: skip


@strawberry.input
class RedirectIssueInput:
    command_id: UUID
    issue_id: UUID
    expected_version: int
    channel: str
    outside_number: str = ""
    text: str = ""
    sealed_at: datetime

    def letter(self) -> letters.Redirection:
        return letters.Redirection(
            self.command_id, self.issue_id, self.expected_version, clean(self.channel),
            clean(self.outside_number), clean(self.text), self.sealed_at,
        )  # fmt: skip
