const KINDS: [RegExp, string][] = [
  [/HarmonyOS/i, '鸿蒙手机'],
  [/Android/, '安卓'],
  [/iPhone|iPad/, '苹果手机'],
  [/Windows/, '电脑，Windows'],
  [/Macintosh/, '电脑，macOS'],
]
const BROWSERS: [RegExp, string][] = [
  [/wxwork/i, '企业微信'],
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** What 「我的设备」 calls this one: 安卓，企业微信. Kind and browser only. */
export function deviceLabel(agent: string): string {
  const kind = KINDS.find(([sign]) => sign.test(agent))?.[1] ?? '电脑'
  const browser = BROWSERS.find(([sign]) => sign.test(agent))?.[1]
  return browser ? `${kind}，${browser}` : kind
}
