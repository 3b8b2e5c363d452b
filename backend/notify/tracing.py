"""What became of every line about a subject: who was told by what, when, and who has read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.notify.models import Channel, Delivery, DeliveryState, Notice, NoticeKind

CALLED = {
    Channel.PUSH: "推送",
    Channel.MESSAGE: "企业微信或钉钉",
    Channel.SMS: "短信",
    Channel.LEAD: "已告诉单位负责人",
    Channel.UNHEARD: "在未读清单",
}
LEFT = frozenset({DeliveryState.SENT, DeliveryState.ACKED})
LINES_MAX = 200


@dataclass(frozen=True, slots=True)
class RungTold:
    """One rung of one line; ``why`` it failed or was not climbed, as the log says it."""

    channel: Channel
    state: DeliveryState
    due_at: datetime | None
    sent_at: datetime | None
    acked_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of one inbox, with what was sent because of it, the first first."""

    recipient_id: UUID
    kind: NoticeKind
    title: str
    told_at: datetime
    read_at: datetime | None
    rungs: list[RungTold]


async def trace(subject_id: UUID) -> list[Told]:
    """Every line about this subject, newest first. Who may know is the caller's to say: a recipient
    may be a pseudonym, and stays one.
    """
    about = Notice.filter(subject_id=subject_id).order_by("-created_at", "-id")
    return await told_of(await about.limit(LINES_MAX))


async def told_of(lines: Sequence[Notice]) -> list[Told]:
    """These lines with what was sent because of each, in the same order."""
    rungs: dict[UUID, list[RungTold]] = defaultdict(list)
    rows = Delivery.filter(notice_id__in=[line.id for line in lines]) if lines else None
    for row in sorted(await rows, key=_climbed) if rows is not None else []:
        assert row.notice_id is not None
        rungs[row.notice_id].append(
            RungTold(row.channel, row.state, row.due_at, row.sent_at, row.acked_at, row.last_error)
        )
    return [
        Told(
            line.recipient_id, line.kind, line.title, line.created_at, line.read_at, rungs[line.id]
        )
        for line in lines
    ]


def summary(told: Sequence[Told]) -> str:
    """「3 人：2 已读，1 短信」: each person once; unread by the highest rung."""
    people: dict[UUID, list[Told]] = defaultdict(list)
    for line in told:
        people[line.recipient_id].append(line)
    if not people:
        return "还没有告诉谁"
    reached = Counter(_reached(lines) for lines in people.values())
    order = ("已读", *(CALLED[channel] for channel in CALLED), "只在收件箱")
    said = [f"{reached[word]} {word}" for word in order if reached[word]]
    return f"{len(people)} 人：{'，'.join(said)}"


def _reached(lines: Sequence[Told]) -> str:
    unread = [line for line in lines if line.read_at is None]
    if not unread:
        return "已读"
    left = {rung.channel for line in unread for rung in line.rungs if rung.state in LEFT}
    return next((CALLED[c] for c in reversed(CALLED) if c in left), "只在收件箱")


def _climbed(row: Delivery) -> tuple[int, datetime]:
    return list(Channel).index(row.channel), row.created_at
