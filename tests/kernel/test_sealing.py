"""The ledger's days are sealed in a chain, and a change in the past shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from backend.kernel.ledger import LedgerEvent, LedgerSeal
from backend.kernel.sealing import broken, seal_days

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


async def test_a_changed_or_removed_event_breaks_its_day() -> None:
    first = await event(MONDAY)
    second = await event(MONDAY + timedelta(days=1))
    await seal_days(MONDAY + timedelta(days=5))

    await LedgerEvent.filter(id=second.id).update(facts={"a": 2})
    assert await broken() == date(2026, 11, 17)

    await LedgerEvent.filter(id=first.id).delete()
    assert await broken() == date(2026, 11, 16)


async def test_a_seal_that_was_taken_out_shows() -> None:
    await event(MONDAY)
    await seal_days(MONDAY + timedelta(days=4))

    await LedgerSeal.filter(day=date(2026, 11, 17)).delete()

    assert await broken() == date(2026, 11, 17)
