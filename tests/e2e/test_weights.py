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
    assert weights.weight(weights.needed(weights.entry())) < 56.5 * KB


@pytest.mark.parametrize(
    ("page", "budget_kb"),
    [("SignInPage", 61.5), ("MyEnterprisesPage", 74), ("VisitFormPage", 84)],
)
def test_a_page_keeps_its_budget(page: str, budget_kb: float) -> None:
    assert weights.page_weight(page) < budget_kb * KB
