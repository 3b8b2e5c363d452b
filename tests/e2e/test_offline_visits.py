"""Three visits written without a network survive an empty battery and arrive exactly once."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.app import PHOTOS, App
from tests.e2e.bad_network import BadNetwork
from tests.e2e.conftest import NAMES, Town
from tests.e2e.inside import arrived, on_phone, photos_on_phone
from tests.fixtures.chromium import NewPhone, kill_phone
from tests.fixtures.server import Served

pytestmark = pytest.mark.browser

PICTURES = sorted((PHOTOS / "orientation").glob("*.jpg"))[:9]
TALKS = {name: f"走访{name}，谈了用工。" for name in NAMES}


@pytest.mark.parametrize("loses", [False, True], ids=["good-network", "one-answer-in-five-is-lost"])
@pytest.mark.own_browser
async def test_offline_killed_and_online_again_all_arrive_once(
    new_phone: NewPhone,
    served: Served,
    town: Town,
    tmp_path: Path,
    network: BadNetwork,
    loses: bool,
) -> None:
    person = town.officer.actor.person_id
    phone = await new_phone(**network.options)
    app = await App.opened(phone, served.url)
    await app.sign_in(town.officer)
    await app.is_on_the_phone()
    await phone.close()  # signed in another day: browsers write cookies down only after a while

    network.cut = True
    phone = await new_phone(**network.options)
    app = await App.opened(phone, served.url)
    for at, name in enumerate(NAMES):
        await app.write_visit(name, TALKS[name], PICTURES[3 * at : 3 * at + 3])
    await app.shows_waiting(3)
    taken = await photos_on_phone(app.page, person)
    kill_phone(tmp_path)

    app = await App.opened(await new_phone(**network.options), served.url)
    await app.shows_waiting(3)
    await expect(app.link(NAMES[0]).first).to_be_visible()
    assert (await arrived(tmp_path)).photos == {}
    await app.goto("/outbox")
    for name in NAMES:
        await expect(app.page.get_by_role("heading", name=f"走访 {name}")).to_be_visible()
    network.cut, network.loses = False, loses
    await app.sends_until_all_is_sent()

    there = await arrived(tmp_path)
    assert there.talks == sorted(TALKS.values())
    assert len(there.photos) == 9
    assert there.photos == taken
    assert await on_phone(app.page, person, "outbox") == []
    assert await on_phone(app.page, person, "photos") == []
    assert set(network.lost) == ({"photo", "letter"} if loses else set())
