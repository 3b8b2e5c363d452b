"""Half a year of visits, told to the services as phones would tell them, with the clock wound."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from uuid import UUID

from backend.demo import words
from backend.demo.chance import Chance
from backend.demo.enterprises import Market
from backend.demo.people import Cast
from backend.demo.pictures import Picture
from backend.enterprises.models import Enterprise
from backend.evidence.arrival import Sealed, receive
from backend.evidence.darkroom import Darkroom
from backend.evidence.spool import Spool
from backend.issues.rules import Problem, Solved
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import ZONE, civil_date
from backend.kernel.place import Place
from backend.visits.letters import NewVisit, Review
from backend.visits.models import Verdict, VisitMode, VisitTrigger
from backend.visits.reviewing import review_visit
from backend.visits.rules import Content, Met
from backend.visits.service import log_visit
from storage import ObjectStore

COUNT = 2000
DAYS = 182
WITH_PROBLEM, WITH_NEEDS, WITH_PLACE, WITH_PHOTO = 0.14, 0.3, 0.35, 0.06
RETURNED, STILL_PENDING_HOURS = 0.03, 30
ON_THE_SPOT = 0.9
FACE = 0.85
FIRST_OFFICER = 0.015  # the one to sign in as has more to look at
MODES = (VisitMode.PHONE, VisitMode.ONLINE)
TRIGGERS = (VisitTrigger.OWN_INITIATIVE, VisitTrigger.REQUESTED, VisitTrigger.SERVICE_DAY)


class Diary:
    """Writes one visit after another."""

    def __init__(
        self,
        chance: Chance,
        cast: Cast,
        market: Market,
        pictures: list[Picture],
        *,
        store: ObjectStore,
        room: Darkroom,
    ) -> None:
        self._chance, self._cast, self._market = chance, cast, market
        self._pictures, self._store, self._room = pictures, store, room
        everybody = cast.actors[Role.LIAISON]
        self._officers = [each for each in everybody if each.person_id in market.of_officer]

    async def write(self, count: int, *, now: datetime) -> None:
        """``count`` visits up to ``now``, oldest first, most of them reviewed the next day."""
        days = sorted(self._chance.number(0, DAYS) for _ in range(count))
        for ago in reversed(days):
            at = self._moment(now, ago)
            visit_id = await self._visit(at)
            if now - at > timedelta(hours=STILL_PENDING_HOURS):
                await self._review(visit_id, at + timedelta(hours=self._chance.number(2, 28)))

    def _moment(self, now: datetime, days_ago: int) -> datetime:
        """A working hour of that day, on Monday to Friday, not after now."""
        day = civil_date(now) - timedelta(days=days_ago)
        day -= timedelta(days=max(0, day.weekday() - 4))
        clock = time(self._chance.number(8, 16), self._chance.number(0, 59))
        return min(datetime.combine(day, clock, ZONE), now - timedelta(minutes=20))

    async def _visit(self, at: datetime) -> UUID:
        chance = self._chance
        officers = self._officers
        officer = officers[0] if chance.happens(FIRST_OFFICER) else chance.of(officers)
        enterprise = chance.of(self._market.of_officer[officer.person_id])
        received = at + timedelta(minutes=chance.number(1, 12))
        face = chance.happens(FACE)
        new = NewVisit(
            id=chance.id(),
            content=Content(
                enterprise_id=enterprise.id,
                started_at=at,
                mode=VisitMode.FACE if face else chance.of(MODES),
                trigger=chance.of(TRIGGERS),
                discussed="".join(chance.some(words.TALKED, chance.number(1, 3))),
                met=self._met(enterprise),
                needs=chance.of(words.NEEDS) if chance.happens(WITH_NEEDS) else "",
                place=self._place(enterprise) if face and chance.happens(WITH_PLACE) else None,
                photo_ids=await self._photos(officer, at, 1 if chance.happens(WITH_PHOTO) else 0),
                limit_reason="",
            ),
            sealed_at=received,
            problems=await self._problems(officer, enterprise, at),
        )
        await log_visit(officer, new, now=received)
        return new.id

    def _met(self, enterprise: Enterprise) -> tuple[Met, ...]:
        contacts = self._market.contacts[enterprise.id]
        return tuple(Met(c.name, c.id) for c in contacts[: self._chance.number(1, 2)])

    def _place(self, enterprise: Enterprise) -> Place:
        lat, lng = enterprise.lat_deg or 0, enterprise.lng_deg or 0
        chance = self._chance
        return Place(chance.near(lat, 0.0002), chance.near(lng, 0.0002), chance.number(5, 60))

    async def _problems(
        self, officer: Actor, enterprise: Enterprise, at: datetime
    ) -> tuple[Problem, ...]:
        chance = self._chance
        if not chance.happens(WITH_PROBLEM):
            return ()
        problems = words.SOLVED if chance.happens(ON_THE_SPOT) else words.OPEN
        topic, description, answer = chance.of(problems)
        contact = chance.of(self._market.contacts[enterprise.id])
        solved = Solved(answer, contact.name, contact.id) if answer else None
        photo_ids = await self._photos(officer, at, chance.number(0, 3))
        return (Problem(chance.id(), topic, description, solved, photo_ids),)

    async def _photos(self, officer: Actor, at: datetime, count: int) -> tuple[UUID, ...]:
        return tuple([await self._photo(officer, at) for _ in range(count)])

    async def _photo(self, officer: Actor, at: datetime) -> UUID:
        picture = self._chance.of(self._pictures)
        sealed = Sealed(self._chance.id(), picture.sha256, at)
        with Spool() as body:
            await body.fill(_once(picture.jpeg), silence_s=1)
            photo = await receive(
                officer.person_id, sealed, body, now=at, store=self._store, room=self._room
            )
        return photo.id

    async def _review(self, visit_id: UUID, at: datetime) -> None:
        chance = self._chance
        returned = chance.happens(RETURNED)
        review = Review(
            command_id=chance.id(),
            visit_id=visit_id,
            expected_version=1,
            verdict=Verdict.RETURNED if returned else Verdict.APPROVED,
            sealed_at=at,
            reason=chance.of(words.RETURN_REASONS) if returned else "",
        )
        await review_visit(chance.of(self._cast.actors[Role.SUPERVISOR]), review, now=at)


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body
