"""What is not bound leaves after 30 days; what does not match is counted."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.evidence.copies import run_due_copies
from backend.evidence.darkroom import Darkroom
from backend.evidence.models import Photo
from backend.evidence.sweep import Swept, sweep
from storage import ObjectStore
from storage.local import LocalStore
from tests.evidence.conftest import NOW, Clock, Officer
from tests.evidence.pictures import sealed
from tests.evidence.records import bind, key_of, sent

DAY = timedelta(days=1)
CLEAN = Swept(0, 0, 0, 0, 0)


async def keys(store: ObjectStore) -> set[str]:
    return {listed.key async for listed in store.listing()}


async def lay(store: ObjectStore, key: str) -> None:
    await store.put(key, io.BytesIO(b"orphan"), size_bytes=6, media_type="image/jpeg")


async def test_a_photo_that_no_record_took_leaves_after_thirty_days(
    zhao: Officer, either_store: ObjectStore
) -> None:
    photo_id = await sent(zhao)

    assert await sweep(either_store, now=NOW + 30 * DAY) == CLEAN
    assert await sweep(either_store, now=NOW + 30 * DAY + timedelta(seconds=1)) == Swept(
        unbound_removed=1,
        objects_without_row=0,
        objects_removed=0,
        rows_without_object=0,
        retained=0,
    )
    assert await Photo.all().count() == 0
    assert await keys(either_store) == set()
    assert (await zhao.get(photo_id)).status_code == 404


async def test_a_bound_photo_and_its_copies_stay(
    zhao: Officer, store: ObjectStore, room: Darkroom
) -> None:
    photo_id = await sent(zhao)
    await bind([photo_id], zhao)
    await run_due_copies(store, room, now=NOW, numbers={})

    assert await sweep(store, now=NOW + 4000 * DAY) == CLEAN
    kept = {await key_of(photo_id), f"display/{photo_id}", f"thumb/{photo_id}"}
    assert await keys(store) == kept


async def test_evidence_kept_under_its_bare_id_is_found_and_stays(
    zhao: Officer, store: ObjectStore
) -> None:
    photo_id = await sent(zhao)
    await bind([photo_id], zhao)
    await store.delete(await key_of(photo_id))
    await lay(store, f"photo/{photo_id}")  # as it was kept before attempts had keys of their own
    await Photo.all().update(attempt="")

    assert await sweep(store, now=datetime.now(UTC) + 31 * DAY) == CLEAN
    assert await keys(store) == {f"photo/{photo_id}"}


async def test_a_photo_that_comes_again_while_its_old_bytes_leave_has_its_own(
    zhao: Officer, folder: ObjectStore, tmp_path: Path, clock: Clock
) -> None:
    clock.advance(days=-31)
    photo_id = await sent(zhao)
    clock.advance(days=31)  # what comes again is of now, or it would leave again, for ever

    class AtThatMoment(LocalStore):
        async def delete(self, key: str) -> None:
            await zhao.put(sealed(), photo_id=photo_id)  # a phone that was away for a month
            await super().delete(key)

    await sweep(AtThatMoment(tmp_path / "objects"), now=NOW)

    assert (await zhao.get(photo_id)).content == sealed()
    assert await keys(folder) == {await key_of(photo_id)}


async def test_objects_without_a_row_are_counted_and_leave_when_they_are_old(
    zhao: Officer, store: ObjectStore
) -> None:
    known = await sent(zhao)
    await bind([known], zhao)
    orphans = {f"photo/{UUID(int=0)}", f"photo/{uuid4()}", f"photo/{UUID(int=2**128 - 1)}"}
    orphans |= {f"display/{uuid4()}", f"thumb/{uuid4()}"}
    for key in orphans:
        await lay(store, key)
    await lay(store, f"import/{uuid4()}")  # not ours to judge
    today = datetime.now(UTC)  # by the store's own clock

    young = await sweep(store, now=today + 29 * DAY)
    assert (young.objects_without_row, young.objects_removed) == (5, 0)

    old = await sweep(store, now=today + 31 * DAY)
    assert (old.objects_without_row, old.objects_removed) == (5, 5)
    left = {key for key in await keys(store) if not key.startswith("import/")}
    assert left == {await key_of(known)}


async def test_a_row_without_bytes_is_counted_and_kept(
    zhao: Officer, store: ObjectStore, caplog: pytest.LogCaptureFixture
) -> None:
    photos = [await sent(zhao) for _ in range(3)]
    await bind(photos, zhao)
    await store.delete(await key_of(photos[1]))

    swept = await sweep(store, now=NOW)

    assert swept.rows_without_object == 1
    assert str(photos[1]) in caplog.text
    assert await Photo.all().count() == 3


async def test_what_the_store_holds_is_counted_and_stays(zhao: Officer, store: ObjectStore) -> None:
    photo_id = await sent(zhao)
    today = datetime.now(UTC)
    held = await key_of(photo_id)
    await store.retain(held, until=today + 400 * DAY)
    await Photo.all().delete()

    swept = await sweep(store, now=today + 31 * DAY)

    assert (swept.objects_without_row, swept.objects_removed, swept.retained) == (1, 0, 1)
    assert await keys(store) == {held}


async def test_many_are_compared_in_pages(
    zhao: Officer, store: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.evidence.sweep.PAGE", 3)
    photos = [await sent(zhao) for _ in range(8)]
    await bind(photos[:5], zhao)
    await lay(store, f"photo/{uuid4()}")
    await store.delete(await key_of(photos[0]))

    swept = await sweep(store, now=NOW + 31 * DAY)

    assert (swept.unbound_removed, swept.rows_without_object) == (3, 1)
    assert swept.objects_without_row == 1
    assert await Photo.all().count() == 5
