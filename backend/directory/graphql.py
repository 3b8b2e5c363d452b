"""The directory at the GraphQL edge: translate in, ask one question, translate out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.directory import cards, queries
from backend.enterprises.graphql import Contact, Protection
from backend.issues.models import IssueState
from backend.kernel.graphql import Info, Refused
from backend.people.graphql import RegionRef
from backend.people.queries import district
from backend.people.settings import District


@strawberry.type(description="企业名录的一行：存在手机里，离线可查。")
class DirectoryRow:
    id: UUID
    name: str
    uscc: str | None
    region: str
    protected: bool
    pinyin: str = strawberry.field(description="名称的全拼，小写、以空格分音节。")
    initials: str = strawberry.field(description="名称的拼音首字母，小写。")
    lat_deg: float | None
    lng_deg: float | None
    last_visit_on: date | None = strawberry.field(
        description="任何人最近一次到访的日期（上海时间）。"
    )
    visits_this_month: int
    open_issues: int = strawberry.field(description="未办结、不涉保护的问题数。")
    code: str = strawberry.field(description="二维码里的短码。")


@strawberry.type
class Directory:
    stamp: str = strawberry.field(description="下次同步时原样带回。")
    whole: bool = strawberry.field(
        description="true：rows 是全部；false：rows 只是变化的，gone 是不再有的。"
    )
    rows: list[DirectoryRow]
    gone: list[UUID]

    @classmethod
    def of(cls, answer: queries.Answer) -> Directory:
        """The rows are handed through: they carry the very fields of DirectoryRow."""
        rows: list[DirectoryRow] = answer.rows  # type: ignore[assignment]
        return cls(stamp=answer.stamp, whole=answer.whole, rows=rows, gone=answer.gone)


DirectoryResult = Annotated[Directory | Refused, strawberry.union("DirectoryResult")]


@strawberry.type
class Officer:
    tier: int
    tier_name: str
    name: str
    unit_name: str
    phone: str
    stand_in: str | None


@strawberry.type
class VisitThisMonth:
    on: date
    unit_name: str


@strawberry.type
class IssueBrief:
    id: UUID
    number: str | None
    title: str
    state: IssueState
    reported_on: date
    own: bool = strawberry.field(description="这位读者本人上报的。")
    topic: str = strawberry.field(description="类别的代码。")


@strawberry.type(
    description="一家企业。联系人、问题本身和更早的记录只给包联的人（DECISIONS 3）；其他人"
    "这些是空的，paired 为 false。"
)
class Enterprise:
    id: UUID
    code: str
    name: str
    uscc: str | None
    region: RegionRef
    address: str
    lat_deg: float | None
    lng_deg: float | None
    protection: Protection | None
    paired: bool
    contacts: list[Contact]
    officers: list[Officer]
    visits_this_month: list[VisitThisMonth]
    visits_per_month_limit: int = strawberry.field(
        description="提醒线；到了只提醒并请写明理由，从不拒绝。"
    )
    quiet_days: list[date]
    open_issue_count: int
    open_issues: list[IssueBrief]

    @classmethod
    def of(cls, card: cards.Card, known: District) -> Enterprise:
        return cls(
            id=card.id,
            code=card.code,
            name=card.name,
            uscc=card.uscc,
            region=RegionRef(code=card.region, name=card.region_name),
            address=card.address,
            lat_deg=card.lat_deg,
            lng_deg=card.lng_deg,
            protection=Protection(**asdict(card.protection)) if card.protection else None,
            paired=card.paired,
            contacts=[Contact(**asdict(contact)) for contact in card.contacts],
            officers=[
                Officer(tier_name=known.tier_name(officer.tier), **asdict(officer))
                for officer in card.officers
            ],
            visits_this_month=[
                VisitThisMonth(on=on, unit_name=unit) for on, unit in card.visits_this_month
            ],
            visits_per_month_limit=known.visits_per_month_limit,
            quiet_days=card.quiet_days,
            open_issue_count=card.open_issue_count,
            open_issues=[IssueBrief(**asdict(issue)) for issue in card.open_issues],
        )


EnterpriseResult = Annotated[Enterprise | Refused, strawberry.union("EnterpriseResult")]


@strawberry.type
class EnterpriseList:
    items: list[Enterprise]
    at: datetime


PairedEnterprisesResult = Annotated[
    EnterpriseList | Refused, strawberry.union("PairedEnterprisesResult")
]


@strawberry.type
class DirectoryQuery:
    @strawberry.field
    async def directory(self, info: Info, since: str | None = None) -> DirectoryResult:
        context = info.context
        answer = await queries.directory(context.signed_in(), since=since, now=context.now)
        return Directory.of(answer)

    @strawberry.field
    async def paired_enterprises(self, info: Info) -> PairedEnterprisesResult:
        context = info.context
        found = await cards.paired_cards(context.signed_in(), now=context.now)
        known = await district(context.now)
        return EnterpriseList(items=[Enterprise.of(card, known) for card in found], at=context.now)

    @strawberry.field
    async def enterprise(self, info: Info, id: UUID) -> EnterpriseResult:
        context = info.context
        found = await cards.card(context.signed_in(), id, now=context.now)
        return Enterprise.of(found, await district(context.now))

    @strawberry.field
    async def enterprise_by_code(self, info: Info, code: str) -> EnterpriseResult:
        context = info.context
        found = await cards.card_by_code(context.signed_in(), code, now=context.now)
        return Enterprise.of(found, await district(context.now))
