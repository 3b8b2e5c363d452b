"""Finding fault without a network, and what the office's steps look like to who found it."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import expect

from backend.evidence.models import Photo, Voice
from backend.issues.models import Issue
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Grant
from storage.local import LocalStore
from tests.e2e.app import SLOW_MS, App, stored
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import account
from tests.e2e.faults import PICTURE, WORDS, Faults
from tests.e2e.inside import on_phone, photos_on_phone
from tests.fixtures.chromium import NewPhone, kill_phone
from tests.fixtures.server import Served
from tests.life import Town
from tests.world import make_actor

pytestmark = pytest.mark.browser

PLACE = "区政务大厅二楼"


@pytest.mark.own_browser
async def test_three_steps_offline_survive_an_empty_battery_and_arrive_once(
    new_phone: NewPhone, served: Served, life: Town, tmp_path: Path, network: BadNetwork
) -> None:
    me = life.special.person_id
    options = {**network.options, "permissions": ["microphone"]}
    phone = await new_phone(**options)
    app = await Faults.opened(phone, served.url)
    await app.signed_in(life)
    await stored(app.page)
    await phone.close()  # signed in another day

    network.cut = True
    app = await Faults.opened(await new_phone(**options), served.url)
    await app.begin()
    await app.write()
    await app.say()
    await app.next("在哪里？")
    await app.page.get_by_label("或者写下地方").fill(PLACE)
    await app.next("有照片吗？")
    await app.add_photos([PICTURE])
    await app.button("提交").click()
    await app.shows("已存在这部手机里")
    taken = await photos_on_phone(app.page, me)
    assert len(taken) == 2
    kill_phone(tmp_path)

    app = await Faults.opened(await new_phone(**options), served.url)
    await app.shows("等待发送")
    network.cut, network.loses = False, True
    await app.goto("/outbox")
    await app.sends_until_all_is_sent()
    await app.goto("/faults")
    await app.shows("等监督室受理")
    assert await on_phone(app.page, me, "outbox") == []
    assert await on_phone(app.page, me, "photos") == []

    issue = await Issue.get()
    assert (issue.description, issue.place_text) == (WORDS, PLACE)
    assert (issue.protected, issue.number, await reporter_of(issue)) == (True, None, None)
    assert await LedgerEvent.filter(name="issues.reported").count() == 1
    assert await kept(tmp_path, issue) == taken

    await app.goto(f"/faults/{issue.id}")
    await plays(app, "听一遍自己的录音")
    office = await App.opened(await new_phone("office"), served.url)
    await office.sign_in(await account(life.supervisor))
    await office.goto(f"/issues/{issue.id}")
    await plays(office, "听上报人的录音")
    await expect(office.page.get_by_text("请不要外放")).to_be_visible()


async def plays(app: App, label: str) -> None:
    """The recording comes from the server and sounds."""
    audio = app.page.get_by_label(label)
    await expect(audio).to_be_visible(timeout=SLOW_MS)
    await audio.evaluate("""(audio) => new Promise((heard, failed) => {
      audio.onplaying = heard
      audio.onerror = () => failed(new Error(audio.error?.message))
      audio.muted = true
      audio.play().catch(failed)
    })""")


@pytest.mark.own_browser
async def test_an_unsent_report_is_opened_where_it_was_left(
    new_phone: NewPhone, served: Served, life: Town, tmp_path: Path
) -> None:
    options = {"permissions": ["microphone"]}
    app = await Faults.opened(await new_phone(**options), served.url)
    await app.signed_in(life)
    await app.begin()
    await app.write()
    await app.say()
    await expect(app.page.get_by_text("已存本机", exact=False).first).to_be_visible()
    said = await photos_on_phone(app.page, life.special.person_id)
    kill_phone(tmp_path)

    app = await Faults.opened(await new_phone(**options), served.url, "/faults")
    await app.link("接着写").click()
    await expect(app.page.get_by_label("说说问题")).to_have_value(WORDS)
    await app.shows("录音已存本机")
    assert await photos_on_phone(app.page, life.special.person_id) == said
    assert await Issue.all().count() == 0


async def test_what_gives_the_writer_away_is_pointed_out_and_never_in_the_way(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    for _ in range(3):  # enough of them, and none who looks at this side
        other = await make_actor(Role.SPECIAL_SUPERVISOR)
        await Grant.filter(id=other.grant_id).update(environments=["market"])
    app = await Faults.opened(await new_phone(), served.url)
    await app.signed_in(life)
    await app.begin()
    await app.write("我是开饭店的，上周来收过两次费。")
    await app.next("在哪里？")
    await app.next("有照片吗？")
    await app.shows("“我是开饭店的”说到了您自己。")
    await app.shows("这方面的监督员不到 3 人")
    await app.button("提交").click()
    await app.shows("已交给监督室")
    assert await Issue.all().count() == 1


async def test_the_first_sign_in_is_in_large_type_until_the_person_chooses(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    app = await Faults.opened(await new_phone(), served.url)
    await app.signed_in(life)
    large = "() => getComputedStyle(document.body).fontSize"
    assert await app.page.evaluate(large) == "22px"
    await app.goto("/me")
    await app.page.get_by_label("标准").check(force=True)
    await app.goto("/faults")
    await expect(app.button("我要挑刺")).to_be_visible()
    assert await app.page.evaluate(large) == "18px"


async def test_what_was_handed_in_before_is_pointed_out_and_an_old_one_is_found(
    new_phone: NewPhone, served: Served, life: Town
) -> None:
    earlier = (life.now - timedelta(days=2)).isoformat()
    old = await life.report(life.special, description=WORDS, sealedAt=earlier)
    for at in range(50):
        await life.report(life.special, description=f"第 {at} 号路口的红绿灯坏了。")
    app = await Faults.opened(await new_phone(), served.url, f"/faults/{old['id']}")
    await app.signed_in(life, home=False)
    await app.shows(WORDS.split("。")[0])
    await expect(app.button("撤回")).to_be_visible()

    await app.goto("/faults")
    await app.shows("第 49 号路口")
    await expect(app.link("办营业执照")).to_have_count(0)
    await app.button("看更早的").click()
    await expect(app.link("办营业执照")).to_have_count(1)
    await expect(app.button("看更早的")).to_have_count(0)
    await app.begin()
    await app.write("第 7 号路口的红绿灯坏了好几天。")
    await app.next("在哪里？")
    await app.next("有照片吗？")
    await app.shows("您交过差不多的一件，还没办结")


async def reporter_of(issue: Issue) -> UUID | None:
    rows = await Issue.filter(id=issue.id).values_list("reporter_id", flat=True)
    return rows[0]  # type: ignore[return-value]


async def kept(tmp_path: Path, issue: Issue) -> dict[UUID, bytes]:
    """Every photo and voice the server has, bound to this issue and to nobody: bytes by id."""
    store, found = LocalStore(tmp_path / "objects"), {}
    rows: list[Photo | Voice] = [*await Photo.all(), *await Voice.all()]
    for row in rows:
        content = b"".join([chunk async for chunk in store.read(row.key)])
        assert sha256(content).hexdigest() == row.sha256
        assert (row.subject_id, row.owner_id) == (issue.id, None)
        found[row.id] = content
    return found
