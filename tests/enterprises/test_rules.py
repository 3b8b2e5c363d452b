"""What is true of enterprises, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.enterprises import rules, uscc
from backend.enterprises.pinyin import spelled
from backend.kernel.refusal import Refusal, Remedy

PUBLISHED = ["91330100799655058B", "9144030071526726XG", "914403001922038216"]
START = datetime(2026, 1, 1, tzinfo=UTC)

bodies = st.builds(
    lambda head, region, organisation: (
        head + region + organisation + uscc.organisation_check(organisation)
    ),
    st.text(uscc.ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(uscc.ALPHABET, min_size=8, max_size=8),
)
codes = bodies.map(lambda body: body + uscc.check_character(body))


@pytest.mark.parametrize("code", PUBLISHED)
def test_published_codes_pass(code: str) -> None:
    assert uscc.checked(code) == code


@pytest.mark.parametrize("blank", ["", "  ", None, "　"])
def test_a_stall_has_none(blank: str | None) -> None:
    assert uscc.checked(blank) is None


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("91350100M000100Y4Z", "第 18 位不能是 Z"),
        ("91330100799655058", "应为 18 位，现在是 17 位"),
        ("91330100799655058C", "末位校验对不上"),
        ("91330100799655068B", "第 17 位"),
        ("9133A100799655058B", "行政区划"),
        ("9" * 10_000, "应为 18 位"),
        ("91330100799655058\x00", "第 18 位"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(typed: str, hint: str) -> None:
    with pytest.raises(uscc.UsccWrong, match="uscc_wrong") as no:
        uscc.checked(typed)

    assert hint in str(no.value.facts["hint"])
    assert (no.value.remedy, no.value.field) == (Remedy.FIX, "uscc")


@pytest.mark.parametrize(
    "typed", ["９１３３０１００７９９６５５０５８Ｂ", " 91330100-79965505-8b "]
)
def test_width_case_and_dashes_do_not_matter(typed: str) -> None:
    assert uscc.checked(typed) == "91330100799655058B"


def test_a_look_alike_is_suggested_not_assumed() -> None:
    with pytest.raises(uscc.UsccWrong) as no:
        uscc.checked("9I33O1OO799655058B")

    assert no.value.facts["suggestion"] == "91330100799655058B"
    assert "是不是 91330100799655058B" in no.value.message


@given(codes)
def test_a_well_made_code_passes_in_any_form(code: str) -> None:
    assert uscc.checked(f" {code.lower()} ") == code


@given(codes, st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_one_wrong_character_never_passes(code: str, place: int, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]

    assert (uscc.fault(changed) is None) == (changed == code)


@given(codes, st.integers(0, 16))
def test_two_neighbours_swapped_never_pass(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert (uscc.fault(swapped) is None) == (swapped == code)


@given(codes)
def test_letters_for_digits_lead_back_to_the_code(code: str) -> None:
    typed = code.replace("0", "O").replace("1", "I")

    assert typed == code or uscc.suggested(typed) == code


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_a_refusal(text: str) -> None:
    try:
        code = uscc.checked(text)
    except uscc.UsccWrong:
        return
    assert code is None or uscc.fault(code) is None


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("重庆银行A3支行", "chong qing yin hang a3 zhi hang", "cqyha3zh"),
        ("平顶山市长兴机械", "ping ding shan shi chang xing ji xie", "pdsscxjx"),
        ("天润重工", "tian run zhong gong", "trzg"),
        ("起重设备", "qi zhong she bei", "qzsb"),
        ("长安大厦", "chang an da sha", "cads"),
        ("乐器商行", "yue qi shang hang", "yqsh"),
        ("KFC餐厅（东安路店）", "kfc can ting dong an lu dian", "kfcctdald"),
        ("绿源会计", "lv yuan kuai ji", "lykj"),
        ("😀！", "", ""),
    ],
)
def test_names_are_spelled_by_phrase(name: str, pinyin: str, initials: str) -> None:
    assert spelled(name) == (pinyin, initials)


@given(st.text(max_size=120))
def test_any_name_can_be_spelled_and_fits_its_column(name: str) -> None:
    pinyin, initials = spelled(name)

    assert len(pinyin) <= 600
    assert len(initials) <= 120
    assert pinyin == pinyin.lower()
    assert "\x00" not in pinyin


@given(st.uuids(), st.integers(0, 7))
def test_short_codes_are_eight_plain_characters(enterprise_id: UUID, attempt: int) -> None:
    code = rules.short_code(enterprise_id, attempt)

    assert len(code) == 8
    assert set(code) <= set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")


def test_a_taken_code_leads_to_another() -> None:
    one = uuid4()

    assert len({rules.short_code(one, attempt) for attempt in range(8)}) == 8


@pytest.mark.parametrize("place", [(33.73, 113.33), (None, None)])
def test_places_that_are_taken(place: tuple[float | None, float | None]) -> None:
    rules.check_place(*place)


@pytest.mark.parametrize(
    "place",
    [(113.33, 33.73), (0.0, 0.0), (33.7, None), (None, 113.3), (float("nan"), 113.3),
     (33.7, float("inf")), (1e300, 113.3)],
)  # fmt: skip
def test_places_outside_china_or_half_given(place: tuple[float | None, float | None]) -> None:
    with pytest.raises(rules.PlaceImpossible):
        rules.check_place(*place)


@pytest.mark.parametrize(
    "typed", ["13800000000", "0375-2345678-12", "１３８ ００００ ００００", "+8613800000000", ""]
)
def test_telephones_that_are_taken(typed: str) -> None:
    assert rules.phone_of(typed).replace("-", "").replace("+", "").isascii()


@pytest.mark.parametrize("typed", ["打老张", "1", "1" * 21, "13800000000;drop", "\x0013800000000"])
def test_telephones_that_are_not(typed: str) -> None:
    with pytest.raises(rules.PhoneWrong):
        rules.phone_of(typed)


@pytest.mark.parametrize("name", ["", "店", "长" * 121, "\x00\x01", "  "])
def test_names_too_short_or_too_long(name: str) -> None:
    with pytest.raises(Refusal) as no:
        rules.name_of(name)

    assert no.value.code == "text_length"


def test_what_cannot_be_stored_leaves_a_name() -> None:
    assert rules.name_of("  天润\x00机械\ud800  有限公司\n") == "天润机械 有限公司"


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (START, "span_wrong"),
        (START - timedelta(days=1), "span_wrong"),
        (START.replace(month=2, tzinfo=None), "span_wrong"),
        (START + timedelta(days=400 * 366), "span_wrong"),
    ],
)
def test_spans_that_make_no_sense(until: datetime, code: str) -> None:
    with pytest.raises(Refusal) as no:
        rules.check_span(START, until)

    assert no.value.code == code


def test_a_day_out_of_reach_names_the_days_within() -> None:
    with pytest.raises(rules.DayOutOfReach) as no:
        rules.check_day(
            date(1900, 1, 1), first=date(2026, 1, 1), last=date(2026, 12, 31), field="on"
        )

    assert no.value.message == "日期请选在 2026-01-01 到 2026-12-31 之间。"
