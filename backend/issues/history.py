"""The steps of an issue as one reader may see them, newest first, each as a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.evidence.queries import PhotoRow, receipts
from backend.issues.models import Step
from backend.issues.rules import REPORTING, half_day, is_unseen_supporter
from backend.issues.states import Audience, IssueState
from backend.issues.system import SYSTEM
from backend.issues.timeline import names_of
from backend.issues.transitions import OTHERWISE_SAYS, TABLE
from backend.kernel.actor import ROLE_NAMES, Role
from backend.people.models import Unit

OFFICE_SAYS = "监督室"
AUTHOR_SAYS = "上报人"
BY_ITSELF = "系统"
_SYSTEM = SYSTEM.person_id


@dataclass(frozen=True, slots=True)
class Reader:
    """What one reader may read of one issue's steps."""

    audiences: frozenset[Audience]
    reporters_words: bool  # and voice, precise time and place
    names: bool  # who did it; otherwise the unit or the role
    office: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """``words``: what the person wrote, where the sentence does not say it already."""

    id: UUID
    command: str
    at: datetime
    device_at: datetime | None
    text: str
    words: str
    who: str
    audience: Audience
    round: int
    facts: dict[str, Any]
    photos: list[PhotoRow] = field(default_factory=list)


async def lines_of(
    issue_ids: Collection[UUID], readers: dict[UUID, Reader]
) -> dict[UUID, list[Line]]:
    """The lines of each issue, newest first; what a reader may not see is not among them."""
    found: dict[UUID, list[Line]] = {issue_id: [] for issue_id in issue_ids}
    if not found:
        return found
    steps = await Step.filter(issue_id__in=list(issue_ids)).order_by("-at", "-round", "-id")
    shown = [step for step in steps if step.audience in readers[step.issue_id].audiences]
    names = await names_of({step.actor_id for step in shown if step.actor_id})
    units = await _unit_names({step.unit_id for step in shown if step.unit_id})
    photos: dict[UUID, list[PhotoRow]] = defaultdict(list)
    for photo in await receipts([step.id for step in shown]):
        photos[photo.subject_id].append(photo)
    for step in shown:
        reader = readers[step.issue_id]
        found[step.issue_id].append(_line(step, reader, names, units, photos[step.id]))
    return found


def _line(
    step: Step,
    reader: Reader,
    names: dict[UUID, str],
    units: dict[UUID, str],
    photos: list[PhotoRow],
) -> Line:
    reporters = (
        step.actor_id is not None and step.actor_id not in names and step.actor_id != _SYSTEM
    )
    unseen = is_unseen_supporter(step.command, step.role)
    hidden = (reporters or step.role in REPORTING) and not (
        reader.office if unseen else reader.reporters_words
    )
    sentence, said_in_it = _sentence(step, silent=hidden, office=reader.office)
    return Line(
        id=step.id,
        command=step.command,
        at=half_day(step.at) if hidden or unseen else step.at,
        device_at=None if hidden or unseen else step.device_at,
        text=sentence,
        words="" if hidden or said_in_it else step.text,
        who=_who(step, reader, names, units),
        audience=step.audience,
        round=step.round,
        facts=_facts(step, reader),
        photos=[] if hidden else photos,
    )


_TOLD = ("unit", "until", "channel", "outside_number", "instead", "target", "kind",
         "kind_name", "result_name", "proposed_unit", "amount_yuan", "enterprises", "approximate",
         "urgency", "designated", "holds", "due_at", "reason_code")  # fmt: skip


def _facts(step: Step, reader: Reader) -> dict[str, Any]:
    """What a reader may know of a step besides its words; never an id of a person."""
    facts = {key: step.facts[key] for key in _TOLD if key in step.facts}
    if step.command == "call_back" and step.facts.get("by") == "author" and not reader.office:
        facts.pop("result_name", None)  # the rated unit does not see the rating
    if reader.office and "before" in step.facts:
        facts["before"] = step.facts["before"]
    return facts


def _sentence(step: Step, *, silent: bool, office: bool) -> tuple[str, bool]:
    """The table's sentence, and whether it says the step's own words."""
    row = TABLE[step.command]
    says = OTHERWISE_SAYS.get((step.command, IssueState(step.to_state)), row.says)
    if step.command == "call_back" and step.facts.get("by") == "author":
        again = step.to_state == "assigned"
        if not office:
            return ("上报人不满意，重新办理" if again else "上报人已评价，办结"), True
        says = "上报人评价：{result_name}"
    if silent and "{text}" in says:
        return row.name, True
    words = {**step.facts, "text": step.text}
    for key in ("until",):
        if key in words:
            words[key] = _day(words[key])
    try:
        return says.format_map(words), "{text}" in says
    except KeyError:
        return row.name, False


def _who(step: Step, reader: Reader, names: dict[UUID, str], units: dict[UUID, str]) -> str:
    if step.actor_id == _SYSTEM:
        return BY_ITSELF
    name = names.get(step.actor_id, "") if step.actor_id else ""
    if is_unseen_supporter(step.command, step.role):
        return ROLE_NAMES[Role.SPECIAL_SUPERVISOR]
    if not name:
        return AUTHOR_SAYS
    unit = units.get(step.unit_id, "") if step.unit_id else ""
    if reader.names:
        return f"{unit} {name}".strip() if step.role == Role.HANDLER.value else name
    if step.role == Role.SUPERVISOR.value:
        return OFFICE_SAYS
    if step.role == Role.HANDLER.value:
        return unit or ROLE_NAMES[Role.HANDLER]
    return name if reader.reporters_words else ROLE_NAMES[Role(step.role)]


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.month} 月 {day.day} 日"


async def _unit_names(ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = await Unit.filter(id__in=list(ids)).values_list("id", "name")
    return {UUID(str(unit_id)): str(name) for unit_id, name in rows}
