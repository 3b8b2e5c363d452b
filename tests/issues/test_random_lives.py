"""Whatever people do, rightly or wrongly, again and again: what must hold of an issue holds.

One town for a run, a new issue for each life. The invariants are LIFECYCLE's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, ClassVar, TypeVar
from uuid import uuid4

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from backend.asgi import make_app
from backend.issues.models import Issue
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.people.models import Person, Unit
from backend.settings import Settings
from backend.worker import run_jobs
from tests.fixtures.phone import Clock, Phone
from tests.issues import letters, must_hold
from tests.life import Town, unit_actor
from tests.world import make_actor

LIVES, STEPS = 12, 22
T = TypeVar("T")
CHOICE = st.integers(0, 59)


class Lives(RuleBasedStateMachine):
    """One issue, and everybody around it."""

    runner: ClassVar[asyncio.Runner]
    town: ClassVar[Town]
    people: ClassVar[dict[str, Actor]]

    issue: dict[str, Any]
    last: tuple[Actor, str, dict[str, Any], dict[str, Any]] | None

    def wait_for(self, work: Awaitable[T]) -> T:
        async def run() -> T:
            return await work

        return self.runner.run(run())

    @initialize(author=st.sampled_from(["special", "liaison", "desk"]), signs=st.booleans())
    def somebody_reports(self, author: str, signs: bool) -> None:
        self.wait_for(Unit.filter(id=self.town.unit.id).update(signs_first=signs))
        self.last = None
        self.author = self.people[author]
        words = {"description": "暗号红灯笼：门口路灯坏了两周。"}
        self.other = self.wait_for(self.town.report(self.people["liaison"]))
        self.issue = self.wait_for(self.town.report(self.author, **words))

    @rule(
        who=st.sampled_from(
            [
                "special",
                "liaison",
                "desk",
                "supervisor",
                "second",
                "handler",
                "lead",
                "other handler",
            ]
        ),
        pick=CHOICE,
        choice=CHOICE,
    )
    def do_what_the_page_offers(self, who: str, pick: int, choice: int) -> None:
        page = self.wait_for(self.town.look(self.people[who], self.issue))
        offered = [one for one in page.get("allowed", []) if one in letters.OPERATIONS]
        if offered:
            self.wait_for(self.send(who, offered[pick % len(offered)], choice))

    @rule(
        who=st.sampled_from(
            ["special", "liaison", "desk", "supervisor", "conflicted", "handler", "lead", "leader"]
        ),
        command=st.sampled_from(sorted(letters.OPERATIONS)),
        choice=CHOICE,
    )
    def try_anything(self, who: str, command: str, choice: int) -> None:
        self.wait_for(self.send(who, command, choice))

    @rule(choice=CHOICE)
    def be_late_by_a_version(self, choice: int) -> None:
        self.wait_for(self.send("supervisor", "escalate", choice, expectedVersion=0))

    @precondition(lambda self: self.last is not None)
    @rule()
    def send_the_last_again(self) -> None:
        self.wait_for(self.again())

    @rule(days=st.sampled_from([1, 1, 2, 5, 20]))
    def wait(self, days: int) -> None:
        self.wait_for(self.sleep(days))

    @invariant()
    def all_holds(self) -> None:
        if hasattr(self, "issue"):
            self.wait_for(must_hold.of_the_rows(self.issue["id"]))

    def teardown(self) -> None:
        if hasattr(self, "issue"):
            self.wait_for(self.look_at_everything())

    async def send(self, who: str, command: str, choice: int, **change: Any) -> None:
        """One letter: taken with all that must come of it, or refused without a trace."""
        actor, town = self.people[who], self.town
        before = await Issue.get(id=self.issue["id"])
        issue = {"id": self.issue["id"], "version": before.version}
        given = await letters.content(town, command, choice, self.other["id"])
        letter = {"commandId": str(uuid4())} | given | change
        operation = letters.OPERATIONS[command]
        if "expectedVersion" in change and change["expectedVersion"] == 0:
            letter["expectedVersion"] = before.version - 1
        answer = await town.step(actor, operation, issue, **letter)
        if who not in {"special"}:
            await must_hold.names_nobody(town, answer, before, actor)
        events = await LedgerEvent.filter(command_id=letter["commandId"])
        if answer["__typename"] == "Refused":
            assert not events
            assert (await Issue.get(id=before.id)).version == before.version
            return
        await must_hold.of_the_deed(command, actor, before, events, town.now, letter)
        self.issue = answer
        sealed = letter | {"sealedAt": town.now.isoformat()}
        if "expectedVersion" not in sealed:
            sealed |= {"expectedVersion": before.version}
        self.last = (actor, operation, sealed, answer)

    async def again(self) -> None:
        """The same letter: no second effect, the issue as it is now. With other words: refused."""
        assert self.last is not None
        actor, operation, letter, _ = self.last
        now = await Issue.get(id=self.issue["id"])
        count = await LedgerEvent.all().count()
        answer = await self.town.step(actor, operation, self.issue, **_only(operation, letter))
        assert (answer["version"], answer["state"]) == (now.version, now.state.name)
        if "text" in letter:
            other = _only(operation, letter | {"text": "换了一句话。"})
            answer = await self.town.step(actor, operation, self.issue, **other)
            assert answer["code"] == "id_reused"
        assert await LedgerEvent.all().count() == count

    async def sleep(self, days: int) -> None:
        self.town.phone.clock.advance(days=days)
        for _ in range(2):
            await run_jobs(now=self.town.now)
        while await self.town.deliver():
            pass

    async def look_at_everything(self) -> None:
        await self.sleep(0)
        issue = await Issue.get(id=self.issue["id"])
        for who, actor in self.people.items():
            if actor is not self.author:
                page = await self.town.look(actor, self.issue)
                await must_hold.names_nobody(self.town, page, issue, actor)
                if actor.role is Role.HANDLER and issue.protected:
                    assert "暗号红灯笼" not in str(page), who
        await must_hold.of_what_is_kept(self.town, issue)


def _only(operation: str, letter: dict[str, Any]) -> dict[str, Any]:
    """Without a version where the letter has none."""
    has_none = operation in {"NoteIssue", "SupportIssue", "PlanLookBack"}
    return {k: v for k, v in letter.items() if not (has_none and k == "expectedVersion")}


async def _open(url: str, folder: Path) -> tuple[AsyncExitStack, Town, dict[str, Actor]]:
    stack, clock = AsyncExitStack(), Clock()
    app = make_app(
        Settings(database_url=url, store_url=f"file:{folder}", pwa_dir="",
                 public_url="http://phone.test"),
        clock=clock,
    )  # fmt: skip
    await stack.enter_async_context(app.router.lifespan_context(app))
    http = await stack.enter_async_context(
        httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://phone.test")
    )
    town = await Town.built(Phone(http, clock))
    conflicted = await make_actor(Role.SUPERVISOR, name="孙监督")  # posted to the unit
    await Person.filter(id=conflicted.person_id).update(unit_id=town.unit.id)
    people = {
        "special": town.special, "liaison": town.liaison, "supervisor": town.supervisor,
        "second": town.other_supervisor, "conflicted": conflicted, "handler": town.handler,
        "lead": town.lead, "other handler": town.other_handler, "leader": town.leader,
        "desk": await unit_actor(town.unit, "郑窗口", bundles=["INTAKE"]),
    }  # fmt: skip
    return stack, town, people


def test_what_must_hold_holds_whatever_people_do(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    with asyncio.Runner() as runner:
        stack, town, people = runner.run(_open(new_database(), tmp_path))
        machine = type("Town", (Lives,), {"runner": runner, "town": town, "people": people})
        try:
            run_state_machine_as_test(
                machine,
                settings=settings(
                    max_examples=LIVES, stateful_step_count=STEPS, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck), derandomize=True,
                ),
            )  # fmt: skip
        finally:
            runner.run(stack.aclose())
