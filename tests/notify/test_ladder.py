"""An alert climbs until somebody has read: rung by rung, in working time, in front of the API."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.calendar.queries import working_days
from backend.calendar.rules import WorkingDays, working_time_after
from backend.kernel.actor import Role
from backend.notify import outside
from backend.notify.ladder import Ladder
from backend.notify.models import Channel, Delivery, DeliveryState, Notice
from backend.notify.outside import Outside
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from backend.people.models import Setting
from backend.people.settings import packed
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.world import make_actor


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


def test_the_way_that_is_set_sooner_is_tried_sooner_and_at_once_for_a_deaf_phone() -> None:
    """2026-11-18 is a Wednesday; the days off are those of any week."""
    days = WorkingDays(1, date(2026, 12, 31), frozenset(), frozenset())
    start = datetime(2026, 11, 18, 1, tzinfo=UTC)
    times = {"message": "2wd", "sms": "4wh", "lead": "3wd", "unheard": "off"}
    ladder = Ladder.of(times, off="off")

    climbed = ladder.rungs(start, days, usable=set(Channel), deaf=False)
    assert [rung.channel for rung in climbed] == [Channel.SMS, Channel.MESSAGE, Channel.LEAD]
    deaf = ladder.rungs(start, days, usable=set(Channel), deaf=True)
    assert [rung.channel for rung in deaf] == [Channel.SMS, Channel.MESSAGE, Channel.LEAD]
    assert [rung.due_at for rung in deaf] == [start, climbed[0].due_at, climbed[2].due_at]


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


async def unheard(town: Town, **given: Any) -> dict[str, Any]:
    await town.phone.sign_in(town.supervisor)
    answer = await town.phone.send("UnheardAlerts", **{"first": 30, **given})
    assert answer["__typename"] == "UnheardAlerts", answer
    return answer


async def past_every_rung(town: Town) -> None:
    await climb(town, to=town.now + timedelta(days=9))


async def test_what_nobody_read_comes_to_the_office_s_list_with_what_was_tried(town: Town) -> None:
    issue = await assigned(town)
    told_at = town.now
    await climb(town, to=told_at + timedelta(days=5) - timedelta(minutes=1))
    assert (await unheard(town))["items"] == []

    await climb(town, to=told_at + timedelta(days=5))
    listed = await unheard(town)
    alert, lead_s = sorted(listed["items"], key=lambda one: str(one["who"]), reverse=True)
    assert (lead_s["who"], lead_s["kind"]) == ("周局长", "ASSIGNED")
    assert (alert["issue"]["id"], alert["who"], alert["kind"]) == (
        issue["id"], "梁以砚", "ASSIGNED",
    )  # fmt: skip
    assert alert["issue"]["leadUnit"]["name"] == "区城市管理局"
    assert alert["phone"].startswith("137")
    assert datetime.fromisoformat(alert["toldAt"]) == told_at
    assert datetime.fromisoformat(alert["listedAt"]) == town.now
    assert [(rung["channel"], rung["state"]) for rung in alert["rungs"]] == [
        ("PUSH", "CANCELLED"), ("LEAD", "SENT"), ("UNHEARD", "SENT"),
    ]  # fmt: skip
    assert alert["nextSteps"] == ["urge", "transfer"]
    assert (listed["total"], listed["after"]) == (2, None)


async def test_an_alert_leaves_the_list_when_it_is_read_acted_on_or_overtaken(town: Town) -> None:
    read, asked, transferred, stays = [await assigned(town) for _ in range(4)]
    await past_every_rung(town)
    first = await unheard(town, first=5)
    rest = await unheard(town, first=5, after=first["after"])
    listed = [(one["issue"]["id"], one["who"]) for one in [*first["items"], *rest["items"]]]
    issues = [issue["id"] for issue in (read, asked, transferred, stays)]
    assert sorted(listed) == sorted((one, who) for one in issues for who in ("梁以砚", "周局长"))

    line = await Notice.get(subject_id=read["id"], recipient_id=town.handler.person_id)
    await town.send(
        town.handler, "MarkRead", noticeIds=[str(line.id)], sealedAt=town.now.isoformat(),
        commandId=str(line.id),
    )  # fmt: skip
    more_time = {"until": "2026-12-16", "text": "灯具缺货。"}
    await town.step(town.handler, "AskExtension", asked, **more_time)
    other = {"unitId": str(town.other_unit.id), "personId": str(town.other_handler.person_id)}
    await town.step(town.supervisor, "TransferIssue", transferred, text="归住建局管。", **other)
    await town.deliver()

    left = [(one["issue"]["id"], one["who"]) for one in (await unheard(town))["items"]]
    of_the_lead = [(issue["id"], "周局长") for issue in (read, asked, stays)]
    assert sorted(left) == sorted([*of_the_lead, (stays["id"], "梁以砚")])
    await town.step(town.supervisor, "UrgeIssue", stays, text="请今天签收。")
    assert len((await unheard(town))["items"]) == len(left)


async def test_the_list_is_the_office_s_and_names_no_protected_reporter(town: Town) -> None:
    issue = await town.report(town.special)
    await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪条路。")
    await town.deliver()
    await past_every_rung(town)

    listed = await unheard(town)
    (alert,) = [one for one in listed["items"] if one["kind"] == "RETURNED_TO_ME"]
    assert (alert["who"], alert["phone"], alert["nextSteps"]) == ("上报人", "", [])
    assert "马玉兰" not in str(listed)
    assert str(town.special.person_id) not in str(listed)

    for stranger in (town.handler, town.lead, town.special, town.liaison, town.leader):
        await town.phone.sign_in(stranger)
        refused = await town.phone.send("UnheardAlerts", first=30)
        assert refused["code"] == "not_allowed"
    elsewhere = await make_actor(Role.SUPERVISOR, region="410402", name="外区监督")
    await town.phone.sign_in(elsewhere)
    assert (await town.phone.send("UnheardAlerts", first=30))["items"] == []
