/* Generated from schema/ by `npm run codegen`; not to be edited. */

/** Facts and filters: an object whose names the contract does not fix. */
export type Json = Record<string, unknown>
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AcknowledgeClueInput = {
  commandId: string;
  clueId: string;
  sealedAt: string;
};

export type AcknowledgeIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  /** 负责人可以改由本单位另一位经办人承办。 */
  personId?: string | null | undefined;
  sealedAt: string;
};

export type AddDoorbellInput = {
  commandId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  label: string;
  sealedAt: string;
};

export type AlertSettingsInput = {
  digests: Array<string>;
  quietFrom?: string | null | undefined;
  quietUntil?: string | null | undefined;
  channels: Array<Channel>;
};

export type AmendVisitInput = {
  commandId: string;
  visitId: string;
  /** 改的时候看到的版本。 */
  expectedVersion: number;
  /** 整份新内容；照片写全，包括留下的。 */
  content: VisitContentInput;
  /** 补正时新加的问题；已上报的问题另走自己的流程。 */
  problems?: Array<ProblemInput>;
  sealedAt: string;
};

export type AssignIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  topic: string;
  urgency: Urgency;
  /** 主办单位，只有一个。 */
  unitId: string;
  /** 承办人，是这个单位的经办人。 */
  personId: string;
  coUnitIds?: Array<string>;
  /** 监督室的话，责任单位读这个；上报人受保护时必填。 */
  paraphrase?: string;
  /** 企业名会让人猜到上报人时，责任单位看不到是哪家。 */
  hideEnterprise?: boolean;
  /** 监督室另定的期限，要是工作日；空：按缓急的规则算。 */
  dueOn?: string | null | undefined;
  text?: string;
  sealedAt: string;
};

export type Audience =
  | 'OFFICE'
  | 'PARTIES'
  | 'AUTHOR';

/** 空的不筛。name 是做的人或涉及的人的姓名，from、to 两天都含。 */
export type AuditFilter = {
  kind?: AuditKind | null | undefined;
  name?: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
};

/** 审计日志的类别。 */
export type AuditKind =
  | 'SIGN_IN'
  | 'ACCOUNT'
  | 'SETTING'
  | 'IMPORT'
  | 'EXPORT'
  | 'READING'
  | 'HAND_OVER';

export type CallBackIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  result: CallBackResult;
  /** 不满意：还差什么；不合理：书面依据；其他：选填。 */
  text?: string;
  sealedAt: string;
};

export type CallBackResult =
  | 'SATISFIED'
  | 'MOSTLY'
  | 'UNSATISFIED'
  | 'NO_ANSWER'
  | 'UNREASONABLE';

/** 应用外的渠道；LEAD、UNHEARD 是应用内的两级。 */
export type Channel =
  | 'PUSH'
  | 'MESSAGE'
  | 'SMS'
  | 'LEAD'
  | 'UNHEARD'
  | 'BOT';

export type CorrectEnterpriseInput = {
  commandId: string;
  visitId: string;
  expectedVersion: number;
  enterpriseId: string;
  reason: string;
  sealedAt: string;
};

/** 一天不是星期几说的那样：放假，或调休上班；平常日按星期几。 */
export type DayKind =
  | 'OFF'
  | 'MAKE_UP'
  | 'ORDINARY';

export type DeclineIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  text: string;
  proposedUnitId?: string | null | undefined;
  sealedAt: string;
};

export type DeliveryState =
  | 'DUE'
  | 'SENT'
  | 'ACKED'
  | 'FAILED'
  | 'CANCELLED';

export type DeskKind =
  | 'COMPLAINT'
  | 'REQUEST';

export type Environment =
  | 'GOVERNMENT'
  | 'MARKET'
  | 'RULE_OF_LAW';

/** 导出 Excel：后台做，做好了凭 GET exports/{id} 下载，留 7 天。 */
export type ExportLedgerInput = {
  /** 设备生成；同一个 id 再发还是同一个文件。 */
  id: string;
  filter: LedgerFilter;
  /** 导出这个月的快照，筛选不起作用。 */
  snapshotId?: string | null | undefined;
};

export type ExportState =
  | 'DUE'
  | 'RUNNING'
  | 'READY'
  | 'FAILED'
  | 'GONE';

export type HandOverClueInput = {
  id: string;
  keyId: string;
  /** base64，最多 180 KB，见 docs/clues.md。 */
  envelope: string;
  /** 手机里那个秘密的 SHA-256，十六进制小写。 */
  senderMark: string;
  /** 不保存：服务器只记半天。 */
  sealedAt: string;
};

export type HandOverInput = {
  id: string;
  fromPersonId: string;
  toPersonId: string;
  at: string;
  reason: string;
};

/** 一个人不再承办，名下没办完的一次交给另一个人。 */
export type HandOverIssuesInput = {
  commandId: string;
  fromPersonId: string;
  toPersonId: string;
  reason: string;
  sealedAt: string;
};

export type ImportKind =
  | 'REGIONS'
  | 'UNITS'
  | 'PEOPLE'
  | 'ENTERPRISES'
  | 'PAIRINGS';

export type ImportState =
  | 'CHECKING'
  | 'CHECKED'
  | 'APPLYING'
  | 'APPLIED'
  | 'FAILED';

export type IssueSource =
  | 'VISIT'
  | 'FAULT_FINDING'
  | 'INSPECTION'
  | 'COMPLAINT'
  | 'REQUEST'
  | 'MEETING';

export type IssueState =
  | 'SUBMITTED'
  | 'RETURNED'
  | 'ACCEPTED'
  | 'ASSIGNED'
  | 'IN_PROGRESS'
  | 'SUSPENDED'
  | 'RESPONDED'
  | 'CLOSED'
  | 'REJECTED'
  | 'MERGED'
  | 'REDIRECTED';

/** 台账的筛选；空的不限。日期是上报日，含，上海时间。 */
export type LedgerFilter = {
  states?: Array<IssueState> | null | undefined;
  /** blue、yellow、red、stop。 */
  colours?: Array<string> | null | undefined;
  sources?: Array<IssueSource> | null | undefined;
  /** 办结结果，同 Issue.outcome。 */
  outcomes?: Array<string> | null | undefined;
  region?: string | null | undefined;
  unitId?: string | null | undefined;
  enterpriseId?: string | null | undefined;
  topic?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
  /** 第二轮及以后：不满意、再次发生的。 */
  again?: boolean | null | undefined;
  overdue?: boolean | null | undefined;
  /** 已安排、还没回头看的。 */
  lookBack?: boolean | null | undefined;
  /** 回头看过的；这时 unitId 是当时承办的单位。 */
  lookedBack?: boolean | null | undefined;
  /** 回头看时又出现的；unitId 同上。 */
  recurred?: boolean | null | undefined;
  /** 问到了满意不满意的。 */
  asked?: boolean | null | undefined;
  satisfied?: boolean | null | undefined;
  /** 编号、企业名、内容里找。 */
  text?: string | null | undefined;
};

/** 按日期、期限、编号、单位；从不按人。 */
export type LedgerOrder =
  | 'NEWEST'
  | 'DUE'
  | 'NUMBER'
  | 'UNIT';

export type LendGrantInput = {
  id: string;
  grantId: string;
  toPersonId: string;
  fromAt: string;
  untilAt: string;
};

export type LendPairingsInput = {
  id: string;
  fromPersonId: string;
  toPersonId: string;
  fromAt: string;
  untilAt: string;
  reason?: string;
};

export type LogVisitInput = {
  /** 由设备生成的 UUID：既是这封信，也是这条走访；重复提交同一条不会重复记录。 */
  id: string;
  content: VisitContentInput;
  problems?: Array<ProblemInput>;
  /** 封存时的手机时钟，UTC。 */
  sealedAt: string;
};

export type LookBackInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  /** 没有反弹；否：又发生了，重新受理。 */
  holds: boolean;
  text: string;
  photoIds?: Array<string>;
  sealedAt: string;
};

export type MarkReadInput = {
  commandId: string;
  noticeIds: Array<string>;
  sealedAt: string;
};

export type MergeIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  targetId: string;
  text?: string;
  sealedAt: string;
};

export type MetInput = {
  /** 企业联系人；其他人时为空。 */
  contactId?: string | null | undefined;
  name: string;
};

export type NoteIssueInput = {
  commandId: string;
  issueId: string;
  audience: Audience;
  text: string;
  photoIds?: Array<string>;
  sealedAt: string;
};

export type NoticeKind =
  | 'RETURNED_TO_ME'
  | 'ASSIGNED'
  | 'OVERDUE'
  | 'DUE_SOON'
  | 'CALL_BACK'
  | 'URGED'
  | 'REOPENED'
  | 'ANSWERED'
  | 'HANDED_OVER'
  | 'ESCALATED'
  | 'APPROVED'
  | 'SUPPLEMENTED'
  | 'TO_REVIEW'
  | 'NEWS';

/** 受理台代填：来人、来电、纸条。查询码由设备生成，当场交给对方。 */
export type OpenAtDeskInput = {
  id: string;
  kind: DeskKind;
  words: string;
  /** 8 位查询码，如 7K4M-92QX；服务器只留校验值。 */
  code: string;
  enterpriseId?: string | null | undefined;
  enterprise?: string;
  /** 联系人，只有监督室看得到。 */
  name?: string;
  phone?: string;
  photoIds?: Array<string>;
  solved?: SolvedAtDeskInput | null | undefined;
  sealedAt: string;
};

/** 手机定位；WGS-84，单位为度和米。 */
export type PlaceInput = {
  latDeg: number;
  lngDeg: number;
  accuracyM?: number | null | undefined;
};

/** 谁说的：手机当场定位，或照片自己的拍摄信息。 */
export type PlaceSource =
  | 'DEVICE'
  | 'PHOTO';

export type PlanLookBackInput = {
  commandId: string;
  issueId: string;
  ownerId: string;
  dueOn: string;
  sealedAt: string;
};

export type ProblemInput = {
  /** 问题自己的 UUID，由设备生成。 */
  id: string;
  topic: string;
  description: string;
  /** 当场解决了就填；空：要上报。 */
  solved?: SolvedInput | null | undefined;
  photoIds?: Array<string>;
};

/** 上报人自己评一评；责任单位看不到评分。 */
export type RateIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  rating: Rating;
  /** 不满意时必填：还差什么。 */
  missing?: string;
  sealedAt: string;
};

export type Rating =
  | 'SATISFIED'
  | 'MOSTLY'
  | 'UNSATISFIED';

/** RINGS：手机收得到；SILENT：手机近来没回音；INBOX：没开推送。 */
export type Reach =
  | 'RINGS'
  | 'SILENT'
  | 'INBOX';

/** IDENTITY：受保护的上报人是谁；CONTACT：没有账号的上报人，回访打给谁。 */
export type ReadWhat =
  | 'IDENTITY'
  | 'CONTACT';

export type ReassignIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  /** 本单位另一位经办人。 */
  personId: string;
  text?: string;
  sealedAt: string;
};

export type RedirectIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  channel: string;
  outsideNumber?: string;
  text?: string;
  sealedAt: string;
};

export type RejectIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  /** 不予受理的原因。 */
  text: string;
  /** 可以去哪里反映。 */
  instead: string;
  sealedAt: string;
};

/** 设备端发件箱下一步应怎么处理。 */
export type Remedy =
  | 'RETRY'
  | 'FIX'
  | 'SIGN_IN'
  | 'STOP';

export type RemoveDoorbellInput = {
  commandId: string;
  endpoint: string;
};

/** 单独上报一个问题；id 由设备生成，也是这件的编号。 */
export type ReportIssueInput = {
  id: string;
  source: IssueSource;
  topic: string;
  environment?: Environment | null | undefined;
  description?: string;
  enterpriseId?: string | null | undefined;
  placeText?: string;
  position?: PlaceInput | null | undefined;
  photoIds?: Array<string>;
  voiceId?: string | null | undefined;
  /** 上报人受保护；空：特邀监督员受保护，其他人不受。 */
  protected?: boolean | null | undefined;
  sealedAt: string;
};

export type RespondIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  kind: ResponseKind;
  whatDone: string;
  photoIds?: Array<string>;
  /** 兑现或节省的金额，元；整数。 */
  amountYuan?: number | null | undefined;
  /** 惠及多少户。 */
  enterprises?: number | null | undefined;
  /** 约数，如 220 余万。 */
  approximate?: boolean;
  sealedAt: string;
};

export type ResponseKind =
  | 'SOLVED'
  | 'EXPLAINED'
  | 'PLANNED'
  | 'UNLAWFUL';

export type ResubmitIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  description: string;
  photoIds?: Array<string>;
  sealedAt: string;
};

export type ReviewVisitInput = {
  commandId: string;
  visitId: string;
  expectedVersion: number;
  verdict: Verdict;
  /** 退回时必填：缺什么。 */
  reason?: string;
  sealedAt: string;
};

export type Role =
  | 'LIAISON'
  | 'SPECIAL_SUPERVISOR'
  | 'HANDLER'
  | 'SUPERVISOR'
  | 'APPROVER'
  | 'LEADER'
  | 'CUSTODIAN'
  | 'ADMIN';

export type SaveContactInput = {
  id: string;
  enterpriseId: string;
  name: string;
  title?: string;
  phone?: string;
  active?: boolean;
};

export type SaveEnterpriseInput = {
  id: string;
  name: string;
  uscc?: string | null | undefined;
  region: string;
  address?: string;
  latDeg?: number | null | undefined;
  lngDeg?: number | null | undefined;
  active?: boolean;
};

export type SaveFilterInput = {
  id: string;
  list: string;
  name: string;
  filter: Json;
};

export type SaveGrantInput = {
  id: string;
  personId: string;
  role: Role;
  unitId?: string | null | undefined;
  region?: string | null | undefined;
  bundles?: Array<string>;
  /** 特邀监督员看哪几个方面；空为全部。 */
  environments?: Array<Environment>;
  fromAt: string;
  untilAt?: string | null | undefined;
};

export type SavePairingInput = {
  id: string;
  enterpriseId: string;
  personId: string;
  tier: number;
  fromAt: string;
  untilAt?: string | null | undefined;
};

export type SavePersonInput = {
  id: string;
  name: string;
  phone: string;
  title?: string;
  unitId?: string | null | undefined;
  active?: boolean;
};

export type SaveProtectionInput = {
  enterpriseId: string;
  since: string;
  until?: string | null | undefined;
  note?: string;
};

export type SaveQuietDayInput = {
  enterpriseId: string;
  on: string;
  quiet: boolean;
};

export type SaveRegionInput = {
  code: string;
  level: string;
  parent?: string | null | undefined;
  name: string;
  active?: boolean;
};

export type SaveUnitInput = {
  id: string;
  name: string;
  kind?: string;
  region?: string | null | undefined;
  active?: boolean;
  /** 反馈先由负责人签发；空：不变。 */
  signsFirst?: boolean | null | undefined;
};

export type SetPasswordInput = {
  current: string;
  new: string;
};

export type SignInInput = {
  phone: string;
  password: string;
  /** 给「我的设备」看的名字，例如 Android · Chrome。 */
  deviceLabel?: string;
};

/** 当场解决了：怎么解决的，谁确认。 */
export type SolvedAtDeskInput = {
  whatDone: string;
  confirmedBy: string;
};

export type SolvedInput = {
  /** 当场怎么解决的。 */
  whatDone: string;
  /** 谁确认已解决。 */
  confirmedBy: MetInput;
};

/** 当场解决的，监督室抽到后自己问企业。 */
export type SpotCheckInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  result: SpotCheckResult;
  /** 不满意时必填：还差什么。 */
  text?: string;
  sealedAt: string;
};

/** 抽查回访时对方怎么说。 */
export type SpotCheckResult =
  | 'SATISFIED'
  | 'MOSTLY'
  | 'UNSATISFIED'
  | 'NO_ANSWER';

export type SupplementVisitInput = {
  commandId: string;
  visitId: string;
  text: string;
  photoIds?: Array<string>;
  sealedAt: string;
};

export type SupportIssueInput = {
  commandId: string;
  issueId: string;
  text?: string;
  photoIds?: Array<string>;
  sealedAt: string;
};

export type TestPushInput = {
  commandId: string;
};

export type TransferIssueInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  unitId: string;
  personId: string;
  text: string;
  sealedAt: string;
};

/** 延期或暂停：申请，或监督室定。 */
export type UntilInput = {
  commandId: string;
  issueId: string;
  expectedVersion: number;
  until: string;
  text: string;
  /** 暂停的原因：waiting_for_others、needs_funds、needs_law、weather、other。 */
  reasonCode?: string;
  sealedAt: string;
};

export type Urgency =
  | 'NORMAL'
  | 'COMPLEX'
  | 'URGENT_24H'
  | 'URGENT_2H';

export type UseResetCodeInput = {
  phone: string;
  code: string;
  newPassword: string;
  deviceLabel?: string;
};

export type Verdict =
  | 'APPROVED'
  | 'RETURNED';

export type VisitContentInput = {
  enterpriseId: string;
  startedAt: string;
  mode: VisitMode;
  trigger: VisitTrigger;
  met?: Array<MetInput>;
  discussed: string;
  needs?: string;
  /** 不在包联名单内时必填。 */
  visitReason?: string;
  /** 到了提醒线时写的理由；服务器从不因此拒绝。 */
  limitReason?: string;
  place?: PlaceInput | null | undefined;
  photoIds?: Array<string>;
};

/** 现在这个人对这条走访能做什么；没有列出的不显示。 */
export type VisitDeed =
  | 'AMEND'
  | 'SUPPLEMENT'
  | 'REVIEW'
  | 'CORRECT_ENTERPRISE';

export type VisitFilter = {
  region?: string | null | undefined;
  unitId?: string | null | undefined;
  authorId?: string | null | undefined;
  enterpriseId?: string | null | undefined;
  /** 到访日期，含；上海时间。 */
  from?: string | null | undefined;
  to?: string | null | undefined;
  withProblems?: boolean | null | undefined;
  state?: VisitState | null | undefined;
  /** 在内容、企业名里全文搜索。 */
  text?: string | null | undefined;
};

export type VisitMode =
  | 'FACE'
  | 'PHONE'
  | 'ONLINE';

export type VisitOrder =
  | 'NEWEST_FIRST'
  | 'OLDEST_FIRST';

export type VisitState =
  | 'PENDING'
  | 'RETURNED'
  | 'APPROVED';

export type VisitTrigger =
  | 'OWN_INITIATIVE'
  | 'REQUESTED'
  | 'SERVICE_DAY'
  | 'FOLLOW_UP';

/** 一句话的命令。不改版本的命令（如催办）可以不填 expectedVersion。 */
export type WordsInput = {
  commandId: string;
  issueId: string;
  expectedVersion?: number | null | undefined;
  text?: string;
  sealedAt: string;
};

export type AcknowledgeClueMutationVariables = Exact<{
  input: AcknowledgeClueInput;
}>;


export type AcknowledgeClueMutation = { acknowledgeClue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AcknowledgeIssueMutationVariables = Exact<{
  input: AcknowledgeIssueInput;
}>;


export type AcknowledgeIssueMutation = { acknowledgeIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AddDoorbellMutationVariables = Exact<{
  input: AddDoorbellInput;
}>;


export type AddDoorbellMutation = { addDoorbell:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AlertSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertSettingsQuery = { alertSettings:
    | { __typename: 'AlertSettings', digests: Array<string>, digestChoices: Array<string>, quietFrom: string | null, quietUntil: string | null, channels: Array<Channel>, channelChoices: Array<Channel> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AmendVisitMutationVariables = Exact<{
  input: AmendVisitInput;
}>;


export type AmendVisitMutation = { amendVisit:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AnswerIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type AnswerIssueMutation = { answerIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ApplyImportMutationVariables = Exact<{
  id: string;
}>;


export type ApplyImportMutation = { applyImport:
    | { __typename: 'ImportJob', id: string, kind: ImportKind, state: ImportState, fileName: string, total: number, done: number, added: number, changed: number, same: number, wrong: number, startedAt: string, finishedAt: string | null, findings: Array<{ row: number, column: string, severity: string, message: string, before: string | null, after: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AskExtensionMutationVariables = Exact<{
  input: UntilInput;
}>;


export type AskExtensionMutation = { askExtension:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AskLookBackMutationVariables = Exact<{
  input: WordsInput;
}>;


export type AskLookBackMutation = { askLookBack:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AskSuspensionMutationVariables = Exact<{
  input: UntilInput;
}>;


export type AskSuspensionMutation = { askSuspension:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AssignChoicesQueryVariables = Exact<{
  issueId: string;
  topic?: string | null | undefined;
}>;


export type AssignChoicesQuery = { assignChoices:
    | { __typename: 'AssignChoices', units: Array<{ reason: string | null, unit: { id: string, name: string }, people: Array<{ id: string, name: string, lead: boolean, reach: Reach, standIn: string | null }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AssignIssueMutationVariables = Exact<{
  input: AssignIssueInput;
}>;


export type AssignIssueMutation = { assignIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type AuditLogQueryVariables = Exact<{
  filter: AuditFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog:
    | { __typename: 'AuditLog', after: string | null, items: Array<{ id: string, at: string, kind: AuditKind, deed: string, who: string | null, about: string | null, other: string | null, thing: string | null, role: Role | null, facts: Json }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type CalendarYearsQueryVariables = Exact<{ [key: string]: never; }>;


export type CalendarYearsQuery = { calendarYears:
    | { __typename: 'CalendarYears', items: Array<{ year: number, source: string, importedAt: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type CallBackIssueMutationVariables = Exact<{
  input: CallBackIssueInput;
}>;


export type CallBackIssueMutation = { callBackIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type CallBacksQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type CallBacksQuery = { callBacks:
    | { __typename: 'CallBackList', after: string | null, items: Array<{ answered: boolean, tries: number, issue: { id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null } }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ChangeCalendarDayMutationVariables = Exact<{
  day: string;
  kind: DayKind;
}>;


export type ChangeCalendarDayMutation = { changeCalendarDay:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ClosedIssuesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ClosedIssuesQuery = { closedIssues:
    | { __typename: 'ClosedIssues', after: string | null, items: Array<{ id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ClueEnvelopeQueryVariables = Exact<{
  id: string;
}>;


export type ClueEnvelopeQuery = { clueEnvelope:
    | { __typename: 'ClueEnvelope', id: string, keyId: string, envelope: string }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ClueKeyQueryVariables = Exact<{ [key: string]: never; }>;


export type ClueKeyQuery = { clueKey:
    | { __typename: 'ClueKey', id: string, publicKey: string, fingerprint: string, publishedAt: string }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type CluePileQueryVariables = Exact<{ [key: string]: never; }>;


export type CluePileQuery = { cluePile:
    | { __typename: 'CluePile', receivedThisYear: number, today: string, waiting: Array<{ id: string, keyId: string, receivedAt: string, sizeBytes: number, dueOn: string }>, received: Array<{ id: string, number: string, receivedAt: string, acknowledgedAt: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ClueReceiptsQueryVariables = Exact<{
  secrets: Array<string> | string;
}>;


export type ClueReceiptsQuery = { clueReceipts:
    | { __typename: 'ClueReceipts', items: Array<{ secret: string, state: string, number: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ConfirmationQueryVariables = Exact<{
  issueId: string;
}>;


export type ConfirmationQuery = { confirmation:
    | { __typename: 'Confirmation', canAsk: boolean, openUntil: string | null, answeredAt: string | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ConfirmationLinkMutationVariables = Exact<{
  issueId: string;
}>;


export type ConfirmationLinkMutation = { confirmationLink:
    | { __typename: 'ConfirmationLink', path: string, url: string, svg: string, expiresAt: string }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type CorrectEnterpriseMutationVariables = Exact<{
  input: CorrectEnterpriseInput;
}>;


export type CorrectEnterpriseMutation = { correctEnterprise:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DeclineIssueMutationVariables = Exact<{
  input: DeclineIssueInput;
}>;


export type DeclineIssueMutation = { declineIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DeleteFilterMutationVariables = Exact<{
  id: string;
}>;


export type DeleteFilterMutation = { deleteFilter:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DeliveryQueryVariables = Exact<{
  id: string;
}>;


export type DeliveryQuery = { delivery:
    | { __typename: 'Delivery', id: string, state: DeliveryState, sentAt: string | null, ackedAt: string | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DevicesQueryVariables = Exact<{ [key: string]: never; }>;


export type DevicesQuery = { devices:
    | { __typename: 'DeviceList', items: Array<{ sessionId: string, label: string, signedInAt: string, lastSeenAt: string, current: boolean }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DirectoryQueryVariables = Exact<{
  since?: string | null | undefined;
}>;


export type DirectoryQuery = { directory:
    | { __typename: 'Directory', stamp: string, whole: boolean, gone: Array<string>, rows: Array<{ id: string, name: string, uscc: string | null, region: string, protected: boolean, pinyin: string, initials: string, latDeg: number | null, lngDeg: number | null, lastVisitOn: string | null, visitsThisMonth: number, openIssues: number, code: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DoorbellsQueryVariables = Exact<{ [key: string]: never; }>;


export type DoorbellsQuery = { doorbells:
    | { __typename: 'DoorbellList', items: Array<{ id: string, label: string, addedAt: string, lastAckAt: string | null, healthy: boolean, current: boolean }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type DuePreviewQueryVariables = Exact<{
  urgency: Urgency;
}>;


export type DuePreviewQuery = { duePreview:
    | { __typename: 'DuePreview', at: string, provisional: boolean, acknowledgeBy: string, inputs: Json }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type EndGrantMutationVariables = Exact<{
  id: string;
}>;


export type EndGrantMutation = { endGrant:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type EndPairingMutationVariables = Exact<{
  id: string;
}>;


export type EndPairingMutation = { endPairing:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type EnterpriseQueryVariables = Exact<{
  id: string;
}>;


export type EnterpriseQuery = { enterprise:
    | { __typename: 'Enterprise', id: string, code: string, name: string, uscc: string | null, address: string, latDeg: number | null, lngDeg: number | null, paired: boolean, visitsPerMonthLimit: number, quietDays: Array<string>, openIssueCount: number, region: { code: string, name: string }, protection: { since: string, until: string | null, note: string } | null, contacts: Array<{ id: string, name: string, title: string, phone: string }>, officers: Array<{ tier: number, tierName: string, name: string, unitName: string, phone: string, standIn: string | null }>, visitsThisMonth: Array<{ on: string, unitName: string }>, openIssues: Array<{ id: string, number: string | null, title: string, state: IssueState, reportedOn: string, own: boolean, topic: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type EnterpriseByCodeQueryVariables = Exact<{
  code: string;
}>;


export type EnterpriseByCodeQuery = { enterpriseByCode:
    | { __typename: 'Enterprise', id: string, code: string, name: string, uscc: string | null, address: string, latDeg: number | null, lngDeg: number | null, paired: boolean, visitsPerMonthLimit: number, quietDays: Array<string>, openIssueCount: number, region: { code: string, name: string }, protection: { since: string, until: string | null, note: string } | null, contacts: Array<{ id: string, name: string, title: string, phone: string }>, officers: Array<{ tier: number, tierName: string, name: string, unitName: string, phone: string, standIn: string | null }>, visitsThisMonth: Array<{ on: string, unitName: string }>, openIssues: Array<{ id: string, number: string | null, title: string, state: IssueState, reportedOn: string, own: boolean, topic: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type EnterprisesQueryVariables = Exact<{
  text: string;
  region?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type EnterprisesQuery = { enterprises:
    | { __typename: 'EnterprisePage', after: string | null, items: Array<{ id: string, code: string, name: string, uscc: string | null, address: string, active: boolean, latDeg: number | null, lngDeg: number | null, quietDays: Array<string>, region: { code: string, name: string }, protection: { since: string, until: string | null, note: string } | null, contacts: Array<{ id: string, name: string, title: string, phone: string }>, pairings: Array<{ id: string, tier: number, personId: string, personName: string, fromAt: string, untilAt: string | null }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type EscalateIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type EscalateIssueMutation = { escalateIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ExportLedgerMutationVariables = Exact<{
  input: ExportLedgerInput;
  order: LedgerOrder;
}>;


export type ExportLedgerMutation = { exportLedger:
    | { __typename: 'LedgerExport', id: string, state: ExportState, total: number, done: number, snapshotId: string | null, askedAt: string, finishedAt: string | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ExtendIssueMutationVariables = Exact<{
  input: UntilInput;
}>;


export type ExtendIssueMutation = { extendIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type FieldSizeQueryVariables = Exact<{
  environment: Environment;
}>;


export type FieldSizeQuery = { fieldSize:
    | { __typename: 'FieldSize', few: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type FilterChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type FilterChoicesQuery = { filterChoices:
    | { __typename: 'FilterChoices', units: Array<{ id: string, name: string }>, regions: Array<{ code: string, name: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type HandOverChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type HandOverChoicesQuery = { handOverChoices:
    | { __typename: 'HandOverChoices', units: Array<{ unit: { id: string, name: string }, people: Array<{ id: string, name: string, lead: boolean, handles: boolean }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type HandOverClueMutationVariables = Exact<{
  input: HandOverClueInput;
}>;


export type HandOverClueMutation = { handOverClue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type HandOverIssuesMutationVariables = Exact<{
  input: HandOverIssuesInput;
}>;


export type HandOverIssuesMutation = { handOverIssues:
    | { __typename: 'HandedOverIssues', issues: number, left: number }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type HandOverPairingsMutationVariables = Exact<{
  input: HandOverInput;
}>;


export type HandOverPairingsMutation = { handOverPairings:
    | { __typename: 'HandedOver', pairings: number }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type HandlingChoicesQueryVariables = Exact<{
  issueId: string;
}>;


export type HandlingChoicesQuery = { handlingChoices:
    | { __typename: 'HandlingChoices', units: Array<{ id: string, name: string }>, people: Array<{ id: string, name: string, lead: boolean }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type HeldIssuesQueryVariables = Exact<{
  personId: string;
}>;


export type HeldIssuesQuery = { heldIssues:
    | { __typename: 'HeldIssues', total: number, items: Array<{ id: string, number: string | null, title: string | null, state: IssueState, dueAt: string | null, unit: { id: string, name: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type IdentityReadingsQueryVariables = Exact<{ [key: string]: never; }>;


export type IdentityReadingsQuery = { identityReadings:
    | { __typename: 'IdentityReadings', items: Array<{ issueId: string, readerName: string, reason: string, at: string, what: ReadWhat }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ImportCalendarYearMutationVariables = Exact<{
  year: number;
  text: string;
  dryRun: boolean;
}>;


export type ImportCalendarYearMutation = { importCalendarYear:
    | { __typename: 'CalendarYearReport', year: number, off: Array<string>, makeUp: Array<string>, ordinary: Array<string>, applied: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ImportJobQueryVariables = Exact<{
  id: string;
}>;


export type ImportJobQuery = { importJob:
    | { __typename: 'ImportJob', id: string, kind: ImportKind, state: ImportState, fileName: string, total: number, done: number, added: number, changed: number, same: number, wrong: number, startedAt: string, finishedAt: string | null, findings: Array<{ row: number, column: string, severity: string, message: string, before: string | null, after: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type InHandQueryVariables = Exact<{
  colour?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type InHandQuery = { inHand:
    | { __typename: 'IssueBoard', total: number, after: string | null, items: Array<{ id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type InboxQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type InboxQuery = { inbox:
    | { __typename: 'Inbox', unread: number, after: string | null, items: Array<{ id: string, kind: NoticeKind, urgent: boolean, subjectKind: string, subjectId: string, title: string, text: string, at: string, readAt: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type IssueQueryVariables = Exact<{
  id: string;
}>;


export type IssueQuery = { issue:
    | { __typename: 'Issue', id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, environment: Environment | null, title: string, description: string, ownWords: boolean, paraphrase: string, protected: boolean, placeText: string, voiceId: string | null, enterpriseHidden: boolean, visitId: string | null, reportedAt: string, receivedAt: string, urgency: Urgency | null, handlerName: string | null, coUnits: Array<string>, designated: boolean, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, suspendedUntil: string | null, mergedInto: string | null, outcome: string, closedAt: string | null, supporters: number, draftId: string | null, toBeSigned: boolean, allowed: Array<string>, own: boolean, topic: { code: string, name: string }, place: { latDeg: number, lngDeg: number, accuracyM: number | null, source: PlaceSource } | null, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null, ask: { kind: string, until: string, text: string } | null, closure: { whatDone: string, confirmedBy: string, at: string } | null, photos: Array<{ id: string, sha256: string, takenAt: string | null, widthPx: number, heightPx: number, checkCode: string }>, steps: Array<{ id: string, command: string, at: string, deviceAt: string | null, text: string, words: string, who: string, audience: Audience, round: number, facts: Json, photos: Array<{ id: string, sha256: string, takenAt: string | null, widthPx: number, heightPx: number, checkCode: string }> }>, timeline: Array<{ at: string, deviceAt: string | null, text: string, who: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type IssueResetCodeMutationVariables = Exact<{
  personId: string;
}>;


export type IssueResetCodeMutation = { issueResetCode:
    | { __typename: 'ResetCode', code: string, expiresAt: string }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type IssueTraceQueryVariables = Exact<{
  id: string;
}>;


export type IssueTraceQuery = { issueTrace:
    | { __typename: 'IssueTrace', summary: string, items: Array<{ who: string, kind: NoticeKind, title: string, toldAt: string, readAt: string | null, rungs: Array<{ channel: Channel, state: DeliveryState, dueAt: string | null, sentAt: string | null, ackedAt: string | null, why: string }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LeadersListQueryVariables = Exact<{
  unitId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type LeadersListQuery = { leadersList:
    | { __typename: 'LeadersList', after: string | null, items: Array<{ id: string, number: string | null, state: IssueState, escalated: boolean, dueOn: string, workingDaysOverdue: number, unit: { id: string, name: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LedgerQueryVariables = Exact<{
  filter: LedgerFilter;
  order: LedgerOrder;
  first: number;
  after?: string | null | undefined;
}>;


export type LedgerQuery = { ledger:
    | { __typename: 'LedgerPage', at: string, after: string | null, columns: Array<string>, items: Array<{ id: string, number: string | null, source: IssueSource, state: IssueState, round: number, title: string, hidden: Array<string>, reportedAt: string, assignedAt: string | null, notedAt: string | null, sentBack: number, outcome: string, closedAt: string | null, said: string, saidByLink: boolean, handlerName: string | null, topic: { code: string, name: string }, region: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LedgerChangesQueryVariables = Exact<{
  snapshotId: string;
}>;


export type LedgerChangesQuery = { ledgerChanges:
    | { __typename: 'LedgerChanges', at: string, items: Array<{ issueId: string, number: string, column: string, before: string, now: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LedgerExportsQueryVariables = Exact<{ [key: string]: never; }>;


export type LedgerExportsQuery = { ledgerExports:
    | { __typename: 'LedgerExports', items: Array<{ id: string, state: ExportState, total: number, done: number, snapshotId: string | null, askedAt: string, finishedAt: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LedgerFiguresQueryVariables = Exact<{
  filter: LedgerFilter;
}>;


export type LedgerFiguresQuery = { ledgerFigures:
    | { __typename: 'LedgerFigures', total: number, closed: number, underWay: number, waiting: number, onTheSpot: number, overdue: number, asked: number | null, satisfied: number | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LedgerSnapshotsQueryVariables = Exact<{ [key: string]: never; }>;


export type LedgerSnapshotsQuery = { ledgerSnapshots:
    | { __typename: 'LedgerSnapshots', items: Array<{ id: string, month: string, frozenAt: string, rowCount: number, sha256: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LedgerTotalsQueryVariables = Exact<{
  filters: Array<LedgerFilter> | LedgerFilter;
}>;


export type LedgerTotalsQuery = { ledgerTotals:
    | { __typename: 'LedgerTotals', totals: Array<number> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LendGrantMutationVariables = Exact<{
  input: LendGrantInput;
}>;


export type LendGrantMutation = { lendGrant:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LendPairingsMutationVariables = Exact<{
  input: LendPairingsInput;
}>;


export type LendPairingsMutation = { lendPairings:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LikelyDuplicatesQueryVariables = Exact<{
  text: string;
  enterpriseId?: string | null | undefined;
  topic?: string | null | undefined;
  but?: string | null | undefined;
  first: number;
}>;


export type LikelyDuplicatesQuery = { likelyDuplicates:
    | { __typename: 'LikelyDuplicates', items: Array<{ sameEnterprise: boolean, own: boolean, photoId: string | null, issue: { id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null } }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LogVisitMutationVariables = Exact<{
  input: LogVisitInput;
}>;


export type LogVisitMutation = { logVisit:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LookBackMutationVariables = Exact<{
  input: LookBackInput;
}>;


export type LookBackMutation = { lookBack:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type LookBacksQueryVariables = Exact<{ [key: string]: never; }>;


export type LookBacksQuery = { lookBacks:
    | { __typename: 'LookBackList', items: Array<{ dueOn: string, rule: string, issue: { id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null } }>, unowned: Array<{ dueOn: string, rule: string, issue: { id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null } }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type MarkReadMutationVariables = Exact<{
  input: MarkReadInput;
}>;


export type MarkReadMutation = { markRead:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me:
    | { __typename: 'Me', sessionId: string, mustChangePassword: boolean, serverTime: string, person: { id: string, name: string, phone: string, title: string, unit: { id: string, name: string } | null }, grants: Array<{ id: string, role: Role, label: string, bundles: Array<string>, fromAt: string, untilAt: string | null, standInFor: string | null, unit: { id: string, name: string } | null, region: { code: string, name: string } | null }>, badges: { unread: number, pendingReviews: number | null }, district: { code: string, name: string, hotline: string, numberPrefix: string, visitsPerMonthLimit: number, sessionDays: number, retentionMonthsOfPositions: number, retentionYearsOfPhotos: number, tiers: Array<{ tier: number, name: string }>, topics: Array<{ code: string, name: string }>, regions: Array<{ code: string, name: string }> } }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type MergeIssueMutationVariables = Exact<{
  input: MergeIssueInput;
}>;


export type MergeIssueMutation = { mergeIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type MyIssuesQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type MyIssuesQuery = { myIssues:
    | { __typename: 'MyIssuePage', after: string | null, items: Array<{ id: string, version: number, number: string | null, state: IssueState, title: string, reportedAt: string, progress: string, wanted: string | null, answer: string | null, decideBy: string | null, withdrawn: boolean, allowed: Array<string>, topic: string, enterpriseId: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type MyReportsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyReportsQuery = { myReports:
    | { __typename: 'MyReports', since: string, at: string, visits: Array<{ id: string, version: number, state: VisitState, startedAt: string, receivedAt: string, mode: VisitMode, excerpt: string, issueCount: number, wanted: string | null, enterprise: { id: string, name: string, region: { code: string, name: string } }, author: { id: string, name: string, unitName: string, standInFor: string | null }, photos: Array<{ id: string, sha256: string }> }>, issues: Array<{ id: string, version: number, number: string | null, state: IssueState, source: IssueSource, title: string, reportedAt: string, wanted: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type MyTodoQueryVariables = Exact<{ [key: string]: never; }>;


export type MyTodoQuery = { myTodo:
    | { __typename: 'TodoList', at: string, items: Array<{ id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, drafted: boolean, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type NoteIssueMutationVariables = Exact<{
  input: NoteIssueInput;
}>;


export type NoteIssueMutation = { noteIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type NoticeQueryVariables = Exact<{
  id: string;
}>;


export type NoticeQuery = { notice:
    | { __typename: 'Notice', id: string, kind: NoticeKind, urgent: boolean, subjectKind: string, subjectId: string, number: string | null, title: string, text: string, at: string, readAt: string | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ObjectIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type ObjectIssueMutation = { objectIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type OfficersByNameQueryVariables = Exact<{
  text: string;
}>;


export type OfficersByNameQuery = { officersByName:
    | { __typename: 'PersonChoiceList', items: Array<{ id: string, name: string, unitName: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type OpenAtDeskMutationVariables = Exact<{
  input: OpenAtDeskInput;
}>;


export type OpenAtDeskMutation = { openAtDesk:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { overview:
    | { __typename: 'Overview', least: number, at: string, units: Array<{ unit: { id: string, name: string }, figures: { inHand: number | null, yellow: number | null, red: number | null, escalated: number, longOverdue: number, closed: number | null, asked: number | null, satisfied: number | null, lookedBack: number | null, recurred: number | null } }>, onTheSpot: { inHand: number | null, yellow: number | null, red: number | null, escalated: number, longOverdue: number, closed: number | null, asked: number | null, satisfied: number | null, lookedBack: number | null, recurred: number | null }, total: { inHand: number | null, yellow: number | null, red: number | null, escalated: number, longOverdue: number, closed: number | null, asked: number | null, satisfied: number | null, lookedBack: number | null, recurred: number | null } }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type PairedEnterprisesQueryVariables = Exact<{ [key: string]: never; }>;


export type PairedEnterprisesQuery = { pairedEnterprises:
    | { __typename: 'EnterpriseList', at: string, items: Array<{ id: string, code: string, name: string, uscc: string | null, address: string, latDeg: number | null, lngDeg: number | null, paired: boolean, visitsPerMonthLimit: number, quietDays: Array<string>, openIssueCount: number, region: { code: string, name: string }, protection: { since: string, until: string | null, note: string } | null, contacts: Array<{ id: string, name: string, title: string, phone: string }>, officers: Array<{ tier: number, tierName: string, name: string, unitName: string, phone: string, standIn: string | null }>, visitsThisMonth: Array<{ on: string, unitName: string }>, openIssues: Array<{ id: string, number: string | null, title: string, state: IssueState, reportedOn: string, own: boolean, topic: string }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type PeopleQueryVariables = Exact<{
  text: string;
  first: number;
  after?: string | null | undefined;
}>;


export type PeopleQuery = { people:
    | { __typename: 'PersonPage', after: string | null, items: Array<{ id: string, name: string, phone: string, title: string, active: boolean, unit: { id: string, name: string } | null, grants: Array<{ id: string, role: Role, label: string, bundles: Array<string>, environments: Array<Environment>, fromAt: string, untilAt: string | null, standInFor: string | null, unit: { id: string, name: string } | null, region: { code: string, name: string } | null }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type PlanLookBackMutationVariables = Exact<{
  input: PlanLookBackInput;
}>;


export type PlanLookBackMutation = { planLookBack:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type PublishClueKeyMutationVariables = Exact<{
  id: string;
  publicKey: string;
}>;


export type PublishClueKeyMutation = { publishClueKey:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type PushSetupQueryVariables = Exact<{ [key: string]: never; }>;


export type PushSetupQuery = { pushSetup:
    | { __typename: 'PushSetup', enabled: boolean, publicKey: string | null, reason: string | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RateIssueMutationVariables = Exact<{
  input: RateIssueInput;
}>;


export type RateIssueMutation = { rateIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReadIdentityMutationVariables = Exact<{
  issueId: string;
  reason: string;
}>;


export type ReadIdentityMutation = { readIdentity:
    | { __typename: 'IdentityAnswer', name: string, phone: string, reportedAt: string }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReassignIssueMutationVariables = Exact<{
  input: ReassignIssueInput;
}>;


export type ReassignIssueMutation = { reassignIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RedirectIssueMutationVariables = Exact<{
  input: RedirectIssueInput;
}>;


export type RedirectIssueMutation = { redirectIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RefuseRequestMutationVariables = Exact<{
  input: WordsInput;
}>;


export type RefuseRequestMutation = { refuseRequest:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RegionsQueryVariables = Exact<{ [key: string]: never; }>;


export type RegionsQuery = { regions:
    | { __typename: 'RegionList', items: Array<{ code: string, level: string, parent: string | null, name: string, active: boolean }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RejectIssueMutationVariables = Exact<{
  input: RejectIssueInput;
}>;


export type RejectIssueMutation = { rejectIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RejectResponseMutationVariables = Exact<{
  input: WordsInput;
}>;


export type RejectResponseMutation = { rejectResponse:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RemoveDoorbellMutationVariables = Exact<{
  input: RemoveDoorbellInput;
}>;


export type RemoveDoorbellMutation = { removeDoorbell:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReportIssueMutationVariables = Exact<{
  input: ReportIssueInput;
}>;


export type ReportIssueMutation = { reportIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReporterContactMutationVariables = Exact<{
  issueId: string;
  reason: string;
}>;


export type ReporterContactMutation = { reporterContact:
    | { __typename: 'ReporterContact', enterprise: string, name: string, phone: string, added: Array<{ at: string, text: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RespondIssueMutationVariables = Exact<{
  input: RespondIssueInput;
}>;


export type RespondIssueMutation = { respondIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ResubmitIssueMutationVariables = Exact<{
  input: ResubmitIssueInput;
}>;


export type ResubmitIssueMutation = { resubmitIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ResumeIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type ResumeIssueMutation = { resumeIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReturnDraftMutationVariables = Exact<{
  input: WordsInput;
}>;


export type ReturnDraftMutation = { returnDraft:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReturnIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type ReturnIssueMutation = { returnIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReviewQueueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ReviewQueueQuery = { reviewQueue:
    | { __typename: 'ReviewQueue', total: number, after: string | null, items: Array<{ id: string, version: number, state: VisitState, startedAt: string, receivedAt: string, mode: VisitMode, excerpt: string, issueCount: number, wanted: string | null, enterprise: { id: string, name: string, region: { code: string, name: string } }, author: { id: string, name: string, unitName: string, standInFor: string | null }, photos: Array<{ id: string, sha256: string }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type ReviewVisitMutationVariables = Exact<{
  input: ReviewVisitInput;
}>;


export type ReviewVisitMutation = { reviewVisit:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type RevokeDeviceMutationVariables = Exact<{
  sessionId: string;
}>;


export type RevokeDeviceMutation = { revokeDevice:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveAlertSettingsMutationVariables = Exact<{
  input: AlertSettingsInput;
}>;


export type SaveAlertSettingsMutation = { saveAlertSettings:
    | { __typename: 'AlertSettings', digests: Array<string>, digestChoices: Array<string>, quietFrom: string | null, quietUntil: string | null, channels: Array<Channel>, channelChoices: Array<Channel> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveContactMutationVariables = Exact<{
  input: SaveContactInput;
}>;


export type SaveContactMutation = { saveContact:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveEnterpriseMutationVariables = Exact<{
  input: SaveEnterpriseInput;
}>;


export type SaveEnterpriseMutation = { saveEnterprise:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveFilterMutationVariables = Exact<{
  input: SaveFilterInput;
}>;


export type SaveFilterMutation = { saveFilter:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveGrantMutationVariables = Exact<{
  input: SaveGrantInput;
}>;


export type SaveGrantMutation = { saveGrant:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SavePairingMutationVariables = Exact<{
  input: SavePairingInput;
}>;


export type SavePairingMutation = { savePairing:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SavePersonMutationVariables = Exact<{
  input: SavePersonInput;
}>;


export type SavePersonMutation = { savePerson:
    | { __typename: 'NewPassword', personId: string, initialPassword: string | null }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveProtectionMutationVariables = Exact<{
  input: SaveProtectionInput;
}>;


export type SaveProtectionMutation = { saveProtection:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveQuietDayMutationVariables = Exact<{
  input: SaveQuietDayInput;
}>;


export type SaveQuietDayMutation = { saveQuietDay:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveRegionMutationVariables = Exact<{
  input: SaveRegionInput;
}>;


export type SaveRegionMutation = { saveRegion:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveSettingMutationVariables = Exact<{
  key: string;
  value: Json;
}>;


export type SaveSettingMutation = { saveSetting:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SaveUnitMutationVariables = Exact<{
  input: SaveUnitInput;
}>;


export type SaveUnitMutation = { saveUnit:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SavedFiltersQueryVariables = Exact<{
  list: string;
}>;


export type SavedFiltersQuery = { savedFilters:
    | { __typename: 'SavedFilterList', items: Array<{ id: string, name: string, filter: Json }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SearchAllQueryVariables = Exact<{
  text: string;
}>;


export type SearchAllQuery = { searchAll:
    | { __typename: 'SearchHits', enterprises: Array<{ id: string, name: string, region: { code: string, name: string } }>, issues: Array<{ id: string, number: string | null, source: IssueSource, state: IssueState, title: string, hidden: Array<string>, reportedAt: string, enterprise: { id: string, name: string, region: { code: string, name: string } } | null }>, visits: Array<{ id: string, startedAt: string, excerpt: string, enterprise: { id: string, name: string, region: { code: string, name: string } }, author: { id: string, name: string, unitName: string, standInFor: string | null } }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SetPasswordMutationVariables = Exact<{
  input: SetPasswordInput;
}>;


export type SetPasswordMutation = { setPassword:
    | { __typename: 'Me', sessionId: string, mustChangePassword: boolean, serverTime: string, person: { id: string, name: string, phone: string, title: string, unit: { id: string, name: string } | null }, grants: Array<{ id: string, role: Role, label: string, bundles: Array<string>, fromAt: string, untilAt: string | null, standInFor: string | null, unit: { id: string, name: string } | null, region: { code: string, name: string } | null }>, badges: { unread: number, pendingReviews: number | null }, district: { code: string, name: string, hotline: string, numberPrefix: string, visitsPerMonthLimit: number, sessionDays: number, retentionMonthsOfPositions: number, retentionYearsOfPhotos: number, tiers: Array<{ tier: number, name: string }>, topics: Array<{ code: string, name: string }>, regions: Array<{ code: string, name: string }> } }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { settings:
    | { __typename: 'SettingList', items: Array<{ key: string, value: Json, default: Json, description: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn:
    | { __typename: 'Me', sessionId: string, mustChangePassword: boolean, serverTime: string, person: { id: string, name: string, phone: string, title: string, unit: { id: string, name: string } | null }, grants: Array<{ id: string, role: Role, label: string, bundles: Array<string>, fromAt: string, untilAt: string | null, standInFor: string | null, unit: { id: string, name: string } | null, region: { code: string, name: string } | null }>, badges: { unread: number, pendingReviews: number | null }, district: { code: string, name: string, hotline: string, numberPrefix: string, visitsPerMonthLimit: number, sessionDays: number, retentionMonthsOfPositions: number, retentionYearsOfPhotos: number, tiers: Array<{ tier: number, name: string }>, topics: Array<{ code: string, name: string }>, regions: Array<{ code: string, name: string }> } }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut:
    | { __typename: 'Ok', ok: boolean }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SignResponseMutationVariables = Exact<{
  input: WordsInput;
}>;


export type SignResponseMutation = { signResponse:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SpotCheckMutationVariables = Exact<{
  input: SpotCheckInput;
}>;


export type SpotCheckMutation = { spotCheck:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SpotChecksQueryVariables = Exact<{ [key: string]: never; }>;


export type SpotChecksQuery = { spotChecks:
    | { __typename: 'SpotCheckList', items: Array<{ dueOn: string, tries: number, issue: { id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null } }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SupplementVisitMutationVariables = Exact<{
  input: SupplementVisitInput;
}>;


export type SupplementVisitMutation = { supplementVisit:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SupportIssueMutationVariables = Exact<{
  input: SupportIssueInput;
}>;


export type SupportIssueMutation = { supportIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type SuspendIssueMutationVariables = Exact<{
  input: UntilInput;
}>;


export type SuspendIssueMutation = { suspendIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type TestPushMutationVariables = Exact<{
  input: TestPushInput;
}>;


export type TestPushMutation = { testPush:
    | { __typename: 'TestPush', deliveries: Array<string> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type TransferIssueMutationVariables = Exact<{
  input: TransferIssueInput;
}>;


export type TransferIssueMutation = { transferIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type TriageQueueQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type TriageQueueQuery = { triageQueue:
    | { __typename: 'TriageQueue', total: number, after: string | null, items: Array<{ id: string, version: number, number: string | null, state: IssueState, round: number, source: IssueSource, title: string, protected: boolean, reportedAt: string, handlerName: string | null, urgency: Urgency | null, assignedAt: string | null, acknowledgeBy: string | null, notedAt: string | null, sentBack: number, escalation: number, outcome: string, closedAt: string | null, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, region: { code: string, name: string }, leadUnit: { id: string, name: string } | null, due: { at: string, provisional: boolean, inputs: Json, colour: string } | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type UnheardAlertsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type UnheardAlertsQuery = { unheardAlerts:
    | { __typename: 'UnheardAlerts', total: number, after: string | null, items: Array<{ id: string, who: string, phone: string, kind: NoticeKind, title: string, toldAt: string, listedAt: string | null, nextSteps: Array<string>, rungs: Array<{ channel: Channel, state: DeliveryState, dueAt: string | null, sentAt: string | null, ackedAt: string | null }>, issue: { id: string, number: string | null, state: IssueState, title: string, leadUnit: { id: string, name: string } | null } }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type UnitsQueryVariables = Exact<{ [key: string]: never; }>;


export type UnitsQuery = { units:
    | { __typename: 'UnitList', items: Array<{ id: string, name: string, kind: string, region: string | null, active: boolean, signsFirst: boolean }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type UrgeIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type UrgeIssueMutation = { urgeIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type UseResetCodeMutationVariables = Exact<{
  input: UseResetCodeInput;
}>;


export type UseResetCodeMutation = { useResetCode:
    | { __typename: 'Me', sessionId: string, mustChangePassword: boolean, serverTime: string, person: { id: string, name: string, phone: string, title: string, unit: { id: string, name: string } | null }, grants: Array<{ id: string, role: Role, label: string, bundles: Array<string>, fromAt: string, untilAt: string | null, standInFor: string | null, unit: { id: string, name: string } | null, region: { code: string, name: string } | null }>, badges: { unread: number, pendingReviews: number | null }, district: { code: string, name: string, hotline: string, numberPrefix: string, visitsPerMonthLimit: number, sessionDays: number, retentionMonthsOfPositions: number, retentionYearsOfPhotos: number, tiers: Array<{ tier: number, name: string }>, topics: Array<{ code: string, name: string }>, regions: Array<{ code: string, name: string }> } }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type VisitQueryVariables = Exact<{
  id: string;
}>;


export type VisitQuery = { visit:
    | { __typename: 'Visit', id: string, version: number, state: VisitState, late: boolean, allowed: Array<VisitDeed>, enterprise: { id: string, name: string, region: { code: string, name: string } }, author: { id: string, name: string, unitName: string, standInFor: string | null }, latest: { number: number, startedAt: string, mode: VisitMode, trigger: VisitTrigger, discussed: string, needs: string, visitReason: string, limitReason: string, sealedAt: string, receivedAt: string, met: Array<{ contactId: string | null, name: string }> }, place: { latDeg: number, lngDeg: number, accuracyM: number | null, source: PlaceSource } | null, photos: Array<{ id: string, sha256: string, takenAt: string | null, widthPx: number, heightPx: number, checkCode: string }>, issues: Array<{ id: string, version: number, number: string | null, state: IssueState, outcome: string, source: IssueSource, title: string, description: string, visitId: string | null, reportedAt: string, receivedAt: string, topic: { code: string, name: string }, enterprise: { id: string, name: string, region: { code: string, name: string } } | null, closure: { whatDone: string, confirmedBy: string, at: string } | null, photos: Array<{ id: string, sha256: string, takenAt: string | null, widthPx: number, heightPx: number, checkCode: string }>, timeline: Array<{ at: string, deviceAt: string | null, text: string, who: string }> }>, revisions: Array<{ number: number, startedAt: string, mode: VisitMode, trigger: VisitTrigger, discussed: string, needs: string, visitReason: string, limitReason: string, sealedAt: string, receivedAt: string, met: Array<{ contactId: string | null, name: string }> }>, reviews: Array<{ revision: number, verdict: Verdict, reason: string, reviewerName: string, at: string }>, supplements: Array<{ id: string, text: string, authorName: string, sealedAt: string, receivedAt: string, photos: Array<{ id: string, sha256: string, takenAt: string | null, widthPx: number, heightPx: number, checkCode: string }> }>, timeline: Array<{ at: string, deviceAt: string | null, text: string, who: string }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type VisitsQueryVariables = Exact<{
  filter: VisitFilter;
  order: VisitOrder;
  first: number;
  after?: string | null | undefined;
}>;


export type VisitsQuery = { visits:
    | { __typename: 'VisitPage', after: string | null, items: Array<{ id: string, version: number, state: VisitState, startedAt: string, receivedAt: string, mode: VisitMode, excerpt: string, issueCount: number, wanted: string | null, enterprise: { id: string, name: string, region: { code: string, name: string } }, author: { id: string, name: string, unitName: string, standInFor: string | null }, photos: Array<{ id: string, sha256: string }> }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type WithdrawIssueMutationVariables = Exact<{
  input: WordsInput;
}>;


export type WithdrawIssueMutation = { withdrawIssue:
    | { __typename: 'Receipt', id: string, version: number, state: string | null, number: string | null, photos: Array<{ id: string, sha256: string, rawSha256: string | null }> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

export type WorkingDaysQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkingDaysQuery = { workingDays:
    | { __typename: 'WorkingDays', version: number, knownUntil: string, daysOff: Array<string>, makeUpDays: Array<string> }
    | { __typename: 'Refused', code: string, message: string, remedy: Remedy, field: string | null, facts: Json }
   };

/** Every operation of the contract: its kind, the type of its answer, its answer and its variables. */
export interface Operations {
  AcknowledgeClue: { kind: 'mutation'; answers: 'DeedResult'; result: AcknowledgeClueMutation['acknowledgeClue']; variables: AcknowledgeClueMutationVariables }
  AcknowledgeIssue: { kind: 'mutation'; answers: 'DeedResult'; result: AcknowledgeIssueMutation['acknowledgeIssue']; variables: AcknowledgeIssueMutationVariables }
  AddDoorbell: { kind: 'mutation'; answers: 'DeedResult'; result: AddDoorbellMutation['addDoorbell']; variables: AddDoorbellMutationVariables }
  AlertSettings: { kind: 'query'; answers: 'AlertSettingsResult'; result: AlertSettingsQuery['alertSettings']; variables: AlertSettingsQueryVariables }
  AmendVisit: { kind: 'mutation'; answers: 'DeedResult'; result: AmendVisitMutation['amendVisit']; variables: AmendVisitMutationVariables }
  AnswerIssue: { kind: 'mutation'; answers: 'DeedResult'; result: AnswerIssueMutation['answerIssue']; variables: AnswerIssueMutationVariables }
  ApplyImport: { kind: 'mutation'; answers: 'ImportJobResult'; result: ApplyImportMutation['applyImport']; variables: ApplyImportMutationVariables }
  AskExtension: { kind: 'mutation'; answers: 'DeedResult'; result: AskExtensionMutation['askExtension']; variables: AskExtensionMutationVariables }
  AskLookBack: { kind: 'mutation'; answers: 'DeedResult'; result: AskLookBackMutation['askLookBack']; variables: AskLookBackMutationVariables }
  AskSuspension: { kind: 'mutation'; answers: 'DeedResult'; result: AskSuspensionMutation['askSuspension']; variables: AskSuspensionMutationVariables }
  AssignChoices: { kind: 'query'; answers: 'AssignChoicesResult'; result: AssignChoicesQuery['assignChoices']; variables: AssignChoicesQueryVariables }
  AssignIssue: { kind: 'mutation'; answers: 'DeedResult'; result: AssignIssueMutation['assignIssue']; variables: AssignIssueMutationVariables }
  AuditLog: { kind: 'query'; answers: 'AuditLogResult'; result: AuditLogQuery['auditLog']; variables: AuditLogQueryVariables }
  CalendarYears: { kind: 'query'; answers: 'CalendarYearsResult'; result: CalendarYearsQuery['calendarYears']; variables: CalendarYearsQueryVariables }
  CallBackIssue: { kind: 'mutation'; answers: 'DeedResult'; result: CallBackIssueMutation['callBackIssue']; variables: CallBackIssueMutationVariables }
  CallBacks: { kind: 'query'; answers: 'CallBacksResult'; result: CallBacksQuery['callBacks']; variables: CallBacksQueryVariables }
  ChangeCalendarDay: { kind: 'mutation'; answers: 'OkResult'; result: ChangeCalendarDayMutation['changeCalendarDay']; variables: ChangeCalendarDayMutationVariables }
  ClosedIssues: { kind: 'query'; answers: 'ClosedIssuesResult'; result: ClosedIssuesQuery['closedIssues']; variables: ClosedIssuesQueryVariables }
  ClueEnvelope: { kind: 'query'; answers: 'ClueEnvelopeResult'; result: ClueEnvelopeQuery['clueEnvelope']; variables: ClueEnvelopeQueryVariables }
  ClueKey: { kind: 'query'; answers: 'ClueKeyResult'; result: ClueKeyQuery['clueKey']; variables: ClueKeyQueryVariables }
  CluePile: { kind: 'query'; answers: 'CluePileResult'; result: CluePileQuery['cluePile']; variables: CluePileQueryVariables }
  ClueReceipts: { kind: 'query'; answers: 'ClueReceiptsResult'; result: ClueReceiptsQuery['clueReceipts']; variables: ClueReceiptsQueryVariables }
  Confirmation: { kind: 'query'; answers: 'ConfirmationResult'; result: ConfirmationQuery['confirmation']; variables: ConfirmationQueryVariables }
  ConfirmationLink: { kind: 'mutation'; answers: 'LinkResult'; result: ConfirmationLinkMutation['confirmationLink']; variables: ConfirmationLinkMutationVariables }
  CorrectEnterprise: { kind: 'mutation'; answers: 'DeedResult'; result: CorrectEnterpriseMutation['correctEnterprise']; variables: CorrectEnterpriseMutationVariables }
  DeclineIssue: { kind: 'mutation'; answers: 'DeedResult'; result: DeclineIssueMutation['declineIssue']; variables: DeclineIssueMutationVariables }
  DeleteFilter: { kind: 'mutation'; answers: 'OkResult'; result: DeleteFilterMutation['deleteFilter']; variables: DeleteFilterMutationVariables }
  Delivery: { kind: 'query'; answers: 'DeliveryResult'; result: DeliveryQuery['delivery']; variables: DeliveryQueryVariables }
  Devices: { kind: 'query'; answers: 'DevicesResult'; result: DevicesQuery['devices']; variables: DevicesQueryVariables }
  Directory: { kind: 'query'; answers: 'DirectoryResult'; result: DirectoryQuery['directory']; variables: DirectoryQueryVariables }
  Doorbells: { kind: 'query'; answers: 'DoorbellsResult'; result: DoorbellsQuery['doorbells']; variables: DoorbellsQueryVariables }
  DuePreview: { kind: 'query'; answers: 'DuePreviewResult'; result: DuePreviewQuery['duePreview']; variables: DuePreviewQueryVariables }
  EndGrant: { kind: 'mutation'; answers: 'OkResult'; result: EndGrantMutation['endGrant']; variables: EndGrantMutationVariables }
  EndPairing: { kind: 'mutation'; answers: 'OkResult'; result: EndPairingMutation['endPairing']; variables: EndPairingMutationVariables }
  Enterprise: { kind: 'query'; answers: 'EnterpriseResult'; result: EnterpriseQuery['enterprise']; variables: EnterpriseQueryVariables }
  EnterpriseByCode: { kind: 'query'; answers: 'EnterpriseResult'; result: EnterpriseByCodeQuery['enterpriseByCode']; variables: EnterpriseByCodeQueryVariables }
  Enterprises: { kind: 'query'; answers: 'EnterprisesResult'; result: EnterprisesQuery['enterprises']; variables: EnterprisesQueryVariables }
  EscalateIssue: { kind: 'mutation'; answers: 'DeedResult'; result: EscalateIssueMutation['escalateIssue']; variables: EscalateIssueMutationVariables }
  ExportLedger: { kind: 'mutation'; answers: 'LedgerExportResult'; result: ExportLedgerMutation['exportLedger']; variables: ExportLedgerMutationVariables }
  ExtendIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ExtendIssueMutation['extendIssue']; variables: ExtendIssueMutationVariables }
  FieldSize: { kind: 'query'; answers: 'FieldSizeResult'; result: FieldSizeQuery['fieldSize']; variables: FieldSizeQueryVariables }
  FilterChoices: { kind: 'query'; answers: 'FilterChoicesResult'; result: FilterChoicesQuery['filterChoices']; variables: FilterChoicesQueryVariables }
  HandOverChoices: { kind: 'query'; answers: 'HandOverChoicesResult'; result: HandOverChoicesQuery['handOverChoices']; variables: HandOverChoicesQueryVariables }
  HandOverClue: { kind: 'mutation'; answers: 'DeedResult'; result: HandOverClueMutation['handOverClue']; variables: HandOverClueMutationVariables }
  HandOverIssues: { kind: 'mutation'; answers: 'HandedOverIssuesResult'; result: HandOverIssuesMutation['handOverIssues']; variables: HandOverIssuesMutationVariables }
  HandOverPairings: { kind: 'mutation'; answers: 'HandOverResult'; result: HandOverPairingsMutation['handOverPairings']; variables: HandOverPairingsMutationVariables }
  HandlingChoices: { kind: 'query'; answers: 'HandlingChoicesResult'; result: HandlingChoicesQuery['handlingChoices']; variables: HandlingChoicesQueryVariables }
  HeldIssues: { kind: 'query'; answers: 'HeldIssuesResult'; result: HeldIssuesQuery['heldIssues']; variables: HeldIssuesQueryVariables }
  IdentityReadings: { kind: 'query'; answers: 'ReadingsResult'; result: IdentityReadingsQuery['identityReadings']; variables: IdentityReadingsQueryVariables }
  ImportCalendarYear: { kind: 'mutation'; answers: 'CalendarYearReportResult'; result: ImportCalendarYearMutation['importCalendarYear']; variables: ImportCalendarYearMutationVariables }
  ImportJob: { kind: 'query'; answers: 'ImportJobResult'; result: ImportJobQuery['importJob']; variables: ImportJobQueryVariables }
  InHand: { kind: 'query'; answers: 'BoardResult'; result: InHandQuery['inHand']; variables: InHandQueryVariables }
  Inbox: { kind: 'query'; answers: 'InboxResult'; result: InboxQuery['inbox']; variables: InboxQueryVariables }
  Issue: { kind: 'query'; answers: 'IssueResult'; result: IssueQuery['issue']; variables: IssueQueryVariables }
  IssueResetCode: { kind: 'mutation'; answers: 'ResetCodeResult'; result: IssueResetCodeMutation['issueResetCode']; variables: IssueResetCodeMutationVariables }
  IssueTrace: { kind: 'query'; answers: 'TraceResult'; result: IssueTraceQuery['issueTrace']; variables: IssueTraceQueryVariables }
  LeadersList: { kind: 'query'; answers: 'LeadersListResult'; result: LeadersListQuery['leadersList']; variables: LeadersListQueryVariables }
  Ledger: { kind: 'query'; answers: 'LedgerResult'; result: LedgerQuery['ledger']; variables: LedgerQueryVariables }
  LedgerChanges: { kind: 'query'; answers: 'LedgerChangesResult'; result: LedgerChangesQuery['ledgerChanges']; variables: LedgerChangesQueryVariables }
  LedgerExports: { kind: 'query'; answers: 'LedgerExportsResult'; result: LedgerExportsQuery['ledgerExports']; variables: LedgerExportsQueryVariables }
  LedgerFigures: { kind: 'query'; answers: 'LedgerFiguresResult'; result: LedgerFiguresQuery['ledgerFigures']; variables: LedgerFiguresQueryVariables }
  LedgerSnapshots: { kind: 'query'; answers: 'LedgerSnapshotsResult'; result: LedgerSnapshotsQuery['ledgerSnapshots']; variables: LedgerSnapshotsQueryVariables }
  LedgerTotals: { kind: 'query'; answers: 'LedgerTotalsResult'; result: LedgerTotalsQuery['ledgerTotals']; variables: LedgerTotalsQueryVariables }
  LendGrant: { kind: 'mutation'; answers: 'OkResult'; result: LendGrantMutation['lendGrant']; variables: LendGrantMutationVariables }
  LendPairings: { kind: 'mutation'; answers: 'OkResult'; result: LendPairingsMutation['lendPairings']; variables: LendPairingsMutationVariables }
  LikelyDuplicates: { kind: 'query'; answers: 'DuplicatesResult'; result: LikelyDuplicatesQuery['likelyDuplicates']; variables: LikelyDuplicatesQueryVariables }
  LogVisit: { kind: 'mutation'; answers: 'DeedResult'; result: LogVisitMutation['logVisit']; variables: LogVisitMutationVariables }
  LookBack: { kind: 'mutation'; answers: 'DeedResult'; result: LookBackMutation['lookBack']; variables: LookBackMutationVariables }
  LookBacks: { kind: 'query'; answers: 'LookBacksResult'; result: LookBacksQuery['lookBacks']; variables: LookBacksQueryVariables }
  MarkRead: { kind: 'mutation'; answers: 'DeedResult'; result: MarkReadMutation['markRead']; variables: MarkReadMutationVariables }
  Me: { kind: 'query'; answers: 'MeResult'; result: MeQuery['me']; variables: MeQueryVariables }
  MergeIssue: { kind: 'mutation'; answers: 'DeedResult'; result: MergeIssueMutation['mergeIssue']; variables: MergeIssueMutationVariables }
  MyIssues: { kind: 'query'; answers: 'MyIssuesResult'; result: MyIssuesQuery['myIssues']; variables: MyIssuesQueryVariables }
  MyReports: { kind: 'query'; answers: 'MyReportsResult'; result: MyReportsQuery['myReports']; variables: MyReportsQueryVariables }
  MyTodo: { kind: 'query'; answers: 'TodoResult'; result: MyTodoQuery['myTodo']; variables: MyTodoQueryVariables }
  NoteIssue: { kind: 'mutation'; answers: 'DeedResult'; result: NoteIssueMutation['noteIssue']; variables: NoteIssueMutationVariables }
  Notice: { kind: 'query'; answers: 'NoticeResult'; result: NoticeQuery['notice']; variables: NoticeQueryVariables }
  ObjectIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ObjectIssueMutation['objectIssue']; variables: ObjectIssueMutationVariables }
  OfficersByName: { kind: 'query'; answers: 'PersonChoicesResult'; result: OfficersByNameQuery['officersByName']; variables: OfficersByNameQueryVariables }
  OpenAtDesk: { kind: 'mutation'; answers: 'DeedResult'; result: OpenAtDeskMutation['openAtDesk']; variables: OpenAtDeskMutationVariables }
  Overview: { kind: 'query'; answers: 'OverviewResult'; result: OverviewQuery['overview']; variables: OverviewQueryVariables }
  PairedEnterprises: { kind: 'query'; answers: 'PairedEnterprisesResult'; result: PairedEnterprisesQuery['pairedEnterprises']; variables: PairedEnterprisesQueryVariables }
  People: { kind: 'query'; answers: 'PeopleResult'; result: PeopleQuery['people']; variables: PeopleQueryVariables }
  PlanLookBack: { kind: 'mutation'; answers: 'DeedResult'; result: PlanLookBackMutation['planLookBack']; variables: PlanLookBackMutationVariables }
  PublishClueKey: { kind: 'mutation'; answers: 'OkResult'; result: PublishClueKeyMutation['publishClueKey']; variables: PublishClueKeyMutationVariables }
  PushSetup: { kind: 'query'; answers: 'PushSetupResult'; result: PushSetupQuery['pushSetup']; variables: PushSetupQueryVariables }
  RateIssue: { kind: 'mutation'; answers: 'DeedResult'; result: RateIssueMutation['rateIssue']; variables: RateIssueMutationVariables }
  ReadIdentity: { kind: 'mutation'; answers: 'IdentityResult'; result: ReadIdentityMutation['readIdentity']; variables: ReadIdentityMutationVariables }
  ReassignIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ReassignIssueMutation['reassignIssue']; variables: ReassignIssueMutationVariables }
  RedirectIssue: { kind: 'mutation'; answers: 'DeedResult'; result: RedirectIssueMutation['redirectIssue']; variables: RedirectIssueMutationVariables }
  RefuseRequest: { kind: 'mutation'; answers: 'DeedResult'; result: RefuseRequestMutation['refuseRequest']; variables: RefuseRequestMutationVariables }
  Regions: { kind: 'query'; answers: 'RegionsResult'; result: RegionsQuery['regions']; variables: RegionsQueryVariables }
  RejectIssue: { kind: 'mutation'; answers: 'DeedResult'; result: RejectIssueMutation['rejectIssue']; variables: RejectIssueMutationVariables }
  RejectResponse: { kind: 'mutation'; answers: 'DeedResult'; result: RejectResponseMutation['rejectResponse']; variables: RejectResponseMutationVariables }
  RemoveDoorbell: { kind: 'mutation'; answers: 'DeedResult'; result: RemoveDoorbellMutation['removeDoorbell']; variables: RemoveDoorbellMutationVariables }
  ReportIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ReportIssueMutation['reportIssue']; variables: ReportIssueMutationVariables }
  ReporterContact: { kind: 'mutation'; answers: 'ContactResult'; result: ReporterContactMutation['reporterContact']; variables: ReporterContactMutationVariables }
  RespondIssue: { kind: 'mutation'; answers: 'DeedResult'; result: RespondIssueMutation['respondIssue']; variables: RespondIssueMutationVariables }
  ResubmitIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ResubmitIssueMutation['resubmitIssue']; variables: ResubmitIssueMutationVariables }
  ResumeIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ResumeIssueMutation['resumeIssue']; variables: ResumeIssueMutationVariables }
  ReturnDraft: { kind: 'mutation'; answers: 'DeedResult'; result: ReturnDraftMutation['returnDraft']; variables: ReturnDraftMutationVariables }
  ReturnIssue: { kind: 'mutation'; answers: 'DeedResult'; result: ReturnIssueMutation['returnIssue']; variables: ReturnIssueMutationVariables }
  ReviewQueue: { kind: 'query'; answers: 'ReviewQueueResult'; result: ReviewQueueQuery['reviewQueue']; variables: ReviewQueueQueryVariables }
  ReviewVisit: { kind: 'mutation'; answers: 'DeedResult'; result: ReviewVisitMutation['reviewVisit']; variables: ReviewVisitMutationVariables }
  RevokeDevice: { kind: 'mutation'; answers: 'OkResult'; result: RevokeDeviceMutation['revokeDevice']; variables: RevokeDeviceMutationVariables }
  SaveAlertSettings: { kind: 'mutation'; answers: 'AlertSettingsResult'; result: SaveAlertSettingsMutation['saveAlertSettings']; variables: SaveAlertSettingsMutationVariables }
  SaveContact: { kind: 'mutation'; answers: 'OkResult'; result: SaveContactMutation['saveContact']; variables: SaveContactMutationVariables }
  SaveEnterprise: { kind: 'mutation'; answers: 'OkResult'; result: SaveEnterpriseMutation['saveEnterprise']; variables: SaveEnterpriseMutationVariables }
  SaveFilter: { kind: 'mutation'; answers: 'OkResult'; result: SaveFilterMutation['saveFilter']; variables: SaveFilterMutationVariables }
  SaveGrant: { kind: 'mutation'; answers: 'OkResult'; result: SaveGrantMutation['saveGrant']; variables: SaveGrantMutationVariables }
  SavePairing: { kind: 'mutation'; answers: 'OkResult'; result: SavePairingMutation['savePairing']; variables: SavePairingMutationVariables }
  SavePerson: { kind: 'mutation'; answers: 'SavePersonResult'; result: SavePersonMutation['savePerson']; variables: SavePersonMutationVariables }
  SaveProtection: { kind: 'mutation'; answers: 'OkResult'; result: SaveProtectionMutation['saveProtection']; variables: SaveProtectionMutationVariables }
  SaveQuietDay: { kind: 'mutation'; answers: 'OkResult'; result: SaveQuietDayMutation['saveQuietDay']; variables: SaveQuietDayMutationVariables }
  SaveRegion: { kind: 'mutation'; answers: 'OkResult'; result: SaveRegionMutation['saveRegion']; variables: SaveRegionMutationVariables }
  SaveSetting: { kind: 'mutation'; answers: 'OkResult'; result: SaveSettingMutation['saveSetting']; variables: SaveSettingMutationVariables }
  SaveUnit: { kind: 'mutation'; answers: 'OkResult'; result: SaveUnitMutation['saveUnit']; variables: SaveUnitMutationVariables }
  SavedFilters: { kind: 'query'; answers: 'SavedFiltersResult'; result: SavedFiltersQuery['savedFilters']; variables: SavedFiltersQueryVariables }
  SearchAll: { kind: 'query'; answers: 'SearchResult'; result: SearchAllQuery['searchAll']; variables: SearchAllQueryVariables }
  SetPassword: { kind: 'mutation'; answers: 'MeResult'; result: SetPasswordMutation['setPassword']; variables: SetPasswordMutationVariables }
  Settings: { kind: 'query'; answers: 'SettingsResult'; result: SettingsQuery['settings']; variables: SettingsQueryVariables }
  SignIn: { kind: 'mutation'; answers: 'MeResult'; result: SignInMutation['signIn']; variables: SignInMutationVariables }
  SignOut: { kind: 'mutation'; answers: 'OkResult'; result: SignOutMutation['signOut']; variables: SignOutMutationVariables }
  SignResponse: { kind: 'mutation'; answers: 'DeedResult'; result: SignResponseMutation['signResponse']; variables: SignResponseMutationVariables }
  SpotCheck: { kind: 'mutation'; answers: 'DeedResult'; result: SpotCheckMutation['spotCheck']; variables: SpotCheckMutationVariables }
  SpotChecks: { kind: 'query'; answers: 'SpotChecksResult'; result: SpotChecksQuery['spotChecks']; variables: SpotChecksQueryVariables }
  SupplementVisit: { kind: 'mutation'; answers: 'DeedResult'; result: SupplementVisitMutation['supplementVisit']; variables: SupplementVisitMutationVariables }
  SupportIssue: { kind: 'mutation'; answers: 'DeedResult'; result: SupportIssueMutation['supportIssue']; variables: SupportIssueMutationVariables }
  SuspendIssue: { kind: 'mutation'; answers: 'DeedResult'; result: SuspendIssueMutation['suspendIssue']; variables: SuspendIssueMutationVariables }
  TestPush: { kind: 'mutation'; answers: 'TestPushResult'; result: TestPushMutation['testPush']; variables: TestPushMutationVariables }
  TransferIssue: { kind: 'mutation'; answers: 'DeedResult'; result: TransferIssueMutation['transferIssue']; variables: TransferIssueMutationVariables }
  TriageQueue: { kind: 'query'; answers: 'TriageResult'; result: TriageQueueQuery['triageQueue']; variables: TriageQueueQueryVariables }
  UnheardAlerts: { kind: 'query'; answers: 'UnheardResult'; result: UnheardAlertsQuery['unheardAlerts']; variables: UnheardAlertsQueryVariables }
  Units: { kind: 'query'; answers: 'UnitsResult'; result: UnitsQuery['units']; variables: UnitsQueryVariables }
  UrgeIssue: { kind: 'mutation'; answers: 'DeedResult'; result: UrgeIssueMutation['urgeIssue']; variables: UrgeIssueMutationVariables }
  UseResetCode: { kind: 'mutation'; answers: 'MeResult'; result: UseResetCodeMutation['useResetCode']; variables: UseResetCodeMutationVariables }
  Visit: { kind: 'query'; answers: 'VisitResult'; result: VisitQuery['visit']; variables: VisitQueryVariables }
  Visits: { kind: 'query'; answers: 'VisitsResult'; result: VisitsQuery['visits']; variables: VisitsQueryVariables }
  WithdrawIssue: { kind: 'mutation'; answers: 'DeedResult'; result: WithdrawIssueMutation['withdrawIssue']; variables: WithdrawIssueMutationVariables }
  WorkingDays: { kind: 'query'; answers: 'WorkingDaysResult'; result: WorkingDaysQuery['workingDays']; variables: WorkingDaysQueryVariables }
}
