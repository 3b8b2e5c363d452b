"""The real calendar of 2024 to 2026, from the package that seeds the database."""

from datetime import UTC, date, datetime

from chinese_calendar.constants import holidays, workdays
from hypothesis import strategies as st

from backend.calendar.rules import WorkingDays

KNOWN = WorkingDays(
    version=1,
    known_until=date(2026, 12, 31),
    days_off=frozenset(day for day in holidays if day.year >= 2024),
    make_up_days=frozenset(day for day in workdays if day.year >= 2024),
)

moments = st.integers(
    int(datetime(2024, 1, 1, tzinfo=UTC).timestamp()),
    int(datetime(2027, 12, 31, tzinfo=UTC).timestamp()),
).map(lambda second: datetime.fromtimestamp(second, UTC))
