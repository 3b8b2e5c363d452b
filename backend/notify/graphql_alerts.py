"""Being told outside the app, at the GraphQL edge: keys, doorbells, wishes, a try."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from backend.kernel.graphql import Context, DeedResult, Info, Receipt, Refused
from backend.kernel.refusal import PasswordChangeNeeded
from backend.notify import doorbells, models, outside, trial, wishes

strawberry.enum(models.Channel, description="应用外的渠道；LEAD、UNHEARD 是应用内的两级。")
strawberry.enum(models.DeliveryState)


@strawberry.type
class PushSetup:
    enabled: bool
    public_key: str | None = strawberry.field(description="VAPID 公钥，base64url。")
    reason: str | None = strawberry.field(description="没有打开时：为什么。")


PushSetupResult = Annotated[PushSetup | Refused, strawberry.union("PushSetupResult")]


@strawberry.type(description="一台可以推送的设备。")
class Doorbell:
    id: UUID
    label: str
    added_at: datetime
    last_ack_at: datetime | None
    healthy: bool = strawberry.field(description="最近的推送都有回音。")
    current: bool

    @classmethod
    def of(cls, bell: models.Doorbell, device_id: UUID | None) -> Doorbell:
        return cls(
            id=bell.id,
            label=bell.label,
            added_at=bell.added_at,
            last_ack_at=bell.last_ack_at,
            healthy=doorbells.healthy(bell),
            current=device_id is not None and bell.device_id == device_id,
        )


@strawberry.type
class DoorbellList:
    items: list[Doorbell]


DoorbellsResult = Annotated[DoorbellList | Refused, strawberry.union("DoorbellsResult")]


@strawberry.type
class TestPush:
    deliveries: list[UUID]


TestPushResult = Annotated[TestPush | Refused, strawberry.union("TestPushResult")]


@strawberry.type
class Delivery:
    id: UUID
    state: models.DeliveryState
    sent_at: datetime | None
    acked_at: datetime | None


DeliveryResult = Annotated[Delivery | Refused, strawberry.union("DeliveryResult")]


@strawberry.type(description="怎样提醒我。收件箱不在其中：它就是消息本身。")
class AlertSettings:
    digests: list[str] = strawberry.field(description="工作日的哪几次汇总，从 digestChoices 里选。")
    digest_choices: list[str]
    quiet_from: str | None = strawberry.field(description="免打扰从几点（HH:MM）起；可以跨夜。")
    quiet_until: str | None
    channels: list[models.Channel] = strawberry.field(description="从 channelChoices 里选。")
    channel_choices: list[models.Channel]

    @classmethod
    def of(cls, wished: wishes.Wishes) -> AlertSettings:
        return cls(
            digests=list(wished.digests),
            digest_choices=list(wishes.DIGESTS),
            quiet_from=wished.quiet_from,
            quiet_until=wished.quiet_until,
            channels=[each for each in wishes.offered() if each in wished.channels],
            channel_choices=list(wishes.offered()),
        )


AlertSettingsResult = Annotated[AlertSettings | Refused, strawberry.union("AlertSettingsResult")]


@strawberry.input
class AddDoorbellInput:
    command_id: UUID
    endpoint: str
    p256dh: str
    auth: str
    label: str
    sealed_at: datetime

    def letter(self) -> doorbells.AddDoorbell:
        return doorbells.AddDoorbell(
            self.command_id, self.endpoint, self.p256dh, self.auth, self.label, self.sealed_at
        )


@strawberry.input
class RemoveDoorbellInput:
    command_id: UUID
    endpoint: str


@strawberry.input
class TestPushInput:
    command_id: UUID


@strawberry.input
class AlertSettingsInput:
    digests: list[str]
    quiet_from: str | None = None
    quiet_until: str | None = None
    channels: list[models.Channel]

    def wishes(self) -> wishes.Wishes:
        return wishes.Wishes(
            tuple(self.digests), self.quiet_from, self.quiet_until, tuple(self.channels)
        )


def reader(context: Context) -> UUID:
    """Whose it is: the person's, whatever grant they act in, even when none is in force.

    Raises:
        SignInNeeded, PasswordChangeNeeded (remedy: sign in).
    """
    session = context.person()
    if session.must_change:
        raise PasswordChangeNeeded()
    return session.person_id


@strawberry.type
class AlertQuery:
    @strawberry.field
    async def push_setup(self, info: Info) -> PushSetupResult:
        reader(info.context)
        here = outside.present()
        if here.push is None:
            return PushSetup(enabled=False, public_key=None, reason=here.push_off)
        return PushSetup(enabled=True, public_key=here.push.public, reason=None)

    @strawberry.field
    async def doorbells(self, info: Info) -> DoorbellsResult:
        own = await doorbells.of(reader(info.context))
        device_id = info.context.visitor.device_id
        return DoorbellList(items=[Doorbell.of(bell, device_id) for bell in own])

    @strawberry.field
    async def delivery(self, info: Info, id: UUID) -> DeliveryResult:
        found = await trial.own_delivery(reader(info.context), id)
        return Delivery(
            id=found.id, state=found.state, sent_at=found.sent_at, acked_at=found.acked_at
        )

    @strawberry.field
    async def alert_settings(self, info: Info) -> AlertSettingsResult:
        return AlertSettings.of(await wishes.wishes_of(reader(info.context)))


@strawberry.type
class AlertMutation:
    @strawberry.mutation
    async def add_doorbell(self, info: Info, input: AddDoorbellInput) -> DeedResult:
        person_id, context = reader(info.context), info.context
        bell_id = await doorbells.add(
            person_id, input.letter(), device_id=context.visitor.device_id, now=context.now
        )
        return Receipt(id=bell_id)

    @strawberry.mutation
    async def remove_doorbell(self, info: Info, input: RemoveDoorbellInput) -> DeedResult:
        letter = doorbells.RemoveDoorbell(input.command_id, input.endpoint)
        return Receipt(id=await doorbells.remove(reader(info.context), letter))

    @strawberry.mutation
    async def test_push(self, info: Info, input: TestPushInput) -> TestPushResult:
        person_id, now = reader(info.context), info.context.now
        return TestPush(deliveries=await trial.ring_myself(person_id, input.command_id, now=now))

    @strawberry.mutation
    async def save_alert_settings(
        self, info: Info, input: AlertSettingsInput
    ) -> AlertSettingsResult:
        person_id = reader(info.context)
        await wishes.save(person_id, input.wishes(), now=info.context.now)
        return AlertSettings.of(await wishes.wishes_of(person_id))
