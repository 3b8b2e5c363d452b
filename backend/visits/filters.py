"""Filters that a person saved under a name: theirs alone, told to nobody, in no ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from backend.kernel.refusal import BadInput, NotFound, Refusal, Remedy, check_length
from backend.kernel.text import clean, clean_json
from backend.people.models import SavedFilter

CONDITIONS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "visits": frozenset(
            {
                "region", "unitId", "authorId", "enterpriseId", "from", "to", "withProblems",
                "state", "text", "order",
            }
        ),
        "ledger": frozenset(
            {
                "states", "colours", "sources", "outcomes", "region", "unitId", "enterpriseId",
                "topic", "from", "to", "again", "overdue", "lookBack", "asked", "satisfied",
                "text", "order",
            }
        ),
    }
)  # fmt: skip
"""The lists that have filters, and the conditions of each."""
SEVERAL = frozenset({"states", "colours", "sources", "outcomes"})
NAME_CHARS = (1, 30)
SAVED_MAX, TEXT_CHARS_MAX = 20, 2000


class TooManyFilters(Refusal):
    """Facts: ``most``."""

    code, remedy = "too_many_filters", Remedy.FIX
    text = "最多存 {most} 个筛选，请先删掉不用的。"


async def save_filter(
    person_id: UUID, filter_id: UUID, *, list_name: str, name: str, conditions: Any
) -> None:
    """Keep a filter, or change the one of this id. The same again changes nothing.

    Raises:
        BadInput: no such list, or conditions that it does not have (remedy: fix).
        TextLength, TooManyFilters: (remedy: fix).
        NotFound: the id is another person's (remedy: stop).
    """
    kept = _checked(list_name, conditions)
    least, most = NAME_CHARS
    check_length(clean(name), field="name", label="筛选的名称", least=least, most=most)
    values: dict[str, Any] = {"list_name": list_name, "name": clean(name), "conditions": kept}
    if await SavedFilter.filter(id=filter_id, person_id=person_id).update(**values):
        return
    if await SavedFilter.filter(person_id=person_id).count() >= SAVED_MAX:
        raise TooManyFilters(most=SAVED_MAX)
    try:
        await SavedFilter.create(id=filter_id, person_id=person_id, **values)
    except IntegrityError:  # another person's, or a copy of this request came first
        if not await SavedFilter.filter(id=filter_id, person_id=person_id).exists():
            raise NotFound() from None


async def delete_filter(person_id: UUID, filter_id: UUID) -> None:
    """Forget one of the person's own; one that is gone, or another's, is passed over."""
    await SavedFilter.filter(id=filter_id, person_id=person_id).delete()


def _checked(list_name: str, conditions: Any) -> dict[str, Any]:
    if list_name not in CONDITIONS:
        raise BadInput(field="list")
    if not isinstance(conditions, dict) or not conditions.keys() <= CONDITIONS[list_name]:
        raise BadInput(field="filter")
    if not all(_plain(name, value) for name, value in conditions.items()):
        raise BadInput(field="filter")
    if len(json.dumps(conditions, ensure_ascii=False)) > TEXT_CHARS_MAX:
        raise BadInput(field="filter")
    cleaned = clean_json(conditions)
    assert isinstance(cleaned, dict)
    return cleaned


def _plain(name: str, value: Any) -> bool:
    """A condition is a word, a yes or no, or several words where the list takes several."""
    if isinstance(value, list):
        return name in SEVERAL and all(isinstance(each, str) for each in value)
    return isinstance(value, str | bool | None)
