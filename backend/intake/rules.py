"""What is true of a report without an account: codes, forms, ratings. Pure."""

from __future__ import annotations

import hmac
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import scrypt, sha256
from secrets import token_hex
from uuid import UUID

from backend.issues.rules import DESCRIPTION_CHARS, PHOTOS_MAX
from backend.kernel.refusal import Refusal, Remedy, check_length
from backend.kernel.text import clean
from backend.people.rules import line, phone

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: read aloud and written by hand
CODE_CHARS = 8  # 40 bits
LEAST_FILL_TIME = timedelta(seconds=3)  # a person needs longer to press a button
FORM_VALID = timedelta(hours=24)
LINK_VALID = timedelta(days=30)
ENTERPRISE_CHARS, MISSING_CHARS, SAY_CHARS = 60, (2, 500), (2, 500)
SAYINGS_MAX = 20  # words added to one report
_FORM = re.compile(r"([0-9a-f]{32})\.([0-9]{9,11})\.([0-9a-f]{64})")
# Slow on purpose: 40 bits behind a fast hash are found in minutes by whoever takes the database.
_SLOW = {"n": 2**13, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}


class FormTooOld(Refusal):
    """The form's token is damaged, too old, or was never given out."""

    code, remedy = "form_too_old", Remedy.FIX
    text = "这一页开得太久了。您写的都在，请看一遍，再点一次「提交」。"


class FormTooQuick(Refusal):
    """Sent sooner than a person can."""

    code, remedy = "form_too_quick", Remedy.FIX
    text = "提交得太快了。您写的都在，请看一遍，再点一次「提交」。"


class FormTrap(Refusal):
    """A field that people do not see was filled in."""

    code, remedy = "form_trap", Remedy.FIX
    text = "有一格是自动填上的，已替您清空。请再点一次「提交」。"


class CodeUnknown(Refusal):
    """No report has this tracking code."""

    code, remedy = "code_unknown", Remedy.FIX
    text = "没有这个查询码，请核对。"


class NotYetRated(Refusal):
    """It is rated after there is a result."""

    code, remedy = "not_yet_rated", Remedy.FIX
    text = "还没有办理结果，等有了结果再请您评价。"


class GradeNeeded(Refusal):
    """None of the three grades was chosen."""

    code, remedy = "grade_needed", Remedy.FIX
    text = "请先选满意、基本满意或不满意。"


class ReportKind(StrEnum):
    """What the person wants; also the issue's source."""

    COMPLAINT = "complaint"  # 投诉
    REQUEST = "request"  # 提诉求


class Grade(StrEnum):
    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    NOT_SATISFIED = "not_satisfied"


@dataclass(frozen=True, slots=True)
class FormToken:
    """A form that was handed out. Its secret stays with whoever has the form.

    The report's id and its tracking code are made of the secret, so the same form sent twice is
    one report and shows one code, while the server keeps neither secret nor code.
    """

    secret: str
    issued_at: datetime

    @property
    def report_id(self) -> UUID:
        return UUID(bytes=sha256(f"report:{self.secret}".encode()).digest()[:16], version=4)

    @property
    def code(self) -> str:
        return code_of(sha256(f"code:{self.secret}".encode()).digest())

    def sealed(self, key: str) -> str:
        """As the form carries it."""
        said = f"{self.secret}.{int(self.issued_at.timestamp())}"
        return f"{said}.{_sign(said, key)}"


def new_form(now: datetime) -> FormToken:
    return FormToken(token_hex(16), now)


def opened(sealed: str, keys: list[str]) -> FormToken:
    """The token that one of these keys sealed.

    Raises:
        FormTooOld: none of them did (remedy: fix).
    """
    parts = _FORM.fullmatch(sealed)
    if parts is None:
        raise FormTooOld()
    secret, issued, signature = parts.groups()
    said = f"{secret}.{issued}"
    if not any(hmac.compare_digest(_sign(said, key), signature) for key in keys):
        raise FormTooOld()
    return FormToken(secret, datetime.fromtimestamp(int(issued), UTC))


def check_age(token: FormToken, *, now: datetime) -> None:
    """Raises FormTooOld, FormTooQuick (remedy: fix)."""
    age = now - token.issued_at
    if age > FORM_VALID:
        raise FormTooOld()
    if age < LEAST_FILL_TIME:
        raise FormTooQuick()


def code_of(random: bytes) -> str:
    """Eight characters of the first 40 bits."""
    bits = int.from_bytes(random[:5], "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))


def spoken(code: str) -> str:
    """As it is shown: 7K4M-92QX."""
    return f"{code[:4]}-{code[4:]}"


def typed_code(text: str) -> str:
    """A code as somebody typed it.

    Raises:
        CodeUnknown: it cannot be one (remedy: fix).
    """
    plain = re.sub(r"[\s\-—–_·.]", "", unicodedata.normalize("NFKC", text[:60])).upper()
    if len(plain) != CODE_CHARS or not set(plain) <= set(ALPHABET):
        raise CodeUnknown(field="code")
    return plain


def code_hash(code: str) -> str:
    """What is kept of a code."""
    return scrypt(code.encode(), salt=b"baoliantong tracking code", dklen=32, **_SLOW).hex()


def hidden_address(key: str, address: str) -> str:
    """What an address is counted as; without the day's key nobody can tell which it was."""
    return "p:" + hmac.digest(key.encode(), f"address:{address}".encode(), "sha256").hex()[:48]


@dataclass(frozen=True, slots=True)
class PublicReport:
    """What somebody without an account wrote."""

    kind: ReportKind
    words: str
    enterprise: str = ""
    phone: str = ""


def checked(report: PublicReport, *, photos: int) -> PublicReport:
    """As it is stored, or the refusal for the first thing that has to change.

    Raises:
        TextLength, PhoneInvalid: (remedy: fix).
    """
    least, most = DESCRIPTION_CHARS
    words = clean(report.words)
    check_length(words, field="words", label="说说事情", least=0 if photos else least, most=most)
    enterprise = line(
        report.enterprise, field="enterprise", label="企业名称", least=0, most=ENTERPRISE_CHARS
    )
    number = phone(report.phone) if report.phone.strip() else ""
    return replace(report, words=words, enterprise=enterprise, phone=number)


def room_left(kept: int) -> int:
    """How many more photos a form may bring."""
    return max(0, PHOTOS_MAX - kept)


def _sign(said: str, key: str) -> str:
    return hmac.digest(key.encode(), f"form:{said}".encode(), "sha256").hex()
