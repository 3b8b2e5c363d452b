"""What every test may ask for; each fixture lives in the module of tests/fixtures named for it."""

from __future__ import annotations

import signal

import pytest

# A run that is told to stop ends its servers and browsers too.
signal.signal(signal.SIGTERM, signal.default_int_handler)

pytest.register_assert_rewrite("tests.fixtures")  # before one of them imports another

pytest_plugins = [
    "tests.fixtures.chromium",
    "tests.fixtures.database",
    "tests.fixtures.notifications",
    "tests.fixtures.phone",
    "tests.fixtures.postgres",
    "tests.fixtures.push_service",
    "tests.fixtures.s3",
    "tests.fixtures.server",
]
