"""What does not ring: one push at 08:30 and 17:30 of working days, as the person wishes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import http_ece
import pytest

from backend.calendar import service as calendar
from backend.kernel import schedule
from backend.kernel.actor import Actor
from backend.kernel.schedule import NOBODY
from backend.notify import addressees, service
from backend.notify.digest import digest, next_digest
from backend.notify.models import Delivery, DeliveryState, Notice, NoticeKind
from backend.notify.outside import Outside
from backend.wiring import RECURRING
from backend.worker import run_jobs
from tests.fixtures.phone import Phone
from tests.notify.conftest import Browser
from tests.notify.test_inbox import happened, read, told
from tests.notify.test_pushing import PushService, ring, subscribed
from tests.notify.test_pushing import me as me
from tests.notify.test_pushing import push_service as push_service
from tests.world import NOW

AT_CLOSING = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)  # Wednesday, 17:30 in the district


async def at(phone: Phone, when: datetime, here: Outside) -> None:
    """The worker at this moment: jobs that are due, then what rings."""
    phone.clock.now = when
    await digest(NOBODY, when)
    await ring(phone, here)


def said(service: PushService, mine: Browser) -> list[str]:
    bodies = [
        json.loads(http_ece.decrypt(body, private_key=mine.private, auth_secret=mine.auth))
        for _, body in service.got
    ]
    return [body["notification"]["title"] for body in bodies]


async def test_three_lines_are_one_push_and_never_told_again(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    mine = await subscribed(phone, push_service)
    for minute in range(3):
        await told(me, minute=minute)
    await ring(phone, pushing)
    assert push_service.got == []
    await at(phone, AT_CLOSING, pushing)
    await at(phone, AT_CLOSING + timedelta(hours=15), pushing)
    assert said(push_service, mine) == ["3 条进展"]


async def test_what_rings_and_what_was_read_is_not_counted(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    mine = await subscribed(phone, push_service)
    seen = await told(me)
    await told(me, minute=1)
    await told(me, kind=NoticeKind.ASSIGNED, minute=2)
    await ring(phone, pushing)
    await phone.send("MarkRead", input=read(seen))
    await at(phone, AT_CLOSING, pushing)
    assert said(push_service, mine) == ["您有1件新交办", "1 条进展"]


async def test_read_between_the_digest_and_its_sending_cancels_it(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    await subscribed(phone, push_service)
    line = await told(me)
    await digest(NOBODY, AT_CLOSING)
    await phone.send("MarkRead", input=read(line))
    await at(phone, AT_CLOSING, pushing)
    assert push_service.got == []
    assert (await Delivery.get()).state is DeliveryState.CANCELLED


async def test_each_person_s_own_times_and_quiet_hours(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    mine = await subscribed(phone, push_service)
    wished = {
        "digests": ["08:30"], "quietFrom": "08:00", "quietUntil": "09:00", "channels": ["PUSH"],
    }  # fmt: skip
    await phone.send("SaveAlertSettings", input=wished)
    await told(me)
    await at(phone, AT_CLOSING, pushing)
    assert push_service.got == []  # not one of this person's times
    await at(phone, AT_CLOSING + timedelta(hours=15), pushing)
    assert push_service.got == []  # quiet until nine
    await at(phone, AT_CLOSING + timedelta(hours=15, minutes=30), pushing)
    assert said(push_service, mine) == ["1 条进展"]


async def test_a_ring_waits_for_the_end_of_the_quiet_hours_too(
    phone: Phone, me: Actor, pushing: Outside, push_service: PushService
) -> None:
    mine = await subscribed(phone, push_service)
    wished = {
        "digests": [], "quietFrom": "09:30", "quietUntil": "13:00", "channels": ["PUSH"],
    }  # fmt: skip
    await phone.send("SaveAlertSettings", input=wished)
    await told(me, kind=NoticeKind.ASSIGNED)
    await ring(phone, pushing)
    assert push_service.got == []
    phone.clock.now = datetime(2026, 11, 18, 5, 0, tzinfo=UTC)
    await ring(phone, pushing)
    assert said(push_service, mine) == ["您有1件新交办"]


async def test_lines_under_a_pseudonym_are_counted_with_the_person_s_own(
    phone: Phone,
    me: Actor,
    pushing: Outside,
    push_service: PushService,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alias = UUID(int=7)

    async def whose(recipient: object) -> object:
        return me.person_id if recipient == alias else recipient

    async def names(person: object) -> list[object]:
        return [person, alias] if person == me.person_id else [person]

    monkeypatch.setattr(addressees, "PERSON_OF", whose)
    monkeypatch.setattr(addressees, "ALIASES_OF", names)
    mine = await subscribed(phone, push_service)
    await told(me)
    await service.post(await happened(me), [alias], kind=NoticeKind.ANSWERED, title="已答", now=NOW)
    await at(phone, AT_CLOSING, pushing)
    assert said(push_service, mine) == ["2 条进展"]


async def test_the_times_are_those_of_working_days(phone: Phone) -> None:
    await calendar.seed(now=NOW)
    friday_evening = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
    assert await next_digest(NOW) == AT_CLOSING
    assert await next_digest(AT_CLOSING) == datetime(2026, 11, 19, 0, 30, tzinfo=UTC)
    assert await next_digest(friday_evening) == datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert await run_jobs(now=phone.clock.now) == 0


async def test_the_job_runs_once_and_is_planned_again(me: Actor) -> None:
    await calendar.seed(now=NOW)
    await schedule.ensure(RECURRING, now=NOW)
    await told(me)
    done = [await run_jobs(now=AT_CLOSING) for _ in range(2)]
    assert done == [1, 0]
    assert (await Notice.get()).digested_at == AT_CLOSING
