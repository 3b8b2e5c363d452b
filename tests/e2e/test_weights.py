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


@pytest.mark.parametrize(
    ("page", "scripts_kb"),
    [("SignInPage", 53), ("MyEnterprisesPage", 60), ("VisitFormPage", 73)],
)
def test_a_page_keeps_its_budget(page: str, scripts_kb: float) -> None:
    assert weights.script_weight(page) < scripts_kb * KB
    assert weights.style_weight(page) < 6 * KB
