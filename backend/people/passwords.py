"""Passwords and one-time codes: what is acceptable, and argon2id away from the event loop."""

from __future__ import annotations

import asyncio
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.kernel.refusal import Refusal, Remedy

LEAST, MOST = 10, 128  # characters; the upper bound keeps hashing cheap
CODE_LENGTH = 8
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 O 1 I: read out and written by hand

_COMMON = """
1234567890 0123456789 12345678910 123456789a 123456789q 1234567890a a123456789 aa123456789
ab123456789 abc123456789 abcd123456 abcd1234567 abcd12345678 qq123456789 qwe123456789 qwertyuiop
qwer123456 qwert12345 qwerty123456 asdfghjkl1 asdfghjkl123 asdfghjkl; zxcvbnm123 zxcvbnm1234
1q2w3e4r5t 1qaz2wsx3edc 1qazxsw23edc qazwsxedcrfv q1w2e3r4t5 password12 password123 password1234
passw0rd123 admin12345 admin123456 administrator root123456 iloveyou123 woaini1314 woaini5201314
woaini123456 5201314520 1314520520 5201314521 7758521521 1231231231 123123123123 123321123321
1122334455 11223344556677 1357924680 0987654321 9876543210 147258369a 147258369147 123qwe123qwe
zhongguo123 beijing2008 baoliantong baoliantong123
"""
COMMON = frozenset(_COMMON.split())


class PasswordLength(Refusal):
    """Too short or too long. Facts: ``least``, ``most`` (characters)."""

    code, remedy = "password_length", Remedy.FIX
    text = "密码要 {least}–{most} 个字符，请加长或改短再存。"


class PasswordPersonal(Refusal):
    """It contains the person's phone number or name."""

    code, remedy = "password_personal", Remedy.FIX
    text = "密码里不能有手机号或姓名，请换一个。"


class PasswordCommon(Refusal):
    """It stands on the list of common passwords, or is one character or a row of them."""

    code, remedy = "password_common", Remedy.FIX
    text = "这个密码太常见，容易被猜到，请换一个。"


class PasswordUnchanged(Refusal):
    """The new password is the present one."""

    code, remedy = "password_unchanged", Remedy.FIX
    text = "新密码和现在的一样，请换一个。"


def check(new: str, *, phone: str = "", name: str = "", field_name: str = "newPassword") -> None:
    """Raise unless this may become a password. No classes of characters are asked for.

    Raises:
        PasswordLength, PasswordPersonal, PasswordCommon: (remedy: fix).
    """
    if not LEAST <= len(new) <= MOST:
        raise PasswordLength(field=field_name, least=LEAST, most=MOST)
    plain = unicodedata.normalize("NFKC", new).lower()
    if (phone and phone in plain) or (len(name) > 1 and name.lower() in plain):
        raise PasswordPersonal(field=field_name)
    steps = {ord(b) - ord(a) for a, b in pairwise(plain)}
    if plain in COMMON or len(set(plain)) <= 2 or steps in ({1}, {-1}):
        raise PasswordCommon(field=field_name)


@dataclass
class Vault:
    """Hashes and verifies, two at a time, in threads of its own.

    ``dummy`` is the hash of a password that nobody has; a number without an account is verified
    against it, so that the answer takes as much work as any other.
    """

    hasher: PasswordHasher = field(default_factory=PasswordHasher)  # argon2id, RFC 9106
    threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
    )
    _dummy: str = ""

    async def hash(self, secret: str) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self.hasher.hash, _bytes(secret))

    async def verify(self, stored: str | None, secret: str) -> bool:
        """Whether the secret matches; with nothing stored, the same work and False."""
        self._dummy = self._dummy or await self.hash(secrets.token_urlsafe(16))
        loop = asyncio.get_running_loop()
        right = await loop.run_in_executor(
            self.threads, self._matches, stored or self._dummy, secret[: MOST * 2]
        )
        return right and stored is not None

    def outdated(self, stored: str) -> bool:
        """Whether the hash was made with other costs than today's."""
        return self.hasher.check_needs_rehash(stored)

    def _matches(self, stored: str, secret: str) -> bool:
        try:
            return self.hasher.verify(stored, _bytes(secret))
        except (VerificationError, InvalidHashError):  # wrong, or a hash no argon2 made: no entry
            return False


VAULT = Vault()


def initial() -> str:
    """A password to hand over once: twelve characters in three groups, e.g. ``K7MF-9XQT-H3PW``."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def reset_code() -> str:
    """Eight characters that cannot be mistaken for one another (40 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def typed_code(text: str) -> str:
    """A code as it was meant: width, case, spaces and dashes do not matter."""
    plain = unicodedata.normalize("NFKC", text[:60]).upper()
    return "".join(c for c in plain if c.isalnum())[: CODE_LENGTH * 2]


def _bytes(secret: str) -> bytes:
    """Equal characters in whatever composition give equal bytes; half a surrogate pair counts."""
    return unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
