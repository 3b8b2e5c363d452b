"""People of one district around one issue, and its commands as their phones send them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from backend.calendar import service as calendar
from backend.identities import queries as identities
from backend.kernel.actor import Actor, Role
from backend.notify.models import Notice
from backend.people.models import Grant, Person, Unit
from backend.worker import run_jobs, run_once
from tests.fixtures.phone import Phone
from tests.world import DISTRICT, LONG_AGO, TOPIC, make_actor, make_enterprise, make_region


async def unit_actor(
    unit: Unit, name: str, *, lead: bool = False, bundles: Sequence[str] = ()
) -> Actor:
    """Somebody who handles for this unit."""
    bundles = ["UNIT_LEAD", *bundles] if lead else list(bundles)
    person = await Person.create(
        id=uuid4(), name=name, phone=f"137{uuid4().int % 10**8:08d}", unit=unit
    )
    grant = await Grant.create(
        id=uuid4(), person_id=person.id, role=Role.HANDLER, unit_id=unit.id, region=DISTRICT,
        bundles=bundles, from_at=LONG_AGO,
    )  # fmt: skip
    return Actor(person.id, grant.id, Role.HANDLER, unit.id, DISTRICT, frozenset(bundles))


@dataclass
class Town:
    """Everybody that an issue meets, and the one phone they hand around."""

    phone: Phone
    liaison: Actor
    special: Actor
    supervisor: Actor
    other_supervisor: Actor
    unit: Unit
    handler: Actor
    lead: Actor
    other_unit: Unit
    other_handler: Actor
    leader: Actor
    enterprise_id: str
    read: set[UUID] = field(default_factory=set)

    @classmethod
    async def built(cls, phone: Phone) -> Town:
        await calendar.seed(now=phone.clock.now)
        await make_region()
        unit = await Unit.create(id=uuid4(), name="区城市管理局")
        other = await Unit.create(id=uuid4(), name="区住房和城乡建设局")
        enterprise = await make_enterprise()
        return cls(
            phone=phone,
            liaison=await make_actor(name="张建国"),
            special=await make_actor(Role.SPECIAL_SUPERVISOR, name="马玉兰"),
            supervisor=await make_actor(Role.SUPERVISOR, name="陈监督"),
            other_supervisor=await make_actor(Role.SUPERVISOR, name="刘监督"),
            unit=unit,
            handler=await unit_actor(unit, "梁以砚"),
            lead=await unit_actor(unit, "周局长", lead=True),
            other_unit=other,
            other_handler=await unit_actor(other, "许承办"),
            leader=await make_actor(Role.LEADER, name="区长"),
            enterprise_id=str(enterprise.id),
        )

    async def send(self, actor: Actor, operation: str, **given: Any) -> dict[str, Any]:
        """One letter of one person; the answer, Receipt or Refused."""
        await self.phone.sign_in(actor)
        answer = await self.phone.post(operation, {"input": given})
        assert "errors" not in answer, answer
        found: dict[str, Any] = next(iter(answer["data"].values()))
        return found

    async def step(
        self, actor: Actor, operation: str, issue: dict[str, Any], **given: Any
    ) -> dict[str, Any]:
        """One command on an issue as this person's phone seals it now, a second after the last."""
        self.phone.clock.advance(seconds=1)
        letter = {
            "commandId": str(uuid4()), "issueId": issue["id"], "sealedAt": self.now.isoformat(),
        }  # fmt: skip
        if operation not in {"NoteIssue", "SupportIssue", "PlanLookBack"}:
            letter["expectedVersion"] = issue["version"]
        return await self.send(actor, operation, **(letter | given))

    async def report(self, actor: Actor, **given: Any) -> dict[str, Any]:
        """A report of its own, taken."""
        finds_fault = actor.role is Role.SPECIAL_SUPERVISOR
        letter = {
            "id": str(uuid4()),
            "source": "FAULT_FINDING" if finds_fault else "REQUEST",
            "topic": TOPIC,
            "description": "门口的路灯坏了两周，晚上装货看不清。",
            "sealedAt": self.now.isoformat(),
        }
        return await self.send(actor, "ReportIssue", **(letter | given))

    def assignment(self, **given: Any) -> dict[str, Any]:
        return {
            "topic": TOPIC, "urgency": "NORMAL", "unitId": str(self.unit.id),
            "personId": str(self.handler.person_id), "paraphrase": "有路灯不亮，影响夜间装货。",
        } | given  # fmt: skip

    async def look(self, actor: Actor, issue: dict[str, Any]) -> dict[str, Any]:
        """The issue's page as this person sees it, or Refused."""
        await self.phone.sign_in(actor)
        answer = await self.phone.post("Issue", {"id": issue["id"]})
        assert "errors" not in answer, answer
        found: dict[str, Any] = answer["data"]["issue"]
        return found

    async def told(self) -> dict[str, str]:
        """The worker tells whoever is to be told: what is new in whose inbox since the last time.

        Nobody finds two lines of one step.
        """
        while await self.deliver():
            pass
        new = await Notice.exclude(id__in=list(self.read)).order_by("created_at")
        self.read |= {line.id for line in new}
        people = [await identities.whoever_is(line.recipient_id) for line in new]
        names = [(await Person.get(id=person_id)).name for person_id in people if person_id]
        once = {(line.event_id, name) for line, name in zip(new, names, strict=True)}
        assert len(once) == len(new), [line.title for line in new]
        return {name: line.title for name, line in zip(names, new, strict=True)}

    async def deliver(self) -> int:
        """The worker tells whoever is to be told."""
        return await run_once(now=self.now)

    async def settle(self) -> None:
        """The worker does what is due now, and what comes of it."""
        for _ in range(3):
            await self.deliver()
            self.phone.clock.advance(seconds=1)
            await run_jobs(now=self.now)
        while await self.deliver():
            pass

    async def leaves(self, actor: Actor) -> None:
        """An admin ends the grant that this person acts in, and the worker does what follows."""
        await self.phone.sign_in(await make_actor(Role.ADMIN))
        ended = await self.phone.post("EndGrant", {"id": str(actor.grant_id)})
        assert "errors" not in ended, ended
        await self.settle()

    @property
    def now(self) -> datetime:
        return self.phone.clock.now
