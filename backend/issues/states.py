"""The states of an issue, where it comes from, and the few lists of choices a deed offers."""

from __future__ import annotations

from enum import StrEnum

from backend.kernel.actor import Environment as Environment  # migrations know it here


class IssueSource(StrEnum):
    VISIT = "visit"
    FAULT_FINDING = "fault_finding"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    REQUEST = "request"
    MEETING = "meeting"


class IssueState(StrEnum):
    SUBMITTED = "submitted"  # 待受理
    RETURNED = "returned"  # 退回补正
    ACCEPTED = "accepted"  # 已受理
    ASSIGNED = "assigned"  # 待签收
    IN_PROGRESS = "in_progress"  # 办理中
    SUSPENDED = "suspended"  # 已暂停
    RESPONDED = "responded"  # 待回访
    CLOSED = "closed"  # 已办结
    REJECTED = "rejected"  # 不予受理
    MERGED = "merged"  # 已并案
    REDIRECTED = "redirected"  # 已转其他渠道


STATE_NAMES = {
    IssueState.SUBMITTED: "待受理",
    IssueState.RETURNED: "退回补正",
    IssueState.ACCEPTED: "已受理",
    IssueState.ASSIGNED: "待签收",
    IssueState.IN_PROGRESS: "办理中",
    IssueState.SUSPENDED: "已暂停",
    IssueState.RESPONDED: "待回访",
    IssueState.CLOSED: "已办结",
    IssueState.REJECTED: "不予受理",
    IssueState.MERGED: "已并案",
    IssueState.REDIRECTED: "已转其他渠道",
}

ENDED_STATES = frozenset(
    {IssueState.CLOSED, IssueState.REJECTED, IssueState.MERGED, IssueState.REDIRECTED}
)
OPEN_STATES = tuple(state for state in IssueState if state not in ENDED_STATES)


class Urgency(StrEnum):
    """How fast; the value is the key of the period in the setting ``deadline_rules``."""

    NORMAL = "normal"  # 一般件
    COMPLEX = "complex"  # 复杂件
    URGENT_24H = "urgent_24h"  # 急件，24 小时
    URGENT_2H = "urgent_2h"  # 特急件，2 小时


class Audience(StrEnum):
    """Who may read what a step says; each includes those before it."""

    OFFICE = "office"  # 只有监督室看得到
    PARTIES = "parties"  # 各方可见：监督室和责任单位
    AUTHOR = "author"  # 上报人也看得到


class ResponseKind(StrEnum):
    SOLVED = "solved"  # 已解决
    EXPLAINED = "explained"  # 已解释清楚
    PLANNED = "planned"  # 列入计划
    UNLAWFUL = "unlawful"  # 依法不能办


class CallBackResult(StrEnum):
    SATISFIED = "satisfied"  # 满意
    MOSTLY = "mostly"  # 基本满意
    UNSATISFIED = "unsatisfied"  # 不满意
    NO_ANSWER = "no_answer"  # 没打通
    UNREASONABLE = "unreasonable"  # 不满意，但要求不合理，有书面依据
