"""What must hold of an issue at any moment (LIFECYCLE.md, invariants)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from backend.calendar.deadlines import DueInputs, due_of
from backend.calendar.queries import working_days
from backend.handling.models import Assignment
from backend.identities.queries import pseudonym_in
from backend.issues.models import Closure, Issue, Step
from backend.issues.states import IssueState as S
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor
from backend.kernel.ledger import LedgerEvent
from backend.notify.models import Notice
from backend.people.models import Person
from tests.life import Town

WITH_A_UNIT = {S.ASSIGNED, S.IN_PROGRESS, S.SUSPENDED, S.RESPONDED}
REVIEWS = {"call_back", "look_back", "reject_response", "answer", "extend", "suspend"}
CONFIRMED = {"call_back", "rating", "unverified", "on_the_spot"}


async def of_the_rows(issue_id: str) -> None:
    """One lead unit; nothing closed without its confirmation; a due date that explains itself."""
    issue = await Issue.get(id=issue_id)
    given = await Assignment.filter(issue_id=issue.id, ended_at__isnull=True)
    assert len(given) == int(issue.state in WITH_A_UNIT), issue.state
    for one in given:
        assert (one.unit_id, one.person_id) == (issue.lead_unit_id, issue.handler_id)
    if issue.draft_id is not None:
        draft = await Step.get(id=issue.draft_id)
        assert (draft.issue_id, draft.command, draft.to_state) == (
            issue.id,
            "respond",
            "in_progress",
        )
        assert issue.state in {S.IN_PROGRESS, S.SUSPENDED}
        assert draft.round == issue.round
    if issue.state is S.CLOSED:
        closure = await Closure.get(issue_id=issue.id, round=issue.round)
        asked = Step.filter(issue_id=issue.id, round=issue.round, command="call_back")
        assert closure.kind in CONFIRMED
        assert await asked.exists()
    if issue.due_at is not None:
        reckoned = due_of(DueInputs.from_json(issue.due_inputs), await working_days())
        assert (reckoned.at, reckoned.provisional) == (issue.due_at, issue.due_provisional)


async def of_the_deed(
    command: str,
    actor: Actor,
    before: Issue,
    events: Sequence[LedgerEvent],
    now: datetime,
    letter: dict[str, Any],
) -> None:
    """One event with all its columns; the version rises when it should; nobody their own work."""
    [event] = events
    row = TABLE[command]
    pseudonym = await pseudonym_in(before.id)
    hidden = event.actor_id == pseudonym and pseudonym is not None
    assert event.actor_id == (pseudonym if hidden else actor.person_id)
    assert event.grant_id == (None if hidden else actor.grant_id)
    assert (event.happened_at, event.device_at) == (now, None if hidden else now)
    assert (event.subject_id, event.command) == (before.id, command)
    assert event.expected_version == (before.version if row.steps_version else None)
    after = await Issue.get(id=before.id)
    assert after.version == before.version + int(row.steps_version)
    if command in REVIEWS:
        post = (await Person.get(id=actor.person_id)).unit_id
        assert actor.person_id != before.handler_id
        assert before.lead_unit_id not in {actor.unit_id, post}
    assert str(letter["commandId"]) == str(event.command_id)


async def names_nobody(town: Town, said: object, issue: Issue, to: Actor) -> None:
    """Whoever is not the protected reporter learns neither name nor phone nor id."""
    if not issue.protected or to.person_id == town.special.person_id:
        return
    for secret in await secrets(town):
        assert secret not in str(said)


async def of_what_is_kept(town: Town, issue: Issue) -> None:
    """Nor does the ledger, the timeline or anybody's inbox."""
    if not issue.protected:
        return
    events = await LedgerEvent.filter(subject_id=issue.id).values()
    steps = await Step.filter(issue_id=issue.id).values()
    notices = await Notice.filter(subject_id=issue.id).values()
    kept = str([events, steps, notices])
    for secret in await secrets(town):
        assert secret not in kept


async def secrets(town: Town) -> list[str]:
    person = await Person.get(id=town.special.person_id)
    return [person.name, person.phone, str(person.id), str(town.special.grant_id)]
