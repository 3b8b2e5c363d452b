"""Due dates and colours: what LIFECYCLE.md promises, and that each can be reckoned again."""

import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.calendar.colours import changes, colour, next_change_at, yellow_from_days_left
from backend.calendar.deadlines import DueInputs, Extension, Pause, Period, due_of
from backend.kernel.civil import ZONE
from tests.calendar.chinese import KNOWN, moments

FIVE = Period(5, "wd")
TUESDAY = datetime(2026, 11, 17, 15, 2, tzinfo=ZONE)


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def nov(day: int) -> date:
    return date(2026, 11, day)


def given_five(
    *, pauses: tuple[Pause, ...] = (), extensions: tuple[Extension, ...] = ()
) -> DueInputs:
    return DueInputs(TUESDAY, FIVE, pauses, extensions, "normal", 1)


@pytest.mark.parametrize("text", ["5wd", "24h", "250wd", "720h"])
def test_a_period_is_read_and_written_alike(text: str) -> None:
    assert str(Period.parse(text)) == text


@pytest.mark.parametrize("text", ["", "0wd", "-1wd", "5", "5d", "251wd", "721h", "５wd", "5wd\n"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no period"):
        Period.parse(text)


def test_five_working_days_from_a_tuesday_end_next_tuesday_at_midnight() -> None:
    due = due_of(given_five(), KNOWN)
    assert (due.on, due.provisional) == (nov(24), False)
    assert due.at == datetime(2026, 11, 24, 23, 59, 59, tzinfo=ZONE)


def test_hours_run_round_the_clock_and_stand_still_in_a_pause() -> None:
    friday = DueInputs(at(20, 17), Period(24, "h"))
    assert due_of(friday, KNOWN).at == at(21, 17)
    paused = DueInputs(at(20, 17), Period(24, "h"), pauses=(Pause(nov(21), nov(23)),))
    assert due_of(paused, KNOWN).at == at(23, 17)


@pytest.mark.parametrize(
    ("pauses", "on"),
    [
        ((Pause(nov(19), nov(20)),), nov(25)),
        ((Pause(nov(19), nov(24)),), nov(27)),  # Thursday, Friday and Monday
        ((Pause(nov(19), nov(24)), Pause(nov(20), nov(23))), nov(27)),  # not counted twice
        ((Pause(nov(19), nov(19)),), nov(24)),  # the day it goes on counts
        ((Pause(nov(24), nov(25)), Pause(nov(25), nov(26))), nov(26)),  # reached by moving
        ((Pause(nov(30), nov(30)),), nov(24)),  # after it was due
        ((Pause(nov(19)),), nov(24)),  # still on: moves nothing yet
    ],
)
def test_a_pause_moves_the_date_by_the_working_days_it_covers(
    pauses: tuple[Pause, ...], on: date
) -> None:
    assert due_of(given_five(pauses=pauses), KNOWN).on == on


def test_the_last_extension_sets_the_date_and_later_pauses_move_it() -> None:
    two = (Extension(date(2026, 12, 4), nov(24)), Extension(nov(30), nov(20)))
    assert due_of(given_five(extensions=two), KNOWN).on == date(2026, 12, 4)
    early, late = Pause(nov(18), nov(19)), Pause(nov(25), nov(27))
    moved = given_five(extensions=two, pauses=(early, late))
    assert due_of(moved, KNOWN).on == date(2026, 12, 8)


def test_what_reaches_beyond_the_published_years_is_provisional() -> None:
    december = DueInputs(at(30, month=12), FIVE)
    assert due_of(december, KNOWN).provisional


def test_the_colours_of_five_working_days() -> None:
    inputs = given_five()
    due = due_of(inputs, KNOWN)
    seen = [
        (each.word, each.working_days_left, each.working_days_overdue)
        for day in (17, 20, 23, 24, 25, 27)
        for each in [colour(due, inputs, at(day, 20), KNOWN)]
    ]
    assert seen == [
        ("blue", 5, 0), ("blue", 2, 0), ("yellow", 1, 0),
        ("yellow", 0, 0), ("red", 0, 1), ("red", 0, 3),
    ]  # fmt: skip


def test_a_quarter_of_the_days_given_is_when_it_turns_yellow() -> None:
    for amount, left in ((1, 1), (5, 1), (15, 3), (30, 7)):
        inputs = DueInputs(TUESDAY, Period(amount, "wd"))
        assert yellow_from_days_left(due_of(inputs, KNOWN), inputs, KNOWN) == left


def test_silence_and_a_returned_response_are_yellow_suspension_is_stop() -> None:
    inputs = DueInputs(TUESDAY, Period(30, "wd"))
    due = due_of(inputs, KNOWN)

    def word(day: int, **how: object) -> str:
        return colour(due, inputs, at(day), KNOWN, **how).word  # type: ignore[arg-type]

    assert (word(23), word(24)) == ("blue", "yellow")
    assert word(24, last_note_on=nov(18)) == "blue"
    assert word(18, sent_back=True) == "yellow"
    assert word(24, suspended=True) == "stop"


def test_hours_turn_yellow_when_a_quarter_of_them_is_left() -> None:
    inputs = DueInputs(at(20, 8), Period(24, "h"))
    due = due_of(inputs, KNOWN)
    assert [colour(due, inputs, at(d, h), KNOWN).word for d, h in ((21, 1), (21, 2), (21, 9))] == [
        "blue", "yellow", "red",
    ]  # fmt: skip


periods = st.one_of(
    st.integers(1, 60).map(lambda n: Period(n, "wd")),
    st.integers(1, 100).map(lambda n: Period(n, "h")),
)
dates = st.dates(date(2024, 1, 1), date(2028, 1, 31))
pauses = st.lists(
    st.builds(
        lambda day, length: Pause(day, None if length is None else day + timedelta(days=length)),
        dates,
        st.none() | st.integers(0, 40),
    ),
    max_size=3,
).map(tuple)
extensions = st.lists(st.builds(Extension, dates, dates), max_size=2).map(tuple)
any_inputs = st.builds(
    DueInputs, moments, periods, pauses, extensions, st.just("normal"), st.just(1)
)


@given(any_inputs)
def test_a_due_date_is_reckoned_again_from_what_is_stored(inputs: DueInputs) -> None:
    kept = DueInputs.from_json(json.loads(json.dumps(inputs.to_json())))
    assert kept == inputs
    assert due_of(kept, KNOWN) == due_of(inputs, KNOWN)


@given(any_inputs, moments)
def test_the_colour_stays_until_the_next_change(inputs: DueInputs, now: datetime) -> None:
    due = due_of(inputs, KNOWN)
    change = next_change_at(due, inputs, now, KNOWN)
    last = change - timedelta(seconds=1) if change else now + timedelta(days=400)
    assert colour(due, inputs, now, KNOWN).word == colour(due, inputs, last, KNOWN).word


@given(any_inputs)
def test_the_changes_come_in_order(inputs: DueInputs) -> None:
    times = [change.at for change in changes(due_of(inputs, KNOWN), inputs, KNOWN)]
    assert times == sorted(times)
