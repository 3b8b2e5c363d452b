"""``/metrics``: counts by words of our own, for whom the settings let, of every process."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from tortoise.context import TortoiseContext

from backend import settings
from backend.kernel.ledger import LedgerEvent, OutboxRow
from backend.settings import SettingError
from tests.fixtures.phone import DOCUMENTS
from tests.fixtures.processes import free_port, running
from tests.fixtures.server import Served, command, environment
from tests.fixtures.warm import forked

TOKEN = "a-long-random-token-of-the-tests"
BEARER = {"authorization": f"Bearer {TOKEN}"}
PRODUCTION = {
    "BLT_ENV": "production",
    "BLT_DATABASE_URL": "postgres://a:b@postgres:5432/c",
    "BLT_STORE_URL": "file:objects",
    "BLT_PUBLIC_URL": "https://blt.example.gov.cn",
    "BLT_TRUSTED_PROXIES": "10.0.0.1",
    "BLT_VAPID_PRIVATE_KEY": "off",
}


def figures(page: str) -> dict[str, float]:
    """By name with its labels."""
    lines = [line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def is_200(url: str) -> bool:
    try:
        return httpx.get(url).status_code == 200
    except httpx.HTTPError:
        return False


def ask_who_i_am(server: Served) -> httpx.Response:
    return httpx.post(f"{server.url}/graphql", json={"query": DOCUMENTS["Me"].read_text()})


def test_requests_and_uploads_are_counted_by_what_came_of_them(
    new_server: Callable[..., Served],
) -> None:
    server = new_server(BLT_WORKER="off")
    for _ in range(3):
        assert ask_who_i_am(server).status_code == 200
    httpx.post(f"{server.url}/graphql", json={"id": "0" * 64})
    photo = uuid4()
    httpx.put(f"{server.url}/photos/{photo}", content=b"x")

    page = httpx.get(f"{server.url}/metrics").text
    seen = figures(page)

    assert seen['blt_requests_total{operation="Me",outcome="sign_in_needed"}'] == 3
    assert seen['blt_requests_total{operation="other",outcome="unknown_document"}'] == 1
    assert seen['blt_request_seconds_count{operation="Me"}'] == 3
    assert seen['blt_uploads_total{kind="photo",outcome="sign_in_needed"}'] == 1
    assert seen["blt_database_up"] == 1
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", page)


def test_it_is_there_for_a_token_or_an_address_without_a_proxy_and_for_nobody_else(
    new_server: Callable[..., Served],
) -> None:
    server = new_server(BLT_METRICS_TOKEN=TOKEN, BLT_METRICS_FROM="", BLT_WORKER="off")
    at = f"{server.url}/metrics"
    for stranger in ({}, {"authorization": "Bearer x"}, {"authorization": TOKEN}):
        assert httpx.get(at, headers=stranger).status_code == 404
    assert "blt_requests" in httpx.get(at, headers=BEARER).text

    at = f"{new_server(BLT_WORKER='off').url}/metrics"
    assert httpx.get(at).status_code == 200
    for proxied in ("x-forwarded-for", "forwarded", "x-real-ip"):
        assert httpx.get(at, headers={proxied: "127.0.0.1"}).status_code == 404


@pytest.mark.postgres
def test_several_http_processes_count_together(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    env = environment(
        {
            "BLT_DATABASE_URL": database_url,
            "BLT_STORE_URL": f"file://{tmp_path}/objects",
            "BLT_PORT": str(port),
            "BLT_WORKERS": "2",
            "BLT_WORKER": "off",
        }
    )
    url = f"http://127.0.0.1:{port}"
    body = {"query": DOCUMENTS["Me"].read_text()}
    log = tmp_path / "server.log"
    with running(command("serve"), ready=lambda: is_200(f"{url}/readyz"), log=log, env=env):
        for _ in range(20):
            httpx.post(f"{url}/graphql", json=body)
        for _ in range(6):  # whichever is asked
            seen = figures(httpx.get(f"{url}/metrics").text)
            assert seen['blt_requests_total{operation="Me",outcome="sign_in_needed"}'] == 20


async def test_a_process_that_only_works_shows_what_is_owed_and_what_it_did(
    database: TortoiseContext, database_url: str, tmp_path: Path
) -> None:
    assert database.inited
    event = await LedgerEvent.create(
        id=uuid4(), name="tests.happened", subject_kind="test", subject_id=uuid4(),
        happened_at=datetime(2026, 1, 1, tzinfo=UTC), facts={},
    )  # fmt: skip
    await OutboxRow.create(event_id=event.id, due_at=datetime(2100, 1, 1, tzinfo=UTC))
    port, log = free_port(), tmp_path / "worker.log"
    env = environment(
        {
            "BLT_DATABASE_URL": database_url,
            "BLT_STORE_URL": f"file://{tmp_path}/objects",
            "BLT_METRICS_PORT": str(port),
        }
    )
    url = f"http://127.0.0.1:{port}"

    ready = f"{url}/healthz"
    with forked(command("work"), ready=lambda: is_200(ready), log=log, env=env) as process:
        seen = figures(httpx.get(f"{url}/metrics").text)
        assert seen["blt_outbox_depth"] == 1
        assert seen["blt_outbox_oldest_seconds"] > 0
        assert (seen["blt_deliveries_due"], seen["blt_deliveries_oldest_seconds"]) == (0, 0)
        assert seen['blt_jobs_planned{job="notify.digest"}'] == 1
        assert seen["blt_schedule_lag_seconds"] == 0
        assert seen["blt_worker_looked_timestamp_seconds"] > 0
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert "Traceback" not in log.read_text()


def test_production_shows_it_to_nobody_unless_told_and_never_to_everybody() -> None:
    assert settings.read(PRODUCTION).metrics_from == ()
    inside = settings.read(PRODUCTION | {"BLT_METRICS_FROM": "172.30.5.2"})
    assert inside.metrics_from == ("172.30.5.2/32",)
    for everybody in ("0.0.0.0/0", "10.0.0.1, ::/0"):
        with pytest.raises(SettingError, match="BLT_METRICS_FROM"):
            settings.read(PRODUCTION | {"BLT_METRICS_FROM": everybody})
    with pytest.raises(SettingError, match="BLT_METRICS_TOKEN"):
        settings.read(PRODUCTION | {"BLT_METRICS_TOKEN": "short"})
    assert settings.read(PRODUCTION | {"BLT_METRICS_TOKEN": "off"}).metrics_token == ""
    assert settings.shown(settings.read(PRODUCTION))["metrics_token"] == "***"


def test_the_proxy_does_not_pass_it_on() -> None:
    lines = (Path(__file__).parents[2] / "deploy/Caddyfile").read_text()
    assert lines.index("handle @counted") < lines.index("reverse_proxy")
    assert re.search(r"@counted path /metrics[^}]*handle @counted \{\s*respond 404", lines)
