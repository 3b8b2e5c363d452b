"""The three administrators at their desks: each sees their own part, the auditor reads the log."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from backend.kernel.actor import Actor, Role
from backend.people.models import Grant
from tests.e2e.desk import desk, knows_password
from tests.fixtures.chromium import NewPhone
from tests.world import make_actor

pytestmark = [pytest.mark.browser, pytest.mark.online]


async def test_a_duty_is_given_by_its_name_and_the_auditor_reads_that_it_was(
    new_phone: NewPhone, admin: Actor
) -> None:
    auditor = await make_actor(Role.ADMIN, name="宋审计")
    await knows_password(auditor)
    await Grant.filter(id=auditor.grant_id).update(bundles=["AUDITOR"])
    newcomer = await make_actor(name="李安全")
    page = await desk(new_phone, admin, "people")
    await page.get_by_role("button", name="李安全").click()
    await page.get_by_role("button", name="给权限").click()
    form = page.get_by_role("dialog", name="给 李安全 权限")
    await form.get_by_role("radio", name="管理员", exact=True).check(force=True)
    await form.get_by_role("radio", name="安全管理").check(force=True)
    await form.get_by_role("button", name="给出权限").click()
    await expect(form).to_have_count(0)
    given = await Grant.get(person_id=newcomer.person_id, role=Role.ADMIN)
    assert given.bundles == ["SEC_ADMIN"]
    await page.get_by_role("button", name="给权限").click()  # a second duty for the same person
    await form.get_by_role("radio", name="管理员", exact=True).check(force=True)
    await form.get_by_role("radio", name="系统管理").check(force=True)
    await form.get_by_role("button", name="给出权限").click()
    await expect(form).to_contain_text("不能由同一个人兼任；这个人同一时间已是安全管理员")

    page = await desk(new_phone, auditor, "", phone="auditor")
    await expect(page).to_have_url(re.compile("/admin/log$"))  # their only part
    line = page.get_by_role("listitem").filter(has_text="给 李安全 权限：管理员")
    await expect(line).to_contain_text("安全管理：账号、权限")
    await expect(line).to_contain_text("周管理")
    await page.get_by_role("radio", name="登录").check(force=True)
    await expect(line).to_have_count(0)
    await expect(page.get_by_role("listitem").filter(has_text="宋审计")).to_have_count(1)
    await page.get_by_role("searchbox").fill("没有这个人")
    await expect(page.get_by_text("没有这样的记录")).to_be_visible()
    await page.goto("/admin/people")
    await expect(page.get_by_text("这一页不归您现在的身份")).to_be_visible()
