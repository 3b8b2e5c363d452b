"""An alert stops climbing when it asks its reader for nothing any more, and the trace says why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.notify import outside
from backend.notify.channels.group_bots import counts
from backend.notify.models import Channel, Delivery, DeliveryState, Notice
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from tests import roads
from tests.fixtures.phone import Phone
from tests.life import Town

LATER = {Channel.LEAD, Channel.UNHEARD}


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)


async def assigned(town: Town) -> dict[str, Any]:
    issue = await town.report(town.special)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    await delivered(town)
    return issue


async def delivered(town: Town) -> None:
    while await town.deliver():
        pass


async def cancelled(issue: dict[str, Any], recipient: UUID, kind: str) -> dict[Channel, str]:
    """Of the alerts of this kind: which later rungs are cancelled, and why."""
    lines = await Notice.filter(subject_id=issue["id"], recipient_id=recipient, kind=kind)
    rungs = Delivery.filter(notice_id__in=[line.id for line in lines], channel__in=list(LATER))
    return {
        row.channel: row.last_error
        for row in await rungs
        if (row.state, row.due_at) == (DeliveryState.CANCELLED, None)
    }


async def climb(town: Town, **later: float) -> None:
    town.phone.clock.advance(**later)
    async with pusher(outside.present()) as sending:
        await Ringer(sending, clock=town.phone.clock).ring_due()


async def test_who_gave_the_issue_to_another_is_alerted_no_further(town: Town) -> None:
    issue = await assigned(town)
    issue = await town.step(
        town.supervisor, "TransferIssue", issue, unitId=str(town.other_unit.id),
        personId=str(town.other_handler.person_id), text="归住建局管。",
    )  # fmt: skip
    await delivered(town)

    for former in (town.handler, town.lead):
        owed = await cancelled(issue, former.person_id, "assigned")
        assert set(owed.values()) == {"passed_on"}
        assert Channel.UNHEARD in owed
    assert await cancelled(issue, town.other_handler.person_id, "assigned") == {}

    await climb(town, days=9)
    assert not await Notice.filter(recipient_id=town.lead.person_id, title__contains="请过问")
    line = await Notice.get(
        subject_id=issue["id"], recipient_id=town.handler.person_id, kind="assigned"
    )
    assert line.read_at is None  # it stays in the inbox


async def test_within_the_unit_the_lead_goes_on_being_alerted(town: Town) -> None:
    issue = await assigned(town)
    issue = await town.step(
        town.supervisor, "ReassignIssue", issue, personId=str(town.lead.person_id), text=""
    )
    await delivered(town)

    owed = await cancelled(issue, town.handler.person_id, "assigned")
    assert owed == {Channel.LEAD: "passed_on", Channel.UNHEARD: "passed_on"}
    assert await cancelled(issue, town.lead.person_id, "assigned") == {}


async def test_who_acts_has_seen_it_and_nobody_else_has(town: Town) -> None:
    issue = await assigned(town)
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    await delivered(town)

    owed = await cancelled(issue, town.handler.person_id, "assigned")
    assert owed == {Channel.LEAD: "acted", Channel.UNHEARD: "acted"}
    assert await cancelled(issue, town.lead.person_id, "assigned") == {}

    town.phone.clock.advance(seconds=1)
    issue = await town.step(town.supervisor, "UrgeIssue", issue)
    await delivered(town)
    assert await cancelled(issue, town.handler.person_id, "urged") == {}


async def test_a_closed_issue_alerts_nobody(town: Town) -> None:
    issue = await assigned(town)
    assert await counts() == "新交办 1 件"
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(town.handler, "RespondIssue", issue, **roads.RESPONSE)
    issue = await town.step(town.supervisor, "CallBackIssue", issue, result="SATISFIED")
    await delivered(town)

    assert await cancelled(issue, town.lead.person_id, "assigned") == {Channel.UNHEARD: "closed"}
    assert not await Delivery.filter(state=DeliveryState.DUE, channel__in=list(LATER))
    assert await counts() == ""  # the group is told of nothing that is over

    await town.phone.sign_in(town.supervisor)
    seen = await town.phone.send("IssueTrace", id=issue["id"])
    (lead,) = [i for i in seen["items"] if (i["who"], i["kind"]) == ("周局长", "ASSIGNED")]
    (last,) = [rung for rung in lead["rungs"] if rung["channel"] == "UNHEARD"]
    assert (last["state"], last["why"]) == ("CANCELLED", "closed")


@pytest.mark.parametrize(
    ("command", "given", "why"),
    [
        ("WithdrawIssue", {}, "withdrawn"),
        ("RejectIssue", {"text": "不属于本区。", "instead": "请找市里。"}, "rejected"),
        ("RedirectIssue", {"channel": "12345 热线", "outsideNumber": "A-7"}, "redirected"),
        ("MergeIssue", {}, "merged"),
    ],
)
async def test_what_was_returned_and_then_ended_asks_its_author_for_nothing(
    town: Town, command: str, given: dict[str, Any], why: str
) -> None:
    if command == "MergeIssue":
        given = {"targetId": (await town.report(town.liaison))["id"]}
    issue = await town.report(town.special)
    issue = await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪条路。")
    await delivered(town)
    line = await Notice.get(subject_id=issue["id"], kind="returned_to_me")

    by = town.special if command == "WithdrawIssue" else town.supervisor
    if by is town.supervisor:
        town.phone.clock.advance(days=9)  # the author's time is over
    issue = await town.step(by, command, issue, **given)
    assert issue["__typename"] == "Receipt", issue
    await delivered(town)

    assert await cancelled(issue, line.recipient_id, "returned_to_me") == {Channel.UNHEARD: why}


async def test_resubmitting_answers_what_was_asked_and_a_second_return_asks_anew(
    town: Town,
) -> None:
    issue = await town.report(town.special)
    issue = await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪条路。")
    issue = await town.step(town.special, "ResubmitIssue", issue, description="建设路中段的路灯。")
    issue = await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪一侧。")
    await delivered(town)  # late, all at once: what stands now is not cancelled by what came before

    lines = await Notice.filter(subject_id=issue["id"], kind="returned_to_me")
    assert len(lines) == 2
    last = await Delivery.filter(
        notice_id__in=[line.id for line in lines], channel=Channel.UNHEARD,
        state=DeliveryState.DUE,
    )  # fmt: skip
    assert last
    assert all(row.due_at and row.due_at > town.now + timedelta(days=1) for row in last)
