"""统一社会信用代码: the unified social credit code of GB 32100-2015. Pure.

Eighteen characters: who registered it (2), where (6), the organisation code of GB 11714 (8 and its
own check character), a check character over all.
Source: GB 32100-2015, 4 and annex A; GB 11714-1997, 3.
"""

from __future__ import annotations

import unicodedata

from backend.kernel.refusal import Refusal, Remedy

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
CHARS = 18
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "S": "5", "Z": "2", "V": "U"})
_SURE = str.maketrans({"O": "0", "I": "1"})


class UsccWrong(Refusal):
    """Facts: ``given``, ``suggestion`` (a code that passes and differs by look-alikes; or empty),
    ``hint`` (what is wrong, in words)."""

    code, remedy = "uscc_wrong", Remedy.FIX
    text = "统一社会信用代码不对：{hint}。"


def normalised(text: str) -> str:
    """Half width, upper case, without blanks and dashes."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character not in " \t\u3000-–—")


def checked(text: str | None) -> str | None:
    """The normalised code; None for nothing: stalls and projects have none.

    Raises:
        UsccWrong: with a suggestion where look-alikes explain it (remedy: fix).
    """
    code = normalised(text or "")
    if not code:
        return None
    hint = fault(code)
    if hint is None:
        return code
    suggestion = suggested(code)
    if suggestion:
        hint += f"，是不是 {suggestion}"
    raise UsccWrong(field="uscc", given=code[:40], suggestion=suggestion, hint=hint)


def fault(code: str) -> str | None:
    """What is wrong with a normalised code, in words; None when it passes."""
    if len(code) != CHARS:
        return f"应为 18 位，现在是 {len(code)} 位"
    for place, character in enumerate(code, start=1):
        if character not in ALPHABET:
            return f"第 {place} 位不能是 {character}"
    if not code[2:8].isdigit():
        return "第 3–8 位是行政区划，应全是数字"
    if code[16] != organisation_check(code[8:16]):
        return "第 17 位（组织机构代码的校验位）对不上，请核对第 9–17 位"
    if code[17] != check_character(code[:17]):
        return "末位校验对不上，请逐位核对"
    return None


def suggested(code: str) -> str:
    """The code with look-alike characters replaced, if it then passes; else empty."""
    for table in (_SURE, _LOOKALIKES):
        candidate = code.translate(table)
        if candidate != code and fault(candidate) is None:
            return candidate
    return ""


def check_character(body: str) -> str:
    """The eighteenth character for the first seventeen: (31 - Σ value·3^(i-1) mod 31) mod 31."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check(body: str) -> str:
    """The ninth character of an organisation code: 11 - Σ value·weight mod 11; X for 10."""
    total = sum(int(c, 36) * w for c, w in zip(body, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]
