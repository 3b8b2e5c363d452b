"""Boards of the office in the types of the contract."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from backend.following_up import duplicates, listing
from backend.issues.outputs import IssueLine, Words
from backend.issues.queries import IssueRow
from backend.kernel import page


@strawberry.type(description="在办的，先到期的在前；total 是件数，不按人。")
class IssueBoard:
    items: list[IssueLine]
    after: str | None
    total: int

    @classmethod
    def of(cls, rows: list[IssueRow], first: int, total: int, words: Words) -> IssueBoard:
        shown = rows[: page.size(first)]
        return cls(
            items=[IssueLine.of(row, words) for row in shown],
            after=_after(rows, first),
            total=total,
        )


@strawberry.type(description="等告知和回访的一件。")
class CallBackLine:
    issue: IssueLine
    answered: bool = strawberry.field(description="办理结果已告知上报人。")
    tries: int = strawberry.field(description="本轮没打通的次数，三次后按未联系上办结。")


@strawberry.type(description="等告知和回访的，先到期的在前。")
class CallBackList:
    items: list[CallBackLine]
    after: str | None

    @classmethod
    def of(cls, found: list[listing.ToCall], first: int, words: Words) -> CallBackList:
        shown = [
            CallBackLine(issue=IssueLine.of(one.row, words), answered=one.answered, tries=one.tries)
            for one in found[: page.size(first)]
        ]
        return cls(items=shown, after=_after([one.row for one in found], first))


@strawberry.type(description="当场解决、抽到要回访的一件。")
class SpotCheckLine:
    issue: IssueLine
    due_on: date
    tries: int = strawberry.field(description="没打通的次数，三次后不再打。")


@strawberry.type(description="当场解决、抽到要回访的，先到期的在前。")
class SpotCheckList:
    items: list[SpotCheckLine]

    @classmethod
    def of(cls, found: list[listing.ToCheck], words: Words) -> SpotCheckList:
        return cls(
            items=[
                SpotCheckLine(
                    issue=IssueLine.of(one.row, words), due_on=one.due_on, tries=one.tries
                )
                for one in found
            ]
        )


@strawberry.type(description="要去回头看的一件。")
class LookBackLine:
    issue: IssueLine
    due_on: date
    rule: str = strawberry.field(
        description="为什么安排：fault_finding、money、sample、by_hand、asked。"
    )

    @classmethod
    def of(cls, one: listing.ToLook, words: Words) -> LookBackLine:
        return cls(issue=IssueLine.of(one.row, words), due_on=one.due_on, rule=one.rule)


@strawberry.type(description="本人要回头看的（代办的也在），先到期的在前。")
class LookBackList:
    items: list[LookBackLine]
    unowned: list[LookBackLine] = strawberry.field(
        description="安排的人已不在，等监督室另选一位；别的角色为空。"
    )

    @classmethod
    def of(
        cls, mine: list[listing.ToLook], unowned: list[listing.ToLook], words: Words
    ) -> LookBackList:
        return cls(
            items=[LookBackLine.of(one, words) for one in mine],
            unowned=[LookBackLine.of(one, words) for one in unowned],
        )


@strawberry.type(description="办结了、还没安排回头看的，新办结的在前。")
class ClosedIssues:
    items: list[IssueLine]
    after: str | None

    @classmethod
    def of(cls, rows: list[IssueRow], first: int, words: Words) -> ClosedIssues:
        shown, more = rows[: page.size(first)], len(rows) > page.size(first)
        last = shown[-1] if more else None
        return cls(
            items=[IssueLine.of(row, words) for row in shown],
            after=page.cursor(last["closed_at"], last["id"])
            if last and last["closed_at"]
            else None,
        )


@strawberry.type(description="可能是同一件。")
class LikelyDuplicate:
    issue: IssueLine
    same_enterprise: bool
    own: bool = strawberry.field(description="这位读者本人上报的。")
    photo_id: UUID | None = strawberry.field(description="第一张照片。")


@strawberry.type(description="可能是同一件的，最像的在前。")
class LikelyDuplicates:
    items: list[LikelyDuplicate]

    @classmethod
    def of(cls, found: list[duplicates.Likely], words: Words) -> LikelyDuplicates:
        return cls(
            items=[
                LikelyDuplicate(
                    issue=IssueLine.of(one.row, words),
                    same_enterprise=one.same_enterprise,
                    own=one.own,
                    photo_id=one.photo_id,
                )
                for one in found
            ]
        )


def _after(rows: list[IssueRow], first: int) -> str | None:
    if len(rows) <= page.size(first):
        return None
    last = rows[page.size(first) - 1]
    return page.cursor(last["due_at"], last["id"]) if last["due_at"] else None
