"""The inbox: posted once, read once, seen by its owner alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from uuid import UUID, uuid4

import pytest

from backend.kernel.actor import Actor
from backend.kernel.ledger import Deed, Event, LedgerEvent, record
from backend.notify import addressees, service
from backend.notify.models import Notice, NoticeKind
from tests.fixtures.phone import Phone
from tests.world import NOW, make_actor

SEALED_AT = "2026-11-18T01:59:00+00:00"


@dataclass(frozen=True, slots=True)
class Happened(Event):
    name: ClassVar[str] = "tests.happened"
    subject_kind: ClassVar[str] = "visit"


async def happened(actor: Actor) -> LedgerEvent:
    return await record(Happened(subject_id=uuid4()), Deed(actor, NOW, "test", uuid4()))


async def told(actor: Actor, *, kind: NoticeKind = NoticeKind.NEWS, minute: int = 0) -> UUID:
    """One line in this person's inbox; its id."""
    event = await happened(actor)
    at = NOW - timedelta(hours=1) + timedelta(minutes=minute)
    await service.post(event, [actor.person_id], kind=kind, title=f"第{minute}条", now=at)
    return (await Notice.get(event_id=event.id)).id


@pytest.fixture
async def me(phone: Phone) -> Actor:
    actor = await make_actor()
    await phone.sign_in(actor)
    return actor


def read(*notices: UUID, **change: object) -> dict[str, object]:
    ids = [str(notice) for notice in notices]
    return {"commandId": str(uuid4()), "noticeIds": ids, "sealedAt": SEALED_AT} | change


@pytest.mark.usefixtures("phone")
async def test_a_handler_that_reruns_tells_nobody_twice() -> None:
    one, two = await make_actor(), await make_actor()
    event = await happened(one)
    people = [one.person_id, two.person_id, one.person_id]

    for _ in range(3):
        await service.post(event, people, kind=NoticeKind.NEWS, title="一件事", now=NOW)

    assert await Notice.all().count() == 2


@pytest.mark.usefixtures("phone")
async def test_words_that_are_too_long_are_cut_not_lost() -> None:
    one = await make_actor()

    await service.post(
        await happened(one), [one.person_id], kind=NoticeKind.NEWS, title="长" * 200,
        text="长" * 999, now=NOW,
    )  # fmt: skip

    notice = await Notice.get()
    assert (len(notice.title), len(notice.text)) == (80, 300)
    assert notice.title.endswith("…")


async def test_newest_first_page_after_page(phone: Phone, me: Actor) -> None:
    made = [await told(me, minute=minute) for minute in (0, 1, 1, 2, 3)]

    seen: list[str] = []
    after = None
    for _ in range(3):
        page = await phone.send("Inbox", first=2, after=after)
        seen += [item["id"] for item in page["items"]]
        after = page["after"]

    assert after is None
    assert sorted(seen) == sorted(str(notice) for notice in made)
    assert (seen[0], seen[-1]) == (str(made[4]), str(made[0]))
    assert page["unread"] == 5


async def test_what_must_be_done_is_marked_urgent(phone: Phone, me: Actor) -> None:
    await told(me, kind=NoticeKind.RETURNED_TO_ME, minute=1)
    await told(me, kind=NoticeKind.APPROVED)

    items = (await phone.send("Inbox", first=30))["items"]

    assert [(item["kind"], item["urgent"]) for item in items] == [
        ("RETURNED_TO_ME", True),
        ("APPROVED", False),
    ]


async def test_reading_counts_once_and_by_the_phones_clock(phone: Phone, me: Actor) -> None:
    one, two = await told(me), await told(me)
    letter = read(one)

    first = await phone.send("MarkRead", input=letter)
    phone.clock.advance(days=3)
    again = await phone.send("MarkRead", input=letter)

    assert first["id"] == letter["commandId"]
    assert again == first
    assert (await Notice.get(id=one)).read_at == NOW - timedelta(minutes=1)
    assert (await Notice.get(id=two)).read_at is None
    assert (await phone.send("Inbox", first=30))["unread"] == 1


async def test_other_peoples_lines_and_unknown_ones_are_passed_over(
    phone: Phone, me: Actor
) -> None:
    mine, theirs = await told(me), await told(await make_actor())

    reply = await phone.send("MarkRead", input=read(mine, theirs, uuid4()))

    assert reply["__typename"] == "Receipt"
    assert (await Notice.get(id=theirs)).read_at is None
    assert (await Notice.get(id=mine)).read_at is not None
    assert [n["id"] for n in (await phone.send("Inbox", first=30))["items"]] == [str(mine)]


@pytest.mark.parametrize(
    "sealed_at", ["2031-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
)
async def test_a_clock_beyond_belief_is_replaced_by_ours(
    phone: Phone, me: Actor, sealed_at: str
) -> None:
    notice = await told(me)

    await phone.send("MarkRead", input=read(notice, sealedAt=sealed_at))

    assert (await Notice.get(id=notice)).read_at == NOW


async def test_what_makes_no_sense_is_handed_back(phone: Phone, me: Actor) -> None:
    notice = await told(me)

    naive = await phone.send("MarkRead", input=read(notice, sealedAt="2026-11-18T01:59:00"))
    many = await phone.send("MarkRead", input=read(*(uuid4() for _ in range(501))))

    assert (naive["code"], naive["field"]) == ("bad_input", "sealedAt")
    assert (many["code"], many["facts"]) == ("too_many_notices", {"most": 500})
    assert (await Notice.get(id=notice)).read_at is None


async def test_the_inbox_is_the_persons_whatever_became_of_the_grant(phone: Phone) -> None:
    former = await make_actor(until=NOW - timedelta(days=1))
    await phone.sign_in(former)
    notice = await told(former)

    shown = await phone.send("Inbox", first=30)
    reply = await phone.send("MarkRead", input=read(notice))

    assert [item["id"] for item in shown["items"]] == [str(notice)]
    assert reply["__typename"] == "Receipt"


async def test_nobody_signed_in_has_no_inbox(phone: Phone, me: Actor) -> None:
    await told(me)
    phone.sign_out()
    closed = await phone.send("Inbox", first=30)
    await phone.sign_in(me, must_change=True)
    initial = await phone.send("Inbox", first=30)

    assert (closed["code"], closed["remedy"]) == ("sign_in_needed", "SIGN_IN")
    assert (initial["code"], initial["remedy"]) == ("password_change_needed", "SIGN_IN")


async def test_the_badge_counts_subjects_with_something_unread(phone: Phone, me: Actor) -> None:
    assert (await phone.send("Me"))["badges"]["unread"] == 0
    one, two = await told(me), await told(me)
    event = await LedgerEvent.get(id=(await Notice.get(id=two)).event_id)
    later = Happened(subject_id=event.subject_id)
    again = await record(later, Deed(me, NOW, "test", uuid4()))
    await service.post(again, [me.person_id], kind=NoticeKind.NEWS, title="又一条", now=NOW)
    assert (await phone.send("Me"))["badges"]["unread"] == 2
    await phone.send("MarkRead", input=read(one))

    assert (await phone.send("Me"))["badges"]["unread"] == 1
    assert (await phone.send("Inbox", first=30))["unread"] == 1


async def test_one_line_is_found_by_its_id_by_its_owner_alone(phone: Phone, me: Actor) -> None:
    event = await happened(me)
    await service.post(
        event, [me.person_id], kind=NoticeKind.ASSIGNED, title="新交办", number="WD-2026-0012",
        now=NOW,
    )  # fmt: skip
    notice = await Notice.get()

    mine = await phone.send("Notice", id=str(notice.id))
    await phone.sign_in(await make_actor())
    theirs = await phone.send("Notice", id=str(notice.id))

    assert (mine["number"], mine["subjectId"]) == ("WD-2026-0012", str(event.subject_id))
    assert theirs["code"] == "not_found"


async def test_a_pseudonyms_lines_are_in_the_inbox_of_whose_it_is(
    phone: Phone, me: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pseudonym = uuid4()

    async def aliases(person_id: UUID) -> list[UUID]:
        return [person_id, pseudonym] if person_id == me.person_id else [person_id]

    monkeypatch.setattr(addressees, "ALIASES_OF", aliases)
    await service.post(
        await happened(me), [pseudonym], kind=NoticeKind.ANSWERED, title="有答复", now=NOW
    )
    notice = (await Notice.get()).id

    shown = await phone.send("Inbox", first=30)
    await phone.send("MarkRead", input=read(notice))

    assert (shown["unread"], [item["id"] for item in shown["items"]]) == (1, [str(notice)])
    assert (await Notice.get()).read_at is not None
