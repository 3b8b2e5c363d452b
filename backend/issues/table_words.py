"""What a row of the life cycle's table (``transitions``) says: who may, which clock, who hears."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backend.issues.states import Audience, IssueState
from backend.notify.models import NoticeKind


class Who(StrEnum):
    """Who may give a command; ``access.WHO`` says what each means."""

    AUTHOR = "author"  # 上报人
    RATER = "rater"  # 上报人，不承办也不属责任单位的
    REPORTERS = "reporters"  # 可以上报的人
    SUPERVISOR = "supervisor"  # 监督室，不是本人上报、不属责任单位的
    NAMED_PERSON = "named_person"  # 承办人
    UNIT_LEAD = "unit_lead"  # 责任单位负责人
    PAIRED_LIAISON = "paired_liaison"  # 责任单位以外的包联干部
    LOOK_BACK_OWNER = "look_back_owner"  # 回头看责任人
    SPOT_CHECKER = "spot_checker"  # 监督室，这件当场解决的抽到要回访
    ANYBODY = "anybody"  # 看得到这条的任何人


class Clock(StrEnum):
    """What starts when the command has been carried out; keys of ``deadline_rules``."""

    DECIDE = "decide"  # 决定是否受理
    AUTHOR_AMENDS = "author_amends"
    HANDLE = "handle"  # 签收，并按缓急办理
    HALF = "half"  # 第一次期限的一半
    LOOK = "look_at_response"
    CALL_BACK = "call_back"
    STANDS = "stands"  # 暂停计时
    RUNS_ON = "runs_on"  # 恢复计时
    OVER = "over"  # 没有期限了


class Told(StrEnum):
    """Who hears of it, by what they are to the issue."""

    AUTHOR = "author"
    OFFICE = "office"  # 本区域的监督室
    TURN = "turn"  # 监督室里轮到的那一位
    PERSON = "person"  # 承办人
    UNIT_LEAD = "unit_lead"
    FORMER_PERSON = "former_person"  # 转出的承办人
    FORMER_LEAD = "former_lead"  # 转出单位的负责人
    CO_UNITS = "co_units"  # 协办单位负责人
    OWNER = "owner"  # 回头看责任人
    LEADERS = "leaders"


@dataclass(frozen=True, slots=True)
class Message:
    """``title`` may contain {number} and the facts of the step; it is read inside the app only."""

    to: Told
    kind: NoticeKind
    title: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One row. ``to`` None: the state stays. ``steps_version``: needs a version and raises it."""

    command: str
    name: str
    from_states: frozenset[IssueState]
    to: IssueState | None
    who: tuple[Who, ...]
    needs: str
    says: str
    audience: Audience = Audience.AUTHOR
    clock: Clock | None = None
    tells: tuple[Message, ...] = ()
    steps_version: bool = True
