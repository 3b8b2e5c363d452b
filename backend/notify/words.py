"""What is said outside the app: the kind and the number, nothing else (DOMAIN, rule 6)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from backend.notify.models import Notice, NoticeKind

DECLARATIVE = 8030  # W3C push-api: shown by browsers that know it without our service worker
OUTSIDE = {
    NoticeKind.RETURNED_TO_ME: "您有{many}件被退回",
    NoticeKind.ASSIGNED: "您有{many}件新交办",
    NoticeKind.OVERDUE: "您有{many}件已逾期",
    NoticeKind.DUE_SOON: "您有{many}件快到期",
    NoticeKind.CALL_BACK: "您有{many}件要回访",
    NoticeKind.URGED: "您有{many}件被催办",
    NoticeKind.REOPENED: "您有{many}件退回重办",
    NoticeKind.ANSWERED: "您有{many}件有答复",
    NoticeKind.HANDED_OVER: "您接手了{many}件",
    NoticeKind.ESCALATED: "您有{many}件要督办",
}
OTHERWISE, SEVERAL, AND_OTHERS = "您有{many}条消息", "您有{many}件没看的提醒", " 等"
TRIAL_TTL = 120  # seconds
TRIAL = "推送测试：看到这条，就是收得到"

DIGEST = "{many} 条进展"
BOT_SAYS = "还没看的提醒：{counts}。{url}"


def title_of(kind: NoticeKind, number: str | None) -> str:
    said = OUTSIDE.get(kind, OTHERWISE).format(many=1)
    return f"{said} {number}" if number else said


def said_together(notices: Sequence[Notice]) -> tuple[str, str]:
    """Kind and number of one message about several lines: 「您有3件新交办」, 「WD-2026-0012 等」.

    The number is that of the first; two lines about one record are one 件.
    """
    kinds, records = {each.kind for each in notices}, {each.subject_id for each in notices}
    alike = OUTSIDE.get(notices[0].kind, OTHERWISE) if len(kinds) == 1 else SEVERAL
    number = next((each.number for each in notices if each.number), "")
    others = AND_OTHERS if number and len(records) > 1 else ""
    return alike.format(many=len(records)), number + others


def payload(*, title: str, navigate: str, tag: str, delivery_id: UUID, badge: int) -> str:
    """The push as JSON. ``navigate`` is absolute and opaque; ``tag``: a double shows as one."""
    notification = {
        "title": title,
        "navigate": navigate,
        "lang": "zh-CN",
        "tag": tag,
        "data": {"d": str(delivery_id)},
    }
    said = {"web_push": DECLARATIVE, "notification": notification, "app_badge": str(badge)}
    return json.dumps(said, ensure_ascii=False)
