"""A protected reporter is looked for in everything that leaves the server for anybody else.

Name, phone and ids of the person in no answer, file, notice, push, log line or error; their own
words in nothing that a unit, a leader or a stranger gets.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from backend.exports.running import run_due_exports
from backend.issues.states import IssueState as S
from backend.kernel.actor import Actor, Role
from backend.kernel.ledger import LedgerEvent
from backend.notify import words
from backend.notify.models import Notice
from backend.people.models import Grant, Person
from storage.connect import open_store
from tests import roads
from tests.fixtures.phone import DOCUMENTS
from tests.life import Town
from tests.world import make_actor, make_enterprise, pair

NAME, WORDS, PLACE = "欧阳逐鹿", "暗号红灯笼", "暗号石狮子"
OF_ACCOUNTS = {"People", "OfficersByName"}  # lists of people; they know nothing of issues
VARIABLE = re.compile(r"\$(\w+): ([\w!\[\]]+)")


class Case:
    """One protected issue that has been through everything, and who may look."""

    def __init__(self, town: Town, reporter: Actor, issue: dict[str, Any]) -> None:
        self.town, self.reporter, self.issue = town, reporter, issue

    async def secrets(self) -> list[str]:
        person = await Person.get(id=self.reporter.person_id)
        return [NAME, person.phone, str(person.id), str(self.reporter.grant_id)]

    async def others(self) -> dict[str, Actor]:
        town = self.town
        paired = await make_actor(Role.LIAISON, name="王包联")
        enterprise = await make_enterprise("恒信电气")
        await pair(paired, enterprise)
        roles = (Role.APPROVER, Role.LEADER, Role.CUSTODIAN, Role.ADMIN, Role.SPECIAL_SUPERVISOR)
        found = {"supervisor": town.supervisor, "handler": town.handler, "lead": town.lead,
                 "another unit's": town.other_handler, "liaison": paired}  # fmt: skip
        return found | {role.value: await make_actor(role) for role in roles}

    async def everything_asked(self, actor: Actor) -> dict[str, str]:
        """Every query of the contract as this person, errors and refusals too."""
        await self.town.phone.sign_in(actor)
        answers = {}
        for name, path in DOCUMENTS.items():
            text = path.read_text()
            if text.startswith("query") and name not in OF_ACCOUNTS:
                given = {key: self._value(key, kind) for key, kind in VARIABLE.findall(text)}
                answers[name] = str(await self.town.phone.post(name, given))
        return answers

    def _value(self, key: str, kind: str) -> Any:
        known: dict[str, Any] = {
            "id": self.issue["id"], "issueId": self.issue["id"], "first": 50, "text": "",
            "filter": {}, "filters": [{}], "environment": "MARKET", "urgency": "NORMAL",
            "snapshotId": self.issue["id"], "secrets": [], "code": "x", "list": "ledger",
            "order": "NEWEST", "personId": str(self.town.handler.person_id),
        }  # fmt: skip
        return known.get(key) if kind.endswith("!") else None


@pytest.fixture
async def case(town: Town, caplog: pytest.LogCaptureFixture) -> Case:
    caplog.set_level(logging.INFO)  # as the command line sets it
    reporter = town.special = await make_actor(Role.SPECIAL_SUPERVISOR, name=NAME)
    issue = await town.report(
        reporter, description=f"{WORDS}：路灯坏了。", placeText=PLACE, environment="MARKET",
        position={"latDeg": 33.7421, "lngDeg": 113.3011, "accuracyM": 12.0},
        enterpriseId=town.enterprise_id,
    )  # fmt: skip
    issue = await town.step(town.supervisor, "ReturnIssue", issue, text="哪一段？")
    issue = await town.step(reporter, "ResubmitIssue", issue, description=f"{WORDS}，北段。")
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    await town.step(reporter, "UrgeIssue", issue, text=f"{WORDS}，晚上很暗。")
    issue = await town.step(town.handler, "AcknowledgeIssue", issue)
    issue = await town.step(town.handler, "RespondIssue", issue, **roads.RESPONSE)
    issue = await town.step(town.supervisor, "AnswerIssue", issue, text="已修好。")
    while await town.deliver():
        pass
    return Case(town, reporter, issue)


async def test_no_answer_to_anybody_else_names_them(case: Case) -> None:
    secrets = await case.secrets()
    for who, actor in (await case.others()).items():
        for query, answer in (await case.everything_asked(actor)).items():
            assert not [one for one in secrets if one in answer], (who, query)
            if who != "supervisor":
                hidden = (WORDS, PLACE, "33.7421")
                assert not [one for one in hidden if one in answer], (who, query)


async def test_the_unit_reads_the_offices_words_and_half_days(case: Case) -> None:
    page = await case.town.look(case.town.handler, case.issue)
    assert page["description"] == "有路灯不亮，影响夜间装货。"
    assert page["place"] is None
    heard = await case.town.look(case.town.supervisor, case.issue)
    assert heard["place"] == {
        "latDeg": 33.7421, "lngDeg": 113.3011, "accuracyM": 12.0, "source": "DEVICE",
    }  # fmt: skip
    assert page["reportedAt"] in {"2026-11-18T00:00:00+00:00", "2026-11-17T16:00:00+00:00"}
    own = [step for step in page["steps"] if step["who"] == "上报人"]
    assert {step["at"] for step in own} <= {page["reportedAt"]}
    assert {(step["deviceAt"], step["words"]) for step in own} == {(None, "")}


async def test_no_export_names_them(case: Case, tmp_path: Path) -> None:
    town, store = case.town, open_store(f"file:{tmp_path}/objects")
    for actor in (town.supervisor, town.lead):
        await town.phone.sign_in(actor)
        asked = {"id": str(uuid4()), "filter": {}}
        job = await town.phone.send("ExportLedger", input=asked, order="NUMBER")
        assert job["__typename"] == "LedgerExport", job
        await run_due_exports(store, now=town.now)
        reply = await town.phone.http.get(f"/exports/{asked['id']}")
        with zipfile.ZipFile(io.BytesIO(reply.content)) as book:
            text = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert "BL-2026-0001" in text
        assert not [one for one in (*await case.secrets(), WORDS) if one in text]


async def test_no_notice_push_ledger_row_or_log_line_names_them(
    case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    kept = [str(await Notice.all().values()), str(await LedgerEvent.all().values())]
    said_outside = [words.title_of(one.kind, one.number) for one in await Notice.all()]
    secrets = await case.secrets()
    for text in [*kept, *said_outside, caplog.text]:
        assert not [one for one in (*secrets, WORDS) if one in text]


async def test_no_refusal_to_anybody_else_names_them(case: Case) -> None:
    secrets = await case.secrets()
    for actor in (await case.others()).values():
        for command in ("ObjectIssue", "ResubmitIssue", "WithdrawIssue"):
            says = "description" if command == "ResubmitIssue" else "text"
            given = {says: "冒名。"}
            answer = await case.town.step(actor, command, case.issue, **given)
            assert answer["__typename"] == "Refused"
            assert not [one for one in (*secrets, WORDS) if one in str(answer)]


async def test_who_it_is_is_read_with_clearance_and_a_reason_and_listed(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    await town.phone.sign_in(town.supervisor)
    ask = {"issueId": issue["id"], "reason": "核实举报。"}
    assert (await town.phone.send("ReadIdentity", **ask))["code"] == "not_allowed"
    lead = await cleared(town, "DISC_LEAD")
    await town.phone.sign_in(lead)
    bare = await town.phone.send("ReadIdentity", issueId=issue["id"], reason="")
    assert bare["code"] == "text_length"
    assert (await town.phone.send("IdentityReadings"))["items"] == []
    assert (await town.phone.send("ReadIdentity", **ask))["name"] == "马玉兰"
    [line] = (await town.phone.send("IdentityReadings"))["items"]
    assert (line["issueId"], line["readerName"], line["reason"]) == (
        issue["id"], "纪书记", "核实举报。",
    )  # fmt: skip
    await town.phone.sign_in(await cleared(town, "DISC_REVIEWER"))
    assert (await town.phone.send("IdentityReadings"))["code"] == "not_allowed"


async def cleared(town: Town, bundle: str) -> Actor:
    assert town
    actor = await make_actor(Role.SUPERVISOR, name="纪书记")
    await Grant.filter(id=actor.grant_id).update(bundles=[bundle])
    return actor
