"""Whom and until when an issue cannot be given, and when a date is provisional."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from backend.issues.states import IssueState as S
from tests import roads
from tests.life import Town


async def test_a_foreign_unit_or_person_or_a_day_off_or_past_is_no_assignment(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    nobody = str(UUID(int=7))
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"unitId": nobody}, "unit_unknown"),
        ({"personId": nobody}, "person_not_of_unit"),
        ({"personId": str(town.other_handler.person_id)}, "person_not_of_unit"),
        ({"coUnitIds": [str(town.unit.id)]}, "lead_unit_helps"),
        ({"coUnitIds": [nobody]}, "unit_unknown"),
        ({"paraphrase": ""}, "paraphrase_needed"),
        ({"topic": "weather"}, "topic_unknown"),
        ({"dueOn": "2026-11-18"}, "due_in_the_past"),
        ({"dueOn": "2026-11-22"}, "due_on_day_off"),
        ({"dueOn": "2026-10-08"}, "due_in_the_past"),
        ({"dueOn": "2028-01-03"}, "due_too_far"),
        ({"dueOn": "9999-12-31"}, "due_too_far"),
        ({"text": "长" * 10_000}, "text_length"),
    ]
    for given, code in wrong:
        refused = await town.step(town.supervisor, "AssignIssue", issue, **town.assignment(**given))
        assert refused["code"] == code, given
    holiday = await town.step(
        town.supervisor, "AssignIssue", issue, **town.assignment(dueOn="2026-11-29")
    )
    assert holiday["facts"] == {"next": "2026-11-30"}


async def test_a_date_in_a_year_not_published_is_provisional(town: Town) -> None:
    issue = await roads.at(town, S.SUBMITTED)
    issue = await town.step(
        town.supervisor, "AssignIssue", issue, **town.assignment(urgency="COMPLEX")
    )
    due = (await town.look(town.handler, issue))["due"]
    assert (due["at"][:10], due["provisional"]) == ("2026-12-30", False)
    town.phone.clock.advance(days=14)
    issue = await town.step(
        town.supervisor, "TransferIssue", issue, unitId=str(town.other_unit.id),
        personId=str(town.other_handler.person_id), text="路灯归住建。",
    )  # fmt: skip
    due = (await town.look(town.other_handler, issue))["due"]
    assert (due["at"][:10], due["provisional"]) == ("2027-01-13", True)
