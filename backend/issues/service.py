"""The deeds of issues: a problem is reported, or was solved where it was found.

Both run inside the transaction of the deed that brought the problem (a visit, later a report of its
own), so a visit and its problems are stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from tortoise import connections

from backend.evidence import service as evidence
from backend.issues import rules
from backend.issues.events import IssueEnterpriseCorrected, IssueReported, IssueSolvedOnTheSpot
from backend.issues.models import Closure, Issue, IssueSource, IssueState
from backend.issues.rules import Origin, Problem, Solved
from backend.kernel import search
from backend.kernel.civil import civil_date
from backend.kernel.ledger import Deed, record
from backend.kernel.refusal import BadInput, IdReused
from backend.people.queries import district, setting

ON_THE_SPOT = "on_the_spot"
SUBJECT = "issue"


async def check_new(problems: Sequence[Problem], *, now: datetime) -> None:
    """Raise for the first problem of a letter that cannot be taken. Before any transaction.

    Raises:
        TopicUnknown, TooManyPhotos, TextLength: see rules.check (remedy: fix).
        BadInput: the same id twice in one letter (remedy: fix).
    """
    if not problems:
        return
    topics = {topic.code for topic in (await district(now)).topics}
    for index, problem in enumerate(problems):
        rules.check(problem, topics=topics, at=f"problems.{index}.")
    if len({problem.id for problem in problems}) < len(problems):
        raise BadInput(field="problems")


async def refuse_reused(problems: Collection[Problem]) -> None:
    """Say why storing failed: only after the letter itself was looked for and was not there.

    Raises:
        IdReused: one of these ids is an issue already (remedy: stop).
    """
    if problems and await Issue.filter(id__in=[problem.id for problem in problems]).exists():
        raise IdReused(field="problems")


async def report(problem: Problem, *, origin: Origin, deed: Deed) -> Issue:
    """Open an issue for a problem that passed ``check_new``: 上报, or 当场解决 when it was solved.

    Inside the caller's transaction; a second issue of the same id raises IntegrityError. With a
    pseudonym in the deed nobody is stored as its reporter.

    Args:
        problem: What the phone sent.
        origin: Where it comes from.
        deed: Who sent it, and when.

    Raises:
        PhotosMissing: a photo has not arrived yet (remedy: retry).
        PhotosTaken: a photo belongs to somebody else or to another record (remedy: fix).

    Emits:
        issues.reported, or issues.solved_on_the_spot
    """
    issue = await _insert(problem, origin, deed)
    if problem.solved:
        await _close_on_the_spot(issue.id, problem.solved, deed)
    await evidence.attach(
        problem.photo_ids, owner_id=deed.actor.person_id, subject_kind=SUBJECT,
        subject_id=issue.id, now=deed.now,
    )  # fmt: skip
    event = IssueSolvedOnTheSpot if problem.solved else IssueReported
    await record(
        event(
            subject_id=issue.id,
            source=origin.source,
            number=issue.number,
            enterprise_id=origin.enterprise_id,
            visit_id=origin.visit_id,
        ),
        deed,
    )
    await search.index(SUBJECT, issue.id, [problem.description], fresh=True)
    return issue


async def correct_enterprise(
    visit_id: UUID, *, enterprise_id: UUID, region: str, deed: Deed
) -> None:
    """The visit named the wrong enterprise: its problems move with it. Inside the transaction.

    Emits:
        issues.enterprise_corrected, for each of them
    """
    for issue in await Issue.filter(visit_id=visit_id).select_for_update():
        before, issue.enterprise_id = issue.enterprise_id, enterprise_id
        issue.region, issue.version = region, issue.version + 1
        await issue.save(update_fields=["enterprise_id", "region", "version"])
        await record(
            IssueEnterpriseCorrected(
                subject_id=issue.id, enterprise_id=enterprise_id, before=before
            ),
            deed,
        )


async def _insert(problem: Problem, origin: Origin, deed: Deed) -> Issue:
    return await Issue.create(
        id=problem.id,
        number=await _next_number(deed.now),
        source=IssueSource(origin.source),
        state=IssueState.CLOSED if problem.solved else IssueState.SUBMITTED,
        reporter_id=None if deed.pseudonym else deed.actor.person_id,
        enterprise_id=origin.enterprise_id,
        visit_id=origin.visit_id,
        region=origin.region,
        topic=problem.topic,
        title=rules.title_of(problem.description),
        description=problem.description.strip(),
        reported_at=deed.sealed_at or deed.now,
        received_at=deed.now,
    )


async def _close_on_the_spot(issue_id: UUID, solved: Solved, deed: Deed) -> None:
    await Closure.create(
        id=uuid4(),
        issue_id=issue_id,
        round=1,
        kind=ON_THE_SPOT,
        what_done=solved.what_done.strip(),
        confirmed_by=solved.confirmed_by.strip(),
        confirmed_contact_id=solved.confirmed_contact_id,
        at=deed.sealed_at or deed.now,
    )


async def _next_number(now: datetime) -> str:
    """Gapless per civil year: the counter's row stays locked until the transaction ends."""
    year = civil_date(now).year
    taken = await connections.get("default").execute_query_dict(
        f'INSERT INTO "number_counter" ("year", "last_given") VALUES ({year:d}, 1) ON CONFLICT'
        ' ("year") DO UPDATE SET "last_given" = "number_counter"."last_given" + 1'
        ' RETURNING "last_given"'
    )
    prefix = str(await setting("number_prefix"))
    return rules.number_of(prefix, year, taken[0]["last_given"])
