"""The tables that join the slices: models, who hears an event, who may see a photo, the schema."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types
from strawberry.types import ExecutionContext

from backend.audit.graphql import AuditQuery
from backend.calendar.events import CalendarChanged
from backend.calendar.graphql import CalendarMutation, CalendarQuery
from backend.clues import notices as clue_notices
from backend.clues.graphql import ClueMutation, ClueQuery
from backend.directory.graphql import DirectoryQuery
from backend.enterprises.graphql import EnterpriseMutation, EnterpriseQuery
from backend.evidence.access import Readers
from backend.evidence.copies import Numbers
from backend.exports import snapshots
from backend.exports.graphql import ExportMutation, ExportQuery
from backend.following_up import by_itself, looking_back, spot_checks
from backend.following_up import notices as following_up_notices
from backend.following_up.graphql import FollowingUpMutation, FollowingUpQuery
from backend.handling import leaving
from backend.handling.graphql import HandlingMutation, HandlingQuery
from backend.identities import queries as identities
from backend.imports.graphql import ImportMutation, ImportQuery
from backend.intake.graphql import IntakeMutation, IntakeQuery
from backend.issues import clocks, standing, tracing
from backend.issues import notices as issue_notices
from backend.issues import queries as issue_queries
from backend.issues.events import IssueSolvedOnTheSpot
from backend.issues.graphql import IssueMutation, IssueQuery
from backend.issues.models import Issue
from backend.kernel.actor import Actor
from backend.kernel.graphql import MaskFaults, RefusalHandler
from backend.kernel.ledger import LedgerEvent
from backend.kernel.schedule import Job, Recurring
from backend.live import graphql as live
from backend.live.graphql import LiveSubscription
from backend.notify import addressees, digest
from backend.notify import queries as notify_queries
from backend.notify.graphql import NotifyMutation, NotifyQuery
from backend.overview.graphql import OverviewQuery
from backend.people import badges
from backend.people.events import GrantChanged, GrantEnded, GrantGiven, PersonSaved
from backend.people.graphql import PeopleMutation, PeopleQuery
from backend.visits import notices as visit_notices
from backend.visits import queries as visit_queries
from backend.visits.graphql import VisitMutation, VisitQuery

MODELS = [
    "backend.kernel.ledger",
    "backend.kernel.commands",
    "backend.kernel.schedule",
    "backend.calendar.models",
    "backend.people.models",
    "backend.enterprises.models",
    "backend.evidence.models",
    "backend.notify.models",
    "backend.identities.models",
    "backend.issues.models",
    "backend.handling.models",
    "backend.following_up.models",
    "backend.visits.models",
    "backend.intake.models",
    "backend.imports.models",
    "backend.exports.models",
    "backend.clues.models",
]

Handler = Callable[[LedgerEvent, datetime], Awaitable[None]]

HANDLERS: Mapping[str, tuple[Handler, ...]] = {
    **visit_notices.HANDLERS,
    **issue_notices.HANDLERS,
    **following_up_notices.HANDLERS,
    **clue_notices.HANDLERS,
    **dict.fromkeys((GrantGiven.name, GrantChanged.name, GrantEnded.name), (leaving.plan_leaving,)),
    PersonSaved.name: (leaving.plan_leaving_of_closed,),
    IssueSolvedOnTheSpot.name: (spot_checks.draw,),
    CalendarChanged.name: (by_itself.on_calendar_changed,),
}


JOBS: Mapping[str, Job] = {
    clocks.COLOUR_JOB: by_itself.colour,
    clocks.RESUME_JOB: by_itself.resume,
    clocks.ACKNOWLEDGE_JOB: by_itself.unacknowledged,
    leaving.LEAVE_JOB: by_itself.leave,
    looking_back.LOOK_BACK_JOB: by_itself.look_back_due,
    snapshots.FREEZE_JOB: snapshots.freeze,
    digest.DIGEST_JOB: digest.digest,
}
"""What is done at a planned time, by kind (kernel/schedule)."""

RECURRING: Mapping[str, Recurring] = {
    snapshots.FREEZE_JOB: snapshots.next_freeze,
    digest.DIGEST_JOB: digest.next_digest,
}
"""Of those, the ones that come again: when next."""


async def _issue_may_read(actor: Actor, issue_id: UUID) -> bool:
    return await issue_queries.may_read(actor, issue_id, now=datetime.now(UTC))


async def _issue_may_hear(actor: Actor, issue_id: UUID) -> bool:
    return await issue_queries.may_hear(actor, issue_id, now=datetime.now(UTC))


async def _step_may_read(actor: Actor, step_id: UUID) -> bool:
    return await issue_queries.may_read_step(actor, step_id, now=datetime.now(UTC))


async def _issue_number(issue_id: UUID) -> str | None:
    issue = await Issue.get_or_none(id=issue_id).only("id", "number")
    return issue.number if issue else None


READERS: Readers = {
    "visit": visit_queries.may_read,
    "issue": _issue_may_read,
    "issue_step": _step_may_read,
}
HEARERS: Readers = {"issue": _issue_may_hear}
live.READERS.update({kind: READERS[kind] for kind in ("visit", "issue")})
NUMBERS: Numbers = {"issue": _issue_number}

badges.COUNTS.update(
    {
        badges.UNREAD: notify_queries.badge,
        badges.PENDING_REVIEWS: visit_queries.badge,
    }
)
standing.LOOKS_BACK.append(looking_back.to_look_back)
standing.DRAWN.append(spot_checks.is_drawn)
addressees.ALIASES_OF = identities.own_names
addressees.PERSON_OF = identities.whoever_is
addressees.UNIT_OF["issue"] = tracing.unit_of

QUERIES = (
    PeopleQuery,
    EnterpriseQuery,
    VisitQuery,
    IssueQuery,
    HandlingQuery,
    FollowingUpQuery,
    NotifyQuery,
    DirectoryQuery,
    ExportQuery,
    OverviewQuery,
    AuditQuery,
    ImportQuery,
    IntakeQuery,
    CalendarQuery,
    ClueQuery,
)
MUTATIONS = (
    CalendarMutation,
    PeopleMutation,
    EnterpriseMutation,
    VisitMutation,
    IssueMutation,
    HandlingMutation,
    FollowingUpMutation,
    IntakeMutation,
    NotifyMutation,
    ImportMutation,
    ExportMutation,
    ClueMutation,
)


class Schema(strawberry.Schema):
    """Ours: a client's mistake is no line in the log; a fault was logged where it was masked."""

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core knows it, for validating and compiling documents."""
        return self._schema

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        del errors, execution_context


schema = Schema(
    query=merge_types("Query", QUERIES),
    mutation=merge_types("Mutation", MUTATIONS),
    subscription=LiveSubscription,
    config=StrawberryConfig(auto_camel_case=True),
    exception_handlers=[RefusalHandler()],
    extensions=[ParserCache, ValidationCache, MaskFaults],
)


def tortoise_config(database_url: str) -> dict[str, Any]:
    """What ``Tortoise.init`` and the migration commands are given.

    SQLite: WAL, every commit on the disk before it is answered, other processes waited for, what is
    deleted overwritten (ciphertext of clues).
    """
    if urlsplit(database_url).scheme == "sqlite":
        database_url += "?synchronous=FULL&busy_timeout=10000&secure_delete=ON"
    app = {"models": MODELS, "default_connection": "default", "migrations": "backend.migrations"}
    return {
        "connections": {"default": database_url},
        "apps": {"app": app},
        "use_tz": True,
        "timezone": "UTC",
    }


TORTOISE = tortoise_config("sqlite://:memory:")  # for ``tortoise makemigrations``
