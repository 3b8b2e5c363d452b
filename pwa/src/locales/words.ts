/**
 * One catalogue, cut into areas so that words load with their route: `<area>.zh.ts` is the original,
 * `<area>.en.ts` is typed by it (a missing or extra key fails vue-tsc), and `words(zh, en)` gives the `t` of an area.
 *
 * `{name}` puts a value in; `{n|record|records}` chooses by number (English needs it, Chinese does not).
 */
import { computed, ref } from 'vue'

export type Language = 'zh' | 'en'
export type Catalogue<Zh> = { readonly [K in keyof Zh]: string }
type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? NameOf<N> | Names<Rest> : never
type NameOf<N> = N extends `${infer First}|${string}` ? First : N
type Values<S> = [Names<S>] extends [never] ? [] : [Record<Names<S>, string | number>]

const KEY = 'blt-language'

// Module state: the page has one language, and every area's words follow it at once.
const chosen = ref<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')
document.documentElement.lang = tagOf(chosen.value)

export const language = computed(() => chosen.value)

/** Say everything in this language from now on, on this phone. */
export function speak(to: Language): void {
  chosen.value = to
  localStorage.setItem(KEY, to)
  document.documentElement.lang = tagOf(to)
}

/** The `t` of one area. Reads the language each time, so a template that calls it follows a change. */
export function words<const Zh extends Record<string, string>>(zh: Zh, en: Catalogue<Zh>) {
  return <K extends keyof Zh & string>(key: K, ...values: Values<Zh[K]>): string =>
    fill(chosen.value === 'en' ? en[key] : zh[key]!, values[0] ?? {})
}

/** Put values into a sentence. A value that is not given stays visible as `{name}`: a gap must be seen. */
export function fill(sentence: string, values: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    if (!(name in values)) return whole
    if (one === undefined) return String(values[name])
    return (Number(values[name]) === 1 ? one : many) ?? whole
  })
}

/** The names of the values that a sentence needs. */
export function namesIn(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)/g)].map((found) => found[1]!))].sort()
}

function tagOf(spoken: Language): string {
  return spoken === 'en' ? 'en' : 'zh-CN'
}
