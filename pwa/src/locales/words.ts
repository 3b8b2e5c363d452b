/**
 * One catalogue, cut into areas so that words load with their route: `<area>.zh.ts` is the original,
 * `<area>.en.ts` is typed by it (a missing or extra key fails vue-tsc) and fetched only once English is chosen, and
 * `words(zh, () => import(en))` gives the `t` of an area.
 *
 * `{name}` puts a value in; `{n|record|records}` chooses by number (English needs it, Chinese does not).
 */
import { computed, ref, shallowRef } from 'vue'

export type Language = 'zh' | 'en'
export type Catalogue<Zh> = { readonly [K in keyof Zh]: string }
type English<Zh> = Catalogue<Zh> | (() => Promise<{ default: Catalogue<Zh> }>)
type Names<S> = S extends `${string}{${infer N}}${infer Rest}` ? NameOf<N> | Names<Rest> : never
type NameOf<N> = N extends `${infer First}|${string}` ? First : N
type Values<S> = [Names<S>] extends [never] ? [] : [Record<Names<S>, string | number>]

const KEY = 'blt-language'

// Module state: the page has one language, and every area's words follow it at once.
const chosen = ref<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')
document.documentElement.lang = tagOf(chosen.value)

export const language = computed(() => chosen.value)

// Module state: what English still has to be fetched of the areas that are on the page.
const owed = new Set<() => Promise<void>>()

/** Resolves when the language chosen can be spoken by all that is loaded. Without a network Chinese stands in. */
export async function wordsReady(): Promise<void> {
  if (chosen.value !== 'en') return
  const fetched = await Promise.allSettled([...owed].map((fetch) => fetch()))
  for (const one of fetched) if (one.status === 'rejected') console.info('no English words:', one.reason)
}

/** Say everything in this language from now on, on this phone. */
export function speak(to: Language): void {
  chosen.value = to
  localStorage.setItem(KEY, to)
  document.documentElement.lang = tagOf(to)
  void wordsReady()
}

/** The catalogue of one area in the language chosen; read it each time. */
export function catalogueOf<Zh extends Record<string, string>>(zh: Zh, english: English<Zh>): () => Catalogue<Zh> {
  const en = shallowRef<Catalogue<Zh> | null>(typeof english === 'function' ? null : english)
  if (typeof english === 'function') {
    const fetch = async (): Promise<void> => {
      en.value = (await english()).default
      owed.delete(fetch)
    }
    owed.add(fetch)
    void wordsReady() // an area that comes after the choice of English, with a sheet
  }
  return () => (chosen.value === 'en' && en.value ? en.value : zh)
}

/** The `t` of one area. Reads the language each time, so a template that calls it follows a change. */
export function words<const Zh extends Record<string, string>>(zh: Zh, english: English<Zh>) {
  const catalogue = catalogueOf(zh, english)
  return <K extends keyof Zh & string>(key: K, ...values: Values<Zh[K]>): string => fill(catalogue()[key], values[0] ?? {})
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
