"""From the thumb to the supervisor and back: photos, letter, review, inbox, amendment."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from backend import worker
from backend.enterprises.models import Enterprise
from backend.kernel.actor import Actor
from backend.kernel.ledger import OutboxRow
from backend.notify.models import Notice, NoticeKind
from tests.visits.acts import amendment, log, returned, review
from tests.visits.conftest import Phone
from tests.world import make_actor, problem

PICTURE = Path(__file__).parents[1] / "data/photos/orientation/landscape_2.jpg"


async def put(phone: Phone, bytes_: bytes) -> str:
    photo_id, mark = str(uuid4()), sha256(bytes_).hexdigest()
    reply = await phone.http.put(
        f"/photos/{photo_id}", content=bytes_,
        headers={"x-sha256": mark, "content-type": "image/jpeg"},
    )  # fmt: skip
    assert reply.status_code == 200, reply.text
    assert reply.json()["sha256"] == mark
    return photo_id


async def status_of(phone: Phone, photo_id: str, reader: Actor) -> int:
    """As this reader; afterwards the phone is its owner's again."""
    owner = phone.actor
    assert owner
    await phone.sign_in(reader)
    reply = await phone.http.get(f"/photos/{photo_id}?size=evidence")
    await phone.sign_in(owner)
    return reply.status_code


async def test_a_photo_has_the_visibility_of_its_record(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    author = phone.actor
    assert author
    of_visit, of_issue = [await put(phone, PICTURE.read_bytes()) for _ in range(2)]
    before = [await status_of(phone, one, supervisor) for one in (of_visit, of_issue)]

    await log(
        phone, enterprise, content={"photoIds": [of_visit]}, problems=[problem(photoIds=[of_issue])]
    )

    colleague = await make_actor()
    for photo in (of_visit, of_issue):
        assert await status_of(phone, photo, author) == 200
        assert await status_of(phone, photo, supervisor) == 200
        assert await status_of(phone, photo, colleague) == 404
    assert before == [404, 404]


async def test_returned_heard_amended_and_in_the_queue_again(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise, problems=[problem()])
    await review(phone, supervisor, returned(visit_id))

    while await worker.run_once(now=phone.clock.now):
        phone.clock.advance(seconds=1)
    await worker.run_once(now=phone.clock.now)

    assert await OutboxRow.all().count() == 0
    assert await Notice.filter(kind=NoticeKind.RETURNED_TO_ME).count() == 1
    inbox = await phone.send("Inbox", first=30)
    assert [item["subjectId"] for item in inbox["items"]] == [visit_id]
    change = amendment(visit_id, enterprise, expectedVersion=2)
    assert (await phone.send("AmendVisit", input=change))["state"] == "PENDING"
    await phone.sign_in(supervisor)
    assert (await phone.send("Me"))["badges"] == {"unread": 1, "pendingReviews": 1}
    queue = await phone.send("ReviewQueue", first=20)
    assert [line["id"] for line in queue["items"]] == [visit_id]
