"""The ledger's days are sealed in a chain, and a change in the past shows."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from tortoise import connections

from backend.kernel.ledger import LedgerEvent, LedgerSeal
from backend.kernel.sealing import broken, seal_days
from tests.fixtures.server import command, environment
from tests.fixtures.warm import ran

pytestmark = pytest.mark.usefixtures("database")
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


async def event(at: datetime) -> LedgerEvent:
    return await LedgerEvent.create(
        id=uuid4(), name="visits.logged", subject_kind="visit", subject_id=uuid4(),
        actor_id=uuid4(), happened_at=at, facts={"a": 1},
    )  # fmt: skip


async def test_past_days_are_sealed_once_and_empty_ones_too() -> None:
    await event(MONDAY)
    await event(MONDAY + timedelta(days=2))

    assert await seal_days(MONDAY + timedelta(days=3)) == 3
    assert await seal_days(MONDAY + timedelta(days=3)) == 0

    assert await LedgerSeal.all().order_by("day").values_list("day", "events") == [
        (date(2026, 11, 16), 1),
        (date(2026, 11, 17), 0),
        (date(2026, 11, 18), 1),
    ]
    assert await broken() is None


async def test_a_day_is_not_sealed_while_it_may_still_grow() -> None:
    await event(MONDAY)

    assert await seal_days(datetime(2026, 11, 16, 16, 30, tzinfo=UTC)) == 0  # half past midnight
    assert await seal_days(datetime(2026, 11, 16, 17, 0, tzinfo=UTC)) == 1


async def unguarded() -> None:
    """Somebody with the rights of the database itself takes its guard away."""
    connection = connections.get("default")
    if connection.capabilities.dialect != "sqlite":
        await connection.execute_script("DROP FUNCTION append_only() CASCADE")
        return
    for trigger in ("event_update", "event_delete", "seal_update", "seal_delete"):
        await connection.execute_script(f'DROP TRIGGER "ledger_{trigger}"')


async def test_the_database_itself_refuses_to_change_or_remove_what_happened() -> None:
    kept = await event(MONDAY)
    await seal_days(MONDAY + timedelta(days=2))
    for rows in (LedgerEvent.filter(id=kept.id), LedgerSeal.all()):
        with pytest.raises(Exception, match="append-only"):
            await rows.delete()
    with pytest.raises(Exception, match="append-only"):
        await LedgerEvent.filter(id=kept.id).update(role="admin")
    with pytest.raises(Exception, match="append-only"):
        await LedgerSeal.all().update(events=0)
    assert await LedgerEvent.filter(id=kept.id, role="").exists()
    assert await broken() is None


@pytest.mark.changes_schema
async def test_a_changed_or_removed_event_breaks_its_day() -> None:
    first = await event(MONDAY)
    second = await event(MONDAY + timedelta(days=1))
    await seal_days(MONDAY + timedelta(days=5))
    await unguarded()

    await LedgerEvent.filter(id=second.id).update(facts={"a": 2})
    assert await broken() == date(2026, 11, 17)

    await LedgerEvent.filter(id=first.id).delete()
    assert await broken() == date(2026, 11, 16)


@pytest.mark.changes_schema
async def test_a_seal_that_was_taken_out_shows() -> None:
    await event(MONDAY)
    await seal_days(MONDAY + timedelta(days=4))
    await unguarded()

    await LedgerSeal.filter(day=date(2026, 11, 17)).delete()

    assert await broken() == date(2026, 11, 17)


def verified(database_url: str) -> subprocess.CompletedProcess[str]:
    """As an operator asks."""
    return ran(command("verify-ledger"), environment({"BLT_DATABASE_URL": database_url}))


@pytest.mark.changes_schema
async def test_the_command_line_says_whether_the_ledger_holds_and_which_day_does_not(
    database_url: str,
) -> None:
    kept = await event(MONDAY)
    await seal_days(MONDAY + timedelta(days=2))
    holds = verified(database_url)
    await unguarded()
    await LedgerEvent.filter(id=kept.id).update(role="admin")
    broke = verified(database_url)

    assert (holds.returncode, holds.stdout) == (0, "已核对 2 天，记录和封存时一样。\n"), (
        holds.stderr
    )
    assert broke.returncode == 1
    assert broke.stderr.startswith("2026-11-16 的记录和封存时不一样")
