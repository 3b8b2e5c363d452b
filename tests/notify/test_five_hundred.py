"""500 assignments at once, and a worker that is killed ten times in the middle of telling."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from datetime import datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any
from uuid import uuid4

import pytest

from backend.database import opened
from backend.kernel.ledger import LedgerEvent, OutboxRow
from backend.notify.models import Channel, Delivery, Notice
from backend.wiring import HANDLERS
from backend.worker import LEASE, run_once
from tests.fixtures.phone import Phone
from tests.fixtures.warm import Fork
from tests.life import Town

pytestmark = pytest.mark.postgres  # takes minutes; several workers are for PostgreSQL

MANY, KILLS, BETWEEN = 500, 10, 25
ENDS_WITHIN_S = 240


def work(url: str, now: datetime, told: Connection) -> None:
    """A worker as it is run, that also says so at the end of each handling, before the commit.

    In a byte: the last worker is not listened to, and all it says must fit into the line.
    """

    async def say(_event: LedgerEvent, _now: datetime) -> None:
        told.send_bytes(b".")

    async def until_all_is_done() -> None:
        async with opened(url):
            handlers = {name: (*known, say) for name, known in HANDLERS.items()}
            while await run_once(now=now, handlers=handlers):
                pass

    asyncio.run(until_all_is_done())


def begun(url: str, now: datetime) -> tuple[Fork, Connection]:
    """A worker at work, and what it says."""
    hears, tells = Pipe(duplex=False)
    with tells:  # the worker's own end: with the worker the line is gone
        return Fork(work, url, now, tells), hears


async def assigned(town: Town) -> list[str]:
    """The ids of as many issues, all assigned at once: each letter its own id and version."""
    reports = [await town.report(town.special) for _ in range(MANY)]
    await town.phone.sign_in(town.supervisor)
    letters = [
        {"commandId": str(uuid4()), "issueId": report["id"], "sealedAt": town.now.isoformat(),
         "expectedVersion": report["version"]} | town.assignment()
        for report in reports
    ]  # fmt: skip

    async def send(letter: dict[str, Any]) -> dict[str, Any]:
        return await town.phone.send("AssignIssue", input=letter)

    answers = await asyncio.gather(*(send(letter) for letter in letters))
    assert {answer["__typename"] for answer in answers} == {"Receipt"}
    assert sorted(answer["number"] for answer in answers) == [
        f"BL-2026-{n:04d}" for n in range(1, MANY + 1)
    ]
    return [report["id"] for report in reports]


async def test_every_recipient_has_exactly_one_line(phone: Phone, database_url: str) -> None:
    town = await Town.built(phone)
    issues = await assigned(town)
    for _ in range(KILLS):
        killed, says = begun(database_url, town.now)
        for _ in range(BETWEEN):
            says.recv_bytes()
        killed.send_signal(signal.SIGKILL)
        killed.wait(ENDS_WITHIN_S)
        assert await OutboxRow.exists()  # it died with work to do
        phone.clock.now += LEASE
    last, _ = begun(database_url, town.now + LEASE)

    assert await asyncio.to_thread(last.wait, ENDS_WITHIN_S) == 0
    assert not await OutboxRow.exists()
    lines = await Notice.filter(kind="assigned")
    told = Counter((str(line.subject_id), line.recipient_id) for line in lines)
    people = (town.handler.person_id, town.lead.person_id)
    assert told == Counter({(issue, person): 1 for issue in issues for person in people})
    rungs = await Delivery.filter(notice_id__in=[line.id for line in lines])
    climbed = Counter((row.notice_id, row.channel) for row in rungs)
    assert set(climbed.values()) == {1}
    assert Counter(row.channel for row in rungs) == {
        Channel.PUSH: 2 * MANY, Channel.LEAD: MANY, Channel.UNHEARD: 2 * MANY,
    }  # fmt: skip
