"""docker-compose.yml without containers: its settings, on a real PostgreSQL and S3 server."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from backend import settings
from tests.fixtures.postgres import Postgres
from tests.fixtures.s3 import S3Server
from tests.fixtures.server import Served, command, environment
from tests.fixtures.warm import forked, ran

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
FILLED_IN = {
    "PUBLIC_URL": "https://blt.example.gov.cn",
    "POSTGRES_PASSWORD": "a-password",
    "S3_ACCESS_KEY": "an-access-key",
    "S3_SECRET_KEY": "a-secret-key",
    "METRICS_TOKEN": "a-long-random-token",
    "VAPID_PRIVATE_KEY": "off",
    "VAPID_SUBJECT": "mailto:jiandu@blt.example.gov.cn",
}


def given(service: str) -> dict[str, str]:
    """What a service is given once .env is filled in."""
    asked_for: dict[str, str] = COMPOSE["services"][service]["environment"]
    return {
        name: re.sub(r"\$\{(\w+):\?[^}]*\}", lambda asked: FILLED_IN[asked[1]], value)
        for name, value in asked_for.items()
    }


@pytest.mark.parametrize("service", ["migrate", "backend", "worker"])
def test_the_app_understands_its_settings(service: str) -> None:
    read = settings.read(given(service))

    assert read.production
    assert read.documents == "trusted"
    assert not read.worker
    assert "postgres:5432" in read.database_url
    assert read.store_url.startswith("s3+")


def test_nothing_secret_has_a_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    asked = {name for name, _ in re.findall(r"\$\{(\w+)(:\?|\})", text)}

    assert asked == FILLED_IN.keys()
    assert re.findall(r"\$\{\w+(?!:\?)\W", text) == []
    for line in (ROOT / "deploy/example.env").read_text().splitlines():
        assert line.startswith("#") or line.endswith("=")


@pytest.mark.postgres
@pytest.mark.usefixtures("engine")
def test_backend_and_worker_run_apart_on_these_settings(
    postgres_server: Postgres, s3_server: S3Server, s3_url: str, tmp_path: Path
) -> None:
    postgres_server.create("compose")
    here = {
        "BLT_DATABASE_URL": postgres_server.url("compose"),
        "BLT_STORE_URL": s3_url,
        "BLT_HOST": "127.0.0.1",
        **s3_server.settings,
    }
    backend = Served(given("backend") | here, tmp_path / "backend.log", cold=False)
    at_work = environment(given("worker") | here | {"BLT_PUBLIC_URL": backend.url})

    def owed() -> int:
        return int(postgres_server.ask("compose", 'SELECT count(*) FROM "outbox"'))

    assert ran(command("migrate"), at_work).returncode == 0
    first = command("first-admin", "13800000000", "周敏")
    subprocess.run(first, env=at_work, check=True, input="一个很长的新密码 2026\n", text=True)
    assert owed() > 0

    with backend.started():
        anything = httpx.post(
            f"{backend.url}/graphql",
            json={"query": "{ __typename }"},
        )
        (error,) = anything.json()["errors"]
        assert error["extensions"]["code"] == "only_trusted"
        log = tmp_path / "worker.log"
        with forked(command("work"), ready=lambda: owed() == 0, log=log, env=at_work):
            assert backend.answers()
