"""What is said outside the app: the kind and the number, nothing else (DOMAIN, rule 6)."""

from __future__ import annotations

import json
from uuid import UUID

from backend.notify.models import NoticeKind

DECLARATIVE = 8030  # W3C push-api: shown by browsers that know it without our service worker
OUTSIDE = {
    NoticeKind.RETURNED_TO_ME: "您有1件被退回",
    NoticeKind.ASSIGNED: "您有1件新交办",
    NoticeKind.OVERDUE: "您有1件已逾期",
    NoticeKind.DUE_SOON: "您有1件快到期",
    NoticeKind.CALL_BACK: "您有1件要回访",
    NoticeKind.URGED: "您有1件被催办",
    NoticeKind.REOPENED: "您有1件退回重办",
    NoticeKind.ANSWERED: "您有1件有答复",
    NoticeKind.HANDED_OVER: "您接手了1件",
    NoticeKind.ESCALATED: "您有1件要督办",
}
TRIAL_TTL = 120  # seconds
TRIAL = "推送测试：看到这条，就是收得到"

DIGEST = "{many} 条进展"
BOT_SAYS = "还没看的提醒：{counts}。{url}"


def title_of(kind: NoticeKind, number: str | None) -> str:
    said = OUTSIDE.get(kind, "您有1条消息")
    return f"{said} {number}" if number else said


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
