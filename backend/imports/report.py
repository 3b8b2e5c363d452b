"""What a job knows of itself, kept as JSON with its row: who asked, counts, findings. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.imports.rules import FINDINGS_MAX
from backend.kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in the file. ``row`` counts from 1, the header too; ``column`` is the header."""

    row: int
    column: str
    severity: str  # wrong: left out; change: will change, or did
    message: str
    before: str | None = None
    after: str | None = None


@dataclass(slots=True)
class Report:
    """``lease``: until when (ISO, UTC) a worker has this job; others take it after that."""

    asked_by: dict[str, Any]
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    unlisted: int = 0
    lease: str = ""

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Report:
        findings = [Finding(**each) for each in kept["findings"]]
        return cls(**kept | {"findings": findings})

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    def restart(self) -> None:
        """Before the same rows are gone through again."""
        self.counts, self.findings, self.unlisted = {}, [], 0

    def count(self, outcome: str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1

    def note(self, finding: Finding) -> None:
        """Wrong rows are listed before changes when there is not room for all."""
        if len(self.findings) < FINDINGS_MAX:
            self.findings.append(finding)
            return
        self.unlisted += 1
        if finding.severity == "wrong":
            places = range(len(self.findings) - 1, -1, -1)
            change = next((at for at in places if self.findings[at].severity != "wrong"), None)
            if change is not None:
                del self.findings[change]
                self.findings.append(finding)

    def is_leased(self, now: datetime) -> bool:
        return bool(self.lease) and datetime.fromisoformat(self.lease) > now

    @property
    def actor(self) -> Actor:
        asked = self.asked_by
        return Actor(
            UUID(asked["person_id"] or ""),
            UUID(asked["grant_id"] or ""),
            Role.ADMIN,
            region=asked["region"],
            bundles=frozenset(asked.get("bundles", ())),  # none of an admin's before the duties
        )


def asked_by(actor: Actor) -> dict[str, Any]:
    return {
        "person_id": str(actor.person_id),
        "grant_id": str(actor.grant_id),
        "region": actor.region,
        "bundles": sorted(actor.bundles),
    }
