"""What each process counts for whoever watches the server; ``backend.metrics`` shows it.

Names of operations, codes, channels and kinds: words of our own code, so that labels are few, and
nothing about anybody. With several HTTP processes the counters lie in files that all of them write
(``PROMETHEUS_MULTIPROC_DIR``, set before this is imported).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Final

from prometheus_client import Counter, Gauge, Histogram
from starlette.requests import ClientDisconnect

from backend.kernel.refusal import Refusal

OTHER: Final = "other"  # a document that is not trusted, or none
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter(
    "blt_requests", "GraphQL requests by outcome: ok, a refusal's code, fault",
    ("operation", "outcome"),
)  # fmt: skip
REQUEST_SECONDS = Histogram(
    "blt_request_seconds", "How long a GraphQL request took", ("operation",), buckets=SECONDS
)
UPLOADS = Counter(
    "blt_uploads", "Photos and voices: taken, a refusal's code, left half-way, fault",
    ("kind", "outcome"),
)  # fmt: skip
EVENTS = Counter("blt_events", "Events of the outbox handed to their handlers", ("result",))
JOBS = Counter("blt_jobs", "Planned jobs that were run", ("job", "result"))
DELIVERIES = Counter(
    "blt_deliveries", "Alerts that left or did not: sent, put_off, failed, cancelled",
    ("channel", "result"),
)  # fmt: skip
LOOKED = Gauge(
    "blt_worker_looked_timestamp_seconds", "When the worker last looked for what is due",
    multiprocess_mode="max",
)  # fmt: skip


@dataclass(slots=True)
class Asked:
    """A request under way; the block that answers it says what it was and what came of it."""

    operation: str = OTHER
    outcome: str = "fault"


@contextmanager
def request() -> Iterator[Asked]:
    """Count one request and its time."""
    asked, start = Asked(), perf_counter()
    try:
        yield asked
    finally:
        REQUESTS.labels(asked.operation, asked.outcome).inc()
        REQUEST_SECONDS.labels(asked.operation).observe(perf_counter() - start)


def outcome_of(answer: Mapping[str, Any]) -> str:
    """What a GraphQL answer comes to: ok, the code of a refusal or of an error."""
    for error in answer.get("errors") or ():
        return str((error.get("extensions") or {}).get("code", "invalid"))
    for value in (answer.get("data") or {}).values():
        if isinstance(value, Mapping) and value.get("__typename") == "Refused":
            return str(value.get("code", "refused"))
    return "ok"


@contextmanager
def upload(kind: str) -> Iterator[None]:
    """Count how the block ends that takes a photo or a voice in."""
    outcome = "fault"
    try:
        yield
        outcome = "taken"
    except Refusal as no:
        outcome = no.code
        raise
    except ClientDisconnect:
        outcome = "left"
        raise
    finally:
        UPLOADS.labels(kind, outcome).inc()
