"""From the sealed letter to the receipt number: what is kept, what is deleted, who is not named."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from backend.calendar.service import seed
from backend.clues.allowance import DAILY_MOST
from backend.clues.models import ClueEnvelope, ClueHandOver
from backend.kernel.actor import Actor
from backend.kernel.commands import Command
from backend.kernel.ledger import LedgerEvent
from backend.notify.models import Notice
from backend.worker import run_once
from tests.clues.conftest import acknowledge, letter, mark, public_key, sealed, secret
from tests.fixtures.phone import Phone

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)  # on the wall
MORNING = datetime(2026, 11, 17, 16, 0, tzinfo=UTC)  # midnight on the wall


async def handed_over(phone: Phone, sender: Actor, key: str) -> str:
    await phone.sign_in(sender)
    return str((await phone.send("HandOverClue", input=letter(key)))["id"])


async def test_nothing_that_is_written_names_the_sender(
    phone: Phone, sender: Actor, key: str
) -> None:
    await phone.sign_in(sender)
    sent = letter(key)

    receipt = await phone.send("HandOverClue", input=sent)

    assert (receipt["id"], receipt["state"], receipt["number"]) == (sent["id"], "WAITING", None)
    row = await ClueHandOver.get()
    assert (row.received_at, row.due_on) == (MORNING, date(2026, 11, 19))
    event = await LedgerEvent.get(name="clues.handed_over")
    assert (event.grant_id, event.role, event.device_at) == (None, "", None)
    assert event.happened_at == MORNING
    command = await Command.get(id=UUID(sent["id"]))
    assert command.actor_id == event.actor_id != sender.person_id
    assert command.at == MORNING
    stored = str([await table.all().values() for table in (ClueHandOver, LedgerEvent, Command)])
    about = [line for line in stored.split("{") if sent["id"] in line]
    assert not [line for line in about if str(sender.person_id) in line]


async def test_two_hand_overs_of_one_person_have_two_pseudonyms(
    phone: Phone, sender: Actor, key: str
) -> None:
    await handed_over(phone, sender, key)
    await handed_over(phone, sender, key)

    actors = await LedgerEvent.filter(name="clues.handed_over").values_list("actor_id", flat=True)
    assert len(set(actors)) == 2


async def test_the_same_letter_again_changes_nothing(
    phone: Phone, sender: Actor, custodian: Actor, key: str
) -> None:
    await phone.sign_in(sender)
    sent = letter(key)
    first = await phone.send("HandOverClue", input=sent)
    assert (
        await phone.send("HandOverClue", input=sent | {"sealedAt": "2026-11-18T01:59:00Z"}) == first
    )
    assert await ClueHandOver.all().count() == 1

    await phone.sign_in(custodian)
    await phone.send("AcknowledgeClue", input=acknowledge(sent["id"]))
    await phone.sign_in(sender)
    again = await phone.send("HandOverClue", input=sent)

    assert (again["state"], again["number"]) == ("ACKNOWLEDGED", "YS-2026-0001")
    assert await ClueEnvelope.all().count() == 0


async def test_an_id_that_is_taken_is_refused(phone: Phone, sender: Actor, key: str) -> None:
    await phone.sign_in(sender)
    sent = letter(key)
    await phone.send("HandOverClue", input=sent)

    other = await phone.send("HandOverClue", input=sent | {"envelope": sealed()})
    stranger = await phone.send("HandOverClue", input=sent | {"senderMark": mark(secret())})

    assert (other["code"], stranger["code"]) == ("id_reused", "not_found")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"envelope": "不是密封件"}, "envelope_broken"),
        ({"envelope": base64.b64encode(b"\x02" + b"x" * 200).decode()}, "envelope_broken"),
        ({"envelope": sealed(180_100)}, "envelope_too_big"),
        ({"senderMark": "张建国"}, "bad_input"),
        ({"keyId": str(uuid4())}, "clue_key_unknown"),
    ],
)
async def test_what_nobody_could_open_is_not_taken(
    phone: Phone, sender: Actor, key: str, change: dict[str, str], code: str
) -> None:
    await phone.sign_in(sender)

    assert (await phone.send("HandOverClue", input=letter(key) | change))["code"] == code
    assert await ClueHandOver.all().count() == 0


async def test_receipt_numbers_have_no_gaps_and_the_ciphertext_goes(
    phone: Phone, sender: Actor, custodian: Actor, key: str
) -> None:
    clues = [await handed_over(phone, sender, key) for _ in range(3)]
    await phone.sign_in(custodian)
    nowhere = await phone.send("AcknowledgeClue", input=acknowledge(str(uuid4())))
    first = acknowledge(clues[2])

    given = [await phone.send("AcknowledgeClue", input=first)]
    given += [await phone.send("AcknowledgeClue", input=first)]
    given += [await phone.send("AcknowledgeClue", input=acknowledge(c)) for c in clues]

    assert nowhere["code"] == "not_found"
    assert [r["number"][-4:] for r in given] == ["0001", "0001", "0002", "0003", "0001"]
    assert await ClueEnvelope.all().count() == 0
    assert await LedgerEvent.filter(name="clues.acknowledged").count() == 3
    pile = await phone.send("CluePile")
    assert (pile["waiting"], pile["receivedThisYear"]) == ([], 3)


async def test_only_the_secret_asks_for_the_receipt(
    phone: Phone, sender: Actor, custodian: Actor, key: str
) -> None:
    own = secret()
    await phone.sign_in(sender)
    sent = letter(key, senderMark=mark(own))
    await phone.send("HandOverClue", input=sent)
    waiting = await phone.send("ClueReceipts", secrets=[own])
    await phone.sign_in(custodian)
    await phone.send("AcknowledgeClue", input=acknowledge(sent["id"]))
    await phone.sign_in(sender)

    answer = await phone.send("ClueReceipts", secrets=[secret(), mark(own), "", own])

    assert waiting["items"] == [{"secret": own, "state": "WAITING", "number": None}]
    assert answer["items"] == [{"secret": own, "state": "ACKNOWLEDGED", "number": "YS-2026-0001"}]


async def test_the_custodian_hears_of_it_and_nobody_else(
    phone: Phone, sender: Actor, custodian: Actor, key: str
) -> None:
    await handed_over(phone, sender, key)

    await run_once(now=phone.clock.now)

    notice = await Notice.get()
    assert (notice.recipient_id, notice.title) == (custodian.person_id, "您有 1 件线索移送")
    assert notice.created_at == MORNING


async def test_a_new_key_is_the_present_one_and_letters_for_the_old_one_still_come(
    phone: Phone, sender: Actor, custodian: Actor, key: str
) -> None:
    await phone.sign_in(custodian)
    phone.clock.advance(hours=3)
    newer = str(uuid4())
    await phone.send("PublishClueKey", id=newer, publicKey=public_key())
    await phone.sign_in(sender)

    present = await phone.send("ClueKey")
    old = await phone.send("HandOverClue", input=letter(key))

    assert present["id"] == newer
    assert len(present["fingerprint"].split()) == 8
    assert old["state"] == "WAITING"
    assert (await ClueHandOver.get()).received_at == NOON


async def test_before_there_is_a_key_the_sender_is_told(phone: Phone, sender: Actor) -> None:
    await phone.sign_in(sender)
    assert (await phone.send("ClueKey"))["code"] == "no_clue_key"


@pytest.mark.sqlite
async def test_the_file_keeps_nothing_of_a_deleted_envelope(
    phone: Phone, sender: Actor, custodian: Actor, key: str, database_url: str
) -> None:
    await phone.sign_in(sender)
    sent = letter(key, envelope=sealed(60_000))
    content = base64.b64decode(sent["envelope"])
    await phone.send("HandOverClue", input=sent)
    path = Path(database_url.removeprefix("sqlite://"))

    def on_disk() -> bool:
        parts = (content[100:140], content[30_000:30_040], content[-40:])
        files = [one.read_bytes() for one in path.parent.glob(f"{path.name}*")]
        return any(part in file for part in parts for file in files)

    assert on_disk()
    await phone.sign_in(custodian)
    await phone.send("AcknowledgeClue", input=acknowledge(sent["id"]))
    assert not on_disk()


async def test_it_is_due_the_next_day_that_the_office_works(
    phone: Phone, sender: Actor, key: str
) -> None:
    await seed(now=phone.clock.now)
    phone.clock.now = datetime(2026, 9, 30, 2, 0, tzinfo=UTC)  # before the national holiday

    clue = await handed_over(phone, sender, key)

    assert (await ClueHandOver.get(id=clue)).due_on == date(2026, 10, 8)


async def test_the_eleventh_of_a_day_waits_on_the_phone_for_the_next(
    phone: Phone, sender: Actor, custodian: Actor, key: str
) -> None:
    await phone.sign_in(sender)
    for _ in range(DAILY_MOST):
        assert "id" in await phone.send("HandOverClue", input=letter(key))
    eleventh = letter(key)

    refused = await phone.send("HandOverClue", input=eleventh)

    assert (refused["code"], refused["remedy"]) == ("too_many_clues", "RETRY")
    await phone.sign_in(custodian)
    assert "id" in await phone.send("HandOverClue", input=letter(key))
    await phone.sign_in(sender)
    phone.clock.advance(hours=24)
    assert (await phone.send("HandOverClue", input=eleventh))["id"] == eleventh["id"]


async def test_a_hand_over_that_was_not_taken_does_not_count(
    phone: Phone, sender: Actor, key: str
) -> None:
    await phone.sign_in(sender)
    first = letter(key)
    await phone.send("HandOverClue", input=first)
    taken = {"senderMark": first["senderMark"]}  # unique: the row is not written

    for _ in range(DAILY_MOST):
        assert "code" in await phone.send("HandOverClue", input=letter(key, **taken))

    assert "id" in await phone.send("HandOverClue", input=letter(key))
