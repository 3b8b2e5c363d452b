"""When a closed issue is looked at again, and what may be the same problem, by rule. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from backend.kernel.search import tokens

SAMPLE_ONE_IN = 10  # of those that neither find fault nor promise money
NEAR, FAR = timedelta(days=30), timedelta(days=90)
SPOT_CHECK_ONE_IN = 10  # of what was solved on the spot; others than those looked at again
SPOT_CHECK_WORKING_DAYS = 5  # the enterprise has the time to confirm by itself
PAIRS_LEAST = 3  # fewer say nothing about what is meant
LOOKS_BACK = timedelta(days=180)
ALIKE = 0.35  # of the shorter text's pairs of characters
ALIKE_HERE = 0.2  # the same enterprise and the same topic say much already


@dataclass(frozen=True, slots=True)
class Described:
    """What is being reported or decided."""

    text: str
    enterprise_id: UUID | None = None
    topic: str | None = None
    but: UUID | None = None  # the issue itself


@dataclass(frozen=True, slots=True)
class Told:
    """What was reported before; ``on``: the civil day."""

    text: str
    enterprise_id: UUID | None
    topic: str
    on: date


def look_back_rule(issue_id: UUID, *, fault_finding: bool, money_promised: bool) -> str | None:
    """Which rule asks for a look-back: all fault-finding, all money promises, a sample of the rest.

    The sample is drawn by the random id, so that nobody chooses it and anybody can check it.
    """
    if fault_finding:
        return "fault_finding"
    if money_promised:
        return "money"
    return "sample" if issue_id.int % SAMPLE_ONE_IN == 0 else None


def is_spot_checked(issue_id: UUID) -> bool:
    """Whether a call-back is drawn for what was solved on the spot, by the random id as above."""
    return issue_id.int % SPOT_CHECK_ONE_IN == 1


def look_back_on(rule: str, closed_on: date) -> date:
    """Promised money is looked for after 90 days, everything else after 30 (calendar days)."""
    return closed_on + (FAR if rule == "money" else NEAR)


def likeness(one: str, other: str) -> float:
    """How much of the shorter text's tokens (pairs of characters) the longer one has, 0 to 1."""
    said, told = ({each for each in tokens(text).split() if len(each) > 1} for text in (one, other))
    shorter = min(len(said), len(told))
    return len(said & told) / shorter if shorter >= PAIRS_LEAST else 0.0


def likely(one: Described, others: Sequence[Told], *, today: date) -> list[int]:
    """The places of what may be the same, most alike first, equals as they were given.

    By enterprise or topic, by time, and by words. The phone decides so too without a network
    (``pwa/src/visits/alike.ts``); tests/data/likely_cases.json holds both to one table.
    """
    recent = [n for n, other in enumerate(others) if today - other.on <= LOOKS_BACK]
    near = [n for n in recent if _near(one, others[n])]
    much = {n: likeness(one.text, others[n].text) for n in near}
    found = [n for n in near if much[n] >= _enough(one, others[n])]
    return sorted(found, key=lambda n: -much[n])


def _near(one: Described, other: Told) -> bool:
    here = one.enterprise_id is not None and other.enterprise_id == one.enterprise_id
    about = one.topic is not None and other.topic == one.topic
    return here or about or (one.enterprise_id is None and one.topic is None)


def _enough(one: Described, other: Told) -> float:
    here = one.enterprise_id is not None and other.enterprise_id == one.enterprise_id
    return ALIKE_HERE if here and other.topic == one.topic else ALIKE
