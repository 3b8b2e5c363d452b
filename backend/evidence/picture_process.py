"""The one process that decodes pictures: small, limited, without secrets, replaced when it dies.

A frame on stdin or stdout is four bytes of length, that many bytes of JSON, and the bodies whose
sizes the JSON names. No file is opened for a picture and none is written.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from backend.evidence import pictures
from backend.evidence.formats import Broken, CutShort, Moving
from backend.evidence.rules import Kind

NO_FILE_LARGER_THAN = 0
WHY: Mapping[type[Exception], str] = {
    CutShort: "cut_short",
    Broken: "undecodable",
    Moving: "moving",
    pictures.TooManyPixels: "pixels",
    MemoryError: "memory",
}


def main(memory_bytes: int, cpu_s: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us in time
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (NO_FILE_LARGER_THAN, NO_FILE_LARGER_THAN))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    pictures.prepare()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(4):
        job = json.loads(source.read(int.from_bytes(head, "big")))
        body = source.read(job["size"])
        _allow_cpu(cpu_s)
        answer, parts = _done(job, body)
        _send(target, answer, parts)


def _done(job: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    try:
        return _inspect(job, body) if job["verb"] == "inspect" else _copies(job, body)
    except Exception as fault:  # noqa: BLE001 - hostile bytes make decoders raise anything at all
        why = WHY.get(type(fault)) or _in_words(fault)
        return {"why": why, "said": f"{type(fault).__name__}: {fault}"[:200]}, []


def _inspect(job: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    kept = pictures.inspect(body, Kind(job["kind"]))
    answer = {
        "media_type": kept.media_type,
        "width_px": kept.width_px,
        "height_px": kept.height_px,
        "changed": kept.evidence is not None,
    }
    return answer, [kept.evidence or b""]


def _copies(job: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    made = pictures.copies(body, job["strip"])
    return {}, [made.display, made.thumb]


def _in_words(fault: Exception) -> str:
    return "cut_short" if "truncated" in str(fault) else "undecodable"


def _send(target: BinaryIO, answer: dict[str, Any], parts: list[bytes]) -> None:
    head = json.dumps({**answer, "sizes": [len(part) for part in parts]}).encode()
    target.write(len(head).to_bytes(4, "big") + head)
    for part in parts:
        target.write(part)
    target.flush()


def _allow_cpu(seconds: int) -> None:
    """So much more processor time than was used until now; beyond it the kernel ends us."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
