"""The admin's desk on a phone: who sits there, how a part of it is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from playwright.async_api import Locator, Page, expect

from backend.kernel.actor import Actor
from backend.people.models import Credential, Person
from backend.people.passwords import VAULT
from tests.e2e.app import SLOW_MS
from tests.fixtures.chromium import NewPhone

PASSWORD = "一条没人知道的长口令 7"


async def knows_password(actor: Actor) -> None:
    await Credential.create(
        person_id=actor.person_id, password_hash=await VAULT.hash(PASSWORD), must_change=False,
        changed_at=datetime(2026, 11, 1, tzinfo=UTC),
    )  # fmt: skip


async def phone_of(person_id: UUID) -> str:
    return (await Person.get(id=person_id)).phone


async def sign_in(page: Page, phone: str, password: str) -> None:
    await page.goto("/sign-in")
    await page.get_by_label("手机号").fill(phone)
    await page.get_by_label("密码", exact=True).fill(password)
    await page.get_by_role("button", name="登录", exact=True).click()
    await expect(page.get_by_role("button", name="登录", exact=True)).to_have_count(
        0, timeout=SLOW_MS
    )


async def desk(new_phone: NewPhone, admin: Actor, part: str, *, phone: str = "admin") -> Page:
    """A part of the desk, open on the admin's phone."""
    page = await (await new_phone(phone)).new_page()
    await sign_in(page, await phone_of(admin.person_id), PASSWORD)
    await page.goto(f"/admin/{part}")
    return page


async def choose_person(form: Page | Locator, label: str, text: str, name: str) -> None:
    """``form``: where the list behind it holds the same name, the form alone."""
    await form.get_by_label(label).fill(text)
    await form.get_by_role("button", name=name).click()
    await expect(form.get_by_text(f"已选：{name}")).to_be_visible()
