"""Doorbells: which browser may be rung for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.kernel.actor import Actor
from backend.notify import outside
from backend.notify.channels.aliyun_sms import SmsAccount
from backend.notify.models import Delivery, Doorbell
from backend.notify.outside import Outside
from tests.fixtures.phone import Phone
from tests.notify.conftest import browser
from tests.world import NOW, make_actor


@pytest.fixture
async def me(phone: Phone) -> Actor:
    actor = await make_actor()
    await phone.sign_in(actor)
    return actor


@pytest.mark.usefixtures("me")
async def test_without_keys_the_phone_is_told_why(phone: Phone) -> None:
    setup = await phone.send("PushSetup")
    refused = await phone.send("AddDoorbell", input=browser().doorbell())
    trial = await phone.send("TestPush", input={"commandId": str(uuid4())})

    assert (setup["enabled"], setup["publicKey"]) == (False, None)
    assert "push-keys" in setup["reason"]
    assert (refused["code"], refused["remedy"]) == ("push_off", "STOP")
    assert trial["code"] == "push_off"


@pytest.mark.usefixtures("me")
async def test_with_keys_it_is_given_the_public_one(phone: Phone, pushing: Outside) -> None:
    setup = await phone.send("PushSetup")

    assert pushing.push is not None
    assert setup == {
        "__typename": "PushSetup", "enabled": True, "publicKey": pushing.push.public,
        "reason": None,
    }  # fmt: skip


@pytest.mark.usefixtures("pushing", "me")
async def test_the_same_browser_again_is_the_same_doorbell(phone: Phone) -> None:
    mine = browser()
    first = await phone.send("AddDoorbell", input=mine.doorbell())
    again = await phone.send("AddDoorbell", input=mine.doorbell(label="我的手机"))

    (bell,) = (await phone.send("Doorbells"))["items"]
    assert first["id"] == again["id"] == bell["id"]
    assert (bell["label"], bell["healthy"], bell["current"]) == ("我的手机", True, True)


@pytest.mark.usefixtures("pushing")
async def test_a_shared_phone_rings_for_who_is_signed_in_and_no_late_copy_takes_it_back(
    phone: Phone, me: Actor
) -> None:
    shared = browser()
    early = shared.doorbell(sealedAt="2026-11-18T01:50:00+00:00")
    await phone.send("AddDoorbell", input=early)
    colleague = await make_actor(name="李秀兰")
    await phone.sign_in(colleague)
    await phone.send("AddDoorbell", input=shared.doorbell())
    await phone.sign_in(me)
    await phone.send("AddDoorbell", input=early)
    await phone.send(
        "RemoveDoorbell", input={"commandId": str(uuid4()), "endpoint": shared.endpoint}
    )

    assert (await Doorbell.get()).person_id == colleague.person_id
    assert (await phone.send("Doorbells"))["items"] == []


@pytest.mark.usefixtures("pushing", "me")
async def test_removed_it_rings_no_more(phone: Phone) -> None:
    mine = browser()
    await phone.send("AddDoorbell", input=mine.doorbell())
    letter = {"commandId": str(uuid4()), "endpoint": mine.endpoint}

    first = await phone.send("RemoveDoorbell", input=letter)
    again = await phone.send("RemoveDoorbell", input=letter)

    assert first["id"] == again["id"] == letter["commandId"]
    assert not await Doorbell.exists()


@pytest.mark.usefixtures("pushing", "me")
async def test_the_eleventh_browser_takes_the_place_of_the_first(phone: Phone) -> None:
    bells = [browser(f"https://fcm.googleapis.com/fcm/send/{n}") for n in range(11)]
    for bell in bells:
        phone.clock.advance(seconds=1)
        await phone.send("AddDoorbell", input=bell.doorbell())

    kept = {bell.endpoint for bell in await Doorbell.all()}
    assert kept == {bell.endpoint for bell in bells[1:]}


@pytest.mark.usefixtures("pushing", "me")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"endpoint": "https://10.0.0.8/x"}, "push_endpoint_refused"),
        ({"endpoint": "https://metadata.internal/x"}, "push_endpoint_refused"),
        ({"p256dh": "AAAA"}, "bad_input"),
        ({"p256dh": "B" + "A" * 86}, "bad_input"),
        ({"auth": "AAAA"}, "bad_input"),
        ({"auth": "é"}, "bad_input"),
        ({"sealedAt": "2026-11-18T01:59:00"}, "bad_input"),
    ],
)
async def test_what_cannot_be_rung_is_handed_back(
    phone: Phone, change: dict[str, str], code: str
) -> None:
    refused = await phone.send("AddDoorbell", input=browser().doorbell(**change))

    assert refused["code"] == code
    assert not await Doorbell.exists()


@pytest.mark.usefixtures("pushing", "me")
async def test_a_try_owes_each_of_my_doorbells_one_push(phone: Phone) -> None:
    letter = {"commandId": str(uuid4())}
    nobody = await phone.send("TestPush", input=letter)
    await phone.send("AddDoorbell", input=browser().doorbell())

    first = await phone.send("TestPush", input=letter)
    again = await phone.send("TestPush", input=letter)
    (delivery_id,) = first["deliveries"]
    mine = await phone.send("Delivery", id=delivery_id)
    await phone.sign_in(await make_actor())
    theirs = await phone.send("Delivery", id=delivery_id)

    assert nobody["code"] == "no_doorbell"
    assert first == again
    assert (mine["state"], mine["sentAt"], mine["ackedAt"]) == ("DUE", None, None)
    assert theirs["code"] == "not_found"


@pytest.mark.usefixtures("pushing", "me")
async def test_tries_are_counted(phone: Phone) -> None:
    await phone.send("AddDoorbell", input=browser().doorbell())
    for _ in range(30):
        await phone.send("TestPush", input={"commandId": str(uuid4())})

    refused = await phone.send("TestPush", input={"commandId": str(uuid4())})
    phone.clock.advance(hours=2)
    later = await phone.send("TestPush", input={"commandId": str(uuid4())})

    assert (refused["code"], refused["facts"]) == ("too_many_trials", {"most": 30})
    assert later["__typename"] == "TestPush"


@pytest.mark.usefixtures("pushing", "me")
async def test_an_acknowledgement_needs_no_session_and_makes_the_doorbell_healthy(
    phone: Phone,
) -> None:
    await phone.send("AddDoorbell", input=browser().doorbell())
    (delivery_id,) = (await phone.send("TestPush", input={"commandId": str(uuid4())}))["deliveries"]
    await Doorbell.all().update(unacked=3)
    ill = (await phone.send("Doorbells"))["items"][0]["healthy"]
    cookies = dict(phone.http.cookies)
    phone.http.cookies.clear()

    shown = await phone.http.post("/push/ack", json={"d": delivery_id, "t": "shown"})
    phone.clock.advance(minutes=1)
    clicked = await phone.http.post("/push/ack", json={"d": delivery_id, "t": "clicked"})
    unknown = await phone.http.post("/push/ack", json={"d": str(uuid4()), "t": "shown"})
    phone.http.cookies.update(cookies)

    assert [r.status_code for r in (shown, clicked, unknown)] == [204, 204, 204]
    delivery = await Delivery.get()
    assert (delivery.acked_at, delivery.clicked_at) == (NOW, NOW + timedelta(minutes=1))
    (bell,) = (await phone.send("Doorbells"))["items"]
    assert (ill, bell["healthy"], bell["lastAckAt"]) == (False, True, NOW.isoformat())


async def test_what_is_no_acknowledgement_is_sent_back(phone: Phone) -> None:
    bodies = [b"", b"[]", b"{}", b"\xff", b'{"d":1,"t":"shown"}', b'{"d":"x","t":"read"}']
    states = [(await phone.http.post("/push/ack", content=body)).status_code for body in bodies]
    big = await phone.http.post("/push/ack", content=b"x" * 300)

    assert set(states) == {400}
    assert big.status_code == 413


async def test_one_address_cannot_flood_the_desk(phone: Phone) -> None:
    states = [
        (await phone.http.post("/push/ack", json={"d": str(uuid4()), "t": "shown"})).status_code
        for _ in range(121)
    ]

    assert (states[0], states[-1]) == (204, 429)


@pytest.mark.usefixtures("me")
async def test_wishes_are_kept_and_checked(phone: Phone, pushing: Outside) -> None:
    usual = await phone.send("AlertSettings")
    wished = {
        "digests": ["17:30"], "quietFrom": "21:00", "quietUntil": "07:30", "channels": ["PUSH"],
    }  # fmt: skip
    saved = await phone.send("SaveAlertSettings", input=wished)
    now = await phone.send("AlertSettings")
    wrong = [
        (await phone.send("SaveAlertSettings", input=wished | change))["field"]
        for change in (
            {"digests": ["09:00"]}, {"quietFrom": "25:00"}, {"quietUntil": None},
            {"quietUntil": "21:00"}, {"channels": ["LEAD"]},
        )
    ]  # fmt: skip

    assert (usual["digests"], usual["quietFrom"]) == (["08:30", "17:30"], None)
    assert (usual["channels"], usual["channelChoices"]) == (["PUSH"], ["PUSH"])
    assert saved == now
    assert {key: now[key] for key in wished} == wished
    assert wrong == ["digests", "quietFrom", "quietUntil", "quietUntil", "channels"]

    outside.use(replace(pushing, sms=SmsAccount("LTAI1", "secret", "卫东监督", "SMS_1")))
    later = await phone.send("AlertSettings")
    assert later["channels"] == ["PUSH", "SMS"]  # nobody was asked, so it stays wished
