"""Planned work: done once for one due time, whatever dies, races or comes late."""

from __future__ import annotations

import asyncio
import signal
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from uuid import UUID, uuid4, uuid5

import pytest

from backend.database import opened
from backend.kernel import schedule
from backend.kernel.ledger import transaction
from backend.kernel.schedule import NOBODY, ScheduledJob
from backend.worker import LEASE, run_jobs
from tests.fixtures.warm import FORKS, Fork

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENDS_WITHIN_S = 60

pytestmark = pytest.mark.usefixtures("database")


class Did:
    """A job that says for whom and when it was done."""

    def __init__(self) -> None:
        self.done: list[tuple[UUID, datetime]] = []

    async def __call__(self, subject_id: UUID, now: datetime) -> None:
        self.done.append((subject_id, now))


async def test_it_is_done_at_its_time_and_once() -> None:
    issue, job = uuid4(), Did()
    await schedule.plan("colour", issue, NOW + HOUR)
    assert await run_jobs(now=NOW, jobs={"colour": job}) == 0
    assert await run_jobs(now=NOW + HOUR, jobs={"colour": job}) == 1
    assert await run_jobs(now=NOW + 9 * HOUR, jobs={"colour": job}) == 0
    assert job.done == [(issue, NOW + HOUR)]


async def test_what_is_late_is_done_at_once() -> None:
    issue, job = uuid4(), Did()
    await schedule.plan("colour", issue, NOW - timedelta(days=60))
    assert await run_jobs(now=NOW, jobs={"colour": job}) == 1


async def test_planning_again_moves_it_and_cancelling_ends_it() -> None:
    moved, ended, job = uuid4(), uuid4(), Did()
    for subject in (moved, ended):
        await schedule.plan("colour", subject, NOW)
    await schedule.plan("colour", moved, NOW + HOUR)
    await schedule.cancel("colour", ended)
    assert await run_jobs(now=NOW, jobs={"colour": job}) == 0
    assert await run_jobs(now=NOW + HOUR, jobs={"colour": job}) == 1
    assert await ScheduledJob.all().count() == 0


async def test_a_deed_that_is_undone_plans_nothing() -> None:
    async def undone() -> None:
        async with transaction():
            await schedule.plan("colour", uuid4(), NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await undone()
    assert await ScheduledJob.all().count() == 0


async def test_a_job_may_plan_itself_anew() -> None:
    issue = uuid4()

    async def climb(subject_id: UUID, now: datetime) -> None:
        await schedule.plan("ladder", subject_id, now + 2 * HOUR)

    await schedule.plan("ladder", issue, NOW)
    assert await run_jobs(now=NOW, jobs={"ladder": climb}) == 1
    assert (await ScheduledJob.get(subject_id=issue)).due_at == NOW + 2 * HOUR


async def test_a_job_that_fails_takes_no_effect_and_is_tried_later_and_later() -> None:
    issue, other = uuid4(), uuid4()

    async def fail(subject_id: UUID, now: datetime) -> None:
        await schedule.plan("trace", other, now)
        raise RuntimeError(f"{subject_id}: the calendar was away")

    await schedule.plan("colour", issue, NOW)
    assert await run_jobs(now=NOW, jobs={"colour": fail}) == 0
    row = await ScheduledJob.get(kind="colour")
    assert (row.attempts, row.due_at) == (1, NOW)
    assert "away" in row.last_error
    assert not await ScheduledJob.exists(kind="trace")
    job = Did()
    assert await run_jobs(now=NOW + timedelta(seconds=5), jobs={"colour": job}) == 0
    assert await run_jobs(now=NOW + HOUR, jobs={"colour": job}) == 1


async def test_a_kind_this_worker_does_not_know_waits_for_one_that_does() -> None:
    job = Did()
    await schedule.plan("of_the_next_release", uuid4(), NOW)
    assert await run_jobs(now=NOW, jobs={}) == 0
    assert await run_jobs(now=NOW + HOUR, jobs={"of_the_next_release": job}) == 1


async def test_what_comes_again_is_planned_once_and_keeps_its_time() -> None:
    job = Did()

    async def hourly(now: datetime) -> datetime:
        return now + HOUR

    for started in (NOW, NOW + timedelta(minutes=30)):  # two workers, or one started anew
        await schedule.ensure({"digest": hourly}, now=started)
    assert (await ScheduledJob.get()).due_at == NOW + HOUR
    for n in (1, 2, 7):  # the last after a night without a worker: once, not five times
        done = await run_jobs(
            now=NOW + n * HOUR, jobs={"digest": job}, recurring={"digest": hourly}
        )
        assert done == 1
    assert job.done == [(NOBODY, NOW + n * HOUR) for n in (1, 2, 7)]
    assert (await ScheduledJob.get()).due_at == NOW + 8 * HOUR


async def test_two_workers_share_the_due_jobs_and_do_none_twice() -> None:
    job = Did()
    issues = [uuid4() for _ in range(50)]
    for issue in issues:
        await schedule.plan("colour", issue, NOW)

    async def work() -> None:
        while await run_jobs(now=NOW, jobs={"colour": job}):
            pass

    await asyncio.gather(*(work() for _ in range(4)))
    assert sorted(subject for subject, _ in job.done) == sorted(issues)


async def test_a_lease_that_ran_out_does_not_do_it_twice() -> None:
    job, issue = Did(), uuid4()
    await schedule.plan("colour", issue, NOW)
    (slow,) = await schedule.claim_due(now=NOW, lease=LEASE, limit=9)
    (quick,) = await schedule.claim_due(now=NOW + LEASE, lease=LEASE, limit=9)
    assert await schedule.run(quick, job, now=NOW + LEASE) is True
    assert await schedule.run(slow, job, now=NOW + LEASE) is False
    assert len(job.done) == 1


def work(url: str, now: datetime, busy: Event, hangs: bool) -> None:
    """A worker as it is run; where it hangs it has said so, and committed nothing."""

    async def job(subject_id: UUID, now: datetime) -> None:
        await schedule.plan("done", uuid5(subject_id, "x"), datetime(2099, 1, 1, tzinfo=now.tzinfo))
        busy.set()
        if hangs:
            await asyncio.sleep(600)

    async def until_all_is_done() -> None:
        async with opened(url):
            while await run_jobs(now=now, jobs={"colour": job}):
                pass

    asyncio.run(until_all_is_done())


async def test_a_worker_killed_in_the_middle_leaves_it_to_the_next(database_url: str) -> None:
    await schedule.plan("colour", uuid4(), NOW)
    busy = FORKS.Event()
    killed = Fork(work, database_url, NOW, busy, True)
    assert busy.wait(ENDS_WITHIN_S)
    killed.send_signal(signal.SIGKILL)
    killed.wait(ENDS_WITHIN_S)
    assert Fork(work, database_url, NOW, busy, False).wait(ENDS_WITHIN_S) == 0
    assert await ScheduledJob.filter(kind="colour").count() == 1  # its lease still runs
    assert await ScheduledJob.filter(kind="done").count() == 0
    assert Fork(work, database_url, NOW + LEASE, busy, False).wait(ENDS_WITHIN_S) == 0
    assert await ScheduledJob.filter(kind="colour").count() == 0
    assert await ScheduledJob.filter(kind="done").count() == 1


async def test_several_processes_do_each_job_once(database_url: str) -> None:
    for _ in range(60):
        await schedule.plan("colour", uuid4(), NOW)
    workers = [Fork(work, database_url, NOW, FORKS.Event(), False) for _ in range(3)]
    assert [worker.wait(ENDS_WITHIN_S) for worker in workers] == [0, 0, 0]
    assert await ScheduledJob.filter(kind="colour").count() == 0
    assert await ScheduledJob.filter(kind="done").count() == 60
