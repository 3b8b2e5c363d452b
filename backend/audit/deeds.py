"""What stands in the auditor's log (审计日志), by kind, and which facts of it are shown.

Most of it are events of the ledger. Three deeds leave their record elsewhere and are read there:
wrong tries to sign in, readings of who a reporter is, the hand-over of all open issues. No id,
number or word of an issue, of a clue or of a protected person is among what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from backend.calendar.events import CalendarChanged
from backend.enterprises.events import PairingsHandedOver, PairingsLent
from backend.exports.events import ExportFetched, ExportMade
from backend.imports.events import ImportApplied, ImportUploaded
from backend.issues.events import ProtectedIssueRead
from backend.people import events as people

SIGN_IN_FAILED = "people.sign_in_failed"
IDENTITY_READ, CONTACT_READ = "identities.read", "intake.contact_read"
ISSUES_HANDED_OVER = "handling.handed_over"


class Kind(StrEnum):
    SIGN_IN = "sign_in"  # 登录
    ACCOUNT = "account"  # 账号与权限
    SETTING = "setting"  # 设置、日历、单位、区域
    IMPORT = "import"  # 导入
    EXPORT = "export"  # 导出台账
    READING = "reading"  # 查看受保护的内容
    HAND_OVER = "hand_over"  # 交接与代班


DEEDS: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.SIGN_IN: {
        people.SessionStarted.name: ("by",),
        people.SessionEnded.name: ("by",),
        people.PasswordSet.name: ("by",),
        SIGN_IN_FAILED: ("known_device",),
    },
    Kind.ACCOUNT: {
        people.PersonSaved.name: ("created", "active"),
        people.GrantGiven.name: ("bundles", "from_at", "until_at", "lent_from"),
        people.GrantChanged.name: ("bundles", "from_at", "until_at"),
        people.GrantEnded.name: ("until_at",),
        people.ResetCodeIssued.name: (),
    },
    Kind.SETTING: {
        people.SettingSaved.name: ("key", "value"),
        people.UnitSaved.name: ("created", "active"),
        people.RegionSaved.name: ("code", "created", "active"),
        CalendarChanged.name: ("years", "days"),
    },
    Kind.IMPORT: {ImportUploaded.name: ("kind",), ImportApplied.name: ("kind",)},
    Kind.EXPORT: {ExportMade.name: ("rows", "filter"), ExportFetched.name: ("rows",)},
    Kind.READING: {
        IDENTITY_READ: ("reason",),
        CONTACT_READ: ("reason",),
        ProtectedIssueRead.name: (),
    },
    Kind.HAND_OVER: {
        PairingsHandedOver.name: ("pairings",),
        PairingsLent.name: ("from_at", "until_at"),
        ISSUES_HANDED_OVER: (),
    },
}
KIND_OF = {deed: kind for kind, deeds in DEEDS.items() for deed in deeds}
