"""The life of the demo's issues, oldest step first, the clock wound, time doing its part."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from uuid import UUID

from backend.calendar.queries import working_days
from backend.calendar.rules import WorkingDays
from backend.demo import deeds, words
from backend.demo.chance import Chance
from backend.demo.deeds import Case, Deed, Team
from backend.demo.enterprises import Market
from backend.demo.matters import MATTERS, Matter
from backend.demo.people import Cast
from backend.issues.letters import NewReport
from backend.issues.models import Issue
from backend.issues.reporting import report_issue
from backend.issues.rules import Particulars, Problem
from backend.issues.states import IssueSource, IssueState, Urgency
from backend.kernel import schedule
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import ZONE, civil_date
from backend.kernel.schedule import ScheduledJob
from backend.people.models import Grant
from backend.wiring import JOBS

Story = Sequence[tuple[int, Deed]]
"""Working days after the step before, and what is done then."""

TAKEN: Story = ((1, deeds.assign), (0, deeds.acknowledge))
WORKED: Story = (*TAKEN, (3, deeds.note), (4, deeds.note), (4, deeds.respond))
DONE: Story = (*WORKED, (1, deeds.answer), (2, deeds.satisfied), (30, deeds.look_back))

STORIES: Mapping[str, Story] = {
    "done": DONE,
    "rated": (*WORKED, (1, deeds.answer), (1, deeds.rated)),
    "waits": (),
    "assigned": ((1, deeds.assign),),
    "quiet": TAKEN,
    "noted": (*TAKEN, (3, deeds.note), (4, deeds.note), (4, deeds.note)),
    "late": (*TAKEN, (4, deeds.note), (9, deeds.urge)),
    "paused": (*TAKEN, (3, deeds.note), (1, deeds.ask_pause), (1, deeds.suspend)),
    "resumed": (
        *TAKEN,
        (2, deeds.note),
        (1, deeds.suspend),
        (20, deeds.note),
        (3, deeds.respond),
    ),
    "asks time": (*TAKEN, (3, deeds.note), (3, deeds.note), (2, deeds.ask_more_time)),
    "extended": (*TAKEN, (4, deeds.note), (4, deeds.ask_more_time), (1, deeds.extend)),
    "responded": WORKED,
    "to sign": (*TAKEN, (3, deeds.note), (4, deeds.draft)),
    "answered": (*WORKED, (1, deeds.answer)),
    "sent back": (*WORKED, (1, deeds.reject_response), (1, deeds.note)),
    "not enough": (*WORKED, (1, deeds.answer), (1, deeds.unsatisfied), (0, deeds.acknowledge)),
    "not reached": (*WORKED, (1, deeds.answer), *((1, deeds.not_reached),) * 3),
    "declined": ((1, deeds.assign), (0, deeds.decline)),
    "elsewhere": ((1, deeds.assign), (0, deeds.decline), (1, deeds.assign_elsewhere)),
    "transferred": (*TAKEN, (2, deeds.transfer), (0, deeds.acknowledge)),
    "returned": ((1, deeds.return_it),),
    "made up": ((1, deeds.return_it), (1, deeds.resubmit), *TAKEN),
    "rejected": ((1, deeds.reject),),
    "objected": ((1, deeds.reject), (2, deeds.object_to)),
    "withdrawn": ((0, deeds.withdraw),),
    "redirected": ((1, deeds.redirect),),
    "merged": ((1, deeds.merge),),
    "shared": (*TAKEN, (1, deeds.support)),
    "again": (*DONE[:-1], (30, deeds.look_back_in_vain)),
}

# Which stories began how many working days ago; what lies after now has not happened yet.
BEGAN: Sequence[tuple[str, Sequence[int]]] = (
    ("done", (95, 80, 71, 64, 58, 50, 44, 33, 24)), ("rated", (40, 31, 22)), ("waits", (0, 1)),
    ("assigned", (1, 2)), ("quiet", (3, 8)), ("noted", (13, 15)), ("late", (18, 20, 24)),
    ("paused", (9, 16)), ("resumed", (28,)), ("asks time", (11,)), ("extended", (17,)),
    ("responded", (13, 14)), ("to sign", (9,)),
    ("answered", (16, 15)), ("sent back", (16,)), ("not enough", (19,)),
    ("not reached", (14, 36)), ("declined", (2,)), ("elsewhere", (5,)), ("transferred", (7,)),
    ("returned", (2,)), ("made up", (6,)), ("rejected", (27, 12)), ("objected", (4,)),
    ("withdrawn", (10,)), ("redirected", (21, 8)), ("merged", (9,)), ("shared", (6,)),
    ("again", (60,)),
)  # fmt: skip
OF_OLD_VISITS = ("done", "done", "rated", "done", "redirected")
OF_LATE_VISITS = ("noted", "done", "answered")
OLD_WD = 20  # what began longer ago is over: in a district that works nothing is red for months
URGENT = {"quiet": Urgency.COMPLEX, "assigned": Urgency.URGENT_24H}
ABOUT = {
    "extended": MATTERS[10], "merged": MATTERS[10],  # the same road works, met twice
    # for the handler and the lead to sign in as
    "assigned": MATTERS[2], "paused": MATTERS[0], "to sign": MATTERS[2],
}  # fmt: skip
FAULT_FINDING = 0.45
HOURS = (8, 16)  # of the office
LEASE = timedelta(minutes=5)
LEAD = "UNIT_LEAD"


@dataclass(order=True, slots=True)
class _Next:
    """What happens to one case and when; equal times in the order they were planned."""

    at: datetime
    number: int
    case: Case
    steps: list[tuple[int, Deed]]


class Casework:
    """Takes up what visits brought, has more reported, and leads each through its story."""

    def __init__(self, chance: Chance, cast: Cast, market: Market) -> None:
        self._chance, self._cast, self._market = chance, cast, market
        self._planned = 0
        self._queue: list[_Next] = []
        self._unit_names = {unit.id: unit.name for unit in cast.units}
        self._teams = _teams(cast, self._unit_names)

    async def write(self, *, now: datetime) -> None:
        """Everything up to ``now``, in order of time, the jobs of the scheduler between."""
        days = await working_days()
        await self._of_visits(days, since=days.nth_last(civil_date(now), OLD_WD))
        starts = [(story, ago) for story, several in BEGAN for ago in several]
        for story, ago in sorted(starts, key=lambda each: -each[1]):
            at = self._clock(days.nth_last(civil_date(now), ago + 1))
            self._plan(at, self._case(story), [(0, _report), *STORIES[story]])
        while self._queue and self._queue[0].at < now:
            each = heapq.heappop(self._queue)
            await _time_passes(each.at)
            (_, deed), *rest = each.steps
            await deed(each.case, each.at)
            if rest:
                self._plan(self._after(days, each.at, rest[0][0]), each.case, rest)
        await _time_passes(now)

    async def _of_visits(self, days: WorkingDays, *, since: date) -> None:
        """What could not be solved on the spot."""
        by_words = {matter.said: matter for matter in MATTERS}
        old, late = cycle(OF_OLD_VISITS), cycle(OF_LATE_VISITS)
        open_ones = Issue.filter(state=IssueState.SUBMITTED).order_by("received_at", "id")
        for issue in await open_ones:
            matter = by_words[issue.description]
            author = await self._actor(issue.reporter_id)
            case = self._case_of(matter, issue.id, author)
            stories = late if civil_date(issue.received_at) >= since else old
            steps = list(STORIES[next(stories)])
            self._plan(self._after(days, issue.received_at, steps[0][0]), case, steps)

    async def _actor(self, person_id: UUID | None) -> Actor:
        grant = await Grant.filter(person_id=person_id, role=Role.LIAISON).first()
        assert grant is not None
        return Actor(grant.person_id, grant.id, Role.LIAISON, grant.unit_id, grant.region)

    def _case(self, story: str) -> Case:
        chance = self._chance
        finds_fault = story not in ABOUT and chance.happens(FAULT_FINDING)
        several = [m for m in MATTERS if bool(m.environment) == finds_fault]
        matter = ABOUT.get(story) or chance.of(several)
        role = Role.SPECIAL_SUPERVISOR if finds_fault else Role.LIAISON
        case = self._case_of(matter, chance.id(), chance.of(self._cast.actors[role][:12]))
        case.urgency = URGENT.get(story, Urgency.NORMAL)
        enterprises = self._market.of_officer[case.author.person_id]
        if enterprises:
            case.enterprise_id = chance.of(enterprises).id
        return case

    def _case_of(self, matter: Matter, issue_id: UUID, author: Actor) -> Case:
        supervisors = self._cast.actors[Role.SUPERVISOR]
        first, second = self._chance.some(supervisors, 2)
        others = [name for name in words.UNITS if name != matter.unit]
        return Case(
            self._chance, issue_id, matter, author, self._teams[matter.unit],
            self._teams[self._chance.of(others)], first, second,
        )  # fmt: skip

    def _plan(self, at: datetime, case: Case, steps: list[tuple[int, Deed]]) -> None:
        self._planned += 1
        heapq.heappush(self._queue, _Next(at, self._planned, case, steps))

    def _after(self, days: WorkingDays, at: datetime, working: int) -> datetime:
        if working == 0:
            return at + timedelta(minutes=self._chance.number(15, 90))
        return self._clock(days.add(civil_date(at), working))

    def _clock(self, day: date) -> datetime:
        return datetime.combine(
            day, time(self._chance.number(*HOURS), self._chance.number(0, 59)), ZONE
        )


async def _report(case: Case, at: datetime) -> None:
    finds_fault = case.author.role is Role.SPECIAL_SUPERVISOR
    matter = case.matter
    new = NewReport(
        Problem(case.id, matter.topic, matter.said),
        (IssueSource.FAULT_FINDING if finds_fault else IssueSource.REQUEST).value,
        case.enterprise_id,
        Particulars(
            environment=matter.environment.value if matter.environment else None,
            protected=finds_fault,
        ),
        at,
    )
    await report_issue(case.author, new, now=at)


async def _time_passes(until: datetime) -> None:
    """What the scheduler would have done by now, each at its time."""
    while (due := await _first_due(until)) is not None:
        for claim in await schedule.claim_due(now=due, lease=LEASE, limit=20):
            await schedule.run(claim, JOBS[claim.kind], now=due)


async def _first_due(until: datetime) -> datetime | None:
    job = await ScheduledJob.filter(due_at__lte=until).order_by("due_at").first()
    return job.due_at if job else None


def _teams(cast: Cast, names: Mapping[UUID, str]) -> dict[str, Team]:
    """By unit: its lead and the first of its handlers."""
    leads: dict[str, Actor] = {}
    handlers: dict[str, Actor] = {}
    for actor in cast.actors[Role.HANDLER]:
        assert actor.unit_id is not None
        kept = leads if LEAD in actor.bundles else handlers
        kept.setdefault(names[actor.unit_id], actor)
    return {name: Team(leads[name], handlers[name]) for name in handlers}
