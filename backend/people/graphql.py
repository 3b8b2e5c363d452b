"""Who one is, at the GraphQL edge: me, signing in and out, devices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

import strawberry

from backend.kernel.actor import Actor
from backend.kernel.graphql import Context, Info, Ok, OkResult, Refused, SignedIn, Visitor
from backend.kernel.refusal import PasswordChangeNeeded
from backend.people import badges, queries, session, settings, sign_in
from backend.people.grant_types import Grant as Grant
from backend.people.grant_types import RegionRef as RegionRef
from backend.people.grant_types import Tier as Tier
from backend.people.grant_types import Topic as Topic
from backend.people.grant_types import UnitRef as UnitRef
from backend.people.grant_types import unit_ref as unit_ref
from backend.people.graphql_admin import PeopleAdminMutation, PeopleAdminQuery


@strawberry.type
class MePerson:
    id: UUID
    name: str
    phone: str
    title: str
    unit: UnitRef | None


@strawberry.type
class Badges:
    unread: int = strawberry.field(description="收件箱未读。")
    pending_reviews: int | None = strawberry.field(description="待审走访数；只有监督室有。")


@strawberry.type(description="本区的数据：名称、编号前缀、走访频次提醒线、问题类别。")
class District:
    code: str
    name: str
    hotline: str
    number_prefix: str
    visits_per_month_limit: int = strawberry.field(
        description="本月各单位到访达到这个次数后提醒并请说明理由；0 为不提醒。"
    )
    session_days: int = strawberry.field(description="多少天不用要重新登录。")
    retention_months_of_positions: int = strawberry.field(
        description="走访和走访照片的精确位置保留多少个月。"
    )
    retention_years_of_photos: int = strawberry.field(description="照片至少保留多少年。")
    tiers: list[Tier]
    topics: list[Topic]
    regions: list[RegionRef]

    @classmethod
    def of(cls, known: settings.District, regions: dict[str, str]) -> District:
        return cls(
            code=known.code,
            name=known.name,
            hotline=known.hotline,
            number_prefix=known.number_prefix,
            visits_per_month_limit=known.visits_per_month_limit,
            session_days=known.session_days,
            retention_months_of_positions=known.retention_months_of_positions,
            retention_years_of_photos=known.retention_years_of_photos,
            tiers=[Tier(tier=each.tier, name=each.name) for each in known.tiers],
            topics=[Topic(code=each.code, name=each.name) for each in known.topics],
            regions=[RegionRef(code=code, name=regions[code]) for code in sorted(regions)],
        )


@strawberry.type
class Me:
    person: MePerson
    session_id: UUID
    must_change_password: bool
    grants: list[Grant]
    badges: Badges
    district: District
    server_time: datetime

    @classmethod
    async def of(cls, entered: SignedIn, actor: Actor | None, now: datetime) -> Me:
        line = await queries.me(entered, now=now)
        first = line.grants[0].acting(entered.person_id) if line.grants else None
        waiting = await badges.waiting(None if entered.must_change else actor or first)
        known, regions = await queries.district(now), await queries.region_names()
        return cls(
            person=MePerson(
                id=line.id,
                name=line.name,
                phone=line.phone,
                title=line.title,
                unit=unit_ref(line.unit_id, line.unit_name),
            ),
            session_id=entered.session_id,
            must_change_password=entered.must_change,
            grants=[Grant.of(grant) for grant in line.grants],
            badges=Badges(unread=waiting.unread, pending_reviews=waiting.pending_reviews),
            district=District.of(known, regions),
            server_time=now,
        )


MeResult = Annotated[Me | Refused, strawberry.union("MeResult")]


@strawberry.input
class SignInInput:
    phone: str
    password: str
    device_label: str = strawberry.field(
        default="", description="给「我的设备」看的名字，例如 Android · Chrome。"
    )


@strawberry.input
class SetPasswordInput:
    current: str
    new: str


@strawberry.input
class UseResetCodeInput:
    phone: str
    code: str
    new_password: str
    device_label: str = ""


@strawberry.type
class Device:
    session_id: UUID
    label: str
    signed_in_at: datetime
    last_seen_at: datetime
    current: bool


@strawberry.type
class DeviceList:
    items: list[Device]


DevicesResult = Annotated[DeviceList | Refused, strawberry.union("DevicesResult")]


@strawberry.type
class PeopleQuery(PeopleAdminQuery):
    @strawberry.field
    async def me(self, info: Info) -> MeResult:
        context = info.context
        return await Me.of(context.person(), context.actor, context.now)

    @strawberry.field
    async def devices(self, info: Info) -> DevicesResult:
        lines = await queries.devices(_settled(info.context), now=info.context.now)
        return DeviceList(
            items=[
                Device(
                    session_id=line.session_id,
                    label=line.label,
                    signed_in_at=line.signed_in_at,
                    last_seen_at=line.last_seen_at,
                    current=line.current,
                )
                for line in lines
            ]
        )


@strawberry.type
class PeopleMutation(PeopleAdminMutation):
    @strawberry.mutation
    async def sign_in(self, info: Info, input: SignInInput) -> MeResult:
        context = info.context
        entered = await sign_in.sign_in(
            input.phone,
            input.password,
            visitor=_on_a_device(context),
            label=input.device_label,
            now=context.now,
        )
        return await _entered(context, entered)

    @strawberry.mutation
    async def use_reset_code(self, info: Info, input: UseResetCodeInput) -> MeResult:
        context = info.context
        entered = await sign_in.use_reset_code(
            input.phone,
            input.code,
            input.new_password,
            visitor=_on_a_device(context),
            label=input.device_label,
            now=context.now,
        )
        return await _entered(context, entered)

    @strawberry.mutation
    async def set_password(self, info: Info, input: SetPasswordInput) -> MeResult:
        context = info.context
        changed = await sign_in.set_password(
            context.person(),
            input.current,
            input.new,
            visitor=_on_a_device(context),
            now=context.now,
        )
        return await Me.of(changed, context.actor, context.now)

    @strawberry.mutation
    async def sign_out(self, info: Info) -> OkResult:
        context = info.context
        if context.session is not None:  # signing out twice is no mistake
            await sign_in.sign_out(context.session, now=context.now)
        context.reply.clear_cookie(session.SESSION_COOKIE)
        return Ok()

    @strawberry.mutation
    async def revoke_device(self, info: Info, session_id: UUID) -> OkResult:
        context = info.context
        await sign_in.revoke_device(_settled(context), session_id, now=context.now)
        return Ok()


def _settled(context: Context) -> SignedIn:
    """The session, once the initial password is replaced.

    Raises:
        SignInNeeded, PasswordChangeNeeded: (remedy: sign in).
    """
    entered = context.person()
    if entered.must_change:
        raise PasswordChangeNeeded()
    return entered


def _on_a_device(context: Context) -> Visitor:
    """The visitor with a device cookie, given now if there is none: tries are counted by it."""
    device_id = context.visitor.device_id or uuid4()
    context.reply.set_cookie(
        session.DEVICE_COOKIE, str(device_id), max_age_s=session.COOKIE_MAX_AGE_S
    )
    return replace(context.visitor, device_id=device_id)


async def _entered(context: Context, entered: sign_in.Entered) -> Me:
    context.reply.set_cookie(
        session.SESSION_COOKIE, entered.token, max_age_s=session.COOKIE_MAX_AGE_S
    )
    return await Me.of(entered.session, None, context.now)
