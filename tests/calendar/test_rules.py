"""Working days and hours, in the real calendar of 2024 to 2026."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.calendar.rules import is_working_time, next_working_time, working_time_after
from backend.kernel.civil import ZONE
from tests.calendar.chinese import KNOWN, moments

days_of_years = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 20), True),  # a Friday
        (date(2026, 11, 21), False),
        (date(2024, 2, 4), True),  # Sundays and Saturdays worked before and after 春节
        (date(2024, 2, 12), False),
        (date(2025, 9, 28), True),
        (date(2025, 10, 8), False),
        (date(2026, 2, 28), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 10), True),
        (date(2027, 10, 1), True),  # not published yet: Monday to Friday
    ],
)
def test_the_notice_of_the_state_council_says_which_days_are_worked(
    day: date, working: bool
) -> None:
    assert KNOWN.is_working(day) is working


def test_beyond_the_published_years_a_day_is_provisional() -> None:
    assert not KNOWN.is_provisional(date(2026, 12, 31))
    assert KNOWN.is_provisional(date(2027, 1, 1))


def test_five_working_days_over_the_national_day_end_on_the_made_up_saturday() -> None:
    assert KNOWN.add(date(2026, 9, 29), 5) == date(2026, 10, 12)
    assert KNOWN.add(date(2026, 9, 29), 4) == date(2026, 10, 10)


@given(days_of_years, st.integers(0, 120))
def test_between_takes_back_what_add_gave(start: date, count: int) -> None:
    end = KNOWN.add(start, count)
    assert KNOWN.between(start, end) == count
    assert count == 0 or KNOWN.is_working(end)


@given(days_of_years, days_of_years, days_of_years)
def test_between_is_signed_and_adds_up(first: date, second: date, third: date) -> None:
    assert KNOWN.between(first, second) == -KNOWN.between(second, first)
    whole = KNOWN.between(first, second) + KNOWN.between(second, third)
    assert whole == KNOWN.between(first, third)


@given(days_of_years, st.integers(1, 40))
def test_the_nth_last_working_day_leaves_one_less_after_it(end: date, nth: int) -> None:
    day = KNOWN.nth_last(end, nth)
    assert KNOWN.is_working(day)
    assert KNOWN.between(day, end) == nth - 1


def test_days_are_added_never_taken_away() -> None:
    with pytest.raises(ValueError, match="added"):
        KNOWN.add(date(2026, 11, 20), -1)


def test_the_office_works_from_half_past_eight_to_half_past_five() -> None:
    assert not is_working_time(at(20, 8, 29), KNOWN)
    assert is_working_time(at(20, 8, 30), KNOWN)
    assert not is_working_time(at(20, 17, 30), KNOWN)
    assert not is_working_time(at(21, 10), KNOWN)


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        (at(20, 7), at(20, 8, 30)),
        (at(20, 10), at(20, 10)),
        (at(20, 17, 30), at(23, 8, 30)),  # a Friday evening
        (at(22, 10), at(23, 8, 30)),
    ],
)
def test_out_of_hours_the_next_opening_counts(moment: datetime, opening: datetime) -> None:
    assert next_working_time(moment, KNOWN) == opening


def test_two_hours_from_a_friday_afternoon_end_on_monday_morning() -> None:
    assert working_time_after(at(20, 16, 30), 2, KNOWN) == at(23, 9, 30)
    assert working_time_after(at(20, 15, 30), Fraction(2), KNOWN) == at(20, 17, 30)
    assert working_time_after(at(21, 3), 18, KNOWN) == at(24, 17, 30)


@given(
    moments,
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_working_time_goes_on_where_it_stopped(start: datetime, first: int, second: int) -> None:
    whole = working_time_after(start, first + second, KNOWN)
    assert working_time_after(working_time_after(start, first, KNOWN), second, KNOWN) in (
        whole,
        next_working_time(whole, KNOWN),
    )
    assert whole >= start + timedelta(hours=first + second)
