"""The author says it anew until it is approved, then adds; a supervisor corrects the enterprise."""

from __future__ import annotations

from uuid import uuid4

from backend.enterprises.models import Enterprise
from backend.evidence.models import Photo
from backend.issues.models import Issue
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.kernel.place import Place, PlaceSource, columns_of, place_in
from backend.visits.models import Visit, VisitRevision, VisitState, VisitSupplement
from backend.visits.service import clear_old_positions
from backend.worker import run_once
from tests.visits.acts import (
    amendment,
    correction,
    log,
    returned,
    review,
    supplement,
    verdict,
)
from tests.visits.conftest import Phone
from tests.world import NOW, OTHER_STREET, make_actor, make_enterprise, make_photo, pair, problem


async def test_an_amendment_is_a_new_revision_and_the_old_one_stays(
    phone: Phone, liaison: Actor, supervisor: Actor, enterprise: Enterprise
) -> None:
    kept, dropped, added = [str(await make_photo(liaison)) for _ in range(3)]
    visit_id = await log(phone, enterprise, content={"photoIds": [kept, dropped]})
    await review(phone, supervisor, returned(visit_id))
    change = amendment(
        visit_id, enterprise, expectedVersion=2,
        content={"discussed": "补上：要增容到 800 千伏安。", "photoIds": [added, kept]},
    )  # fmt: skip

    receipt = await phone.send("AmendVisit", input=change)

    assert (receipt["version"], receipt["state"]) == (3, "PENDING")
    assert {p["id"] for p in receipt["photos"]} == {kept, dropped, added}
    first, second = await VisitRevision.all().order_by("number")
    assert first.discussed == "企业反映用电负荷不足，变压器容量偏小。"
    assert (second.number, second.discussed) == (2, "补上：要增容到 800 千伏安。")
    shown = await phone.send("Visit", id=visit_id)
    assert [p["id"] for p in shown["photos"]] == [added, kept]
    assert [r["number"] for r in shown["revisions"]] == [1, 2]
    assert [(line["text"], line["who"]) for line in shown["timeline"]] == [
        ("修改后重新提交（第 2 版）", "张建国"),
        ("退回补正：请补上企业的具体诉求。", "李审核"),
        ("报送走访记录", "张建国"),
    ]


async def test_the_same_amendment_again_changes_nothing(
    phone: Phone, enterprise: Enterprise
) -> None:
    change = amendment(await log(phone, enterprise), enterprise, problems=[problem()])
    first = await phone.send("AmendVisit", input=change)

    assert await phone.send("AmendVisit", input=change) == first
    assert (await VisitRevision.all().count(), await Issue.all().count()) == (2, 1)


async def test_an_amendment_written_offline_on_an_old_revision_is_stale(
    phone: Phone, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    await phone.send("AmendVisit", input=amendment(visit_id, enterprise))

    reply = await phone.send("AmendVisit", input=amendment(visit_id, enterprise))

    assert (reply["code"], reply["remedy"], reply["facts"]) == ("stale", "FIX", {"version": 2})
    assert await VisitRevision.all().count() == 2


async def test_after_approval_the_author_adds_and_changes_nothing(
    phone: Phone, liaison: Actor, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    early = await phone.send("SupplementVisit", input=supplement(visit_id))
    await review(phone, supervisor, verdict(visit_id))
    photo = str(await make_photo(liaison))

    change = amendment(visit_id, enterprise, expectedVersion=2)
    refused = await phone.send("AmendVisit", input=change)
    more = supplement(visit_id, photoIds=[photo])
    receipt = await phone.send("SupplementVisit", input=more)
    again = await phone.send("SupplementVisit", input=more)

    assert (early["code"], refused["code"]) == ("not_yet_approved", "already_approved")
    assert (receipt["version"], receipt["state"]) == (2, "APPROVED")
    assert [p["id"] for p in receipt["photos"]] == [photo]
    assert again == receipt
    assert await VisitSupplement.all().count() == 1
    shown = await phone.send("Visit", id=visit_id)
    assert shown["photos"] == []
    (added,) = shown["supplements"]
    assert [p["id"] for p in added["photos"]] == [photo]
    assert shown["allowed"] == ["SUPPLEMENT"]


async def test_another_officers_visit_is_not_there_to_be_amended(
    phone: Phone, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    other = await make_actor()
    await pair(other, enterprise)
    await phone.sign_in(other)

    replies = [
        await phone.send("AmendVisit", input=amendment(visit_id, enterprise)),
        await phone.send("SupplementVisit", input=supplement(visit_id)),
        await phone.send("AmendVisit", input=amendment(str(uuid4()), enterprise)),
    ]

    assert [(r["code"], r["remedy"]) for r in replies] == [("not_found", "STOP")] * 3


async def test_a_supervisor_does_not_write_for_the_author(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    await phone.sign_in(supervisor)

    reply = await phone.send("AmendVisit", input=amendment(visit_id, enterprise))

    assert (reply["code"], reply["remedy"]) == ("not_allowed", "STOP")


async def test_a_wrong_enterprise_is_corrected_even_after_approval(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise, problems=[problem()])
    await review(phone, supervisor, verdict(visit_id))
    meant = await make_enterprise("天润机电", region=OTHER_STREET)
    await phone.sign_in(supervisor)

    change = correction(visit_id, meant, expectedVersion=2)
    receipt = await phone.send("CorrectEnterprise", input=change)
    again = await phone.send("CorrectEnterprise", input=change)

    assert (receipt["version"], receipt["state"]) == (3, "APPROVED")
    assert again == receipt
    visit, issue = await Visit.get(), await Issue.get()
    assert (visit.enterprise_id, visit.region, visit.revision) == (meant.id, OTHER_STREET, 2)
    assert (issue.enterprise_id, issue.region, issue.version) == (meant.id, OTHER_STREET, 2)
    told = await LedgerEvent.filter(command="correctEnterprise").order_by("name")
    assert [event.name for event in told] == [
        "issues.enterprise_corrected",
        "visits.enterprise_corrected",
    ]
    shown = await phone.send("Visit", id=visit_id)
    assert shown["enterprise"]["name"] == "天润机电"
    assert shown["timeline"][0]["text"] == "更正了企业：选错了同名企业"


async def test_the_author_hears_that_their_visit_stands_under_another_enterprise(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    author = phone.actor
    assert author
    meant = await make_enterprise("天润机电", region=OTHER_STREET)
    await phone.sign_in(supervisor)
    await phone.send("CorrectEnterprise", input=correction(visit_id, meant))
    while await run_once(now=phone.clock.now):
        pass
    await phone.sign_in(author)
    [line] = (await phone.send("Inbox", first=10))["items"]
    assert (line["title"], line["subjectId"]) == ("您的走访改记到天润机电", visit_id)
    assert line["text"] == f"原来记在{enterprise.name}，由监督室更正。内容和审核结果不变。"


async def test_a_correction_in_vain_is_handed_back(
    phone: Phone, supervisor: Actor, enterprise: Enterprise
) -> None:
    visit_id = await log(phone, enterprise)
    author = phone.actor
    assert author
    await phone.sign_in(supervisor)
    same = await phone.send("CorrectEnterprise", input=correction(visit_id, enterprise))
    unknown = correction(visit_id, enterprise, enterpriseId=str(uuid4()))
    nowhere = await phone.send("CorrectEnterprise", input=unknown)
    await phone.sign_in(author)
    own = correction(visit_id, await make_enterprise())
    by_author = await phone.send("CorrectEnterprise", input=own)

    assert [r["code"] for r in (same, nowhere, by_author)] == [
        "same_enterprise", "enterprise_unknown", "not_allowed",
    ]  # fmt: skip


async def test_late_is_shown_and_positions_are_forgotten_in_time(
    phone: Phone, enterprise: Enterprise
) -> None:
    place = {"latDeg": 33.7351, "lngDeg": 113.3352, "accuracyM": 12.5}
    assert phone.actor
    photo = await make_photo(phone.actor)
    at = Place(33.7, 113.3, None, PlaceSource.PHOTO)
    await Photo.filter(id=photo).update(received_at=NOW, **columns_of(at))
    told = {"place": place, "photoIds": [str(photo)]}
    visit_id = await log(phone, enterprise, content=told, sealedAt="2026-11-18T01:30:00+00:00")
    fresh = await phone.send("Visit", id=visit_id)

    early = await clear_old_positions(NOW.replace(year=2027, month=11), 12)
    later = await clear_old_positions(NOW.replace(year=2027, month=12), 12)

    assert (fresh["late"], fresh["place"]) == (True, place | {"source": "DEVICE"})
    assert (early, later) == (0, 1)
    assert (await phone.send("Visit", id=visit_id))["place"] is None
    bound = await Photo.get(id=photo)
    assert place_in(vars(bound)) is None
    assert bound.place_source is None
    assert (await Visit.get()).state is VisitState.PENDING


async def test_a_role_that_reads_no_visits_finds_none(phone: Phone, enterprise: Enterprise) -> None:
    visit_id = await log(phone, enterprise)
    for role in (Role.HANDLER, Role.LEADER, Role.ADMIN, Role.CUSTODIAN):
        await phone.sign_in(await make_actor(role))
        assert (await phone.send("Visit", id=visit_id))["code"] == "not_found"
        listed = await phone.send("Visits", filter={}, order="NEWEST_FIRST", first=20)
        assert listed["items"] == []
