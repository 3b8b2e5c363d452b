"""500 assignments at once, and a worker that is killed ten times in the middle of telling."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.ledger import OutboxRow
from backend.notify.models import Channel, Delivery, Notice
from backend.worker import LEASE
from tests.fixtures.phone import Phone
from tests.life import Town

pytestmark = pytest.mark.postgres  # takes minutes; several workers are for PostgreSQL

MANY, KILLS, BETWEEN = 500, 10, 25
ENDS_WITHIN_S = 240

# A worker as it is run, that also says so at the end of each handling, before the commit.
WORKER = """
import asyncio, sys
from datetime import datetime
from backend import database
from backend.wiring import HANDLERS
from backend.worker import run_once

async def say(event, now):
    print(event.id, flush=True)

async def main():
    async with database.opened(sys.argv[1]):
        told = {name: (*handlers, say) for name, handlers in HANDLERS.items()}
        while await run_once(now=datetime.fromisoformat(sys.argv[2]), handlers=told):
            pass

asyncio.run(main())
"""


async def worker(url: str, now: datetime) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, url, now.isoformat(),
        stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
    )  # fmt: skip


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
        killed = await worker(database_url, town.now)
        assert killed.stdout is not None
        for _ in range(BETWEEN):
            assert await killed.stdout.readline()
        killed.send_signal(signal.SIGKILL)
        await killed.communicate()
        assert await OutboxRow.exists()  # it died with work to do
        phone.clock.now += LEASE
    last = await worker(database_url, town.now + LEASE)
    await asyncio.wait_for(last.communicate(), ENDS_WITHIN_S)

    assert last.returncode == 0
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
