"""Believable letters for every command, by whom they may be sent and with what choices."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.calendar.queries import working_days
from backend.kernel.civil import civil_date
from tests.life import Town
from tests.roads import RESPONSE

OPERATIONS = {
    "withdraw": "WithdrawIssue", "return": "ReturnIssue", "resubmit": "ResubmitIssue",
    "reject": "RejectIssue", "object": "ObjectIssue", "merge": "MergeIssue",
    "support": "SupportIssue", "redirect": "RedirectIssue", "assign": "AssignIssue",
    "acknowledge": "AcknowledgeIssue", "decline": "DeclineIssue", "transfer": "TransferIssue",
    "reassign": "ReassignIssue",
    "note": "NoteIssue", "ask_extension": "AskExtension", "extend": "ExtendIssue",
    "refuse_request": "RefuseRequest", "ask_suspension": "AskSuspension",
    "suspend": "SuspendIssue", "resume": "ResumeIssue", "urge": "UrgeIssue",
    "escalate": "EscalateIssue", "respond": "RespondIssue",
    "sign": "SignResponse", "return_draft": "ReturnDraft", "reject_response": "RejectResponse",
    "answer": "AnswerIssue", "call_back": "CallBackIssue", "plan_look_back": "PlanLookBack",
    "look_back": "LookBack", "ask_look_back": "AskLookBack",
}  # fmt: skip
RESULTS = ("SATISFIED", "MOSTLY", "UNSATISFIED", "NO_ANSWER", "UNREASONABLE")


async def content(town: Town, command: str, choice: int, target_id: str) -> dict[str, Any]:
    """What this command says; ``choice`` picks among its variants."""
    first = choice % 2 == 0
    unit, person = (town.unit, town.handler) if first else (town.other_unit, town.other_handler)
    to = {"unitId": str(unit.id), "personId": str(person.person_id)}
    until = {"until": await _later(town, 3 + choice % 17), "reasonCode": "needs_funds"}
    special: dict[str, dict[str, Any]] = {
        "resubmit": {"description": "暗号红灯笼：东安路北段路灯不亮。"},
        "reject": {"instead": "请找市供电公司。"},
        "merge": {"targetId": target_id},
        "redirect": {"channel": "12345 热线"},
        "assign": town.assignment(**to),
        "transfer": to,
        "reassign": {"personId": str((town.lead if first else town.handler).person_id)},
        "note": {"audience": ("OFFICE", "PARTIES", "AUTHOR")[choice % 3]},
        "ask_extension": until, "extend": until, "ask_suspension": until, "suspend": until,
        "respond": RESPONSE,
        "call_back": {"result": RESULTS[choice % 5]},
        "plan_look_back": {
            "ownerId": str(town.other_supervisor.person_id), "dueOn": await _later(town, 20),
        },
        "look_back": {"holds": first},
    }  # fmt: skip
    said = special.get(command, {})
    if command in {"acknowledge", "assign", "respond", "resubmit", "plan_look_back"}:
        return said
    return said | {"text": f"情况{choice}，请看一看。"}


async def _later(town: Town, days: int) -> str:
    day = civil_date(town.now) + timedelta(days=days)
    return (await working_days()).next_working(day).isoformat()
