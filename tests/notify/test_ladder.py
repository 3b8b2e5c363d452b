"""An alert climbs until somebody has read: rung by rung, in working time, in front of the API."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.calendar.queries import working_days
from backend.calendar.rules import working_time_after
from backend.notify import outside
from backend.notify.models import Channel, Delivery, DeliveryState, Notice
from backend.notify.outside import Outside
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from backend.people.models import Setting
from backend.people.settings import packed
from tests.fixtures.phone import Phone
from tests.life import Town


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def assigned(town: Town) -> dict[str, Any]:
    issue = await town.report(town.special)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    await town.deliver()
    return issue


async def climb(town: Town, *, to: datetime | None = None) -> None:
    """The clock stands at ``to``, and what is due then is done."""
    if to is not None:
        town.phone.clock.now = to
    async with pusher(outside.present()) as sending:
        await Ringer(sending, clock=town.phone.clock).ring_due()


async def rungs(issue: dict[str, Any], recipient: UUID) -> dict[Channel, Delivery]:
    notice = await Notice.get(subject_id=issue["id"], recipient_id=recipient, kind="assigned")
    return {row.channel: row for row in await Delivery.filter(notice_id=notice.id)}


async def test_the_unit_s_lead_hears_after_two_working_days_then_the_office_s_list(
    town: Town,
) -> None:
    issue = await assigned(town)
    start, days = town.now, await working_days()
    owed = await rungs(issue, town.handler.person_id)
    assert set(owed) == {Channel.PUSH, Channel.LEAD, Channel.UNHEARD}
    assert owed[Channel.LEAD].due_at == working_time_after(start, 18, days)
    assert owed[Channel.LEAD].due_at == start + timedelta(days=2)  # Wednesday to Friday
    assert owed[Channel.UNHEARD].due_at == start + timedelta(days=5)  # over the week-end

    await climb(town, to=start + timedelta(days=2) - timedelta(minutes=1))
    assert not await Notice.filter(recipient_id=town.lead.person_id, title__contains="请过问")
    await climb(town, to=start + timedelta(days=2))
    await climb(town, to=start + timedelta(days=2, hours=1))
    told = await Notice.get(recipient_id=town.lead.person_id, title__contains="请过问")
    assert told.title == "BL-2026-0001：梁以砚还没看到，请过问"
    assert (told.kind, str(told.subject_id)) == ("urged", issue["id"])

    await climb(town, to=start + timedelta(days=5))
    owed = await rungs(issue, town.handler.person_id)
    assert owed[Channel.UNHEARD].state is DeliveryState.SENT


async def test_reading_cancels_every_rung_that_is_not_climbed(town: Town) -> None:
    issue = await assigned(town)
    line = await Notice.get(subject_id=issue["id"], recipient_id=town.handler.person_id)
    await town.send(
        town.handler, "MarkRead", noticeIds=[str(line.id)], sealedAt=town.now.isoformat(),
        commandId=str(line.id),
    )  # fmt: skip
    await climb(town, to=town.now + timedelta(days=9))

    owed = await rungs(issue, town.handler.person_id)
    assert {row.state for row in owed.values()} == {DeliveryState.CANCELLED}
    assert not await Notice.filter(recipient_id=town.lead.person_id, title__contains="请过问")


async def test_times_are_data_and_a_rung_may_be_left_out(town: Town) -> None:
    times = {"message": "1wh", "sms": "off", "lead": "3wh", "unheard": "off"}
    await Setting.create(key="alert_ladder", value=packed(times), changed_at=town.now)
    issue = await assigned(town)

    owed = await rungs(issue, town.handler.person_id)
    assert set(owed) == {Channel.PUSH, Channel.LEAD}
    assert owed[Channel.LEAD].due_at == town.now + timedelta(hours=3, minutes=0)


async def test_nobody_learns_by_the_ladder_who_a_protected_reporter_is(town: Town) -> None:
    issue = await town.report(town.special)
    await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪条路。")
    await town.deliver()
    line = await Notice.get(subject_id=issue["id"], kind="returned_to_me")
    assert line.recipient_id != town.special.person_id
    kinds = {row.channel for row in await Delivery.filter(notice_id=line.id)}
    assert kinds == {Channel.PUSH, Channel.UNHEARD}

    await town.phone.sign_in(town.supervisor)
    seen = await town.phone.send("IssueTrace", id=issue["id"])
    (mine,) = [item for item in seen["items"] if item["kind"] == "RETURNED_TO_ME"]
    assert mine["who"] == "上报人"
    assert "马玉兰" not in str(seen)
    assert str(town.special.person_id) not in str(seen)


async def test_the_trace_says_who_was_told_how_and_who_has_read(town: Town) -> None:
    outside.use(Outside())
    issue = await assigned(town)
    await climb(town, to=town.now + timedelta(days=2))
    await town.phone.sign_in(town.supervisor)
    office = await town.phone.send("IssueTrace", id=issue["id"])
    told = {(item["who"], item["kind"]) for item in office["items"]}
    assert ("梁以砚", "ASSIGNED") in told
    assert ("周局长", "URGED") in told

    await town.phone.sign_in(town.lead)
    unit = await town.phone.send("IssueTrace", id=issue["id"])
    assert {item["who"] for item in unit["items"]} == {"梁以砚", "周局长"}
    assert unit["summary"] == "2 人：1 已告诉单位负责人，1 只在收件箱"

    for stranger in (town.handler, town.special, town.liaison, town.other_handler):
        await town.phone.sign_in(stranger)
        refused = await town.phone.send("IssueTrace", id=issue["id"])
        assert refused["__typename"] == "Refused"
