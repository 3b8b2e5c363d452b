"""The ladder that an alert climbs until it is read (pure): which rung is due when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from backend.calendar.rules import WorkingDays
from backend.calendar.spans import WorkingSpan
from backend.notify.models import Channel

TO_THE_PERSON = (Channel.MESSAGE, Channel.SMS)
PAST_THE_PERSON = (Channel.LEAD, Channel.UNHEARD)


@dataclass(frozen=True, slots=True)
class Rung:
    channel: Channel
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Ladder:
    """How long after the inbox and the push each later rung is due, in working time."""

    spans: Mapping[Channel, WorkingSpan]

    @classmethod
    def of(cls, setting: Mapping[str, str], *, off: str) -> Self:
        """From the setting ``alert_ladder``; a rung that is ``off`` is left out."""
        rungs = TO_THE_PERSON + PAST_THE_PERSON
        said = {rung: setting[rung.value] for rung in rungs}
        return cls({rung: WorkingSpan.parse(text) for rung, text in said.items() if text != off})

    def rungs(
        self, start: datetime, days: WorkingDays, *, usable: Collection[Channel], deaf: bool
    ) -> list[Rung]:
        """The later rungs that can be used, as they fall due.

        deaf: the person's phones no longer answer, so their next rung is climbed at once and each
        of theirs takes the time of the one before. Whoever stands above them is told no sooner.
        """
        rungs = [
            Rung(channel, span.after(start, days))
            for channel, span in self.spans.items()
            if channel in usable
        ]
        rungs.sort(key=_due_at)
        if deaf:
            own = [rung for rung in rungs if rung.channel in TO_THE_PERSON]
            sooner = zip(own, [start, *map(_due_at, own)], strict=False)
            above = [rung for rung in rungs if rung not in own]
            rungs = [*(replace(rung, due_at=at) for rung, at in sooner), *above]
        return rungs


def _due_at(rung: Rung) -> datetime:
    return rung.due_at
