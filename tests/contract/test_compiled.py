"""A compiled document answers what graphql-core answers, byte for byte, on believable data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import orjson
import pytest

from backend.asgi import trusted
from backend.demo import seed
from backend.enterprises.models import Enterprise
from backend.issues.models import Issue
from backend.kernel import compiled
from backend.kernel.actor import Actor, Role
from backend.kernel.endpoint import Cookies
from backend.kernel.graphql import Context, SignedIn, Visitor
from backend.people.models import Grant
from backend.visits.models import Visit
from backend.wiring import schema
from storage.local import LocalStore

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
QUERIES = sorted(
    (d for d in trusted().values() if d.text.startswith("query")),
    key=lambda document: document.name,
)


@dataclass
class World:
    variables: dict[str, dict[str, Any]]
    actors: dict[Role, Actor]


@pytest.fixture
async def world(database: object, tmp_path: Path) -> World:
    del database
    store = LocalStore(tmp_path)
    await seed.once(store, enterprise_count=40, visit_count=60, now=NOW)
    actors = {}
    for role in Role:
        grant = await Grant.filter(role=role).order_by("from_at", "id").first()
        assert grant is not None
        actors[role] = Actor(grant.person_id, grant.id, role, grant.unit_id, grant.region)
    visit, issue = await Visit.first(), await Issue.first()
    enterprise = await Enterprise.first()
    assert visit
    assert issue
    assert enterprise
    page = {"first": 20, "after": None}
    return World(
        {
            "Visit": {"id": str(visit.id)},
            "Issue": {"id": str(issue.id)},
            "IssueTrace": {"id": str(issue.id)},
            "TriageQueue": page,
            "SearchAll": {"text": "变压器"},
            "CallBacks": page,
            "LikelyDuplicates": {"text": "变压器容量不足", "first": 5},
            "InHand": page | {"colour": None},
            "ClosedIssues": page,
            "LeadersList": page | {"unitId": None},
            "AuditLog": page | {"filter": {}},
            "UnheardAlerts": page,
            "HeldIssues": {"personId": str(actors[Role.HANDLER].person_id)},
            "Confirmation": {"issueId": str(issue.id)},
            "HandlingChoices": {"issueId": str(issue.id)},
            "Ledger": page | {"filter": {}, "order": "NUMBER"},
            "LedgerFigures": {"filter": {}},
            "LedgerTotals": {"filters": [{}]},
            "LedgerChanges": {"snapshotId": str(issue.id)},
            "MyIssues": page,
            "FieldSize": {"environment": "MARKET"},
            "AssignChoices": {"issueId": str(issue.id), "topic": None},
            "DuePreview": {"urgency": "NORMAL"},
            "Enterprise": {"id": str(enterprise.id)},
            "EnterpriseByCode": {"code": enterprise.code},
            "ImportJob": {"id": str(visit.id)},
            "ClueEnvelope": {"id": str(visit.id)},
            "ClueReceipts": {"secrets": ["0" * 64]},
            "Directory": {"since": None},
            "Visits": page | {"filter": {}, "order": "NEWEST_FIRST"},
            "ReviewQueue": page,
            "Inbox": page,
            "Notice": {"id": str(visit.id)},
            "Delivery": {"id": str(visit.id)},
            "OfficersByName": {"text": "王"},
            "SavedFilters": {"list": "visits"},
            "People": page | {"text": ""},
            "Enterprises": page | {"text": "", "region": None},
        },
        actors,
    )


async def test_both_ways_answer_the_same(world: World) -> None:
    for document, (role, actor) in product(QUERIES, world.actors.items()):
        assert document.plan is not None
        signed_in = SignedIn(actor.person_id, actor.grant_id)
        context = Context(
            NOW, Visitor("192.0.2.1"), Cookies(path="/", secure=False), signed_in, actor, actor
        )
        variables = world.variables.get(document.name, {})

        walked = await schema.execute(
            document.text, variable_values=variables, context_value=context
        )
        ran = await compiled.run(document.plan, compiled.coerce(document.plan, variables), context)

        assert walked.errors is None
        assert orjson.dumps(ran) == orjson.dumps(walked.data), (document.name, role)
