"""``docs/life-cycle.md`` as the table of the life cycle would write it: picture, rows, matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from backend.issues.states import STATE_NAMES, IssueState
from backend.issues.table_words import Clock, Told, Transition, Who
from backend.issues.transitions import ALSO_TO, ROWS

PAGE = Path(__file__).parents[1] / "docs" / "life-cycle.md"

WHO: Mapping[Who, tuple[str, str]] = MappingProxyType(
    {
        Who.AUTHOR: ("A", "上报人: who raised it, in whatever role; behind a pseudonym too"),
        Who.RATER: ("A", "上报人 who neither handles it nor belongs to the unit that does"),
        Who.REPORTERS: ("R", "`liaison`, `special_supervisor`, `supervisor`, the desk (`INTAKE`)"),
        Who.SUPERVISOR: ("S", "`supervisor` of the region, not the author, not of the unit"),
        Who.NAMED_PERSON: ("H", "承办人: the `handler` named, or who stands in for them"),
        Who.UNIT_LEAD: ("L", "the `handler` with `UNIT_LEAD` in the one lead unit"),
        Who.PAIRED_LIAISON: ("P", "`liaison` of the enterprise, not of the unit, no fault-finding"),
        Who.LOOK_BACK_OWNER: ("O", "who was named to look back, outside the unit"),
        Who.SPOT_CHECKER: ("C", "`supervisor` as S, of one solved on the spot that was drawn"),
        Who.ANYBODY: ("*", "whoever can see it"),
    }
)  # fmt: skip
CLOCKS: Mapping[Clock, str] = MappingProxyType(
    {
        Clock.DECIDE: "decide", Clock.AUTHOR_AMENDS: "author amends", Clock.HALF: "half the first",
        Clock.HANDLE: "acknowledge, then by urgency", Clock.LOOK: "look at the response",
        Clock.CALL_BACK: "call back", Clock.STANDS: "stands", Clock.RUNS_ON: "runs on",
        Clock.OVER: "ends",
    }
)  # fmt: skip
TOLD: Mapping[Told, str] = MappingProxyType(
    {
        Told.AUTHOR: "author", Told.OFFICE: "office", Told.PERSON: "handler",
        Told.TURN: "one of the office",
        Told.UNIT_LEAD: "unit's lead", Told.FORMER_PERSON: "former handler",
        Told.FORMER_LEAD: "former unit's lead", Told.CO_UNITS: "leads of helping units",
        Told.OWNER: "owner", Told.LEADERS: "leaders",
    }
)  # fmt: skip

HEAD = """\
# The life cycle of an issue

Written by `python -m backend schema` from `backend/issues/transitions.py`; do not edit it.
`tests/contract` holds it current; `tests/issues/test_matrix.py` tries every cell through the API.
"""
NOTES = """\
Who sees an issue and may not give a command hears `not_allowed`, or `own_work` (a supervisor of the
unit, or who raised it); in a state with an empty cell `wrong_state`; who cannot see it `not_found`.
On a returned one the office decides when the author's time is over (`authors_turn` before); after
an objection another supervisor does (`second_look`). `leader`, `approver`, `custodian` and `admin`
give no command.
"""


def page() -> str:
    parts = [
        HEAD,
        "## The picture\n",
        *_picture(),
        "## The rows\n",
        *_rows(),
        "## Who, in which state\n",
    ]
    return "\n".join([*parts, *_people(), NOTES, *_matrix()]) + "\n"


def _picture() -> Iterator[str]:
    """Mermaid. A command that leaves the state as it is, is no arrow."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in IssueState:
        yield f'  state "{STATE_NAMES[state]}" as {state.value}'
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in ROWS:
        for start in sorted(map(str, row.from_states)) or ["[*]"]:
            for end in _ends(row):
                arrows.setdefault((start, str(end)), []).append(row.name)
    for (before, after), names in sorted(arrows.items()):
        yield f"  {before} --> {after}: {'、'.join(names)}"
    yield "```\n"


def _ends(row: Transition) -> list[IssueState]:
    ends = {row.to} if row.to else set()
    return sorted(one for one in ends | ALSO_TO.get(row.command, frozenset()) if one)


def _rows() -> Iterator[str]:
    yield "| command | 中文 | to | needs | clock | tells |"
    yield "|---|---|---|---|---|---|"
    for row in ROWS:
        to = " or ".join(STATE_NAMES[end] for end in _ends(row)) or "–"
        tells = ", ".join(dict.fromkeys(TOLD[message.to] for message in row.tells))
        tells = "by audience" if row.command == "note" else tells
        clock = CLOCKS[row.clock] if row.clock else "–"
        cells = (f"`{row.command}`", row.name, to, row.needs or "–", clock, tells or "–")
        yield f"| {' | '.join(cells)} |"
    yield ""


def _people() -> Iterator[str]:
    for letter, about in WHO.values():
        yield f"- `{letter}` {about}"
    yield ""


def _matrix() -> Iterator[str]:
    states = list(IssueState)
    yield "| | " + " | ".join(STATE_NAMES[state] for state in states) + " |"
    yield "|---" * (len(states) + 1) + "|"
    for row in ROWS:
        if not row.from_states:
            continue
        letters = " ".join(dict.fromkeys(WHO[who][0] for who in row.who))
        cells = (letters if state in row.from_states else "" for state in states)
        yield f"| `{row.command}` {row.name} | " + " | ".join(cells) + " |"
