"""The deeds of issues: a problem is reported, or was solved where it was found.

Both run inside the transaction of the deed that brought the problem (a visit, later a report of its
own), so a visit and its problems are stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from backend.evidence import service as evidence
from backend.evidence.voices import attach_voice
from backend.issues import clocks, rules
from backend.issues.events import IssueEnterpriseCorrected, IssueReported, IssueSolvedOnTheSpot
from backend.issues.models import Closure, Issue, Step
from backend.issues.numbers import next_number
from backend.issues.rules import Origin, Particulars, Problem, Solved
from backend.issues.states import Environment, IssueSource, IssueState
from backend.issues.table_words import Clock
from backend.issues.transitions import TABLE
from backend.kernel import search
from backend.kernel.ledger import Deed, record
from backend.kernel.place import columns_of
from backend.kernel.refusal import BadInput, IdReused
from backend.people.queries import district

ON_THE_SPOT = "on_the_spot"
SUBJECT = "issue"
PLAIN = Particulars()


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


async def report(
    problem: Problem, *, origin: Origin, deed: Deed, more: Particulars = PLAIN
) -> Issue:
    """Open an issue for a problem that passed ``check_new``: 上报, or 当场解决 when it was solved.

    Inside the caller's transaction; a second issue of the same id raises IntegrityError. With a
    pseudonym in the deed nobody is stored as its reporter; protected, it has no number yet.

    Args:
        problem: What was sent.
        origin: Where it comes from.
        deed: Who sent it, and when.
        more: What a report of its own says besides.

    Raises:
        PhotosMissing: a photo has not arrived yet (remedy: retry).
        PhotosTaken: a photo belongs to somebody else or to another record (remedy: fix).
        VoiceMissing (remedy: retry), VoiceTaken (remedy: fix).

    Emits:
        issues.reported, or issues.solved_on_the_spot
    """
    issue = await _insert(problem, origin, deed, more)
    if problem.solved:
        await _close_on_the_spot(issue.id, problem.solved, deed)
    await evidence.attach(
        problem.photo_ids, owner_id=deed.actor.person_id, subject_kind=SUBJECT,
        subject_id=issue.id, now=deed.now, protected=more.protected,
    )  # fmt: skip
    if more.voice_id is not None:
        await attach_voice(
            more.voice_id, owner_id=deed.actor.person_id, subject_kind=SUBJECT,
            subject_id=issue.id, now=deed.now, protected=more.protected,
        )  # fmt: skip
    await _first_step(issue, deed)
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


async def _insert(problem: Problem, origin: Origin, deed: Deed, more: Particulars) -> Issue:
    said_at = deed.sealed_at or deed.now
    clock = Clock.OVER if problem.solved else Clock.DECIDE
    return await Issue.create(
        id=problem.id,
        number=None if more.protected else await next_number(deed.now),
        source=IssueSource(origin.source),
        state=IssueState.CLOSED if problem.solved else IssueState.SUBMITTED,
        reporter_id=None if deed.pseudonym else deed.actor.person_id,
        protected=more.protected,
        enterprise_id=origin.enterprise_id,
        visit_id=origin.visit_id,
        region=origin.region,
        topic=problem.topic,
        title=rules.title_of(problem.description),
        description=problem.description.strip(),
        environment=Environment(more.environment) if more.environment else None,
        place_text=more.place_text.strip(),
        **columns_of(more.place),
        voice_id=more.voice_id,
        reported_at=rules.half_day(said_at) if more.protected else said_at,
        received_at=rules.half_day(deed.now) if more.protected else deed.now,
        closed_at=said_at if problem.solved else None,
        outcome=ON_THE_SPOT if problem.solved else "",
        **await clocks.start(clock, rule=clock.value, now=deed.now),
    )


async def _first_step(issue: Issue, deed: Deed) -> None:
    """上报 or 当场解决 on the timeline, and the first look at its colour."""
    row = TABLE["solve_on_the_spot" if issue.state is IssueState.CLOSED else "report"]
    await Step.create(
        id=uuid4(),
        issue_id=issue.id,
        round=1,
        command=row.command,
        to_state=issue.state.value,
        actor_id=deed.pseudonym or deed.actor.person_id,
        role="" if deed.roleless else deed.actor.role.value,
        unit_id=None if deed.pseudonym else deed.actor.unit_id,
        audience=row.audience,
        device_at=None if issue.protected else deed.sealed_at,
        at=issue.received_at,
    )
    await clocks.recolour(issue.id, now=deed.now)


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
