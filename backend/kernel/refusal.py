"""Refusals: the ways this service says no on purpose.

A refusal is an answer, not an accident. It has a code a program can switch on,
a Chinese sentence a person can act on, and a remedy the device's outbox obeys.
Anything that is *not* a Refusal is a fault: it is logged, masked, and is ours to fix.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Remedy(StrEnum):
    """What the caller's device should do next with the thing it tried to send."""

    RETRY = "retry"  # nothing wrong with the content; send the same bytes later
    FIX = "fix"  # a person must change something, then send again
    SIGN_IN = "sign_in"  # the content is fine; the session is not
    STOP = "stop"  # sending this again can never work


Fact = str | int | bool | None


class Refusal(Exception):
    """Base of every expected no. Subclass it beside the verb that raises it."""

    code: ClassVar[str]
    remedy: ClassVar[Remedy]
    text: ClassVar[str]  # zh-CN, may contain {placeholders} filled from facts

    def __init__(self, *, field: str | None = None, **facts: Fact) -> None:
        super().__init__(self.code)
        self.field = field
        self.facts = facts

    @property
    def message(self) -> str:
        return self.text.format(**self.facts)


class NotFound(Refusal):
    """It is not there, or this actor may not know that it is."""

    code, remedy = "not_found", Remedy.STOP
    text = "没有这条记录，或您看不到。"


class NotAllowed(Refusal):
    """The actor can see it but may not do this to it."""

    code, remedy = "not_allowed", Remedy.STOP
    text = "您现在的身份不能做这件事，请在「我的」里换身份。"


class SignInNeeded(Refusal):
    """No session, or it has ended."""

    code, remedy = "sign_in_needed", Remedy.SIGN_IN
    text = "登录已过期，请重新登录。您填的内容都在本机。"


class PasswordChangeNeeded(Refusal):
    """The session may do nothing else before the initial password is replaced."""

    code, remedy = "password_change_needed", Remedy.SIGN_IN
    text = "您用的是初始密码，设好自己的密码后才能继续。"


class GrantNotInForce(Refusal):
    """The acting grant is not this person's, or not in force at the time of the deed."""

    code, remedy = "grant_not_in_force", Remedy.FIX
    text = "您选的身份已失效，请在「我的」里换身份后再发。"


class IdReused(Refusal):
    """The same id arrived before with different content."""

    code, remedy = "id_reused", Remedy.STOP
    text = "这条已经提交过，内容不一样。请另建一条。"


class Stale(Refusal):
    """Someone changed the record since the version that this deed was based on.

    Facts: ``version`` (the present one).
    """

    code, remedy = "stale", Remedy.FIX
    text = "已被别人改过，请看过现在的内容再提交。您写的还在。"


class BadInput(Refusal):
    """A value of the right type that makes no sense here."""

    code, remedy = "bad_input", Remedy.FIX
    text = "有一项填得不对，请检查后再发。"


class TextLength(Refusal):
    """A text is too short or too long. Facts: ``label``, ``least``, ``most`` (characters)."""

    code, remedy = "text_length", Remedy.FIX
    text = "{label}请写 {least}–{most} 字。"


def check_length(value: str, *, field: str, label: str, least: int, most: int) -> None:
    """Raise TextLength unless the stripped text has ``least``–``most`` characters."""
    if not least <= len(value.strip()) <= most:
        raise TextLength(field=field, label=label, least=least, most=most)
