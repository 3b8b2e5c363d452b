"""A liaison officer logs a visit: the deed as the phone speaks it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from backend.enterprises.models import Enterprise, Pairing
from backend.evidence.models import Photo
from backend.issues.models import Closure, Issue, IssueState, NumberCounter
from backend.kernel.actor import Actor, Role
from backend.kernel.commands import Command
from backend.kernel.ledger import LedgerEvent, OutboxRow
from backend.visits.models import Visit, VisitRevision
from tests.visits.conftest import Phone
from tests.world import (
    NOW,
    grant_of,
    lend_pairings,
    letter,
    make_actor,
    make_contact,
    make_enterprise,
    make_photo,
    pair,
    problem,
    sha_of,
)


async def nothing_is_stored() -> bool:
    tables = (Visit, VisitRevision, Issue, NumberCounter, LedgerEvent, OutboxRow, Command)
    return not any([await table.all().count() for table in tables])


async def test_a_visit_with_its_problems_is_one_record_and_one_event_each(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    photos = [await make_photo(liaison) for _ in range(3)]
    solved = {"whatDone": "换了保险丝。", "confirmedBy": {"name": "周敏"}}
    sent = letter(
        enterprise,
        content={"photoIds": [str(photos[1]), str(photos[0])]},
        problems=[problem(photoIds=[str(photos[2])]), problem(solved=solved)],
    )

    receipt = await phone.send("LogVisit", input=sent)

    assert (receipt["id"], receipt["version"], receipt["state"]) == (sent["id"], 1, "PENDING")
    assert receipt["number"] == "BL-2026-0001"
    assert {p["id"]: p["sha256"] for p in receipt["photos"]} == {
        str(photo_id): sha_of(photo_id) for photo_id in photos
    }
    visit = await Visit.get()
    assert (visit.region, visit.photo_ids) == (enterprise.region, sent["content"]["photoIds"])
    reported, closed = await Issue.all().order_by("number")
    assert (reported.number, reported.state) == ("BL-2026-0001", IssueState.SUBMITTED)
    assert (closed.number, closed.state) == ("BL-2026-0002", IssueState.CLOSED)
    closure = await Closure.get()
    assert (closure.issue_id, closure.kind, closure.confirmed_by) == (
        closed.id, "on_the_spot", "周敏",
    )  # fmt: skip
    events = await LedgerEvent.all().order_by("name")
    assert [(e.name, e.subject_id, e.grant_id) for e in events] == [
        ("issues.reported", reported.id, liaison.grant_id),
        ("issues.solved_on_the_spot", closed.id, liaison.grant_id),
        ("visits.logged", visit.id, liaison.grant_id),
    ]
    assert await OutboxRow.all().count() == 3
    bound = await Photo.get(id=photos[2])
    assert (bound.subject_kind, bound.subject_id) == ("issue", reported.id)


async def test_the_same_letter_again_gets_the_same_receipt_and_changes_nothing(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    photo = await make_photo(liaison)
    sent = letter(enterprise, content={"photoIds": [str(photo)]}, problems=[problem()])
    first = await phone.send("LogVisit", input=sent)

    again = await phone.send("LogVisit", input=sent)

    assert again == first
    assert await Visit.all().count() == 1
    assert await LedgerEvent.all().count() == 2


async def test_a_repeat_much_later_is_still_answered(phone: Phone, enterprise: Enterprise) -> None:
    sent = letter(enterprise)
    first = await phone.send("LogVisit", input=sent)
    await Pairing.filter(enterprise_id=enterprise.id).delete()
    phone.clock.now = NOW.replace(year=2027, month=10)

    assert await phone.send("LogVisit", input=sent) == first


async def test_the_same_id_with_other_content_is_refused(
    phone: Phone, enterprise: Enterprise
) -> None:
    sent = letter(enterprise)
    await phone.send("LogVisit", input=sent)

    other = letter(enterprise, id=sent["id"], content={"discussed": "另一段话"})
    reply = await phone.send("LogVisit", input=other)

    assert (reply["code"], reply["remedy"]) == ("id_reused", "STOP")
    assert (await Visit.get()).discussed == sent["content"]["discussed"]


async def test_another_persons_id_looks_like_one_never_issued(
    phone: Phone, enterprise: Enterprise
) -> None:
    sent = letter(enterprise)
    await phone.send("LogVisit", input=sent)
    await phone.sign_in(await make_actor())

    reply = await phone.send("LogVisit", input=sent)

    assert (reply["code"], reply["remedy"]) == ("not_found", "STOP")


async def test_a_problem_id_used_before_is_refused_and_the_visit_is_not_stored(
    phone: Phone, enterprise: Enterprise
) -> None:
    one = problem()
    await phone.send("LogVisit", input=letter(enterprise, problems=[one]))

    reply = await phone.send("LogVisit", input=letter(enterprise, problems=[one]))

    assert (reply["code"], reply["field"]) == ("id_reused", "problems")
    assert await Visit.all().count() == 1
    assert (await NumberCounter.get()).last_given == 1


async def test_the_same_problem_twice_in_one_letter_is_refused(
    phone: Phone, enterprise: Enterprise
) -> None:
    one = problem()

    reply = await phone.send("LogVisit", input=letter(enterprise, problems=[one, one]))

    assert (reply["code"], reply["field"]) == ("bad_input", "problems")
    assert await nothing_is_stored()


async def test_a_photo_on_its_way_means_retry_and_leaves_nothing_behind(
    phone: Phone, enterprise: Enterprise
) -> None:
    late = letter(enterprise, problems=[problem(photoIds=[str(uuid4())])])

    reply = await phone.send("LogVisit", input=late)

    assert (reply["code"], reply["remedy"]) == ("photos_missing", "RETRY")
    assert await nothing_is_stored()


async def test_a_photo_of_somebody_else_or_of_another_record_is_handed_back(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    foreign = str(await make_photo(await make_actor()))
    own = str(await make_photo(liaison))

    reply = await phone.send("LogVisit", input=letter(enterprise, content={"photoIds": [foreign]}))
    twice = letter(enterprise, content={"photoIds": [own]}, problems=[problem(photoIds=[own])])
    second = await phone.send("LogVisit", input=twice)

    assert [(r["code"], r["remedy"]) for r in (reply, second)] == [("photos_taken", "FIX")] * 2
    assert await nothing_is_stored()


async def test_a_visit_needs_no_photo_no_position_and_no_names(
    phone: Phone, enterprise: Enterprise
) -> None:
    plain = letter(enterprise, content={"met": [], "place": None, "photoIds": []})

    assert (await phone.send("LogVisit", input=plain))["__typename"] == "Receipt"


async def test_outside_the_pairings_a_reason_is_asked_and_then_it_is_taken(
    phone: Phone, liaison: Actor
) -> None:
    stranger = await make_enterprise("别人的企业")
    await pair(liaison, stranger, until=NOW.replace(month=1))

    refused = await phone.send("LogVisit", input=letter(stranger))
    reasoned = letter(stranger, content={"visitReason": "企业打电话约的。"})
    taken = await phone.send("LogVisit", input=reasoned)

    assert (refused["code"], refused["remedy"]) == ("reason_needed", "FIX")
    assert taken["__typename"] == "Receipt"


async def test_the_reason_for_a_visit_above_the_limit_is_kept_never_asked(
    phone: Phone, enterprise: Enterprise
) -> None:
    for reason in ("", "企业约的", "", "", ""):
        reply = await phone.send(
            "LogVisit", input=letter(enterprise, content={"limitReason": reason})
        )
        assert reply["__typename"] == "Receipt"

    assert await VisitRevision.filter(limit_reason="企业约的").count() == 1


async def test_a_stand_in_visits_in_their_own_name(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    helper = await make_actor(name="李援手")
    await lend_pairings(liaison, helper)
    await phone.sign_in(helper)

    sent = letter(enterprise)
    await phone.send("LogVisit", input=sent)

    shown = await phone.send("Visit", id=sent["id"])
    assert (shown["author"]["name"], shown["author"]["standInFor"]) == ("李援手", "张建国")


async def test_the_grant_counts_at_the_time_of_sealing(
    phone: Phone, enterprise: Enterprise
) -> None:
    ended = await make_actor(until=NOW.replace(hour=1, minute=59))
    await phone.sign_in(ended)
    reason = {"visitReason": "同事休假"}

    taken = await phone.send("LogVisit", input=letter(enterprise, content=reason))
    later = letter(enterprise, content=reason, sealedAt="2026-11-18T01:59:30+00:00")
    refused = await phone.send("LogVisit", input=later)

    assert taken["__typename"] == "Receipt"
    assert (refused["code"], refused["remedy"]) == ("grant_not_in_force", "FIX")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LIAISON])
async def test_other_roles_do_not_log_visits_whatever_reason_they_give(
    phone: Phone, role: Role
) -> None:
    await phone.sign_in(await make_actor(role))
    sent = letter(await make_enterprise(), content={"visitReason": "顺路"})

    reply = await phone.send("LogVisit", input=sent)

    assert (reply["code"], reply["remedy"]) == ("not_allowed", "STOP")
    assert await nothing_is_stored()


async def test_a_contact_of_another_enterprise_is_nobody_here(
    phone: Phone, enterprise: Enterprise
) -> None:
    known, foreign = await make_contact(enterprise), await make_contact(await make_enterprise())

    def met(contact: Any) -> list[dict[str, str]]:
        return [{"contactId": str(contact.id), "name": "周敏"}]

    refused = await phone.send("LogVisit", input=letter(enterprise, content={"met": met(foreign)}))
    taken = await phone.send("LogVisit", input=letter(enterprise, content={"met": met(known)}))

    assert (refused["code"], refused["field"]) == ("contact_unknown", "met")
    assert taken["__typename"] == "Receipt"


async def test_numbers_count_from_one_each_civil_year(phone: Phone, enterprise: Enterprise) -> None:
    phone.clock.now = NOW.replace(month=12, day=31, hour=15, minute=59)  # 23:59 on the wall
    old = await phone.send("LogVisit", input=letter(enterprise, problems=[problem()]))
    phone.clock.now = NOW.replace(month=12, day=31, hour=16, minute=0)
    new = await phone.send("LogVisit", input=letter(enterprise, problems=[problem()]))

    assert (old["number"], new["number"]) == ("BL-2026-0001", "BL-2027-0001")


async def test_a_person_with_two_grants_acts_in_the_chosen_one(
    phone: Phone, liaison: Actor, enterprise: Enterprise
) -> None:
    await grant_of(liaison.person_id, Role.SUPERVISOR)
    sent = letter(enterprise)

    await phone.send("LogVisit", input=sent)

    event = await LedgerEvent.get()
    assert (event.grant_id, event.role, event.command) == (liaison.grant_id, "liaison", "logVisit")
    assert str(event.command_id) == sent["id"]
