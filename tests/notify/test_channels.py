"""Messages to a person and to groups, against stand-ins that check credentials and limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.alerting import outside_of
from backend.issues.models import Issue
from backend.notify import outside
from backend.notify.channels.aliyun_sms import SmsAccount, canonical_query, signed
from backend.notify.channels.dingtalk import DingTalkApp
from backend.notify.channels.tellers import tellers
from backend.notify.channels.wecom import WeComApp
from backend.notify.models import Channel, Delivery, DeliveryState, Doorbell, Notice
from backend.notify.outside import Outside
from backend.notify.ringer import Ringer
from backend.notify.web_push import pusher
from backend.people.models import Person
from backend.settings import SettingError, Settings
from tests.fixtures.phone import Phone
from tests.life import Town
from tests.notify.providers import SECRET, Providers, serving


@pytest.fixture
async def providers() -> AsyncIterator[Providers]:
    async with serving() as here:
        yield here
    outside.use(Outside())


@pytest.fixture
async def town(phone: Phone, providers: Providers) -> Town:
    town = await Town.built(phone)
    person = await Person.get(id=town.handler.person_id)
    providers.phones[person.phone] = "LiangYiYan"
    return town


def switched_on(providers: Providers, **change: Any) -> None:
    every: dict[str, Any] = {
        "wecom": WeComApp("ww1", SECRET, 1000002, providers.url),
        "sms": SmsAccount("LTAI1", SECRET, "卫东监督", "SMS_154950909", providers.url),
    }
    outside.use(Outside(**(every | change)))


async def assigned(town: Town) -> Notice:
    issue = await town.report(town.special)
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    await town.deliver()
    return await Notice.get(subject_id=issue["id"], recipient_id=town.handler.person_id)


async def climb(town: Town, **later: float) -> None:
    town.phone.clock.advance(**later)
    async with (
        pusher(outside.present()) as to_phones,
        tellers(outside.present()) as to_people,
    ):
        await Ringer(to_phones, to_people, clock=town.phone.clock).ring_due()


async def read(town: Town, line: Notice) -> None:
    await town.send(
        town.handler, "MarkRead", noticeIds=[str(line.id)], sealedAt=town.now.isoformat(),
        commandId=str(line.id),
    )  # fmt: skip


async def standing(line: Notice) -> dict[str, Any]:
    issue = await Issue.get(id=line.subject_id)
    return {"id": str(issue.id), "version": issue.version}


async def rung(notice_id: UUID, channel: Channel) -> Delivery:
    return await Delivery.get(notice_id=notice_id, channel=channel)


async def test_wecom_after_two_hours_then_an_sms_after_a_day_and_only_kind_and_number(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    notice = await assigned(town)
    await climb(town, minutes=119)
    assert providers.told == []
    await climb(town, minutes=1)
    assert providers.told == [("LiangYiYan", "您有1件新交办 BL-2026-0001")]
    await climb(town, hours=22)
    person = await Person.get(id=town.handler.person_id)
    assert (person.phone, "您有1件新交办 BL-2026-0001") in providers.told[1:]
    assert {said for _, said in providers.told} == {"您有1件新交办 BL-2026-0001"}
    assert (await rung(notice.id, Channel.SMS)).state is DeliveryState.SENT
    await town.phone.sign_in(town.supervisor)
    trace = await town.phone.send("IssueTrace", id=str(notice.subject_id))
    assert trace["summary"] == "5 人：2 短信，3 只在收件箱"


async def test_dingtalk_in_the_place_of_wecom(town: Town, providers: Providers) -> None:
    switched_on(providers, wecom=None, dingtalk=DingTalkApp("dk", SECRET, 7, providers.url))
    await assigned(town)
    await climb(town, hours=2)
    assert providers.told == [("LiangYiYan", "您有1件新交办 BL-2026-0001")]


async def test_a_token_that_was_taken_back_is_asked_for_anew(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    async with pusher(outside.present()) as phones, tellers(outside.present()) as people:
        for so_far, tokens in ((1, 1), (2, 1), (3, 2)):
            providers.token_over = so_far == 3
            await assigned(town)
            await Delivery.filter(channel=Channel.MESSAGE, state="due").update(due_at=town.now)
            await Ringer(phones, people, clock=town.phone.clock).ring_due()
            assert (len(providers.told), providers.tokens) == (so_far, tokens)


async def test_who_is_unknown_there_is_said_in_the_log_and_the_ladder_goes_on(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    providers.phones.clear()
    notice = await assigned(town)
    await climb(town, hours=2)
    failed = await rung(notice.id, Channel.MESSAGE)
    assert (failed.state, failed.last_error) == (DeliveryState.FAILED, "errcode 46004")
    await climb(town, hours=22)
    assert (await rung(notice.id, Channel.SMS)).state is DeliveryState.SENT


async def test_limits_put_it_off_and_it_is_sent_when_they_are_over(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    providers.busy, providers.sms_most = True, 0
    notice = await assigned(town)
    await climb(town, hours=2)
    waiting = await rung(notice.id, Channel.MESSAGE)
    assert waiting.due_at == town.now + timedelta(seconds=60)
    providers.busy = False
    await climb(town, seconds=60)
    assert (await rung(notice.id, Channel.MESSAGE)).state is DeliveryState.SENT

    await climb(town, hours=22)
    waiting = await rung(notice.id, Channel.SMS)
    assert waiting.due_at == town.now + timedelta(hours=1)
    providers.sms_most = 99
    await climb(town, hours=1)
    assert (await rung(notice.id, Channel.SMS)).state is DeliveryState.SENT


async def test_what_is_due_to_one_person_at_one_time_is_one_message(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    alerts = [await assigned(town) for _ in range(12)]  # more than are under way for one host
    elsewhere = await town.report(town.special)
    other = town.assignment(
        unitId=str(town.other_unit.id), personId=str(town.other_handler.person_id)
    )
    await town.step(town.supervisor, "AssignIssue", elsewhere, **other)
    await town.deliver()
    await read(town, alerts[0])
    providers.told.clear()
    await climb(town, days=1, seconds=30)

    handler = await Person.get(id=town.handler.person_id)
    stranger = await Person.get(id=town.other_handler.person_id)
    assert [said for to, said in providers.told if to == handler.phone] == [
        "您有11件新交办 BL-2026-0002 等"
    ]
    assert [said for to, said in providers.told if to == stranger.phone] == [
        "您有1件新交办 BL-2026-0013"
    ]
    rows = await Delivery.filter(
        channel=Channel.SMS, notice_id__in=[line.id for line in alerts[1:]]
    )
    assert {(row.state, row.last_status, row.attempts) for row in rows} == {
        (DeliveryState.SENT, 200, 1)
    }
    assert len({row.sent_at for row in rows}) == 1
    assert (await rung(alerts[0].id, Channel.SMS)).state is DeliveryState.CANCELLED


async def test_a_message_that_is_put_off_is_put_off_for_all_that_it_tells(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    alerts = [await assigned(town), await assigned(town)]
    await town.step(town.supervisor, "UrgeIssue", await standing(alerts[1]))
    await town.deliver()
    providers.sms_most = 0
    await climb(town, days=1, seconds=30)
    waiting = [await rung(line.id, Channel.SMS) for line in alerts]
    assert {row.due_at for row in waiting} == {town.now + timedelta(hours=1)}

    providers.sms_most, providers.sms_to = 1, Counter()
    await climb(town, hours=1)
    handler = await Person.get(id=town.handler.person_id)
    assert (handler.phone, "您有2件没看的提醒 BL-2026-0001 等") in providers.told
    assert providers.sms_to[handler.phone] == 1


async def test_two_reports_of_one_protected_reporter_are_told_in_one_message(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    for _ in range(2):
        issue = await town.report(town.special)
        await town.step(town.supervisor, "ReturnIssue", issue, text="请写清是哪条路。")
    await town.deliver()
    await climb(town, days=1, seconds=30)

    special = await Person.get(id=town.special.person_id)
    assert [said for to, said in providers.told if to == special.phone] == [
        "您有2件被退回 BL-2026-0001 等"
    ]


async def test_a_wrong_secret_is_refused_by_the_provider_and_sends_nothing(
    town: Town, providers: Providers
) -> None:
    switched_on(
        providers, wecom=None, sms=SmsAccount("LTAI1", "other", "卫东监督", "SMS_1", providers.url)
    )
    notice = await assigned(town)
    await climb(town, days=1)
    failed = await rung(notice.id, Channel.SMS)
    assert (failed.state, failed.last_error) == (DeliveryState.FAILED, "SignatureDoesNotMatch")


async def test_a_group_hears_counts_and_the_address_once_for_many(
    town: Town, providers: Providers
) -> None:
    bot = f"json://{providers.url.removeprefix('http://')}/bot"
    outside.use(Outside(public_url="https://blt.example.cn", bots=(bot,)))
    for _ in range(3):
        await assigned(town)
    await climb(town, minutes=1)
    assert providers.told == [("group", "还没看的提醒：新交办 3 件。https://blt.example.cn")]
    await assigned(town)
    await climb(town, minutes=9)
    assert len(providers.told) == 1  # ten minutes between two
    await climb(town, minutes=1)
    assert providers.told[1:] == [("group", "还没看的提醒：新交办 4 件。https://blt.example.cn")]


def test_the_signature_is_the_one_of_the_provider_s_own_example() -> None:
    """Source: help.aliyun.com, V3版本请求体&签名机制, 固定参数值示例."""
    image = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
    headers = signed(
        "YourAccessKeyId", "YourAccessKeySecret",
        query=canonical_query({"ImageId": image, "RegionId": "cn-shanghai"}),
        host="ecs.cn-shanghai.aliyuncs.com", action="RunInstances", version="2014-05-26",
        at=datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC),
        nonce="3156853299f313e23d1673dc12e1703d",
    )  # fmt: skip
    assert headers["authorization"].endswith(
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"wecom_corp_id": "ww1"}, "BLT_WECOM_SECRET"),
        ({"sms_key_id": "a", "sms_key_secret": "b", "sms_sign": "c"}, "BLT_SMS_TEMPLATE"),
        ({"group_bots": ("nonsense",)}, "BLT_GROUP_BOTS"),
    ],
)
def test_half_a_channel_does_not_start(given: dict[str, Any], missing: str) -> None:
    with pytest.raises(SettingError, match=missing):
        outside_of(Settings(**given))


async def test_whose_phones_no_longer_answer_is_told_by_the_next_channel_at_once(
    town: Town, providers: Providers
) -> None:
    switched_on(providers)
    await Doorbell.create(
        id=uuid4(), person_id=town.handler.person_id, endpoint="https://fcm.googleapis.com/x",
        endpoint_sha256="0" * 64, p256dh="", auth="", added_at=town.now, sealed_at=town.now,
        unacked=3,
    )  # fmt: skip
    notice = await assigned(town)
    await climb(town)
    assert providers.told == [("LiangYiYan", "您有1件新交办 BL-2026-0001")]
    sms, lead = await rung(notice.id, Channel.SMS), await rung(notice.id, Channel.LEAD)
    assert sms.due_at == town.now + timedelta(hours=2)
    assert lead.due_at == town.now + timedelta(days=2)  # the fault is the phone's
