"""The phone's clock: believed and kept beside ours, doubted where it cannot be (DECISIONS 12)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from backend.kernel.refusal import Refusal, Remedy

CLOCK_AHEAD_MAX = timedelta(minutes=10)  # a phone clock may run this far ahead of ours
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)  # before that a phone's clock was reset, not late


class FromTheFuture(Refusal):
    code, remedy = "from_the_future", Remedy.FIX
    text = "时间晚于现在，手机时钟可能快了，请把时间改对再发。"


class LongPast(Refusal):
    code, remedy = "long_past", Remedy.FIX
    text = "时间早得不可能，手机时钟可能被重置了，请把时间改对再发。"


class TimeWithoutZone(Refusal):
    code, remedy = "time_without_zone", Remedy.FIX
    text = "时间缺少时区，请更新应用后重发。"


def check_time(at: datetime, *, field: str, now: datetime) -> None:
    """However late is taken; only a clock ahead of ours, or one that was reset, asks the person.

    Raises:
        TimeWithoutZone, FromTheFuture, LongPast (remedy: fix).
    """
    if at.tzinfo is None:
        raise TimeWithoutZone(field=field)
    if at > now + CLOCK_AHEAD_MAX:
        raise FromTheFuture(field=field)
    if at < EARLIEST:
        raise LongPast(field=field)
