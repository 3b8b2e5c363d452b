"""The whole way of a push: the page subscribes in Chromium, pywebpush seals and signs, Chromium
opens, the worker shows and acknowledges, and a finger's click leads to the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import requests
from playwright.async_api import BrowserContext, expect
from pywebpush import webpush

from backend.kernel.ledger import Deed, LedgerEvent, record
from backend.notify import service
from backend.notify.models import (
    Channel,
    Delivery,
    DeliveryState,
    Doorbell,
    Notice,
    NoticeKind,
    Purpose,
)
from backend.notify.push_keys import new_private_key
from tests.e2e.app import SLOW_MS, App
from tests.e2e.conftest import Town
from tests.fixtures.chromium import NewPhone
from tests.fixtures.notifications import Notifications
from tests.fixtures.push_service import Knock, PushService
from tests.fixtures.server import Served
from tests.notify.test_inbox import Happened

pytestmark = [pytest.mark.browser, pytest.mark.own_browser]

SUBJECT = "mailto:jiandu@weidong.gov.cn"
TITLE = "您有1件退回 WD-2026-0012"
WITHIN_TRIES = 400


async def test_from_the_subscription_to_the_page_that_a_tap_opens(
    new_phone: NewPhone,
    new_server: Callable[..., Served],
    town: Town,
    push_service: PushService,
    notifications: Notifications,
) -> None:
    key = new_private_key()
    server = await asyncio.to_thread(
        new_server, BLT_VAPID_PRIVATE_KEY=key, BLT_VAPID_SUBJECT=SUBJECT
    )
    phone = await new_phone(args=push_service.arguments, env=notifications.environment)
    await phone.grant_permissions(["notifications"], origin=server.url)
    app = await App.opened(phone, server.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.goto("/me")
    await app.button("打开推送").click()
    await expect(app.page.get_by_text("这部手机收推送")).to_be_visible(timeout=SLOW_MS)
    bell = await Doorbell.get(person_id=town.officer.actor.person_id)

    # with the app open: its own router goes there
    notice = await told(town)
    first = await owed(town, notice, bell)
    await push(push_service, key, bell, message(server.url, notice, first))
    shown = await notifications.next()
    assert shown.title == TITLE
    await acknowledged(first)
    notifications.click(shown)
    await expect(app.page).to_have_url(f"{server.url}/reports/visit/{notice.subject_id}")

    # bytes that were changed on the way show nothing; the next whole one is the next shown
    [sent] = push_service.knocks
    broken = sent.body[:-1] + bytes([sent.body[-1] ^ 1])
    await push_service.deliver(Knock(sent.token, sent.headers, broken))

    # with no window open: one is opened
    other = await told(town)
    second = await owed(town, other, bell)
    await app.page.goto("about:blank")
    await push(push_service, key, bell, message(server.url, other, second))
    shown = await notifications.next()
    assert shown.title == TITLE
    await acknowledged(second)
    async with phone.expect_page() as opened:
        notifications.click(shown)
    page = await opened.value
    await expect(page).to_have_url(f"{server.url}/reports/visit/{other.subject_id}")
    assert notifications.nothing
    assert push_service.wrong == []


async def test_signing_out_takes_the_doorbell_down(
    new_phone: NewPhone, new_server: Callable[..., Served], town: Town, push_service: PushService
) -> None:
    server = await with_keys(new_server)
    phone = await new_phone(args=push_service.arguments)
    app = await ringing(phone, server, town)

    await app.button("退出登录").click()
    await expect(app.button("登录")).to_be_visible(timeout=SLOW_MS)

    assert await Doorbell.all().count() == 0
    assert await app.page.evaluate(SUBSCRIBED) is False


async def test_a_browser_that_never_answers_stops_nobody(
    new_phone: NewPhone, new_server: Callable[..., Served], town: Town
) -> None:
    server = await with_keys(new_server)
    phone = await new_phone()
    await phone.grant_permissions(["notifications"], origin=server.url)
    await phone.add_init_script("PushManager.prototype.subscribe = () => new Promise(() => {})")
    app = await App.opened(phone, server.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.goto("/me")
    await expect(app.button("打开推送")).to_be_enabled(timeout=SLOW_MS)
    await app.page.clock.install()

    await app.button("打开推送").click()
    await expect(app.page.get_by_text("正在打开，最多等 15 秒…")).to_be_visible()
    await app.page.clock.fast_forward(15_000)

    await expect(app.page.get_by_text("15 秒没连上推送服务，先不用推送。")).to_be_visible()
    await app.page.get_by_role("link", name="改密码").click()
    await expect(app.page).to_have_url(f"{server.url}/me/password")


async def test_an_address_of_nobodys_message_says_so(
    new_phone: NewPhone, served: Served, town: Town
) -> None:
    app = await App.opened(await new_phone(), served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.goto(f"/n/{uuid4()}")
    await expect(app.page.get_by_text("没有这条消息，或您看不到")).to_be_visible()


SUBSCRIBED = """async () => {
  const registration = await navigator.serviceWorker.ready
  return (await registration.pushManager.getSubscription()) !== null
}"""


async def with_keys(new_server: Callable[..., Served]) -> Served:
    return await asyncio.to_thread(
        new_server, BLT_VAPID_PRIVATE_KEY=new_private_key(), BLT_VAPID_SUBJECT=SUBJECT
    )


async def ringing(phone: BrowserContext, server: Served, town: Town) -> App:
    """The officer's phone, with push turned on by hand."""
    await phone.grant_permissions(["notifications"], origin=server.url)
    app = await App.opened(phone, server.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await app.goto("/me")
    await app.button("打开推送").click()
    await expect(app.page.get_by_text("这部手机收推送")).to_be_visible(timeout=SLOW_MS)
    return app


async def told(town: Town) -> Notice:
    """A line to act on in the officer's inbox."""
    now, officer = datetime.now(UTC), town.officer.actor
    event: LedgerEvent = await record(
        Happened(subject_id=uuid4()), Deed(officer, now, "test", uuid4())
    )
    await service.post(
        event, [officer.person_id], kind=NoticeKind.RETURNED_TO_ME, title="请补充线路", now=now
    )
    return await Notice.get(event_id=event.id)


async def owed(town: Town, notice: Notice, bell: Doorbell) -> UUID:
    """A push of it, as the server notes one that it is about to send."""
    delivery = await Delivery.create(
        id=uuid4(),
        purpose=Purpose.NOTICE,
        channel=Channel.PUSH,
        recipient_id=town.officer.actor.person_id,
        notice_id=notice.id,
        doorbell_id=bell.id,
        state=DeliveryState.SENT,
        created_at=datetime.now(UTC),
        sent_at=datetime.now(UTC),
    )
    return delivery.id


def message(url: str, notice: Notice, delivery_id: UUID) -> dict[str, Any]:
    notification = {
        "title": TITLE,
        "navigate": f"{url}/n/{notice.id}",
        "lang": "zh-CN",
        "tag": str(notice.subject_id),
        "data": {"d": str(delivery_id)},
    }
    return {"web_push": 8030, "notification": notification, "app_badge": "1"}


async def push(service: PushService, key: str, bell: Doorbell, said: dict[str, Any]) -> None:
    """Sealed for this browser and signed with the server's key, over the stand-in's TLS."""
    session = requests.Session()
    session.trust_env = False  # no proxy and no certificates of this machine
    session.proxies = {"https": f"http://127.0.0.1:{service.http}"}
    session.verify = str(service.certificate)
    await asyncio.to_thread(
        webpush,
        {"endpoint": bell.endpoint, "keys": {"p256dh": bell.p256dh, "auth": bell.auth}},
        json.dumps(said, ensure_ascii=False),
        vapid_private_key=key,
        vapid_claims={"sub": SUBJECT},
        ttl=60,
        requests_session=session,
    )


async def acknowledged(delivery_id: UUID) -> None:
    """Returns when the phone's word has come; the database is asked, time is not."""
    for _ in range(WITHIN_TRIES):
        if (await Delivery.get(id=delivery_id)).acked_at is not None:
            return
        await asyncio.sleep(0.05)
    pytest.fail("the phone did not acknowledge")
