"""What every test may ask for; each fixture lives in the module of tests/fixtures named for it."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.fixtures")  # before one of them imports another

pytest_plugins = [
    "tests.fixtures.chromium",
    "tests.fixtures.database",
    "tests.fixtures.phone",
    "tests.fixtures.postgres",
    "tests.fixtures.s3",
    "tests.fixtures.server",
]
