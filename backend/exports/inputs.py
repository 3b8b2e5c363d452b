"""What the phone asks of the ledger, in the types of the contract."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import strawberry

from backend.exports.filters import Filter
from backend.exports.ledger import Order
from backend.issues.states import IssueSource, IssueState

strawberry.enum(Order, name="LedgerOrder", description="按日期、期限、编号、单位；从不按人。")


@strawberry.input(description="台账的筛选；空的不限。日期是上报日，含，上海时间。")
class LedgerFilter:
    states: list[IssueState] | None = strawberry.UNSET
    colours: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="blue、yellow、red、stop。"
    )
    sources: list[IssueSource] | None = strawberry.UNSET
    outcomes: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="办结结果，同 Issue.outcome。"
    )
    region: str | None = strawberry.UNSET
    unit_id: UUID | None = strawberry.UNSET
    enterprise_id: UUID | None = strawberry.UNSET
    topic: str | None = strawberry.UNSET
    from_: date | None = strawberry.field(name="from", default=strawberry.UNSET)
    to: date | None = strawberry.UNSET
    again: bool | None = strawberry.field(
        default=strawberry.UNSET, description="第二轮及以后：不满意、再次发生的。"
    )
    overdue: bool | None = strawberry.UNSET
    look_back: bool | None = strawberry.field(
        default=strawberry.UNSET, description="已安排、还没回头看的。"
    )
    looked_back: bool | None = strawberry.field(
        default=strawberry.UNSET, description="回头看过的；这时 unitId 是当时承办的单位。"
    )
    recurred: bool | None = strawberry.field(
        default=strawberry.UNSET, description="回头看时又出现的；unitId 同上。"
    )
    asked: bool | None = strawberry.field(
        default=strawberry.UNSET, description="问到了满意不满意的。"
    )
    satisfied: bool | None = strawberry.UNSET
    text: str | None = strawberry.field(
        default=strawberry.UNSET, description="编号、企业名、内容里找。"
    )

    def wanted(self) -> Filter:
        return Filter(
            states=tuple(self.states or ()),
            colours=tuple(self.colours or ()),
            sources=tuple(self.sources or ()),
            outcomes=tuple(self.outcomes or ()),
            region=self.region or None,
            unit_id=self.unit_id or None,
            enterprise_id=self.enterprise_id or None,
            topic=self.topic or None,
            from_day=self.from_ or None,
            to_day=self.to or None,
            again=bool(self.again),
            overdue=bool(self.overdue),
            look_back=bool(self.look_back),
            looked_back=bool(self.looked_back),
            recurred=bool(self.recurred),
            asked=bool(self.asked),
            satisfied=bool(self.satisfied),
            text=self.text or "",
        )


@strawberry.input(description="导出 Excel：后台做，做好了凭 GET exports/{id} 下载，留 7 天。")
class ExportLedgerInput:
    id: UUID = strawberry.field(description="设备生成；同一个 id 再发还是同一个文件。")
    filter: LedgerFilter
    snapshot_id: UUID | None = strawberry.field(
        default=None, description="导出这个月的快照，筛选不起作用。"
    )
