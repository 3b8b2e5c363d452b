"""Who may give which command in which state: the table, the buttons and the deeds agree.

For each state an issue is brought there, and everybody tries everything. The letters tried are
wrong in their content, so a deed that would take them refuses the content and changes nothing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend.issues.states import IssueState as S
from backend.issues.table_words import Who
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor, Role
from backend.people.models import Unit
from tests import roads
from tests.life import Town
from tests.world import make_actor

pytestmark = pytest.mark.sqlite  # takes long and shows nothing of the engine

LONG = "长" * 2001
PROBES: dict[str, tuple[str, dict[str, Any]]] = {
    "withdraw": ("WithdrawIssue", {"text": LONG}),
    "return": ("ReturnIssue", {"text": ""}),
    "resubmit": ("ResubmitIssue", {"description": ""}),
    "reject": ("RejectIssue", {"text": "", "instead": ""}),
    "object": ("ObjectIssue", {"text": ""}),
    "merge": ("MergeIssue", {"targetId": "7a1ce1f0-0000-4000-8000-000000000000", "text": LONG}),
    "support": ("SupportIssue", {"text": LONG}),
    "redirect": ("RedirectIssue", {"channel": ""}),
    "assign": ("AssignIssue", {"topic": "weather"}),
    "acknowledge": ("AcknowledgeIssue", {}),
    "decline": ("DeclineIssue", {"text": ""}),
    "transfer": ("TransferIssue", {"text": ""}),
    "reassign": ("ReassignIssue", {}),
    "note": ("NoteIssue", {"audience": "PARTIES", "text": ""}),
    "ask_extension": ("AskExtension", {"until": "2026-12-16", "text": ""}),
    "extend": ("ExtendIssue", {"until": "2026-12-16", "text": ""}),
    "refuse_request": ("RefuseRequest", {"text": "不同意。"}),
    "ask_suspension": ("AskSuspension", {"until": "2026-12-16", "text": ""}),
    "suspend": ("SuspendIssue", {"until": "2026-12-16", "text": ""}),
    "resume": ("ResumeIssue", {"text": LONG}),
    "urge": ("UrgeIssue", {"text": LONG}),
    "escalate": ("EscalateIssue", {"text": ""}),
    "respond": ("RespondIssue", {"kind": "SOLVED", "whatDone": ""}),
    "sign": ("SignResponse", {"text": LONG}),
    "return_draft": ("ReturnDraft", {"text": ""}),
    "reject_response": ("RejectResponse", {"text": ""}),
    "answer": ("AnswerIssue", {"text": ""}),
    "call_back": ("CallBackIssue", {"result": "UNSATISFIED", "text": ""}),
    "spot_check": ("SpotCheck", {"result": "UNSATISFIED", "text": ""}),
    "plan_look_back": ("PlanLookBack", {"dueOn": "2026-01-01"}),
    "look_back": ("LookBack", {"holds": True, "text": ""}),
    "ask_look_back": ("AskLookBack", {"text": ""}),
}
NEVER_ON_AN_ISSUE = {"report", "solve_on_the_spot"}
CLUE = "hand_over_clue"  # open to whoever sees it, in every state; its letter is a sealed envelope
NO = {"not_allowed", "own_work", "wrong_state", "not_found", "nothing_asked", "supported_before",
      "nothing_to_sign", "lead_signs"}  # fmt: skip
NOBODYS = (Role.LIAISON, Role.APPROVER, Role.LEADER, Role.CUSTODIAN, Role.ADMIN)
KINDS: dict[str, set[Who]] = {
    "author": {Who.AUTHOR, Who.RATER, Who.REPORTERS},
    "supervisor": {Who.SUPERVISOR, Who.REPORTERS, Who.LOOK_BACK_OWNER},
    "handler": {Who.NAMED_PERSON},
    "unit lead": {Who.UNIT_LEAD},
}


def test_every_command_of_the_table_is_tried() -> None:
    assert set(PROBES) == set(TABLE) - NEVER_ON_AN_ISSUE - {CLUE}


@pytest.mark.parametrize("state", list(S))
async def test_everybody_tries_everything(town: Town, state: S) -> None:
    issue = await roads.at(town, state)
    if state is S.RETURNED:
        town.phone.clock.now += timedelta(days=6)  # the author's time is over: the office decides
    await try_everything(town, issue, state)


@pytest.mark.parametrize("wanted", [True, False], ids=["still_wanted", "wanted_no_more"])
async def test_everybody_tries_everything_while_a_response_waits_to_be_signed(
    town: Town, wanted: bool
) -> None:
    issue = await roads.to_be_signed(town)
    await Unit.filter(id=town.unit.id).update(signs_first=wanted)
    await try_everything(town, issue, S.IN_PROGRESS, drafted=True, wanted=wanted)


async def try_everything(
    town: Town, issue: dict[str, Any], state: S, *, drafted: bool = False, wanted: bool = False
) -> None:
    for who, actor in (await everybody(town)).items():
        page = await town.look(actor, issue)
        buttons = set(page.get("allowed", [])) - {CLUE}
        expected = by_the_table(who, state, sees="id" in page, drafted=drafted)
        if wanted and who == "handler":
            expected -= {"sign"}
        assert buttons == expected, who
        for command in PROBES:
            code = await tried(town, actor, command, issue)
            assert (code not in NO) == (command in buttons), (who, command, code)
    page = await town.look(town.supervisor, issue)
    assert (page["state"], page["version"]) == (state.name, issue["version"])


async def everybody(town: Town) -> dict[str, Actor]:
    """Eight roles, the author, the unit's lead; of handlers the named one and one of elsewhere."""
    people = {
        "author": town.special, "supervisor": town.supervisor, "handler": town.handler,
        "unit lead": town.lead, "another unit's": town.other_handler,
        "another special supervisor": await make_actor(Role.SPECIAL_SUPERVISOR, name="郭挑刺"),
    }  # fmt: skip
    return people | {role.value: await make_actor(role) for role in NOBODYS}


def by_the_table(who: str, state: S, *, sees: bool, drafted: bool) -> set[str]:
    kinds = KINDS.get(who, set())
    never = {"refuse_request"}  # nothing was asked
    if not drafted:
        never |= {"sign", "return_draft"}
    if who == "author":
        never |= {"support"}  # has said so already
    return {
        row.command
        for row in TABLE.values()
        if sees and state in row.from_states and kinds & set(row.who) and row.command not in never
    }


async def tried(town: Town, actor: Actor, command: str, issue: dict[str, Any]) -> str:
    operation, given = PROBES[command]
    if command in {"assign", "transfer"}:
        full = town.assignment(topic="weather")
        names = full if command == "assign" else {k: full[k] for k in ("unitId", "personId")}
        given = names | given
    if command == "plan_look_back":
        given = given | {"ownerId": str(town.other_supervisor.person_id)}
    if command in {"acknowledge", "reassign"}:
        given = {"personId": str(town.other_handler.person_id)}  # of a foreign unit
    answer = await town.step(actor, operation, issue, **given)
    assert answer["__typename"] == "Refused", (command, answer)
    if answer["facts"].get("action") == "name_another":
        return "name_another"  # may acknowledge, but not for another
    return str(answer["code"])
