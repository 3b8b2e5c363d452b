"""What the one who raised an issue may do with it, and others who met the same."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from tortoise.exceptions import IntegrityError

from backend.evidence import service as photos
from backend.issues import rules
from backend.issues.carrying_out import SUBJECT, Act, IssueReceipt, carry_out
from backend.issues.deciding import check_reason
from backend.issues.letters import Resubmission, Support, Words
from backend.issues.models import Step, Supporter
from backend.kernel import search
from backend.kernel.actor import Actor
from backend.kernel.refusal import Refusal, Remedy, check_length

WITHDRAWN = "withdrawn"


class ObjectedBefore(Refusal):
    """An objection can be made once."""

    code, remedy = "objected_before", Remedy.STOP
    text = "这件已经提过一次异议，不能再提。可以打咨询电话问。"


class WithdrawnByAuthor(Refusal):
    """It was not the office that ended it."""

    code, remedy = "withdrawn_by_author", Remedy.STOP
    text = "这件是您自己撤回的。需要的话请重新上报。"


class SupportedBefore(Refusal):
    """The same person has said so already."""

    code, remedy = "supported_before", Remedy.STOP
    text = "您已经说过也遇到这个问题，不用再说一次。"


async def withdraw(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """撤回: ends as rejected by its author. Raises as ``carry_out``."""

    async def effect(act: Act) -> None:
        check_length(letter.text, field="text", label="原因", least=0, most=300)
        act.text = letter.text
        act.change = {"closed_at": act.now, "outcome": WITHDRAWN}

    return await carry_out(actor, letter, "withdraw", effect, now=now)


async def resubmit(actor: Actor, letter: Resubmission, *, now: datetime) -> IssueReceipt:
    """补正: says it anew; what was said before stays in its step.

    Raises TextLength, TooManyPhotos, PhotosMissing, PhotosTaken, and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        if len(letter.photo_ids) > rules.PHOTOS_MAX:
            raise rules.TooManyPhotos(field="photoIds", most=rules.PHOTOS_MAX)
        least, most = rules.DESCRIPTION_CHARS
        check_length(
            letter.description, field="description", label="什么问题", least=least, most=most
        )
        act.said = {"before": act.issue.description}
        act.change = {
            "description": letter.description.strip(),
            "title": rules.title_of(letter.description),
        }
        await photos.attach(
            letter.photo_ids, owner_id=act.actor.person_id, subject_kind=SUBJECT,
            subject_id=act.issue.id, now=act.now, protected=act.issue.protected,
        )  # fmt: skip
        await search.index(SUBJECT, act.issue.id, [letter.description])

    return await carry_out(actor, letter, "resubmit", effect, now=now)


async def object_to(actor: Actor, letter: Words, *, now: datetime) -> IssueReceipt:
    """异议, once. Raises ObjectedBefore, WithdrawnByAuthor, TextLength, and as ``carry_out``."""

    async def effect(act: Act) -> None:
        if act.issue.outcome == WITHDRAWN:
            raise WithdrawnByAuthor()
        if await Step.filter(issue_id=act.issue.id, command="object").exists():
            raise ObjectedBefore()
        check_reason(letter.text, "为什么不同意")
        act.text = letter.text
        act.change = {"closed_at": None, "outcome": ""}

    return await carry_out(actor, letter, "object", effect, now=now)


async def support(actor: Actor, letter: Support, *, now: datetime) -> IssueReceipt:
    """我也遇到: on any issue still open that the actor may see, and did not raise.

    Raises SupportedBefore (remedy: stop), TextLength, TooManyPhotosOfStep, PhotosTaken (remedy:
    fix), PhotosMissing (remedy: retry), and as ``carry_out``.
    """

    async def effect(act: Act) -> None:
        if act.facts.own:
            raise SupportedBefore()
        most = rules.DESCRIPTION_CHARS[1]  # it may have been written as a report of its own
        check_length(letter.text, field="text", label="说明", least=0, most=most)
        act.text, act.photo_ids = letter.text, letter.photo_ids
        try:
            await Supporter.create(
                id=uuid4(), issue_id=act.issue.id, person_id=act.speaker,
                text=letter.text.strip(), at=act.now,
            )  # fmt: skip
        except IntegrityError:
            raise SupportedBefore() from None

    return await carry_out(actor, letter, "support", effect, now=now)
