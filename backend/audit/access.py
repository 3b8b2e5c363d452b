"""Who reads the log: the auditor, and one whose duties are not divided. Nobody writes in it."""

from __future__ import annotations

from enum import StrEnum

from backend.kernel.access import Table
from backend.kernel.duties import reads_the_log


class Action(StrEnum):
    READ = "audit.read"


TABLE: Table = {Action.READ: [[reads_the_log]]}
