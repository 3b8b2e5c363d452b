"""3,000 enterprises with contacts, three officers each, some protected. Rows in bulk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from backend.demo import words
from backend.demo.chance import Chance
from backend.demo.people import Cast, full_name
from backend.enterprises.models import Contact, Enterprise, Pairing, Protection, QuietDay
from backend.enterprises.pinyin import spelled
from backend.enterprises.rules import short_code
from backend.enterprises.uscc import check_character, organisation_check
from backend.kernel.actor import Actor, Role
from backend.kernel.civil import civil_date

COUNT = 3000
TIERS = 3
UNASSIGNED_REGION = "410499"  # no authority registers under it, so no code here is anybody's
CENTRE = (33.735, 113.335)  # WGS-84, degrees
PHONES_FROM = 19910000000


@dataclass(slots=True)
class Market:
    """Enterprises, and for each officer those they look after, with the people to ask for."""

    enterprises: list[Enterprise] = field(default_factory=list)
    contacts: dict[UUID, list[Contact]] = field(default_factory=lambda: defaultdict(list))
    of_officer: dict[UUID, list[Enterprise]] = field(default_factory=lambda: defaultdict(list))


async def build(chance: Chance, cast: Cast, *, count: int, now: datetime) -> Market:
    market = Market()
    since = now - timedelta(days=365)
    centres = {
        s.code: (chance.near(CENTRE[0], 0.02), chance.near(CENTRE[1], 0.03)) for s in cast.streets
    }
    names = _names(chance, count)
    for number, name in enumerate(names):
        street = cast.streets[number % len(cast.streets)]
        row = _enterprise(chance, name, street.code, centres[street.code], number, since)
        market.enterprises.append(row)
    pairings = _pairings(chance, cast, market, since)
    _contacts(chance, market)
    await Enterprise.bulk_create(market.enterprises, batch_size=300)
    contacts = [c for several in market.contacts.values() for c in several]
    await Contact.bulk_create(contacts, batch_size=500)
    await Pairing.bulk_create(pairings, batch_size=500)
    today = civil_date(now)
    await Protection.bulk_create(
        Protection(
            id=chance.id(), enterprise_id=e.id, since=today - timedelta(days=90), note="重点项目"
        )
        for e in chance.some(market.enterprises, count // 25)
    )
    await QuietDay.bulk_create(
        QuietDay(
            id=chance.id(), enterprise_id=e.id, day=today + timedelta(days=chance.number(0, 20))
        )
        for e in chance.some(market.enterprises, count // 50)
    )
    return market


def _names(chance: Chance, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        trade, kind = chance.of(words.TRADES)
        head = chance.of(words.NAME_HEADS) + chance.of(words.NAME_TAILS)
        if chance.happens(0.04):
            name = f"{chance.of(words.ROADS)}{chance.of(words.SURNAMES)}记{chance.of(words.STALLS)}"
        else:
            name = f"{head}{trade}{kind}"
        found.setdefault(name)
    return list(found)


def _enterprise(
    chance: Chance, name: str, region: str, centre: tuple[float, float], number: int, at: datetime
) -> Enterprise:
    row_id = chance.id()
    pinyin, initials = spelled(name)
    registered = not any(stall in name for stall in words.STALLS)
    return Enterprise(
        id=row_id,
        code=short_code(row_id),
        name=name,
        uscc=_uscc(number, "92" if name.endswith(("店", "部", "商店")) else "91")
        if registered
        else None,
        region=region,
        address=f"{chance.of(words.ROADS)}{chance.number(1, 320)}号",
        pinyin=pinyin,
        initials=initials,
        lat_deg=chance.near(centre[0], 0.006),
        lng_deg=chance.near(centre[1], 0.008),
        changed_at=at,
    )


def _uscc(number: int, kind: str) -> str:
    """A code that passes both checks under a region that no authority has."""
    body = f"MA{number:06d}"
    first = f"{kind}{UNASSIGNED_REGION}{body}{organisation_check(body)}"
    return first + check_character(first)


def _pairings(chance: Chance, cast: Cast, market: Market, since: datetime) -> list[Pairing]:
    """Each enterprise has one officer of each tier; an officer has about 23 enterprises."""
    officers = cast.actors[Role.LIAISON]
    of_tier: list[list[Actor]] = [officers[tier::TIERS] for tier in range(TIERS)]
    found = []
    for number, enterprise in enumerate(market.enterprises):
        for tier, several in enumerate(of_tier, start=1):
            officer = several[(number // 2 + tier) % len(several)]
            market.of_officer[officer.person_id].append(enterprise)
            found.append(
                Pairing(
                    id=chance.id(),
                    liaison_id=officer.person_id,
                    enterprise_id=enterprise.id,
                    tier=tier,
                    from_at=since,
                )
            )
    return found


def _contacts(chance: Chance, market: Market) -> None:
    number = 0
    for enterprise in market.enterprises:
        for _ in range(chance.number(1, 2)):
            number += 1
            market.contacts[enterprise.id].append(
                Contact(
                    id=chance.id(),
                    enterprise_id=enterprise.id,
                    name=full_name(chance),
                    title=chance.of(words.CONTACT_TITLES),
                    phone=str(PHONES_FROM + number),
                )
            )
