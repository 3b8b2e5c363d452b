"""``GET /metrics``: what this process counted and what is owed now, for Prometheus.

Nothing in it is about anybody, and still it is nobody's from outside: it answers a bearer token, or
addresses of the settings when no proxy stands between. To all others it is not there.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from ipaddress import ip_address, ip_network
from tempfile import TemporaryDirectory

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from tortoise.expressions import Subquery
from tortoise.functions import Count, Min

from backend.kernel.ledger import LedgerEvent, OutboxRow
from backend.kernel.schedule import ScheduledJob
from backend.notify.models import Delivery, DeliveryState
from backend.settings import Settings

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where several HTTP processes count together
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


@dataclass(frozen=True, slots=True)
class MetricsDesk:
    """Serves ``/metrics`` to whom the settings let."""

    settings: Settings
    clock: Callable[[], datetime]

    def routes(self) -> list[Route]:
        return [Route("/metrics", self.get, methods=["GET"])]

    async def get(self, request: Request) -> Response:
        if not self._may_see(request):
            return Response(status_code=404)
        owed = await _owed(self.clock())
        text = generate_latest(_counted()) + generate_latest(_registry(_Told(owed)))
        return Response(text, headers={"content-type": CONTENT_TYPE_LATEST})

    def _may_see(self, request: Request) -> bool:
        token, said = self.settings.metrics_token, request.headers.get("authorization", "")
        if token and compare_digest(said.encode(), f"Bearer {token}".encode()):
            return True
        if request.client is None or any(name in request.headers for name in FORWARDED):
            return False
        try:
            peer = ip_address(request.client.host)
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        return any(peer in ip_network(net) for net in self.settings.metrics_from)


@dataclass(frozen=True, slots=True, eq=False)
class _Told(Collector):
    """Figures that were asked for a moment ago."""

    families: Sequence[GaugeMetricFamily]

    def collect(self) -> Sequence[GaugeMetricFamily]:
        return self.families


def _counted() -> CollectorRegistry:
    """Of this process; of all HTTP processes where there are several."""
    if SHARED not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together


def _registry(collector: Collector) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(collector)
    return registry


async def _owed(now: datetime) -> list[GaugeMetricFamily]:
    """What lies in the database, the same whichever process is asked; without it, that it is not
    there.
    """
    try:
        return [_gauge("blt_database_up", "数据库有没有回答", 1), *await _debts(now)]
    except Exception:  # noqa: BLE001  each driver has its own classes
        return [_gauge("blt_database_up", "数据库有没有回答", 0)]


async def _debts(now: datetime) -> list[GaugeMetricFamily]:
    owed = LedgerEvent.filter(id__in=Subquery(OutboxRow.all().values("event_id")))
    (events,) = await owed.annotate(many=Count("id"), first=Min("happened_at")).values(
        "many", "first"
    )
    due = Delivery.filter(state=DeliveryState.DUE, due_at__lte=now)
    (alerts,) = await due.annotate(many=Count("id"), first=Min("due_at")).values("many", "first")
    jobs = (
        await ScheduledJob.annotate(many=Count("id"), first=Min("due_at"))
        .group_by("kind")
        .values("kind", "many", "first")
    )
    planned = GaugeMetricFamily("blt_jobs_planned", "排着的定时任务", labels=["job"])
    for job in jobs:
        planned.add_metric([job["kind"]], job["many"])
    lag = max([_age_s(job["first"], now) for job in jobs], default=0.0)
    return [
        _gauge("blt_outbox_depth", "还欠着处理的事件", events["many"]),
        _gauge("blt_outbox_oldest_seconds", "其中最久的欠了多少秒", _age_s(events["first"], now)),
        _gauge("blt_deliveries_due", "到点还没发出的提醒", alerts["many"]),
        _gauge(
            "blt_deliveries_oldest_seconds", "其中最久的迟了多少秒", _age_s(alerts["first"], now)
        ),
        _gauge("blt_schedule_lag_seconds", "到点没跑的定时任务里最久的迟了多少秒", lag),
        planned,
    ]


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, about, value=value)


def _age_s(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


@contextmanager
def counting_together(processes: int) -> Iterator[None]:
    """Several HTTP processes keep their counters in one folder, so that any of them tells all."""
    if processes < 2:
        yield
        return
    with TemporaryDirectory(prefix="blt-metrics-") as folder:
        os.environ[SHARED] = folder
        yield


@asynccontextmanager
async def served_beside_work(
    settings: Settings, clock: Callable[[], datetime], alive: Callable[[], bool]
) -> AsyncIterator[None]:
    """``/metrics`` and ``/healthz`` of a process that serves nothing else, while the block runs."""
    if not settings.metrics_port:
        yield
        return

    async def health(_: Request) -> Response:
        lives = alive()
        return JSONResponse({"alive": lives}, 200 if lives else 503)

    app = Starlette(routes=[Route("/healthz", health), *MetricsDesk(settings, clock).routes()])
    server = _Beside(
        uvicorn.Config(
            app, host=settings.host, port=settings.metrics_port, log_level="warning",
            access_log=False, server_header=False, proxy_headers=False, lifespan="off",
        )
    )  # fmt: skip
    serving = asyncio.create_task(server.serve())
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Beside(uvicorn.Server):
    """Leaves the signals to the work that it stands beside."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
