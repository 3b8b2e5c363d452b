"""The complaint desk (有诉即办): a caller or a paper slip becomes an issue; whom to call back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend.enterprises.models import Enterprise
from backend.evidence import queries as evidence
from backend.evidence.queries import PhotoRow
from backend.identities.models import ReadWhat
from backend.identities.service import keep_reading
from backend.intake import access, rules
from backend.intake.access import Action
from backend.intake.events import ContactRead
from backend.intake.models import ReporterContact, Saying
from backend.intake.rules import PublicReport, ReportKind
from backend.intake.service import new_public_issue, open_issue
from backend.issues.models import Issue
from backend.issues.rules import Solved, check_solved
from backend.issues.standing import visible
from backend.kernel.access import require
from backend.kernel.actor import Actor
from backend.kernel.commands import once, remember
from backend.kernel.device_time import check_time
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import NotFound, Refusal, Remedy
from backend.people.queries import grant_in_force
from backend.people.rules import line

NAME_CHARS_MAX = 30


class CodeWrong(Refusal):
    """Another report has this code already, once in 10^12; the phone makes another."""

    code, remedy = "desk_code_wrong", Remedy.FIX
    text = "查询码不能用，请重新登记一次。"


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A letter of the desk. ``code``: the tracking code that the phone made and handed out."""

    id: UUID
    kind: str
    words: str
    code: str
    sealed_at: datetime
    enterprise_id: UUID | None = None
    enterprise: str = ""
    name: str = ""
    phone: str = ""
    photo_ids: tuple[UUID, ...] = ()
    solved: Solved | None = None  # 当场解决: at the window, while they stood there

    @property
    def command_id(self) -> UUID:
        return self.id


@dataclass(frozen=True, slots=True)
class DeskReceipt:
    id: UUID
    number: str | None
    version: int
    state: str
    photos: list[PhotoRow]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call, and what they added without an account."""

    enterprise: str
    name: str
    phone: str
    sayings: list[tuple[datetime, str]]


async def open_at_desk(actor: Actor, letter: AtDesk, *, now: datetime) -> DeskReceipt:
    """A complaint or request of somebody at the window, on the phone or on paper.

    The code is made by the phone, so that it can be handed out with no signal; only its hash is
    kept. The same letter twice is one issue.

    Raises:
        TimeWithoutZone, FromTheFuture, LongPast, GrantNotInForce: (remedy: fix).
        NotAllowed: (remedy: stop). TextLength, PhoneInvalid, CodeUnknown, CodeWrong: (remedy: fix).
        PhotosMissing: (remedy: retry). PhotosTaken: (remedy: fix). IdReused: (remedy: stop).

    Emits:
        issues.reported, or issues.solved_on_the_spot
    """

    async def act(mark: str) -> UUID:
        check_time(letter.sealed_at, field="sealedAt", now=now)
        await grant_in_force(actor, letter.sealed_at)
        require(access.TABLE, actor, Action.OPEN_AT_DESK, None)
        report = rules.checked(
            PublicReport(ReportKind(letter.kind), letter.words, letter.enterprise, letter.phone),
            photos=len(letter.photo_ids),
        )
        if letter.solved:
            check_solved(letter.solved)
        name = line(letter.name, field="name", label="姓名", least=0, most=NAME_CHARS_MAX)
        code = rules.typed_code(letter.code)
        made = await new_public_issue(letter.id, code, report, by_desk=True, now=now)
        deed = Deed(actor, now, "openAtDesk", letter.id, letter.sealed_at)
        async with transaction():
            await open_issue(
                made, report, photo_ids=letter.photo_ids, enterprise=await _enterprise(letter),
                deed=deed, name=name, solved=letter.solved,
            )  # fmt: skip
            await remember(deed, mark=mark, subject_id=letter.id)
        return letter.id

    try:
        await once(letter, name="openAtDesk", actor_id=actor.person_id, act=act)
    except IntegrityError:
        raise CodeWrong(field="code") from None
    return await _receipt(letter.id)


async def contact_of(actor: Actor, issue_id: UUID, *, reason: str, now: datetime) -> Contact:
    """Whom to call back. Each reading is kept with its reason, and is an event of the ledger.

    Raises:
        NotFound: absent, hidden, or of somebody with an account (remedy: stop).
        NotAllowed: only the office (remedy: stop).
        TextLength: the reason is missing (remedy: fix).

    Emits:
        intake.contact_read
    """
    require(access.TABLE, actor, Action.READ_CONTACT, None)
    issue = await visible(actor, issue_id, now=now)
    contact = await ReporterContact.get_or_none(issue_id=issue.id)
    if contact is None:
        raise NotFound()
    async with transaction():
        await keep_reading(actor, issue.id, ReadWhat.CONTACT, reason=reason, now=now)
        await record(ContactRead(subject_id=issue.id), Deed(actor, now, "contactOf", issue.id))
    said = await Saying.filter(issue_id=issue.id).order_by("at", "id").values_list("at", "text")
    return Contact(
        contact.enterprise_name, contact.name, contact.phone, [(at, str(t)) for at, t in said]
    )


async def _enterprise(letter: AtDesk) -> Enterprise | None:
    if letter.enterprise_id is None:
        return None
    return await Enterprise.get_or_none(id=letter.enterprise_id)


async def _receipt(issue_id: UUID) -> DeskReceipt:
    issue = await Issue.get(id=issue_id).only("id", "number", "version", "state")
    found = await evidence.receipts([issue_id])
    return DeskReceipt(issue.id, issue.number, issue.version, issue.state.name, found)
