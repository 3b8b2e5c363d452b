/**
 * What in a text gives its writer away (rule 7). Found on this phone, told to its writer alone, and never in the way of
 * sending. Pure.
 */
export interface Self {
  name: string
  phone: string
  unit: string // '' when the person has none
}

export type Telling = 'name' | 'phone' | 'unit' | 'iAm'
export interface Hint {
  telling: Telling
  words: string // as they stand in the text
}

/** 「我是开饭店的」「我叫赵敏」「我们公司」「我在建设路开店」; not 「我是不是」「我在想」. */
const I_AM = [
  /我是(?!不是|说|想|觉得|看到|听说|因为|否)[^，。！？；,.!?;\n]{1,12}/u,
  /我(?:叫|姓)(?!他|她|人|你|您)[^，。！？；,.!?;\n]{1,8}/u,
  /本人(?:是|系|姓|叫|在)[^，。！？；,.!?;\n]{1,12}/u,
  /我(?:家|们家|们)?(?:的)?(?:自己的)?(?:公司|单位|厂子?|店里?|门店|企业|饭店|超市|商铺|铺子|作坊)/u,
  /我(?:就)?(?:住在?|在)[^，。！？；,.!?;\n]{1,10}(?:上班|工作|开店|做生意|居住|任职|开饭店|退休)/u,
]
const MOBILE = /^(?:86)?1[3-9]\d{9}$/u
const LEAST_NAME_CHARS = 2

/** In the order in which they would be changed: what tells most first. Each kind once. */
export function hintsIn(text: string, self: Self): Hint[] {
  const hints: Hint[] = []
  const plain = text.normalize('NFKC')
  const squeezed = plain.replace(/[\s\-–—·.]/gu, '')
  const { name, unit } = self
  if ([...name].length >= LEAST_NAME_CHARS && squeezed.includes(name)) hints.push({ telling: 'name', words: name })
  const mobile = squeezed.match(/\d+/gu)?.find((run) => MOBILE.test(run)) // anybody's: who gives one gives their own
  if (mobile) hints.push({ telling: 'phone', words: mobile })
  const said = unitIn(squeezed, unit)
  if (said) hints.push({ telling: 'unit', words: said })
  const iAm = I_AM.map((one) => one.exec(plain)?.[0]).find(Boolean)
  if (iAm) hints.push({ telling: 'iAm', words: iAm })
  return hints
}

/** The unit's whole name, or without the place in front of it: people leave that out. */
function unitIn(text: string, unit: string): string {
  if (!unit) return ''
  const short = unit.replace(/^.{2,8}?(?:省|市|区|县)/u, '').replace(/^.{2,8}?(?:区|县)/u, '')
  return [unit, short].find((one) => [...one].length >= 4 && text.includes(one)) ?? ''
}
