"""What every test may ask for; each fixture lives in the module of tests/fixtures named for it."""

from __future__ import annotations

pytest_plugins = ["tests.fixtures.s3"]
