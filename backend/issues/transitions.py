"""THE table of the life cycle: from-states, command, who, what it needs, clock, who is told.

The deeds, the description in the API, the buttons a person sees, the notices, the timeline, the
picture in docs/ and the tests read it; nothing else says what may follow what. Pure data.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.issues.states import Audience, IssueState
from backend.issues.table_words import Clock, Message, Told, Transition, Who
from backend.notify.models import NoticeKind

S = IssueState
OPEN = frozenset(
    state for state in S if state not in {S.CLOSED, S.REJECTED, S.REDIRECTED, S.MERGED}
)
DECIDABLE = frozenset({S.SUBMITTED, S.RETURNED})
"""The office decides; on what it returned, once the author's time is over (``AuthorsTurn``)."""
SAME: None = None  # the command leaves the state as it is


def _row(
    command: str,
    name: str,
    from_states: frozenset[IssueState] | set[IssueState],
    to: IssueState | None,
    who: tuple[Who, ...],
    needs: str,
    says: str,
    **rest: object,
) -> Transition:
    return Transition(command, name, frozenset(from_states), to, who, needs, says, **rest)  # type: ignore[arg-type]


def _tell(to: Told, kind: NoticeKind, title: str) -> Message:
    return Message(to, kind, title)


AUTHOR, SUPERVISOR, REPORTERS = Who.AUTHOR, Who.SUPERVISOR, Who.REPORTERS
PERSON, LEAD = Who.NAMED_PERSON, Who.UNIT_LEAD
PARTIES, OFFICE = Audience.PARTIES, Audience.OFFICE
K = NoticeKind

ROWS: tuple[Transition, ...] = (
    _row("report", "上报", set(), S.SUBMITTED, (REPORTERS,),
         "说清楚什么问题：文字、录音或照片", "上报，等监督室受理", clock=Clock.DECIDE,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "有 1 件新上报，待受理"),)),
    _row("solve_on_the_spot", "当场解决", set(), S.CLOSED, (REPORTERS,),
         "怎么解决的，谁确认", "当场解决，已办结", clock=Clock.OVER),
    _row("withdraw", "撤回", {S.SUBMITTED, S.RETURNED}, S.REJECTED, (AUTHOR,),
         "", "上报人撤回", clock=Clock.OVER),
    _row("return", "退回补正", {S.SUBMITTED}, S.RETURNED, (SUPERVISOR,),
         "缺什么，最多退两次", "退回补正：{text}", clock=Clock.AUTHOR_AMENDS,
         tells=(_tell(Told.AUTHOR, K.RETURNED_TO_ME, "您上报的问题被退回，请补正"),)),
    _row("resubmit", "补正后重新提交", {S.RETURNED}, S.SUBMITTED, (AUTHOR,),
         "补上的内容", "补正后重新提交", clock=Clock.DECIDE,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "{number} 已补正，待受理"),)),
    _row("reject", "不予受理", DECIDABLE, S.REJECTED, (SUPERVISOR,),
         "原因，可以去哪里反映", "不予受理：{text}", clock=Clock.OVER,
         tells=(_tell(Told.AUTHOR, K.NEWS, "您上报的问题不予受理，原因和去处已写明"),)),
    _row("object", "异议", {S.REJECTED}, S.SUBMITTED, (AUTHOR,),
         "为什么不同意，只能一次", "上报人不同意，请另一位监督员再看", clock=Clock.DECIDE,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "{number} 上报人有异议，请另一位监督员再看"),)),
    _row("merge", "并案", DECIDABLE, S.MERGED, (SUPERVISOR,),
         "并到哪一件", "并入 {target}", clock=Clock.OVER,
         tells=(_tell(Told.AUTHOR, K.NEWS, "您上报的问题已并入 {target}，进展在那里看"),)),
    _row("support", "我也遇到", OPEN | {S.MERGED}, SAME, (REPORTERS,),
         "", "又有人遇到同样的问题", audience=PARTIES, steps_version=False),
    _row("redirect", "转其他渠道", DECIDABLE, S.REDIRECTED, (SUPERVISOR,),
         "转到哪个渠道，那里的编号", "转其他渠道：{channel}", clock=Clock.OVER,
         tells=(_tell(Told.AUTHOR, K.NEWS, "您上报的问题已转{channel}"),)),
    _row("assign", "受理并交办", DECIDABLE | {S.ACCEPTED}, S.ASSIGNED, (SUPERVISOR,),
         "类别、缓急、一个主办单位、一个承办人、期限", "受理并交办{unit}", clock=Clock.HANDLE,
         tells=(_tell(Told.PERSON, K.ASSIGNED, "{number} 交办给您，请签收"),
                _tell(Told.UNIT_LEAD, K.ASSIGNED, "{number} 交办您单位，承办人已通知"),
                _tell(Told.CO_UNITS, K.NEWS, "{number} 请您单位协办"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题已受理"))),
    _row("acknowledge", "签收", {S.ASSIGNED}, S.IN_PROGRESS, (PERSON, LEAD),
         "可以改由本单位另一人承办", "签收，开始办理",
         tells=(_tell(Told.PERSON, K.ASSIGNED, "{number} 已签收，由您承办"),
                _tell(Told.FORMER_PERSON, K.NEWS, "{number} 改由本单位另一人承办，您不用再办"),
                _tell(Told.OFFICE, K.NEWS, "{number} 已签收"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题已开始办"))),
    _row("decline", "退单", {S.ASSIGNED}, S.ACCEPTED, (PERSON, LEAD),
         "原因、建议的单位，1 个工作日内；指定后不能退", "退单：{text}", audience=PARTIES,
         clock=Clock.DECIDE,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "{number} 被退单，请重新交办"),)),
    _row("transfer", "转办", {S.ASSIGNED, S.IN_PROGRESS}, S.ASSIGNED, (SUPERVISOR,),
         "新的单位和承办人，为什么", "转{unit}办理", clock=Clock.HANDLE,
         tells=(_tell(Told.PERSON, K.ASSIGNED, "{number} 转给您办，请签收"),
                _tell(Told.UNIT_LEAD, K.ASSIGNED, "{number} 转给您单位，承办人已通知"),
                _tell(Told.FORMER_PERSON, K.NEWS, "{number} 已转其他单位，您不用再办"),
                _tell(Told.FORMER_LEAD, K.NEWS, "{number} 已转其他单位，您单位不用再办"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题换了单位办理"))),
    _row("reassign", "换承办人", {S.ASSIGNED, S.IN_PROGRESS, S.SUSPENDED, S.RESPONDED}, SAME,
         (LEAD, SUPERVISOR), "本单位另一位经办人，期限不变", "换了承办人", audience=PARTIES,
         tells=(_tell(Told.PERSON, K.ASSIGNED, "{number} 改由您承办"),
                _tell(Told.FORMER_PERSON, K.NEWS, "{number} 已改由别人承办"))),
    # Not signed for yet too: after a protected author's 不满意 the unit knows what is missing only
    # by what the office writes.
    _row("note", "记进展", {S.ASSIGNED, S.IN_PROGRESS, S.SUSPENDED}, SAME,
         (PERSON, LEAD, SUPERVISOR),
         "给谁看：监督室、各方、上报人", "{text}", steps_version=False),
    _row("ask_extension", "申请延期", {S.ASSIGNED, S.IN_PROGRESS}, SAME, (PERSON, LEAD),
         "新日期、原因，到期以前", "申请延期到 {until}：{text}", audience=PARTIES,
         tells=(_tell(Told.OFFICE, K.NEWS, "{number} 申请延期到 {until}"),)),
    _row("extend", "延期", {S.ASSIGNED, S.IN_PROGRESS}, SAME, (SUPERVISOR,),
         "新日期、原因；第二次由另一位监督员定", "延期到 {until}",
         tells=(_tell(Told.PERSON, K.NEWS, "{number} 已延期到 {until}"),
                _tell(Told.UNIT_LEAD, K.NEWS, "{number} 已延期到 {until}"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题延到 {until} 前办"))),
    _row("refuse_request", "不同意申请", {S.ASSIGNED, S.IN_PROGRESS}, SAME, (SUPERVISOR,),
         "为什么不同意延期或暂停", "不同意申请：{text}", audience=PARTIES,
         tells=(_tell(Told.PERSON, K.NEWS, "{number} 的申请没有同意，按原期限办"),
                _tell(Told.UNIT_LEAD, K.NEWS, "{number} 的申请没有同意，按原期限办"))),
    _row("ask_suspension", "申请暂停", {S.IN_PROGRESS}, SAME, (LEAD,),
         "原因类别，到哪天，最多 30 个工作日", "申请暂停到 {until}：{text}", audience=PARTIES,
         tells=(_tell(Told.OFFICE, K.NEWS, "{number} 申请暂停到 {until}"),)),
    _row("suspend", "暂停", {S.IN_PROGRESS}, S.SUSPENDED, (SUPERVISOR,),
         "原因类别，到哪天", "暂停到 {until}", clock=Clock.STANDS,
         tells=(_tell(Told.PERSON, K.NEWS, "{number} 已暂停到 {until}"),
                _tell(Told.UNIT_LEAD, K.NEWS, "{number} 已暂停到 {until}"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题暂停办理，到 {until} 恢复"))),
    _row("resume", "恢复", {S.SUSPENDED}, S.IN_PROGRESS, (SUPERVISOR,),
         "到日子自己恢复", "恢复办理", clock=Clock.RUNS_ON,
         tells=(_tell(Told.PERSON, K.NEWS, "{number} 已恢复办理"),
                _tell(Told.UNIT_LEAD, K.NEWS, "{number} 已恢复办理"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题恢复办理"))),
    _row("urge", "催办", {S.ASSIGNED, S.IN_PROGRESS}, SAME, (SUPERVISOR, AUTHOR),
         "上报人一个工作日一次", "催办", audience=PARTIES, steps_version=False,
         tells=(_tell(Told.PERSON, K.URGED, "{number} 被催办"),
                _tell(Told.UNIT_LEAD, K.URGED, "{number} 被催办"))),
    _row("escalate", "督办", {S.ASSIGNED, S.IN_PROGRESS}, SAME, (SUPERVISOR,),
         "逾期 3 个工作日自动，之前由监督室", "转督办", audience=PARTIES,
         tells=(_tell(Told.UNIT_LEAD, K.ESCALATED, "{number} 已转督办"),
                _tell(Told.LEADERS, K.ESCALATED, "{number} 已转督办"))),
    _row("respond", "反馈结果", {S.IN_PROGRESS}, S.RESPONDED, (PERSON, LEAD),
         "办成什么样、做了什么、依据；单位要负责人签发的，先等签发",
         "反馈结果：{kind_name}", audience=PARTIES, clock=Clock.LOOK,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "{number} 已反馈结果，待回访"),)),
    _row("sign", "签发", {S.IN_PROGRESS}, S.RESPONDED, (LEAD, PERSON),
         "等签发的反馈；不用负责人签发了，承办人也可以报出", "{how}：{kind_name}",
         audience=PARTIES, clock=Clock.LOOK,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "{number} 已反馈结果，待回访"),
                _tell(Told.PERSON, K.NEWS, "{number} 的反馈已报监督室，等回访"))),
    _row("return_draft", "退回修改", {S.IN_PROGRESS}, SAME, (LEAD,),
         "等签发的反馈，为什么退回", "反馈退回修改：{text}", audience=PARTIES,
         tells=(_tell(Told.PERSON, K.RETURNED_TO_ME, "{number} 的反馈被负责人退回，请改好再报"),)),
    _row("reject_response", "退回重办", {S.RESPONDED}, S.IN_PROGRESS, (SUPERVISOR,),
         "为什么；第三次自动督办", "退回重办：{text}", audience=PARTIES, clock=Clock.HALF,
         tells=(_tell(Told.PERSON, K.RETURNED_TO_ME, "{number} 的反馈被退回，请重办"),
                _tell(Told.UNIT_LEAD, K.RETURNED_TO_ME, "{number} 的反馈被退回，请重办"))),
    _row("answer", "告知", {S.RESPONDED}, SAME, (SUPERVISOR,),
         "监督室的话，不超过 300 字", "告知办理结果：{text}",
         tells=(_tell(Told.AUTHOR, K.ANSWERED, "您上报的问题有答复了，请看一看、评一评"),)),
    _row("call_back", "回访", {S.RESPONDED}, S.CLOSED, (SUPERVISOR, Who.PAIRED_LIAISON, Who.RATER),
         "满意、基本满意、不满意（还差什么）、没打通、不满意但不合理（书面依据）",
         "回访：{result_name}", clock=Clock.OVER,
         tells=(_tell(Told.PERSON, K.NEWS, "{number} 回访：{result_name}"),
                _tell(Told.UNIT_LEAD, K.NEWS, "{number} 回访：{result_name}"),
                _tell(Told.AUTHOR, K.NEWS, "您上报的问题回访：{result_name}"))),
    _row("spot_check", "抽查回访", {S.CLOSED}, SAME, (Who.SPOT_CHECKER,),
         "当场解决、抽到要回访的：满意、基本满意、不满意（还差什么）、没打通",
         "抽查回访：{result_name}", audience=OFFICE),
    _row("plan_look_back", "回头看", {S.CLOSED}, SAME, (SUPERVISOR,),
         "谁去看、哪天前", "安排回头看，{until} 前", audience=OFFICE, steps_version=False,
         tells=(_tell(Told.OWNER, K.NEWS, "{number} 请您回头看，{until} 前"),)),
    _row("look_back", "回头看", {S.CLOSED}, SAME, (Who.LOOK_BACK_OWNER,),
         "看到什么；再次发生的重新受理", "回头看：{result_name}", audience=PARTIES,
         tells=(_tell(Told.UNIT_LEAD, K.NEWS, "{number} 回头看：{result_name}"),
                _tell(Told.OFFICE, K.TO_REVIEW, "{number} 回头看：{result_name}"))),
    _row("ask_look_back", "请求回头看", {S.CLOSED}, SAME, (AUTHOR,),
         "为什么", "上报人请求回头看：{text}", audience=Audience.AUTHOR, steps_version=False,
         tells=(_tell(Told.OFFICE, K.TO_REVIEW, "{number} 上报人请求回头看"),)),
    _row("hand_over_clue", "移送", frozenset(S), SAME, (Who.ANYBODY,),
         "封给案件管理，服务器读不到", "", steps_version=False),
)  # fmt: skip

TABLE: Mapping[str, Transition] = MappingProxyType({row.command: row for row in ROWS})

# Where a deed may also lead, by what was found; the picture and the tests read it with the rows.
ALSO_TO: Mapping[str, frozenset[IssueState]] = MappingProxyType(
    {
        "call_back": frozenset({S.ASSIGNED, S.RESPONDED}),  # 不满意; 没打通，还要再打
        "look_back": frozenset({S.ACCEPTED}),  # 再次发生
        "spot_check": frozenset({S.ACCEPTED}),  # 不满意
        "report": frozenset({S.CLOSED}),  # 当场解决
        "respond": frozenset({S.IN_PROGRESS}),  # 先等负责人签发
    }
)

# Told when a deed leads elsewhere than its row says.
OTHERWISE_TELLS: Mapping[tuple[str, IssueState], tuple[Message, ...]] = MappingProxyType(
    {
        ("call_back", S.ASSIGNED): (
            _tell(Told.PERSON, K.REOPENED, "{number} 回访不满意，请重新办理"),
            _tell(Told.UNIT_LEAD, K.REOPENED, "{number} 回访不满意，重新办理"),
            _tell(Told.OFFICE, K.NEWS, "{number} 回访不满意，已重办"),
            _tell(Told.AUTHOR, K.NEWS, "您上报的问题回访不满意，已重新办理"),
        ),
        ("call_back", S.RESPONDED): (),
        ("respond", S.IN_PROGRESS): (
            _tell(Told.UNIT_LEAD, K.TO_REVIEW, "{number} 的反馈等您签发"),
        ),
        ("spot_check", S.ACCEPTED): (
            _tell(Told.OFFICE, K.TO_REVIEW, "{number} 抽查回访不满意，请重新交办"),
            _tell(Told.AUTHOR, K.NEWS, "您当场解决的一件回访不满意，监督室已重新受理"),
        ),
    }
)

# What the timeline says of it then, where the row's own sentence would not be true.
OTHERWISE_SAYS: Mapping[tuple[str, IssueState], str] = MappingProxyType(
    {("respond", S.IN_PROGRESS): "拟好反馈，请负责人签发：{kind_name}"}
)

# The office urges by hand and is heard at once; who raised it may every day, and is read with the
# rest.
AUTHOR_URGES_TELLS = (
    _tell(Told.PERSON, K.NEWS, "{number} 上报人催办"),
    _tell(Told.UNIT_LEAD, K.NEWS, "{number} 上报人催办"),
)

# A note tells whoever may read it.
_NOTED = (_tell(Told.OFFICE, K.NEWS, "{number} 有新进展"),)
_NOTED_FOR_PARTIES = (
    *_NOTED,
    _tell(Told.PERSON, K.NEWS, "{number} 有新进展"),
    _tell(Told.UNIT_LEAD, K.NEWS, "{number} 有新进展"),
)
NOTE_TELLS: Mapping[Audience, tuple[Message, ...]] = MappingProxyType(
    {
        Audience.OFFICE: _NOTED,
        Audience.PARTIES: _NOTED_FOR_PARTIES,
        Audience.AUTHOR: (
            *_NOTED_FOR_PARTIES, _tell(Told.AUTHOR, K.NEWS, "您上报的问题有新进展"),
        ),
    }
)  # fmt: skip
