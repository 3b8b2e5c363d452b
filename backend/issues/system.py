"""Who acts when time does: nobody. The ledger says so with an actor of its own."""

from __future__ import annotations

from uuid import UUID

from backend.kernel.actor import Actor, Role

SYSTEM = Actor(person_id=UUID(int=1), grant_id=UUID(int=1), role=Role.SUPERVISOR)
