"""The admin's deeds about grants: role × scope × time, given, ended, lent (DECISIONS 1, 6)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from backend.kernel.actor import ROLE_NAMES, Actor, Environment, Role
from backend.kernel.duties import admin_name, duties, is_undivided
from backend.kernel.ledger import Deed, record, transaction
from backend.kernel.refusal import IdReused, NotFound, Refusal, Remedy
from backend.people import rules
from backend.people.access import Action
from backend.people.events import GrantChanged, GrantEnded, GrantGiven
from backend.people.models import Grant, Person
from backend.people.own_account import require_anothers
from backend.people.rules import NewGrant, NewLoan
from backend.people.service import need_person, need_region, need_unit


class GrantFixed(Refusal):
    """Role and scope of a grant never change: letters were sealed under it."""

    code, remedy = "grant_fixed", Remedy.FIX
    text = "身份的人、角色和范围定了就不改。请结束这个身份，再新建一个。"


class CustodianAlone(Refusal):
    """A custodian holds no other role at the same time. Facts: ``held`` (role), ``label``."""

    code, remedy = "custodian_alone", Remedy.FIX
    text = "案件管理不能和别的身份同时有；这个人同一时间已是{label}，请先结束那个身份。"


class DutiesApart(Refusal):
    """Nobody holds two of an administrator's three duties at one time. Facts: ``label``."""

    code, remedy = "admin_duties_apart", Remedy.FIX
    text = (
        "系统管理、安全管理、安全审计不能由同一个人兼任；这个人同一时间已是{label}，"
        "请先结束那个身份，或另选一个人。"
    )


class DutyNeeded(Refusal):
    """Where the duties are divided, nobody gives all of them to one person again."""

    code, remedy = "admin_duty_needed", Remedy.FIX
    text = "管理权限已经分给三员，请选系统管理、安全管理、安全审计中的一项再存。"


class LoanOutside(Refusal):
    """It lasts longer than the grant that is lent."""

    code, remedy = "loan_outside", Remedy.FIX
    text = "代理的起止要在被代理身份的起止之内，请改好再存。"


class LoanToSelf(Refusal):
    """The stand-in is the lender."""

    code, remedy = "loan_to_self", Remedy.FIX
    text = "代理人和被代理人是同一个人，请另选。"


class LoanOfLoan(Refusal):
    """What is lent already is not lent on."""

    code, remedy = "loan_of_loan", Remedy.FIX
    text = "代理来的身份不能再让人代理，请从本人的身份代理。"


async def save_grant(actor: Actor, new: NewGrant, *, now: datetime) -> None:
    """Give a role, or change how long and with which bundles it is held.

    Raises:
        NotAllowed: only who keeps the accounts (remedy: stop).
        OwnAccount: admins give themselves no roles (remedy: fix).
        PeriodWrong, GrantScopeNeeded, BundleUnknown, OneDuty, EnvironmentsOfAnother, BadInput,
        PersonUnknown, UnitUnknown, RegionUnknown: (remedy: fix).
        GrantFixed: the id is a grant of another person, role or scope (remedy: fix).
        CustodianAlone, DutiesApart, DutyNeeded: (remedy: fix).

    Emits:
        people.grant_given or people.grant_changed
    """
    require_anothers(actor, Action.GRANT, new.person_id)
    rules.check_grant(new)
    before = await Grant.get_or_none(id=new.id)
    if before is not None:
        await _change(actor, before, new, now)
        return
    await need_person(new.person_id, field="personId")
    if new.unit_id is not None:
        await need_unit(new.unit_id)
    if new.region:
        await need_region(new.region)
    try:
        await _give(actor, new, lent_from=None, command="saveGrant", now=now)
    except IntegrityError:  # two copies raced: the loser meets the winner's row
        winner = await Grant.get_or_none(id=new.id)
        if winner is None:
            raise
        await _change(actor, winner, new, now)


async def end_grant(actor: Actor, grant_id: UUID, *, now: datetime) -> None:
    """End a grant and what was lent of it, now; one that has not begun never begins.

    Raises:
        NotAllowed: only who keeps the accounts (remedy: stop).
        NotFound: (remedy: stop).
        OwnAccount: (remedy: fix).

    Emits:
        people.grant_ended, for the grant and each loan of it
    """
    grant = await Grant.get_or_none(id=grant_id)
    whose = grant.person_id if grant else grant_id  # what is absent is nobody's own
    require_anothers(actor, Action.GRANT, whose)
    if grant is None:
        raise NotFound(field="id")
    async with transaction():
        await _end_rows(actor, Q(id=grant_id) | Q(lent_from_id=grant_id), "endGrant", at=now)


async def lend_grant(actor: Actor, new: NewLoan, *, now: datetime) -> None:
    """Lend a grant to a stand-in, who acts in their own name for the lender (代).

    Raises:
        NotAllowed: only who keeps the accounts (remedy: stop).
        OwnAccount: nobody is made stand-in by themselves (remedy: fix).
        NotFound: no such grant (remedy: stop).
        PeriodWrong, LoanOutside, LoanToSelf, LoanOfLoan, PersonUnknown: (remedy: fix).
        CustodianAlone, DutiesApart, DutyNeeded: (remedy: fix).
        IdReused: the id is another grant (remedy: stop).

    Emits:
        people.grant_given
    """
    require_anothers(actor, Action.GRANT, new.to_person_id)
    rules.period(new.from_at, new.until_at)
    lent = await Grant.get_or_none(id=new.grant_id)
    if lent is None:
        raise NotFound(field="grantId")
    if lent.lent_from_id is not None:
        raise LoanOfLoan(field="grantId")
    if lent.person_id == new.to_person_id:
        raise LoanToSelf(field="toPersonId")
    if new.from_at < lent.from_at or (lent.until_at is not None and new.until_at > lent.until_at):
        raise LoanOutside(field="untilAt")
    loan = NewGrant(
        id=new.id,
        person_id=new.to_person_id,
        role=lent.role,
        unit_id=lent.unit_id,
        region=lent.region,
        from_at=new.from_at,
        until_at=new.until_at,
        bundles=tuple(lent.bundles),
        environments=tuple(Environment(one) for one in lent.environments),
    )
    if await _is_there(loan, lent_from=lent.id):
        return
    await need_person(new.to_person_id, field="toPersonId")
    try:
        await _give(actor, loan, lent_from=lent.id, command="lendGrant", now=now)
    except IntegrityError:  # two copies raced
        if not await _is_there(loan, lent_from=lent.id):
            raise


async def _give(
    actor: Actor, new: NewGrant, *, lent_from: UUID | None, command: str, now: datetime
) -> None:
    async with transaction():
        # One person's grants are given one after the other, or two could exclude each other unseen.
        await Person.filter(id=new.person_id).select_for_update().first()
        await _check_alone(actor, new)
        await Grant.create(
            id=new.id,
            person_id=new.person_id,
            role=new.role,
            unit_id=new.unit_id,
            region=new.region or None,
            bundles=sorted(set(new.bundles)),
            environments=rules.environments_kept(new.environments),
            from_at=new.from_at,
            until_at=new.until_at,
            lent_from_id=lent_from,
        )
        event = GrantGiven(
            new.id,
            person_id=new.person_id,
            role=new.role.value,
            unit_id=new.unit_id,
            region=new.region or None,
            bundles=sorted(set(new.bundles)),
            environments=rules.environments_kept(new.environments),
            from_at=new.from_at.isoformat(),
            until_at=new.until_at.isoformat() if new.until_at else None,
            lent_from=lent_from,
        )
        await record(event, Deed(actor, now, command=command, command_id=new.id))


async def _change(actor: Actor, before: Grant, new: NewGrant, now: datetime) -> None:
    """Period, bundles and environments; loans are cut to the new period."""
    scope = (before.person_id, before.role, before.unit_id, before.region)
    fixed = (new.person_id, new.role, new.unit_id, new.region or None)
    if scope != fixed or before.lent_from_id is not None:
        raise GrantFixed()
    bundles, environments = sorted(set(new.bundles)), rules.environments_kept(new.environments)
    row = {
        "from_at": new.from_at,
        "until_at": new.until_at,
        "bundles": bundles,
        "environments": environments,
    }
    if all(getattr(before, column) == value for column, value in row.items()):
        return
    async with transaction():
        await Person.filter(id=new.person_id).select_for_update().first()
        await _check_alone(actor, new)
        await Grant.filter(id=new.id).update(**row)
        event = GrantChanged(
            new.id,
            person_id=new.person_id,
            bundles=bundles,
            environments=environments,
            from_at=new.from_at.isoformat(),
            until_at=new.until_at.isoformat() if new.until_at else None,
        )
        await record(event, Deed(actor, now, command="saveGrant", command_id=uuid4()))
        for loan in await Grant.filter(lent_from_id=new.id, from_at__lt=new.from_at):
            begins = min(new.from_at, loan.until_at or new.from_at)
            await Grant.filter(id=loan.id).update(from_at=begins)
        if new.until_at is not None:
            await _end_rows(actor, Q(lent_from_id=new.id), "saveGrant", at=new.until_at, now=now)


async def _end_rows(
    actor: Actor, where: Q, command: str, *, at: datetime, now: datetime | None = None
) -> None:
    """Let these grants end at ``at`` unless they end before; inside the caller's transaction."""
    later = Q(until_at__isnull=True) | Q(until_at__gt=at)
    for grant in await Grant.filter(where, later):
        until = max(at, grant.from_at)
        if grant.until_at == until:
            continue  # it has not begun and was ended before
        await Grant.filter(id=grant.id).update(until_at=until)
        event = GrantEnded(grant.id, person_id=grant.person_id, until_at=until.isoformat())
        await record(event, Deed(actor, now or at, command=command, command_id=uuid4()))


async def _check_alone(actor: Actor, new: NewGrant) -> None:
    """Raises CustodianAlone, DutiesApart, DutyNeeded (remedy: fix)."""
    if new.role is Role.ADMIN and len(duties(new.bundles)) > 1 and not is_undivided(actor):
        raise DutyNeeded(field="bundles")
    for held in await Grant.filter(person_id=new.person_id).exclude(id=new.id):
        together = rules.overlap(held.from_at, held.until_at, new.from_at, new.until_at)
        if not together or held.until_at == held.from_at:
            continue
        if rules.excludes(held.role, new.role):
            label = ROLE_NAMES[held.role]
            raise CustodianAlone(field="role", held=held.role.value, label=label)
        if held.role is new.role is Role.ADMIN and rules.parts_duties(held.bundles, new.bundles):
            raise DutiesApart(field="bundles", label=admin_name(held.bundles))


async def _is_there(loan: NewGrant, *, lent_from: UUID) -> bool:
    """Whether this very loan exists. Raises IdReused when the id is another grant."""
    found = await Grant.get_or_none(id=loan.id)
    if found is None:
        return False
    period = (found.from_at, found.until_at) == (loan.from_at, loan.until_at)
    if (found.person_id, found.lent_from_id) != (loan.person_id, lent_from) or not period:
        raise IdReused()
    return True
