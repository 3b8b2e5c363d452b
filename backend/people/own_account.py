"""Nobody keeps their own account; said so to those who keep the others' (``access``)."""

from __future__ import annotations

from uuid import UUID

from backend.kernel import access as permit
from backend.kernel.actor import Actor
from backend.kernel.duties import keeps_the_accounts
from backend.kernel.refusal import NotAllowed, Refusal, Remedy
from backend.people import access
from backend.people.access import Account, Action


class OwnAccount(Refusal):
    """Admins do not change their own standing."""

    code, remedy = "own_account", Remedy.FIX
    text = "不能改自己的身份或账号状态，请另一位管账号的管理员来办。"


def require_anothers(actor: Actor, action: Action, person_id: UUID) -> None:
    """Raises NotAllowed (remedy: stop), OwnAccount who else might (remedy: fix)."""
    otherwise = OwnAccount if keeps_the_accounts(actor, None) else NotAllowed
    permit.require(access.TABLE, actor, action, Account(person_id), otherwise=otherwise)
