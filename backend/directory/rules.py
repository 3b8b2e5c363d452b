"""What the phone hands back to get only what changed. Pure.

A stamp tells when the answer before was made. It is opaque to the phone; one that is no longer of
use simply leads to the whole directory, so no phone can get stuck on one.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta

from backend.kernel.civil import civil_date

FORM = "1"  # of a row; rises when rows get another meaning, and every phone fetches all of them
DELTA_MAX = timedelta(days=31)
# A deed takes its time before it commits: rows of the last minutes are told twice, never missed.
OVERLAP = timedelta(minutes=5)


def stamp(now: datetime) -> str:
    return urlsafe_b64encode(f"{FORM}|{now.astimezone(UTC).isoformat()}".encode()).decode()


def changes_since(since: str | None, *, now: datetime) -> datetime | None:
    """From when on changes are to be told; None: the whole directory is.

    The whole is told after a month's end, because the visits of the month begin at nought.
    """
    try:
        form, text = urlsafe_b64decode((since or "").encode()).decode().split("|")
        at = datetime.fromisoformat(text)
        if form != FORM or at.tzinfo is None or not now - DELTA_MAX <= at <= now:
            return None
    except (ValueError, OverflowError):
        return None
    before, today = civil_date(at), civil_date(now)
    same_month = (before.year, before.month) == (today.year, today.month)
    return at - OVERLAP if same_month else None
