"""Uploaded tables and what checking them found."""

from __future__ import annotations

from typing import Any

from tortoise import fields
from tortoise.models import Model


class ImportJob(Model):
    """One uploaded CSV or Excel file: checked first, applied when the admin says so."""

    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(max_length=16)
    state = fields.CharField(max_length=16)
    file_name = fields.CharField(max_length=120)
    file_key = fields.CharField(max_length=200)
    started_by = fields.UUIDField()
    started_at = fields.DatetimeField()
    finished_at = fields.DatetimeField(null=True)
    total = fields.IntField(default=0)
    done = fields.IntField(default=0)
    report: dict[str, Any] = fields.JSONField(default=dict)

    class Meta:
        table = "import_job"
