"""The table from the report to the first decision, each row through the API, and who hears."""

from __future__ import annotations

from backend.issues.states import IssueState as S
from tests import roads
from tests.life import Town

BOTH = {"陈监督", "刘监督"}


async def test_report_waits_for_the_office_and_the_supervisors_hear(town: Town) -> None:
    issue = await town.report(town.special)
    assert (issue["state"], issue["number"]) == ("SUBMITTED", None)
    assert await town.told() == dict.fromkeys(BOTH, "有 1 件新上报，待受理")
    page = await town.look(town.supervisor, issue)
    assert page["due"]["at"] == "2026-11-20T15:59:59+00:00"  # two working days to decide


async def test_an_author_withdraws_and_may_not_object_to_that(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    await town.told()
    issue = await town.step(town.special, "WithdrawIssue", issue, text="说错了。")
    assert issue["state"] == "REJECTED"
    assert await town.told() == {}
    assert "object" not in (await town.look(town.special, issue))["allowed"]
    refused = await town.step(town.special, "ObjectIssue", issue, text="我又想了想。")
    assert refused["code"] == "withdrawn_by_author"


async def test_it_is_returned_at_most_twice(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    for _ in range(2):
        await town.told()
        issue = await town.step(town.supervisor, "ReturnIssue", issue, text="哪一段路？")
        assert issue["state"] == "RETURNED"
        assert await town.told() == {"马玉兰": "您上报的问题被退回，请补正"}
        issue = await town.step(
            town.special, "ResubmitIssue", issue, description="东安路北段路灯坏了。"
        )
        assert issue["state"] == "SUBMITTED"
        assert await town.told() == dict.fromkeys(BOTH, f"{issue['number']} 已补正，待受理")
    assert "return" not in (await town.look(town.supervisor, issue))["allowed"]
    refused = await town.step(town.supervisor, "ReturnIssue", issue, text="哪一段路？")
    assert refused["code"] == "returned_twice"


async def test_the_office_decides_on_a_returned_one_when_the_authors_three_days_are_over(
    town: Town,
) -> None:
    issue = await roads.at(town, S.RETURNED)
    early = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    assert (early["code"], early["facts"]) == ("authors_turn", {"until": "2026-11-23"})
    assert "assign" not in (await town.look(town.supervisor, issue))["allowed"]
    town.phone.clock.advance(days=6)  # Wednesday; Tuesday was the first day past it
    assert {"assign", "reject"} <= set((await town.look(town.supervisor, issue))["allowed"])
    await town.phone.sign_in(town.supervisor)
    queue = await town.phone.send("TriageQueue", first=10, after=None)
    assert [item["id"] for item in queue["items"]] == [issue["id"]]
    issue = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment())
    assert issue["state"] == "ASSIGNED"


async def test_an_amendment_that_comes_late_still_counts(town: Town) -> None:
    issue = await roads.at(town, S.RETURNED)
    sealed = town.now.isoformat()
    town.phone.clock.advance(days=60)
    issue = await town.step(
        town.special, "ResubmitIssue", issue, description="东安路北段。", sealedAt=sealed
    )
    assert issue["state"] == "SUBMITTED"


async def test_after_an_objection_another_supervisor_decides(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    issue = await town.step(
        town.supervisor, "RejectIssue", issue, text="不属于本区。", instead="请找市供电公司。"
    )
    await town.told()
    assert issue["state"] == "REJECTED"
    issue = await town.step(town.special, "ObjectIssue", issue, text="就在本区东安路。")
    assert (issue["state"], await town.told()) == (
        "SUBMITTED", dict.fromkeys(BOTH, f"{issue['number']} 上报人有异议，请另一位监督员再看"),
    )  # fmt: skip
    for deed, given in {
        "RejectIssue": {"text": "还是不属于。", "instead": "供电公司。"},
        "ReturnIssue": {"text": "哪里？"},
        "AssignIssue": town.assignment(),
        "RedirectIssue": {"channel": "12345 热线"},
    }.items():
        assert (await town.step(town.supervisor, deed, issue, **given))["code"] == "second_look"
    page = await town.look(town.supervisor, issue)
    assert not {"assign", "reject", "return", "merge", "redirect"} & set(page["allowed"])
    issue = await town.step(
        town.other_supervisor, "RejectIssue", issue, text="确属市管。", instead="供电公司。"
    )
    again = await town.step(town.special, "ObjectIssue", issue, text="还是不同意。")
    assert again["code"] == "objected_before"


async def test_rejecting_tells_the_author_where_to_go(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    await town.told()
    issue = await town.step(
        town.supervisor, "RejectIssue", issue, text="不属于本区。", instead="请找市供电公司。"
    )
    assert await town.told() == {"马玉兰": "您上报的问题不予受理，原因和去处已写明"}
    await town.phone.sign_in(town.special)
    mine = await town.phone.send("MyIssues", first=10, after=None)
    assert mine["items"][0]["wanted"] == "不属于本区。\n可以这样反映：请找市供电公司。"


async def test_who_raised_a_merged_one_follows_the_other(town: Town) -> None:
    target = await roads.at(town, S.ASSIGNED, author=town.liaison)
    issue = await roads.at(town, S.SUBMITTED)
    await town.told()
    issue = await town.step(town.supervisor, "MergeIssue", issue, targetId=target["id"])
    assert (issue["state"], await town.told()) == (
        "MERGED", {"马玉兰": f"您上报的问题已并入 {target['number']}，进展在那里看"},
    )  # fmt: skip
    await town.step(town.handler, "AcknowledgeIssue", target)
    heard = await town.told()
    assert (heard["马玉兰"], heard["张建国"]) == ("您上报的问题已开始办",) * 2
    page = await town.look(town.special, issue)
    assert page["mergedInto"] == target["number"]
    assert page["steps"][0]["text"] == "签收，开始办理"
    assert "张建国" not in str(page)
    assert (await town.look(town.special, target))["code"] == "not_found"


async def test_what_cannot_be_merged_into(town: Town) -> None:
    ended = await roads.at(town, S.REDIRECTED, author=town.liaison)
    issue = await roads.at(town, S.SUBMITTED)
    itself = await town.step(town.supervisor, "MergeIssue", issue, targetId=issue["id"])
    assert itself["code"] == "merge_into_itself"
    into_ended = await town.step(town.supervisor, "MergeIssue", issue, targetId=ended["id"])
    assert into_ended["code"] == "merge_into_ended"
    unknown = await town.step(
        town.supervisor, "MergeIssue", issue, targetId="7a1ce1f0-0000-4000-8000-000000000000"
    )
    assert (unknown["code"], unknown["field"]) == ("not_found", "targetId")


async def test_redirecting_names_the_channel(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    await town.told()
    issue = await town.step(
        town.supervisor, "RedirectIssue", issue, channel="12345 热线", outsideNumber="A-7"
    )
    assert (issue["state"], await town.told()) == (
        "REDIRECTED", {"马玉兰": "您上报的问题已转12345 热线"},
    )  # fmt: skip


async def test_others_who_met_it_say_so_once_and_the_author_has_said_it_already(
    town: Town,
) -> None:
    issue = await roads.at(town, S.ASSIGNED, author=town.liaison)
    version = issue["version"]
    supported = await town.step(town.supervisor, "SupportIssue", issue, text="我也看到了。")
    assert supported["version"] == version
    assert (await town.look(town.supervisor, issue))["supporters"] == 1
    for who in (town.supervisor, town.liaison):
        assert (await town.step(who, "SupportIssue", issue))["code"] == "supported_before"
