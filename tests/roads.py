"""How an issue comes to each of its states, by the shortest road through the API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.issues.states import IssueState
from backend.kernel.actor import Actor
from backend.kernel.civil import civil_date
from backend.people.models import Unit
from tests.life import Town

S = IssueState
Issue = dict[str, Any]


async def at(town: Town, state: IssueState, *, author: Actor | None = None) -> Issue:
    """An issue in this state: its latest receipt. The special supervisor raised it by default."""
    issue = await town.report(author or town.special)
    for command, given in await _road(town, state):
        by = town.handler if command in _UNIT else town.supervisor
        issue = await town.step(by, command, issue, **given)
        assert issue["__typename"] == "Receipt", (command, issue)
    assert issue["state"] == state.name, issue
    return issue


async def to_be_signed(town: Town, *, author: Actor | None = None) -> Issue:
    """In progress at a unit whose lead signs first; the handler's response waits for that."""
    await Unit.filter(id=town.unit.id).update(signs_first=True)
    issue = await at(town, S.IN_PROGRESS, author=author)
    issue = await town.step(town.handler, "RespondIssue", issue, **RESPONSE)
    assert issue["state"] == S.IN_PROGRESS.name, issue
    return issue


_UNIT = {"AcknowledgeIssue", "DeclineIssue", "RespondIssue"}
RESPONSE = {"kind": "SOLVED", "whatDone": "换了三盏路灯，已亮。"}


async def _road(town: Town, state: IssueState) -> list[tuple[str, dict[str, Any]]]:
    assign = ("AssignIssue", town.assignment())
    begin = [assign, ("AcknowledgeIssue", {})]
    respond = [*begin, ("RespondIssue", RESPONSE)]
    pause = {"until": day(town, 7), "text": "等电力公司停电。", "reasonCode": "waiting_for_others"}
    return {
        S.SUBMITTED: [],
        S.RETURNED: [("ReturnIssue", {"text": "请写明是哪一段路。"})],
        S.REJECTED: [("RejectIssue", {"text": "不属于本区。", "instead": "请找市供电公司。"})],
        S.REDIRECTED: [("RedirectIssue", {"channel": "12345 热线", "outsideNumber": "A-7"})],
        S.MERGED: [("MergeIssue", {"targetId": await _target(town, state)})],
        S.ASSIGNED: [assign],
        S.ACCEPTED: [assign, ("DeclineIssue", {"text": "不归我局管。"})],
        S.IN_PROGRESS: begin,
        S.SUSPENDED: [*begin, ("SuspendIssue", pause)],
        S.RESPONDED: respond,
        S.CLOSED: [*respond, ("CallBackIssue", {"result": "SATISFIED"})],
    }[state]


async def _target(town: Town, state: IssueState) -> str:
    if state is not S.MERGED:
        return ""
    return str((await at(town, S.ASSIGNED, author=town.liaison))["id"])


def day(town: Town, days: int) -> str:
    """So many days from today, ISO; a week from a Wednesday is a working day."""
    return (civil_date(town.now) + timedelta(days=days)).isoformat()
