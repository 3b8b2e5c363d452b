"""Who is told about sealed hand-overs, and in what words: nothing of the content."""

from __future__ import annotations

from datetime import datetime

from backend.clues.events import ClueHandedOver
from backend.kernel.actor import Role
from backend.kernel.ledger import LedgerEvent
from backend.notify import service as notify
from backend.notify.models import NoticeKind
from backend.people.queries import holders


async def tell_custodians(event: LedgerEvent, now: datetime) -> None:
    """On clues.handed_over: whoever is custodian now hears that one waits.

    The line bears the half-day too: the minute of the worker would tell what the row does not.
    """
    await notify.post(
        event,
        await holders(Role.CUSTODIAN, None, now=now),
        kind=NoticeKind.NEWS,
        title="您有 1 件线索移送",
        text="密封件，只有案管室的私钥能打开。请在 1 个工作日内签收。",
        now=event.happened_at,
    )


HANDLERS = {ClueHandedOver.name: (tell_custodians,)}
