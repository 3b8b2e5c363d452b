"""What people say in their own words and voice: of supporters, and of who reported by voice."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from backend.enterprises.models import Enterprise
from backend.evidence.models import Photo
from backend.issues.models import Step
from backend.issues.queries import may_read_step
from backend.issues.states import Audience
from backend.kernel.actor import Actor, Role
from tests.evidence.sounds import webm
from tests.life import Town
from tests.world import make_actor, make_photo, pair

MET = "我们厂门口也是，夜班工人摔过一次。"


async def assigned(town: Town, reporter: Actor, **given: Any) -> dict[str, Any]:
    issue = await town.report(reporter, **given)
    taken = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    assert taken["__typename"] == "Receipt", taken
    return taken


async def is_read_by(reader: Actor, photo_id: UUID) -> bool:
    """Whether the bytes of a step's photo are there for this person."""
    photo = await Photo.get(id=photo_id)
    assert photo.subject_id is not None
    return await may_read_step(reader, photo.subject_id, now=datetime.now(UTC))


async def supports(town: Town, actor: Actor, issue: dict[str, Any]) -> list[dict[str, Any]]:
    """What this person's page says of the steps of those who met the same."""
    page = await town.look(actor, issue)
    return [step for step in page["steps"] if step["command"] == "support"]


async def test_the_office_and_the_unit_read_what_others_met_the_author_only_how_many(
    town: Town,
) -> None:
    issue = await assigned(town, town.liaison, enterpriseId=town.enterprise_id)
    other = await make_actor(name="王包联")
    await pair(other, await Enterprise.get(id=town.enterprise_id))
    taken = await town.step(other, "SupportIssue", issue, text=MET)
    assert taken["__typename"] == "Receipt", taken

    for reader in (town.supervisor, town.handler):
        (one,) = await supports(town, reader, issue)
        assert (one["words"], one["who"]) == (MET, "王包联")
    assert await supports(town, town.liaison, issue) == []
    assert (await town.look(town.liaison, issue))["supporters"] == 1


async def test_photos_of_who_met_the_same_go_with_their_words(town: Town) -> None:
    issue = await assigned(town, town.liaison, enterpriseId=town.enterprise_id)
    other = await make_actor(name="王包联")
    await pair(other, await Enterprise.get(id=town.enterprise_id))
    photo_id = await make_photo(other)
    await town.step(other, "SupportIssue", issue, text=MET, photoIds=[str(photo_id)])

    for reader in (town.supervisor, town.handler):
        (one,) = await supports(town, reader, issue)
        assert [photo["id"] for photo in one["photos"]] == [str(photo_id)]
        assert await is_read_by(reader, photo_id)
    assert not await is_read_by(town.liaison, photo_id)


async def test_a_special_supervisor_who_met_the_same_is_never_named_nor_told_by_the_hour(
    town: Town,
) -> None:
    issue = await assigned(town, town.liaison)
    step = await Step.create(
        id=uuid4(), issue_id=issue["id"], round=1, command="support", from_state="assigned",
        to_state="assigned", actor_id=town.special.person_id, role=Role.SPECIAL_SUPERVISOR.value,
        audience=Audience.PARTIES, text=MET, device_at=town.now, at=town.now,
    )  # fmt: skip
    photo_id = await make_photo(town.special)
    await Photo.filter(id=photo_id).update(subject_kind="issue_step", subject_id=step.id)

    (for_office,) = await supports(town, town.supervisor, issue)
    (for_unit,) = await supports(town, town.handler, issue)

    assert (for_office["words"], for_unit["words"]) == (MET, "")
    assert (len(for_office["photos"]), len(for_unit["photos"])) == (1, 0)
    assert await is_read_by(town.supervisor, photo_id)
    assert not await is_read_by(town.handler, photo_id)
    for one in (for_office, for_unit):
        assert (one["who"], one["deviceAt"]) == ("特邀监督员", None)
        assert one["at"] in {"2026-11-18T00:00:00+00:00", "2026-11-17T16:00:00+00:00"}


async def test_a_voice_is_heard_by_its_author_and_the_office_alone(town: Town) -> None:
    http, voice_id, body = town.phone.http, str(uuid4()), webm()
    await town.phone.sign_in(town.special)
    put = await http.put(
        f"/voices/{voice_id}", content=body, headers={"x-sha256": sha256(body).hexdigest()}
    )
    assert put.status_code == 200, put.text
    issue = await assigned(
        town, town.special, description="", voiceId=voice_id, environment="MARKET"
    )

    async def heard(actor: Actor, *, by_player: bool = False) -> bool:
        await town.phone.sign_in(actor)
        if by_player:  # an audio element sends no header
            del http.headers["x-acting-grant"]
        reply = await http.get(f"/voices/{voice_id}")
        assert reply.status_code in {200, 404}
        assert (reply.content == body) is (reply.status_code == 200)
        return reply.status_code == 200

    assert (await town.look(town.special, issue))["voiceId"] == voice_id
    assert await heard(town.special)
    assert await heard(town.special, by_player=True)
    assert await heard(town.supervisor, by_player=True)
    assert (await town.look(town.handler, issue))["voiceId"] is None
    another = await make_actor(Role.SPECIAL_SUPERVISOR)
    for stranger in (town.handler, town.lead, town.liaison, town.leader, another):
        assert not await heard(stranger)
        assert not await heard(stranger, by_player=True)
