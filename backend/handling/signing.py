"""The unit's lead signs a response before the office gets it (签发), or hands it back (退回修改).

Only where the unit wants it (``Unit.signs_first``). Until then the draft is the step of who wrote
it, and the issue names that step; its state and its clock stay the unit's.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from backend.handling.assigning import lapse_requests
from backend.handling.models import Assignment
from backend.issues import access
from backend.issues.access import IssueFacts
from backend.issues.carrying_out import Act, IssueReceipt, carry_out, take_step
from backend.issues.deciding import check_reason
from backend.issues.letters import Words
from backend.issues.models import Issue, Step
from backend.issues.responses import waits_for_signature
from backend.issues.states import IssueState
from backend.issues.system import SYSTEM
from backend.issues.transitions import TABLE
from backend.kernel.actor import Actor, Role
from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.people.models import Grant

OPINION_CHARS_MAX = 300
SIGNED, UNSIGNED = "签发反馈", "没有负责人要签发，直接反馈"


class NothingToSign(Refusal):
    """No response waits: it was sent on, handed back, or the issue went to another unit."""

    code, remedy = "nothing_to_sign", Remedy.STOP
    text = "现在没有等签发的反馈。"


class LeadSigns(Refusal):
    """The unit still wants its lead's signature, and has a lead on duty."""

    code, remedy = "lead_signs", Remedy.STOP
    text = "这个单位的反馈要由负责人签发，请等负责人签发。"


async def sign(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """签发: what waits goes to the office, with who wrote it and who signed.

    Who handles it may send it on where nobody has to sign any more. Raises NothingToSign, LeadSigns
    (remedy: stop), TextLength (remedy: fix), and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        draft = await _waiting(act)
        leads = access.leads_unit(act.actor, act.facts)
        if not leads and await waits_for_signature(
            act.issue.lead_unit_id, act.actor.person_id, now=act.now
        ):
            raise LeadSigns()
        check_length(letter.text, field="text", label="签发意见", least=0, most=OPINION_CHARS_MAX)
        act.text = letter.text
        await _send_on(act, draft, SIGNED if leads else UNSIGNED)

    return await carry_out(actor, letter, "sign", effect, now=now)


async def return_draft(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """退回修改, to who handles it. Raises NothingToSign, TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        await _waiting(act)
        check_reason(letter.text, "退回修改的原因")
        act.text = letter.text
        act.change = {"draft_id": None}

    return await carry_out(actor, letter, "return_draft", effect, now=now)


async def send_unsigned(person_id: UUID, now: datetime) -> None:
    """Somebody has left: where they would have signed and nobody else can, nothing waits for it.

    Emits:
        issues.stepped
    """
    led = await Grant.filter(person_id=person_id, role=Role.HANDLER).values_list(
        "unit_id", flat=True
    )
    waiting = Issue.filter(
        draft_id__isnull=False, state=IssueState.IN_PROGRESS, lead_unit_id__in=list(led)
    )
    for issue in await waiting.order_by("id").select_for_update():
        draft = await Step.get(id=issue.draft_id)
        assert draft.actor_id is not None
        if not await waits_for_signature(issue.lead_unit_id, draft.actor_id, now=now):
            await _send_by_itself(issue, draft, now)


async def respond_now(act: Act) -> None:
    """The office has the response: what the unit asked for lapses, nothing waits to be signed."""
    await lapse_requests(act)
    act.change["draft_id"] = None
    await Assignment.filter(issue_id=act.issue.id, ended_at__isnull=True).update(
        responded_at=act.now
    )


async def _send_by_itself(issue: Issue, draft: Step, now: datetime) -> None:
    row = TABLE["sign"]
    act = Act(
        SYSTEM, issue, row, IssueFacts(region=issue.region), uuid5(draft.id, "unsigned"), now, None,
        to=IssueState.RESPONDED, clock=row.clock, audience=row.audience, round=issue.round,
    )  # fmt: skip
    await _send_on(act, draft, UNSIGNED)
    await take_step(act, device_at=None)


async def _send_on(act: Act, draft: Step, how: str) -> None:
    act.said = {**draft.facts, "draft_id": str(draft.id), "how": how}
    await respond_now(act)


async def _waiting(act: Act) -> Step:
    if act.issue.draft_id is None:
        raise NothingToSign()
    return await Step.get(id=act.issue.draft_id)
