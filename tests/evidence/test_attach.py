"""Photos are bound to a record: in order, once, by their owner."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from backend.evidence.models import CopyState, Photo
from backend.evidence.queries import in_order, receipts
from backend.evidence.service import PhotosMissing, PhotosTaken, draw_again
from tests.evidence.conftest import NOW, Officer
from tests.evidence.pictures import photo, sealed
from tests.evidence.records import bind, sent


async def three(officer: Officer) -> list[UUID]:
    return [await sent(officer, sealed(colour=colour)) for colour in ("red", "green", "blue")]


async def free() -> int:
    return await Photo.filter(subject_id__isnull=True, copies=CopyState.NONE).count()


async def test_photos_are_bound_in_the_order_given(zhao: Officer) -> None:
    photos = await three(zhao)
    shuffled = [photos[2], photos[0], photos[1]]

    visit = await bind(shuffled, zhao)

    assert [row.id for row in await receipts([visit])] == shuffled
    row = await Photo.get(id=photos[0])
    assert (row.subject_kind, row.subject_id, row.bound_at) == ("visit", visit, NOW)
    assert (row.copies, row.copies_due_at, row.owner_id) == (CopyState.DUE, NOW, zhao.id)


async def test_a_photo_named_twice_counts_once(zhao: Officer) -> None:
    photos = await three(zhao)

    visit = await bind([photos[0], photos[1], photos[0]], zhao)

    assert [row.id for row in await receipts([visit])] == photos[:2]


async def test_no_photos_are_no_photos(zhao: Officer) -> None:
    assert await receipts([await bind([], zhao)]) == []
    assert await receipts([]) == []


async def test_one_still_on_its_way_means_retry_and_binds_nothing(zhao: Officer) -> None:
    photos, late = await three(zhao), uuid4()

    with pytest.raises(PhotosMissing) as no:
        await bind([*photos, late], zhao)

    assert no.value.facts == {"count": 1, "ids": str(late)}
    assert await free() == 3


async def test_a_photo_proves_one_record_only(zhao: Officer) -> None:
    photos = await three(zhao)
    first = await bind(photos[:1], zhao)

    with pytest.raises(PhotosTaken) as no:
        await bind(photos, zhao)

    assert no.value.facts == {"count": 1, "ids": str(photos[0])}
    assert [row.id for row in await receipts([first])] == photos[:1]
    assert await free() == 2


async def test_nobody_binds_anothers_photo(zhao: Officer, qian: Officer) -> None:
    photos = await three(zhao)

    with pytest.raises(PhotosTaken):
        await bind(photos, qian)

    assert await free() == 3


async def test_an_amendment_keeps_adds_and_reorders_and_what_it_leaves_out_stays(
    zhao: Officer,
) -> None:
    photos, added = await three(zhao), await sent(zhao, sealed(colour="white"))
    visit = await bind(photos, zhao)
    await Photo.filter(subject_id=visit).update(copies=CopyState.READY, copies_due_at=None)

    amended = [photos[1], added, photos[0]]
    await bind(amended, zhao, visit)

    assert [row.id for row in await in_order(amended, subject_id=visit)] == amended
    assert [row.id for row in await in_order(photos, subject_id=visit)] == photos
    assert {row.id for row in await receipts([visit])} == {*photos, added}
    assert await Photo.filter(copies=CopyState.DUE).values_list("id", flat=True) == [added]


async def test_one_revision_shows_no_photo_of_another_record(zhao: Officer) -> None:
    photos = await three(zhao)
    await bind(photos, zhao)

    assert await in_order(photos, subject_id=uuid4()) == []


async def test_of_a_protected_record_nobody_knows_whose_photos_they_were(zhao: Officer) -> None:
    photos = await three(zhao)

    issue = await bind(photos, zhao, kind="issue", protected=True)

    assert set(await Photo.all().values_list("owner_id", flat=True)) == {None}
    await bind(photos[::-1], zhao, issue, kind="issue", protected=True)
    assert [row.id for row in await receipts([issue])] == photos[::-1]


async def test_a_receipt_names_both_hashes_where_they_differ(zhao: Officer) -> None:
    sent_as = [sealed(), photo("gps/DSCN0010.jpg")]
    photos = [await zhao.put(body) for body in sent_as]
    answers = [reply.json() for reply in photos]

    visit = await bind([UUID(answer["id"]) for answer in answers], zhao)

    plain, bared = await receipts([visit])
    assert (plain.sha256, plain.raw_sha256) == (answers[0]["sha256"], None)
    assert bared.sha256 == answers[1]["evidenceSha256"]
    assert bared.raw_sha256 == answers[1]["sha256"]


async def test_a_new_number_owes_new_copies(zhao: Officer) -> None:
    visit = await bind(await three(zhao), zhao)
    await Photo.all().update(copies=CopyState.FAILED, copies_due_at=None, copies_attempts=3)

    await draw_again(visit, now=NOW)

    assert (
        await Photo.filter(copies=CopyState.DUE, copies_due_at=NOW, copies_attempts=0).count() == 3
    )
