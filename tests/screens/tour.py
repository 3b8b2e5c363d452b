"""Which screens there are, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from backend.kernel.actor import Role
from tests.screens.reaching import (
    ENTERPRISE_ROW,
    ISSUE_ROW,
    ISSUE_ROW_THERE,
    REPORT_ROW,
    Reach,
    a_duty_to_give,
    answer_hangs,
    app_too_old,
    ask_for_confirmation,
    draft_of_a_newer_app,
    fault_step,
    first_row,
    new_clue_key,
    no_line_of_the_log,
    offline,
    report_offline,
    server_broken,
    tap,
    visit_elsewhere_offline,
)

LIAISON, SUPERVISOR, ADMIN = Role.LIAISON, Role.SUPERVISOR, Role.ADMIN
SPECIAL = Role.SPECIAL_SUPERVISOR


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen in one state; ``reach`` starts on ``path``. ``role`` None: nobody is in."""

    name: str
    role: Role | None
    path: str
    reach: Reach | None = None
    wide: bool = False  # also at 1280×800
    ready: str = "main"  # a selector that is there when the screen is


SCREENS: tuple[Screen, ...] = (
    Screen("sign-in", None, "sign-in", ready="form"),
    Screen("capability", None, "capability"),
    Screen("privacy", None, "privacy"),
    Screen("help", None, "help"),
    Screen("enterprises", LIAISON, "enterprises", ready=ENTERPRISE_ROW),
    Screen("enterprises-offline", LIAISON, "enterprises", offline, ready=ENTERPRISE_ROW),
    Screen("enterprises-loading", LIAISON, "enterprises", answer_hangs),
    Screen("enterprise", LIAISON, "enterprises", first_row(ENTERPRISE_ROW)),
    Screen("visit-new", LIAISON, "visits/new"),
    Screen(
        "visit-elsewhere-offline",
        LIAISON,
        "enterprises?scope=district",
        visit_elsewhere_offline,
        ready=ENTERPRISE_ROW,
    ),
    Screen(
        "visit-of-a-newer-app", LIAISON, "enterprises", draft_of_a_newer_app, ready=ENTERPRISE_ROW
    ),
    Screen("outbox-empty", LIAISON, "outbox"),
    Screen("outbox-too-old", LIAISON, "enterprises", app_too_old, ready=ENTERPRISE_ROW),
    Screen("reports", LIAISON, "reports"),
    Screen("reports-offline", LIAISON, "reports", offline),
    Screen("reports-error", LIAISON, "reports", server_broken),
    Screen("report", LIAISON, "reports", first_row(REPORT_ROW)),
    Screen("report-offline", LIAISON, "reports", report_offline),
    Screen("confirm", LIAISON, "reports", ask_for_confirmation, ready=REPORT_ROW),
    Screen("inbox", LIAISON, "inbox"),
    Screen("me", LIAISON, "me", wide=False),
    Screen("devices", LIAISON, "me/devices"),
    Screen("push-test", LIAISON, "me/push"),
    Screen("notice-unknown", LIAISON, "n/00000000-0000-4000-8000-000000000000"),
    Screen("clues-no-key", Role.CUSTODIAN, "clues"),
    Screen("clues-new-key", Role.CUSTODIAN, "clues", tap("生成密钥")),
    Screen("clues", Role.CUSTODIAN, "clues", new_clue_key, wide=True),
    Screen("clue-new", LIAISON, "clues/new", ready="main form"),
    Screen("not-found", LIAISON, "nowhere"),
    Screen("faults", SPECIAL, "faults"),
    Screen("faults-offline", SPECIAL, "faults", offline),
    Screen("faults-error", SPECIAL, "faults", server_broken),
    Screen("fault-what", SPECIAL, "faults", fault_step(1)),
    Screen("fault-where", SPECIAL, "faults", fault_step(2)),
    Screen("fault-photos", SPECIAL, "faults", fault_step(3)),
    Screen("fault-few", SPECIAL, "faults", fault_step(3, "法治：执法、罚款、检查")),
    Screen("todo", Role.HANDLER, "todo"),
    Screen("todo-offline", Role.HANDLER, "todo", offline),
    Screen("todo-error", Role.HANDLER, "todo", server_broken),
    Screen("todo-loading", Role.HANDLER, "todo", answer_hangs),
    Screen("issue-handler", Role.HANDLER, "todo", first_row(ISSUE_ROW)),
    Screen(
        "issue-to-be-signed",
        Role.HANDLER,
        "todo",
        first_row(f"{ISSUE_ROW}:has-text('等负责人签发')"),
    ),
    Screen("overview", Role.LEADER, "overview", ready="main a", wide=True),
    Screen("overview-offline", Role.LEADER, "overview", offline, ready="main a"),
    Screen("overview-error", Role.LEADER, "overview", server_broken),
    Screen("overview-loading", Role.LEADER, "overview", answer_hangs),
    Screen("overview-unit", Role.LEADER, "overview", first_row("main a[href*='units/']")),
    Screen("leaders-list", Role.LEADER, "overview/list", wide=True),
    Screen("overview-office", SUPERVISOR, "overview", ready="main a", wide=True),
    Screen("unheard", SUPERVISOR, "unheard", wide=True),
    Screen("board", SUPERVISOR, "board", wide=True, ready=ISSUE_ROW_THERE),
    Screen("board-error", SUPERVISOR, "board", server_broken),
    Screen("overdue-issue", SUPERVISOR, "overdue", first_row(ISSUE_ROW_THERE), wide=True),
    Screen("call-backs", SUPERVISOR, "call-backs", wide=True, ready=ISSUE_ROW_THERE),
    Screen("look-backs", SUPERVISOR, "look-backs", wide=True),
    Screen("triage", SUPERVISOR, "triage", wide=True),
    Screen("ledger", SUPERVISOR, "ledger", wide=True, ready="main td, main a.row"),
    Screen("ledger-error", SUPERVISOR, "ledger", server_broken),
    Screen("search", SUPERVISOR, "search?text=路灯"),
    Screen("hand-over", SUPERVISOR, "hand-over"),
    Screen("review", SUPERVISOR, "review", wide=True),
    Screen("submissions", SUPERVISOR, "submissions", wide=True),
    Screen("submissions-error", SUPERVISOR, "submissions", server_broken),
    Screen("inbox-supervisor", SUPERVISOR, "inbox", wide=True),
    Screen("calendar", SUPERVISOR, "calendar", ready="main .list"),
    Screen("calendar-day", SUPERVISOR, "calendar", tap("改一天"), ready="main .list"),
    Screen("calendar-import", SUPERVISOR, "calendar", tap("导入一年"), ready="main .list"),
    Screen("simulator", SUPERVISOR, "simulator", ready=".trial__out"),
    Screen("admin", ADMIN, "admin", wide=True),
    Screen("admin-people", ADMIN, "admin/people", wide=True),
    Screen("admin-units", ADMIN, "admin/units", wide=True),
    Screen("admin-unit", ADMIN, "admin/units", tap("区城市管理局"), wide=True),
    Screen("admin-regions", ADMIN, "admin/regions", wide=True),
    Screen("admin-enterprises", ADMIN, "admin/enterprises", wide=True),
    Screen("admin-import", ADMIN, "admin/imports", wide=True),
    Screen("admin-settings", ADMIN, "admin/settings", wide=True),
    Screen("admin-log", ADMIN, "admin/log", wide=True, ready="main .row"),
    Screen("admin-log-empty", ADMIN, "admin/log", no_line_of_the_log, wide=True),
    Screen("admin-log-error", ADMIN, "admin/log", server_broken),
    Screen("admin-log-loading", ADMIN, "admin/log", answer_hangs),
    Screen("admin-duty", ADMIN, "admin/people", a_duty_to_give, ready="main button.row", wide=True),
    Screen("setting-ladder", ADMIN, "admin/settings", tap("提醒没人看时"), wide=True),
    Screen("setting-columns", ADMIN, "admin/settings", tap("台账的列和次序"), wide=True),
)
