"""The page of an enterprise, and what an officer carries along: who sees which part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from tortoise.context import TortoiseContext, get_current_context

from backend.directory import cards
from backend.enterprises.access import TABLE, Action, EnterpriseFacts
from backend.enterprises.models import Enterprise, PairingLoan, QuietDay
from backend.enterprises.queries import paired
from backend.issues.models import Issue
from backend.kernel.access import allows
from backend.kernel.actor import FIELD_ROLES, Actor, Role
from backend.people.models import Person
from tests.directory.conftest import raised, visited
from tests.fixtures.phone import Phone
from tests.statements import statements
from tests.world import (
    NOW,
    OTHER_STREET,
    STREET,
    lend_pairings,
    make_actor,
    make_contact,
    make_enterprise,
    pair,
)

DAY = timedelta(days=1)


@pytest.fixture
async def mine(liaison: Actor) -> Enterprise:
    """An enterprise of the officer's own with something of everything."""
    one = await make_enterprise()
    await pair(liaison, one)
    await make_contact(one)
    colleague = await make_actor(name="李红梅")
    await pair(colleague, one)
    await visited(one, NOW - DAY, by=colleague)
    await visited(one, NOW - 40 * DAY)
    await raised(one)
    await raised(one, protected=True)
    for day in (date(2026, 11, 17), date(2026, 11, 20)):
        await QuietDay.create(id=uuid4(), enterprise=one, day=day)
    return one


async def the_card(phone: Phone, enterprise: Enterprise) -> dict[str, Any]:
    return await phone.send("Enterprise", id=str(enterprise.id))


async def test_the_officer_sees_everything_of_their_own(
    phone: Phone, mine: Enterprise, liaison: Actor
) -> None:
    card = await the_card(phone, mine)

    me = await Person.get(id=liaison.person_id).select_related("unit")
    assert me.unit
    assert (card["paired"], card["region"]) == (True, {"code": STREET, "name": "东安路街道"})
    assert [(c["name"], c["title"]) for c in card["contacts"]] == [("周敏", "厂长")]
    officer = next(o for o in card["officers"] if o["name"] == "张建国")
    assert officer == {
        "tier": 1, "tierName": "区级", "name": "张建国", "unitName": me.unit.name,
        "phone": me.phone, "standIn": None,
    }  # fmt: skip
    (visit,) = card["visitsThisMonth"]
    assert (visit["on"], set(visit)) == ("2026-11-17", {"on", "unitName"})
    assert card["visitsPerMonthLimit"] == 3
    assert card["quietDays"] == ["2026-11-20"]
    assert (card["openIssueCount"], len(card["openIssues"])) == (1, 1)
    issue = card["openIssues"][0]
    assert issue["own"] is False
    assert (issue["title"], issue["state"], issue["reportedOn"]) == (
        "用电容量不足",
        "SUBMITTED",
        "2026-11-16",
    )


async def test_the_officer_knows_an_open_issue_of_their_own(
    phone: Phone, mine: Enterprise, liaison: Actor
) -> None:
    await Issue.filter(enterprise=mine, protected=False).update(reporter_id=liaison.person_id)

    assert [one["own"] for one in (await the_card(phone, mine))["openIssues"]] == [True]


@pytest.mark.parametrize("role", [Role.LIAISON, Role.SPECIAL_SUPERVISOR, Role.HANDLER])
async def test_others_in_the_field_see_the_burden_and_not_the_inside(
    phone: Phone, mine: Enterprise, role: Role
) -> None:
    await phone.sign_in(await make_actor(role, name="外人"))

    card = await the_card(phone, mine)

    assert (card["paired"], card["contacts"], card["openIssues"]) == (False, [], [])
    assert {officer["phone"] for officer in card["officers"]} == {""}
    assert len(card["officers"]) == 2
    assert (card["openIssueCount"], len(card["visitsThisMonth"])) == (1, 1)
    assert card["quietDays"] == ["2026-11-20"]


async def test_a_supervisor_sees_inside_within_the_region_only(
    phone: Phone, mine: Enterprise
) -> None:
    for region, contacts in ((STREET, 1), (OTHER_STREET, 0)):
        await phone.sign_in(await make_actor(Role.SUPERVISOR, region=region))

        card = await the_card(phone, mine)

        assert (card["paired"], len(card["contacts"])) == (False, contacts)


@pytest.mark.parametrize("role", [role for role in Role if role not in FIELD_ROLES])
async def test_nobody_else_has_the_page(phone: Phone, mine: Enterprise, role: Role) -> None:
    await phone.sign_in(await make_actor(role))

    assert (await the_card(phone, mine))["code"] == "not_allowed"


async def test_an_enterprise_closed_or_never_there_looks_the_same(
    phone: Phone, mine: Enterprise
) -> None:
    await Enterprise.filter(id=mine.id).update(active=False)

    absent = await phone.send("Enterprise", id=str(uuid4()))
    assert (await the_card(phone, mine)) == absent
    assert (absent["code"], absent["remedy"]) == ("not_found", "STOP")


async def test_the_code_on_the_door_leads_to_the_same_page(phone: Phone, mine: Enterprise) -> None:
    await Enterprise.filter(id=mine.id).update(code="K7M2P9QX")

    assert (await phone.send("EnterpriseByCode", code=" k7m2p9qx "))["id"] == str(mine.id)
    for code in ("", "K7M2P9QY", "%", "\x00", "长" * 10_000):
        assert (await phone.send("EnterpriseByCode", code=code))["code"] == "not_found"


async def test_a_stand_in_carries_what_they_stand_in_for(
    phone: Phone, mine: Enterprise, liaison: Actor
) -> None:
    stand_in = await make_actor(name="王代班")
    await lend_pairings(liaison, stand_in)

    card = await the_card(phone, mine)
    assert "王代班" in [officer["standIn"] for officer in card["officers"]]

    await phone.sign_in(stand_in)
    assert [e["id"] for e in (await phone.send("PairedEnterprises"))["items"]] == [str(mine.id)]
    assert (await the_card(phone, mine))["paired"] is True

    await PairingLoan.all().update(until_at=NOW)
    assert (await phone.send("PairedEnterprises"))["items"] == []


async def test_what_is_paired_no_longer_is_not_carried_along(
    phone: Phone, liaison: Actor, mine: Enterprise
) -> None:
    former = await make_enterprise("从前的店")
    await pair(liaison, former, until=NOW)

    answer = await phone.send("PairedEnterprises")

    assert [item["id"] for item in answer["items"]] == [str(mine.id)]
    assert answer["items"][0] == {
        k: v for k, v in (await the_card(phone, mine)).items() if k != "__typename"
    }


@pytest.mark.usefixtures("mine")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LIAISON])
async def test_other_roles_carry_none(phone: Phone, role: Role) -> None:
    await phone.sign_in(await make_actor(role))

    assert (await phone.send("PairedEnterprises"))["items"] == []


async def test_all_cards_cost_one_statement_as_one_does(
    phone: Phone, liaison: Actor, mine: Enterprise
) -> None:
    assert phone
    for number in range(22):
        await pair(liaison, await make_enterprise(f"企业{number}"))
    context = get_current_context()
    assert isinstance(context, TortoiseContext)

    with statements(context) as said:
        found = await cards.paired_cards(liaison, now=NOW)
    assert (len(found), len(said)) == (23, 1)
    with statements(context) as said:
        await cards.card(liaison, mine.id, now=NOW)
    assert len(said) == 1


@pytest.mark.usefixtures("district")
async def test_the_statement_lets_in_whom_the_table_lets_in() -> None:
    pairs: list[tuple[Actor, Enterprise]] = []
    enterprises = [await make_enterprise(region=region) for region in (STREET, OTHER_STREET)]
    for enterprise in enterprises:
        await make_contact(enterprise)
    for role in FIELD_ROLES:
        for region in (None, "410403", STREET, OTHER_STREET):
            actor = await make_actor(role, region=region)
            await pair(actor, enterprises[0])
            pairs += [(actor, enterprise) for enterprise in enterprises]

    for actor, enterprise in pairs:
        is_paired = await paired(actor.person_id, enterprise.id, at=NOW) is not None
        facts = EnterpriseFacts(enterprise.region, paired=is_paired)
        card = await cards.card(actor, enterprise.id, now=NOW)
        inside = allows(TABLE, actor, Action.SEE_INSIDE, facts)
        assert bool(card.contacts) is inside, (actor.role, actor.region, facts)
        assert all(bool(officer.phone) is inside for officer in card.officers)
