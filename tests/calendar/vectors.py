"""Due dates, colours and changes as the server reckons them, for the twin on the phone.

Both read tests/data/due_vectors.json. Write it anew with ``python -m tests.calendar.vectors``.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from backend.calendar.colours import changes, colour, next_change_at, yellow_from_days_left
from backend.calendar.deadlines import DueInputs, Extension, Pause, Period, due_of
from backend.calendar.spans import WorkingSpan
from backend.kernel.civil import ZONE, civil_date
from tests.calendar.chinese import KNOWN

FILE = Path(__file__).parents[1] / "data" / "due_vectors.json"
SEED, CASES, SPANS = 410403, 160, 60
PERIODS = ("1wd", "2wd", "3wd", "5wd", "8wd", "15wd", "30wd", "2h", "12h", "24h", "72h")
FROM = datetime(2025, 9, 1, tzinfo=ZONE)


def made() -> dict[str, Any]:
    """The calendar and the cases, each with what the server says."""
    return {
        "calendar": {
            "version": KNOWN.version,
            "knownUntil": KNOWN.known_until.isoformat(),
            "daysOff": sorted(day.isoformat() for day in KNOWN.days_off if day.year >= 2025),
            "makeUpDays": sorted(day.isoformat() for day in KNOWN.make_up_days if day.year >= 2025),
        },
        "spans": list(_spans()),
        "cases": list(_cases()),
    }


def text() -> str:
    """As the file is kept: one case a line."""
    vectors = made()
    calendar = json.dumps(vectors["calendar"])
    spans, cases = (
        ",\n".join(json.dumps(case) for case in vectors[name]) for name in ("spans", "cases")
    )
    return f'{{"calendar": {calendar},\n"spans": [\n{spans}\n],\n"cases": [\n{cases}\n]}}\n'


def _spans() -> Iterator[dict[str, str]]:
    """Working time, from any minute of any day; full at closing time among them."""
    chance = random.Random(SEED)
    for _ in range(SPANS):
        start = FROM + timedelta(minutes=30 * chance.randrange(480 * 48))
        span = chance.choice(("1wh", "2wh", "9wh", "40wh", "1wd", "2wd", "5wd"))
        at = WorkingSpan.parse(span).after(start, KNOWN)
        yield {"from": _moment(start), "span": span, "at": _moment(at)}


def _cases() -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)
    for _ in range(CASES):
        inputs = _inputs(chance)
        due = due_of(inputs, KNOWN)
        start, end = inputs.from_at, due.at + timedelta(days=12)
        now = start + (end - start) * chance.random()
        noted = civil_date(start + (now - start) * chance.random())
        yield _said(
            inputs,
            now.replace(microsecond=0),
            suspended=chance.random() < 0.1,
            last_note_on=noted if chance.random() < 0.5 else None,
            sent_back=chance.random() < 0.15,
        )


def _inputs(chance: random.Random) -> DueInputs:
    start = FROM + timedelta(days=chance.randrange(480), seconds=chance.randrange(86_400))
    day = civil_date(start)
    pauses = tuple(_pause(chance, day) for _ in range(chance.choice((0, 0, 0, 1, 2))))
    extensions = tuple(_extension(chance, day) for _ in range(chance.choice((0, 0, 0, 1, 2))))
    period = Period.parse(chance.choice(PERIODS))
    return DueInputs(start.astimezone(UTC), period, pauses, extensions, "normal", KNOWN.version)


def _pause(chance: random.Random, start: date) -> Pause:
    begun = start + timedelta(days=chance.randrange(12))
    over = begun + timedelta(days=chance.randrange(9))
    return Pause(begun, over if chance.random() < 0.8 else None)


def _extension(chance: random.Random, start: date) -> Extension:
    decided = start + timedelta(days=chance.randrange(10))
    return Extension(decided + timedelta(days=chance.randrange(25)), decided)


def _said(
    inputs: DueInputs,
    now: datetime,
    *,
    suspended: bool,
    last_note_on: date | None,
    sent_back: bool,
) -> dict[str, Any]:
    due = due_of(inputs, KNOWN)
    shown = colour(
        due,
        inputs,
        now,
        KNOWN,
        suspended=suspended,
        last_note_on=last_note_on,
        sent_back=sent_back,
    )
    later = next_change_at(due, inputs, now, KNOWN, suspended=suspended, last_note_on=last_note_on)
    steps = changes(due, inputs, KNOWN, last_note_on=last_note_on)
    return {
        "inputs": inputs.to_json(),
        "now": _moment(now),
        "standing": {
            "suspended": suspended,
            "lastNote": last_note_on.isoformat() if last_note_on else None,
            "sentBack": sent_back,
        },
        "due": {"at": _moment(due.at), "on": due.on.isoformat(), "provisional": due.provisional},
        "colour": {
            "word": shown.word,
            "left": shown.working_days_left,
            "overdue": shown.working_days_overdue,
        },
        "yellowFrom": yellow_from_days_left(due, inputs, KNOWN),
        "next": _moment(later) if later else None,
        "changes": [{"at": _moment(step.at), "to": step.to} for step in steps],
    }


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
