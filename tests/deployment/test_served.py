"""The app as a process: it starts, says when it is ready, and comes back after a power cut."""

from __future__ import annotations

import signal
from collections.abc import Callable

import httpx
import pytest

from tests.fixtures.s3 import S3Server
from tests.fixtures.server import Served


def test_ready_with_a_folder(served: Served) -> None:
    assert httpx.get(f"{served.url}/readyz").status_code == 200
    assert httpx.get(f"{served.url}/healthz").status_code == 200


def test_ready_with_s3(new_server: Callable[..., Served], s3_server: S3Server, s3_url: str) -> None:
    served = new_server(BLT_STORE_URL=s3_url, **s3_server.settings)

    assert httpx.get(f"{served.url}/readyz").status_code == 200


def test_killed_and_started_again(served: Served) -> None:
    served.kill()
    assert not served.answers()

    served.start()

    assert served.answers()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "systemd"])
def test_begun_by_the_very_command_and_asked_to_stop_it_ends_by_itself(
    new_server: Callable[..., Served], how: signal.Signals
) -> None:
    served = new_server(cold=True)
    served.signal(how)

    assert served.ended() in (0, -how)
    assert "Traceback" not in served.log.read_text()
