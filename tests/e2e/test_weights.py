"""What a page needs before it can be drawn stays small: new rooms are lazy routes.

The bytes of a build are the same each time. A page that grows over its budget is looked at with
``python -m tests.bench.weights``, which names what each page needs.
"""

from __future__ import annotations

import pytest

from tests.bench import weights

pytestmark = pytest.mark.browser

KB = 1000


def test_the_entry_holds_no_room() -> None:
    assert weights.weight(weights.needed(weights.entry())) < 46 * KB


# What each role sees first, and the visit form.
FIRST_KB = {
    "SignInPage": 53, "MyEnterprisesPage": 60, "VisitFormPage": 73, "FaultsPage": 61,
    "TodoPage": 73, "ReviewQueuePage": 64, "OverviewPage": 64, "CluesPage": 73, "AdminPage": 61,
}  # fmt: skip
INNER_KB = {"IssuePage": 98, "ReviewPage": 86, "BoardPage": 74}


@pytest.mark.parametrize(("page", "scripts_kb"), FIRST_KB.items())
def test_a_page_keeps_its_budget(page: str, scripts_kb: float) -> None:
    assert weights.script_weight(page) < scripts_kb * KB
    assert weights.style_weight(page) < 6 * KB


@pytest.mark.parametrize(("page", "scripts_kb"), INNER_KB.items())
def test_a_page_behind_it_needs_no_other_room(page: str, scripts_kb: float) -> None:
    assert weights.script_weight(page) < scripts_kb * KB
    assert weights.style_weight(page) < 12 * KB
