"""The directory on every phone: whole at first, then only what changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tortoise.context import TortoiseContext, get_current_context

from backend.directory import queries
from backend.enterprises import service
from backend.enterprises.models import Enterprise, Protection
from backend.enterprises.rules import EnterpriseContent
from backend.issues.models import OPEN_STATES, IssueState
from backend.kernel.actor import FIELD_ROLES, Actor, Role
from tests.directory.conftest import raised, visited
from tests.fixtures.phone import Clock, Phone
from tests.statements import statements
from tests.world import (
    NOW,
    OTHER_STREET,
    STREET,
    letter,
    make_actor,
    make_enterprise,
    pair,
    problem,
)

DAY = timedelta(days=1)


def of(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in answer["rows"]}


async def the_row(phone: Phone, enterprise: Enterprise) -> dict[str, Any]:
    return of(await phone.send("Directory"))[str(enterprise.id)]


@pytest.mark.usefixtures("liaison")
async def test_the_first_answer_is_everything_in_use(phone: Phone) -> None:
    here, there = await make_enterprise(), await make_enterprise("长安商行", region=OTHER_STREET)
    closed = await make_enterprise("已注销的店")
    await Enterprise.filter(id=closed.id).update(active=False)

    answer = await phone.send("Directory")

    assert (answer["whole"], answer["gone"]) == (True, [])
    assert set(of(answer)) == {str(here.id), str(there.id)}
    assert of(answer)[str(here.id)] == {
        "id": str(here.id), "name": "天润机械", "uscc": None, "region": STREET,
        "protected": False, "pinyin": "tian run ji xie", "initials": "trjx", "latDeg": None,
        "lngDeg": None, "lastVisitOn": None, "visitsThisMonth": 0, "openIssues": 0,
        "code": here.code,
    }  # fmt: skip


@pytest.mark.usefixtures("liaison")
async def test_visits_are_counted_by_the_districts_month(phone: Phone) -> None:
    one = await make_enterprise()
    for at in (
        datetime(2026, 10, 31, 15, 59, tzinfo=UTC),  # 23:59 on the last day of October
        datetime(2026, 10, 31, 16, 0, tzinfo=UTC),  # midnight: November
        datetime(2026, 11, 17, 16, 30, tzinfo=UTC),  # half past midnight on the 18th
    ):
        await visited(one, at)

    row = await the_row(phone, one)

    assert (row["visitsThisMonth"], row["lastVisitOn"]) == (2, "2026-11-18")


@pytest.mark.usefixtures("liaison")
async def test_only_open_issues_that_protect_nobody_are_counted(phone: Phone) -> None:
    one = await make_enterprise()
    for state in IssueState:
        await raised(one, state=state)
    await raised(one, protected=True)

    assert (await the_row(phone, one))["openIssues"] == len(OPEN_STATES) == 7


@pytest.mark.parametrize(
    ("since", "until", "protected"),
    [
        (date(2026, 11, 18), None, True),
        (date(2026, 11, 1), date(2026, 11, 18), True),
        (date(2026, 11, 1), date(2026, 11, 17), False),
        (date(2026, 11, 19), None, False),
    ],
)
@pytest.mark.usefixtures("liaison")
async def test_protected_means_today(
    phone: Phone, since: date, until: date | None, protected: bool
) -> None:
    one = await make_enterprise()
    await Protection.create(id=uuid4(), enterprise=one, since=since, until=until)

    assert (await the_row(phone, one))["protected"] is protected


@pytest.mark.parametrize("role", list(Role))
async def test_it_is_for_those_in_the_field(phone: Phone, role: Role) -> None:
    await phone.sign_in(await make_actor(role))

    answer = await phone.send("Directory")

    assert answer.get("code") == (None if role in FIELD_ROLES else "not_allowed")


async def test_without_a_session_there_is_nothing(phone: Phone) -> None:
    assert (await phone.send("Directory"))["code"] == "sign_in_needed"


class Kept:
    """A phone that keeps what it was told, as the app does."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.rows, self.stamp = phone, dict[str, dict[str, Any]](), ""

    async def sync(self) -> dict[str, Any]:
        answer = await self.phone.send("Directory", since=self.stamp or None)
        self.rows = ({} if answer["whole"] else self.rows) | of(answer)
        for gone in answer["gone"]:
            self.rows.pop(gone, None)
        self.stamp = answer["stamp"]
        return answer

    async def is_true(self) -> bool:
        return self.rows == of(await self.phone.send("Directory"))


@pytest.fixture
async def kept(phone: Phone, liaison: Actor, clock: Clock) -> Kept:
    """Five enterprises, synced; then an hour goes by."""
    for number in range(5):
        await pair(liaison, await make_enterprise(f"企业{number}"))
    kept = Kept(phone)
    assert (await kept.sync())["whole"]
    clock.advance(hours=1)
    return kept


async def some_enterprise() -> Enterprise:
    return await Enterprise.all().order_by("name").first() or await make_enterprise()


async def test_nothing_new_is_nothing(kept: Kept) -> None:
    answer = await kept.sync()

    assert (answer["whole"], answer["rows"], answer["gone"]) == (False, [], [])


async def test_a_visit_with_a_problem_changes_one_row(kept: Kept) -> None:
    one = await some_enterprise()
    sent = await kept.phone.send("LogVisit", input=letter(one, problems=[problem()]))
    assert sent["__typename"] == "Receipt", sent

    answer = await kept.sync()

    assert list(of(answer)) == [str(one.id)]
    row = kept.rows[str(one.id)]
    assert (row["visitsThisMonth"], row["openIssues"], row["lastVisitOn"]) == (1, 1, "2026-11-18")
    assert await kept.is_true()


async def test_a_visit_put_under_another_enterprise_changes_both(kept: Kept, clock: Clock) -> None:
    wrong, right = (await Enterprise.all().order_by("name"))[:2]
    sent = await kept.phone.send("LogVisit", input=letter(wrong))
    await kept.sync()
    clock.advance(hours=1)
    liaison_headers = kept.phone.http.headers["x-acting-grant"]
    cookies = dict(kept.phone.http.cookies)
    await kept.phone.sign_in(await make_actor(Role.SUPERVISOR, name="监督人"))
    moved = await kept.phone.send(
        "CorrectEnterprise",
        input={
            "commandId": str(uuid4()), "visitId": sent["id"], "expectedVersion": sent["version"],
            "enterpriseId": str(right.id), "reason": "选错了企业",
            "sealedAt": clock.now.isoformat(),
        },
    )  # fmt: skip
    assert moved["__typename"] == "Receipt", moved
    kept.phone.http.cookies.update(cookies)
    kept.phone.http.headers["x-acting-grant"] = liaison_headers

    answer = await kept.sync()

    assert set(of(answer)) == {str(wrong.id), str(right.id)}
    counts = [kept.rows[str(e.id)]["visitsThisMonth"] for e in (wrong, right)]
    assert counts == [0, 1]
    assert await kept.is_true()


async def test_new_renamed_and_closed_enterprises_arrive(kept: Kept, clock: Clock) -> None:
    admin = await make_actor(Role.ADMIN, region=None)
    renamed, closed = (await Enterprise.all().order_by("name"))[:2]
    fresh = uuid4()

    async def save(id_: UUID, content: EnterpriseContent) -> None:
        await service.save_enterprise(admin, id_, content, now=clock.now)

    await save(renamed.id, EnterpriseContent("长安商行", None, STREET))
    await save(closed.id, EnterpriseContent(closed.name, None, STREET, active=False))
    await save(fresh, EnterpriseContent("新开的店", None, STREET))

    answer = await kept.sync()

    assert set(of(answer)) == {str(renamed.id), str(fresh)}
    assert answer["gone"] == [str(closed.id)]
    assert await kept.is_true()


async def test_a_protection_that_begins_or_is_over_changes_a_row(kept: Kept, clock: Clock) -> None:
    begins, ends, other = (await Enterprise.all().order_by("name"))[:3]
    for enterprise, since, until in (
        (begins, date(2026, 11, 19), None),
        (ends, date(2026, 11, 1), date(2026, 11, 18)),
        (other, date(2026, 11, 1), None),
    ):
        await Protection.create(id=uuid4(), enterprise=enterprise, since=since, until=until)
    kept.stamp = ""
    await kept.sync()
    clock.advance(days=1)

    answer = await kept.sync()

    protected = {id_: row["protected"] for id_, row in of(answer).items()}
    assert protected == {str(begins.id): True, str(ends.id): False}
    assert await kept.is_true()


async def test_what_was_committed_late_is_told_again_rather_than_missed(
    kept: Kept, clock: Clock
) -> None:
    await kept.sync()
    one = await some_enterprise()
    before_the_answer = clock.now - timedelta(seconds=30)
    await Enterprise.filter(id=one.id).update(name="晚提交的店", changed_at=before_the_answer)

    assert list(of(await kept.sync())) == [str(one.id)]


@pytest.mark.parametrize("later", [timedelta(days=13), timedelta(days=60)])
async def test_after_a_months_end_or_a_long_time_everything_is_told(
    kept: Kept, clock: Clock, later: timedelta
) -> None:
    clock.now += later

    assert (await kept.sync())["whole"] is True
    assert await kept.is_true()


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "not-ours",
        "MXwyMDI2",
        "1|2026",
        "\x00",
        "é",
        "A" * 10_000,
        "MXw5OTk5LTEyLTMxVDIzOjU5OjU5",
    ],
)
async def test_a_stamp_that_is_no_use_leads_to_everything(kept: Kept, stamp: str) -> None:
    kept.stamp = stamp

    assert (await kept.sync())["whole"] is True


@pytest.mark.parametrize("whole", [True, False])
async def test_the_directory_is_one_statement(
    kept: Kept, liaison: Actor, whole: bool, clock: Clock
) -> None:
    context = get_current_context()
    assert isinstance(context, TortoiseContext)
    await visited(await some_enterprise(), NOW)

    with statements(context) as said:
        since = None if whole else kept.stamp
        answer = await queries.directory(liaison, since=since, now=clock.now)

    assert (answer.whole, len(said)) == (whole, 1), said
