"""The town, for the tests of what happens to one issue."""

from __future__ import annotations

import pytest

from tests.fixtures.phone import Phone
from tests.life import Town


@pytest.fixture
async def town(phone: Phone) -> Town:
    return await Town.built(phone)
