"""What each column of the ledger says of an issue, in the office's own words.

The same cells fill the Excel file and the frozen months, so the two cannot differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.exports.ledger import Line
from backend.issues.models import Closure
from backend.issues.responses import last_responses
from backend.issues.states import OPEN_STATES, STATE_NAMES, IssueSource, IssueState
from backend.kernel.civil import civil_date
from backend.people.queries import district, region_names, setting

HIDDEN = "不显示"
PHOTOS = ("照片", "办理后照片")
AMOUNT, APPROXIMATE = "金额", "约"  # whole yuan; approximate ones are never added to exact ones
SOURCE_NAMES = {
    IssueSource.VISIT: "走访",
    IssueSource.FAULT_FINDING: "挑刺",
    IssueSource.INSPECTION: "监督检查",
    IssueSource.COMPLAINT: "投诉",
    IssueSource.REQUEST: "诉求",
    IssueSource.MEETING: "座谈会",
}
SAID_NAMES = {
    "satisfied": "满意",
    "mostly": "基本满意",
    "not_satisfied": "不满意",
    "unreasonable": "不满意，要求不合理",
    "unverified": "未联系上",
}
COLOUR_NAMES = {"blue": "蓝", "yellow": "黄", "red": "红 逾期", "stop": "停"}

Cells = dict[str, Any]


async def columns(*, unit: bool) -> list[str]:
    """The columns in the office's order; a unit has none of the call-back."""
    chosen = str(await setting("ledger_columns")).split("、")
    return [name for name in chosen if not (unit and name == "回访")]


async def cells_of(lines: list[Line], *, now: datetime) -> list[Cells]:
    """Every column of these rows, as text or whole numbers. Masks are in the lines already."""
    ids = [line.row["id"] for line in lines]
    regions = await region_names()
    topics = {topic.code: topic.name for topic in (await district(now)).topics}
    done = await _answers(ids)
    return [_cells(line, regions, topics, done.get(line.row["id"])) for line in lines]


async def response_ids(issue_ids: list[UUID]) -> dict[UUID, UUID]:
    """The last answer of a unit to each issue: its photos are those after the work."""
    return {issue_id: step.id for issue_id, step in (await last_responses(issue_ids)).items()}


async def _answers(ids: list[UUID]) -> dict[UUID, tuple[str, Mapping[str, Any]]]:
    """What was done and what came of it: the unit's last answer, or what was done on the spot."""
    if not ids:
        return {}
    spot = Closure.filter(issue_id__in=ids, kind="on_the_spot")
    found: dict[UUID, tuple[str, Mapping[str, Any]]] = {
        row.issue_id: (row.what_done, {}) async for row in spot
    }
    responses = (await last_responses(ids)).items()
    return found | {issue_id: (step.text, step.facts) for issue_id, step in responses}


def _cells(
    line: Line,
    regions: Mapping[str, str],
    topics: Mapping[str, str],
    answer: tuple[str, Mapping[str, Any]] | None,
) -> Cells:
    row, (what_done, facts) = line.row, answer or ("", {})
    on_the_spot = row["outcome"] == "on_the_spot"
    amount = facts.get("amount_yuan")
    return {
        "编号": row["number"] or "",
        "来源": SOURCE_NAMES[row["source"]],
        "上报": _day(row["reported_at"]),
        "街道": regions.get(row["region"], row["region"]),
        "企业": HIDDEN if "enterprise" in line.hidden else row["enterprise_name"] or "",
        "类别": topics.get(row["topic"], row["topic"]),
        "问题": HIDDEN if "title" in line.hidden else row["title"],
        "责任单位": "当场解决" if on_the_spot else row["lead_unit_name"] or "未交办",
        "责任人": row["handler_name"] or "",
        "交办": _day(row["assigned_at"]),
        "期限": _due(line),
        "状态": _state(line),
        "做了什么": what_done,
        AMOUNT: amount if isinstance(amount, int) else None,
        APPROXIMATE: bool(facts.get("approximate")),
        "办结": _day(row["closed_at"]),
        "回访": _said(line),
    }


def _due(line: Line) -> str:
    row = line.row
    if row["state"] is IssueState.SUSPENDED:
        return "不计"
    if row["state"] not in OPEN_STATES or row["due_at"] is None:
        return ""
    return _day(row["due_at"]) + ("（暂定）" if row["due_provisional"] else "")


def _state(line: Line) -> str:
    row = line.row
    name = STATE_NAMES[row["state"]]
    colour = COLOUR_NAMES.get(row["colour"], "") if row["state"] in OPEN_STATES else ""
    again = f"，第 {row['round']} 轮" if row["round"] > 1 else ""
    return name + (f"，{colour}" if colour else "") + again


def _said(line: Line) -> str:
    name = SAID_NAMES.get(line.said, "")
    return f"{name}，企业确认" if name and line.said_by_link else name


def _day(at: datetime | None) -> str:
    return civil_date(at).isoformat() if at else ""
