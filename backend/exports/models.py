"""What was asked to be written as a file, and the frozen months of the ledger."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from tortoise import fields
from tortoise.models import Model


class ExportState(StrEnum):
    DUE = "due"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"  # the file was deleted after its days


class ExportJob(Model):
    """One Excel file of the ledger, written by a worker as the one who asked for it."""

    id = fields.UUIDField(primary_key=True)
    requester_id = fields.UUIDField()
    asked_as: dict[str, Any] = fields.JSONField(description="以哪个身份要的")
    wanted: dict[str, Any] = fields.JSONField()
    order = fields.CharField(max_length=12)
    snapshot_id = fields.UUIDField(null=True, description="导出哪个月的快照；空：现在的台账")
    state = fields.CharEnumField(ExportState, max_length=12)
    total = fields.IntField(default=0)
    done = fields.IntField(default=0)
    size_bytes = fields.IntField(null=True)
    asked_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    leased_until = fields.DatetimeField(null=True)
    attempts = fields.SmallIntField(default=0)

    class Meta:
        table = "export_job"
        indexes = [("requester_id", "asked_at"), ("state", "asked_at")]


class LedgerSnapshot(Model):
    """The rows of one month as they stood at its end (月度快照). Inserted, never changed."""

    id = fields.UUIDField(primary_key=True)
    month = fields.DateField(unique=True, description="这个月的第一天")
    frozen_at = fields.DatetimeField()
    row_count = fields.IntField()
    rows: list[dict[str, Any]] = fields.JSONField()
    sha256 = fields.CharField(max_length=64, description="rows 的校验值，见 snapshots.digest")

    class Meta:
        table = "ledger_snapshot"
