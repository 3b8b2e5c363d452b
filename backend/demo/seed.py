"""Fill an empty database once; say who may sign in."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from tortoise import connections
from tortoise.expressions import Subquery

from backend.demo import enterprises, people, pictures, visits
from backend.demo.casework import Casework
from backend.demo.chance import Chance
from backend.demo.people import FIRST_PHONE, PASSWORD
from backend.evidence.darkroom import Darkroom
from backend.kernel.actor import ROLE_NAMES, Role
from backend.kernel.duties import DUTY_NAMES, UNDIVIDED_NAME
from backend.kernel.ledger import LedgerEvent, OutboxRow
from backend.people.models import Person
from storage import ObjectStore

log = logging.getLogger(__name__)

SEED = 410403
SETTLED_AFTER = timedelta(days=7)  # alerts of older deeds count as given and read


async def once(
    store: ObjectStore,
    *,
    enterprise_count: int = enterprises.COUNT,
    visit_count: int = visits.COUNT,
    now: datetime | None = None,
) -> bool:
    """Build the demo unless there is anybody already; whether it was built."""
    if await Person.exists():
        return False
    now = now or datetime.now(UTC)
    chance, room = Chance(SEED), Darkroom()
    await store.prepare()
    await _durability("OFF")
    try:
        cast = await people.build(chance, now=now)
        market = await enterprises.build(chance, cast, count=enterprise_count, now=now)
        pool = pictures.pool(chance)
        diary = visits.Diary(chance, cast, market, pool, store=store, room=room)
        await diary.write(visit_count, now=now)
        await Casework(chance, cast, market).write(now=now)
        await _settle_old(now)
    finally:
        await _durability("FULL")
        await room.close()
    return True


def welcome(public_url: str) -> str:
    """Where the app is, and one account for each role."""
    accounts = "\n".join(
        f"  {FIRST_PHONE + number}  {name}"
        for number, name in enumerate(
            ({**ROLE_NAMES, Role.ADMIN: UNDIVIDED_NAME}).values(), start=1
        )
    )
    accounts += (
        f"\n  {FIRST_PHONE + 9}  经办人（单位负责人）\n  {FIRST_PHONE + 10}  监督员（纪委分管领导）"
    )
    accounts += "".join(
        f"\n  {FIRST_PHONE + number}  {name}"
        for number, name in enumerate(DUTY_NAMES.values(), start=11)
    )
    return (
        f"\n包联通已启动：{public_url}\n演示账号（密码都是 {PASSWORD}）：\n{accounts}\n"
        "数据都是虚构的。按 Ctrl-C 停止。\n"
    )


async def _settle_old(now: datetime) -> None:
    old = LedgerEvent.filter(happened_at__lt=now - SETTLED_AFTER)
    await OutboxRow.filter(event_id__in=Subquery(old.values("id"))).delete()


async def _durability(synchronous: str) -> None:
    """SQLite need not wait for the disk while a database that can be thrown away is filled."""
    connection = connections.get("default")
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_query(f"PRAGMA synchronous = {synchronous}")
