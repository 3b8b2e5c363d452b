"""The delivery trace as the API shows it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import strawberry

import backend.notify.graphql  # noqa: F401 (describes the enums before the types below name them)
from backend.issues.outputs import IssueLine, Words
from backend.issues.tracing import Trace, TraceLine
from backend.issues.unheard import Unheard
from backend.kernel import page
from backend.notify.models import Channel, DeliveryState, NoticeKind
from backend.notify.tracing import RungTold


@strawberry.type(description="提醒的一级：用什么渠道，到了没有。")
class TraceRung:
    channel: Channel
    state: DeliveryState
    due_at: datetime | None = strawberry.field(description="还没发的：什么时候发。")
    sent_at: datetime | None
    acked_at: datetime | None = strawberry.field(description="手机说已显示的时间。")
    why: str = strawberry.field(
        description="没有发的：为什么。read 已有人看、acted 已在办、passed_on 已不归本人办、closed "
        "rejected merged redirected withdrawn 这件已了结，此外是渠道的话。"
    )

    @classmethod
    def of(cls, rung: RungTold) -> TraceRung:
        return cls(
            channel=rung.channel,
            state=rung.state,
            due_at=rung.due_at,
            sent_at=rung.sent_at,
            acked_at=rung.acked_at,
            why=rung.why,
        )


@strawberry.type(description="一个人收件箱里的一条。")
class IssueTraceLine:
    who: str = strawberry.field(description="姓名；受保护的上报人只写「上报人」。")
    kind: NoticeKind
    title: str
    told_at: datetime
    read_at: datetime | None
    rungs: list[TraceRung]

    @classmethod
    def of(cls, line: TraceLine) -> IssueTraceLine:
        return cls(
            who=line.who,
            kind=line.kind,
            title=line.title,
            told_at=line.told_at,
            read_at=line.read_at,
            rungs=[TraceRung.of(rung) for rung in line.rungs],
        )


@strawberry.type(
    description="这件事告诉了谁、怎么告诉的、谁看了。监督室看全部，单位负责人只看本单位的人。"
)
class IssueTrace:
    summary: str = strawberry.field(description="例如：3 人：2 已读，1 短信。")
    items: list[IssueTraceLine]

    @classmethod
    def of(cls, trace: Trace) -> IssueTrace:
        return cls(summary=trace.summary, items=[IssueTraceLine.of(line) for line in trace.lines])


@strawberry.type(description="一条走完各级还没人看的提醒。")
class UnheardAlert:
    id: UUID
    issue: IssueLine
    who: str = strawberry.field(description="姓名；受保护的上报人只写「上报人」。")
    phone: str = strawberry.field(description="承办单位的人才有，用来打电话。")
    kind: NoticeKind
    title: str
    told_at: datetime
    listed_at: datetime | None = strawberry.field(description="什么时候进的清单。")
    rungs: list[TraceRung]
    next_steps: list[str] = strawberry.field(description="现在可以做的：urge、transfer。")

    @classmethod
    def of(cls, alert: Unheard, words: Words) -> UnheardAlert:
        return cls(
            id=alert.notice_id,
            issue=IssueLine.of(alert.row, words),
            who=alert.who,
            phone=alert.phone,
            kind=alert.told.kind,
            title=alert.told.title,
            told_at=alert.told.told_at,
            listed_at=alert.listed_at,
            rungs=[TraceRung.of(rung) for rung in alert.told.rungs],
            next_steps=alert.next_steps,
        )


@strawberry.type(description="未读清单，最早发出的在前；total 是提醒的条数，不按人。")
class UnheardAlerts:
    items: list[UnheardAlert]
    after: str | None
    total: int

    @classmethod
    def of(cls, found: list[Unheard], first: int, total: int, words: Words) -> UnheardAlerts:
        shown, more = found[: page.size(first)], len(found) > page.size(first)
        last = shown[-1] if more else None
        return cls(
            items=[UnheardAlert.of(alert, words) for alert in shown],
            after=page.cursor(last.told.told_at, last.notice_id) if last else None,
            total=total,
        )
