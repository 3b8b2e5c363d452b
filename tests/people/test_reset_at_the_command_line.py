"""A one-time code from the server's command line: the way back in when no administrator is left."""

from __future__ import annotations

import subprocess
from typing import Any

from backend.kernel.actor import Role
from backend.people.models import Person, ResetCode
from tests.fixtures.server import command, environment
from tests.fixtures.warm import ran
from tests.world import make_actor


def run(database_url: str, phone: str) -> subprocess.CompletedProcess[str]:
    return ran(command("reset-code", phone), environment({"BLT_DATABASE_URL": database_url}))


async def test_the_code_is_printed_and_kept_for_that_person(
    database: Any, database_url: str
) -> None:
    assert database
    admin = await make_actor(Role.ADMIN, name="周管理")
    phone = (await Person.get(id=admin.person_id)).phone

    done = run(database_url, phone)
    stranger = run(database_url, "13900000009")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("周管理 的一次性重置码：")
    assert [one.person_id async for one in ResetCode.all()] == [admin.person_id]
    assert stranger.returncode == 1
    assert "没有这个人" in stranger.stderr
