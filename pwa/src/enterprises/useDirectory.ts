/**
 * The phone's directory and the own enterprises in memory, kept fresh while the app is open.
 *
 * Module state, because list, search, picker and enterprise page look at the same rows; it belongs to one person in
 * one grant and is forgotten with them.
 */
import { computed, effectScope, readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'

import type { Card, DirectoryRow } from './rows'
import { directoryHere, ownHere, ownRefreshed, refreshed, type Directory } from './sync'

import { ask } from '@/api/ask'
import type { Refusal } from '@/db/letter'
import { personHere, phone } from '@/db/open'
import { useSession } from '@/session/useSession'
import { onArrival } from '@/shell/bars'

export type Trouble = { kind: 'offline' } | { kind: 'fault'; incident: string } | { kind: 'refused'; refusal: Refusal }

const AGAIN_AFTER_MS = 60_000 // coming to the front twice within a minute asks once

const directory = shallowRef<Directory>({ rows: [], stamp: null, at: null })
const cards = shallowRef<readonly Card[]>([])
const ownAt = ref<Date | null>(null)
const read = ref(false) // what the phone holds is in memory
const asking = ref(false)
const trouble = shallowRef<Trouble | null>(null) // why the last asking brought nothing; null: it did
const byId = computed(() => new Map(directory.value.rows.map((row) => [row.id, row])))
const streets = computed(() => new Map(useSession().me.value?.district.regions.map(({ code, name }) => [code, name])))
let owner = '' // whose rows these are: person and grant
let reading: Promise<void> = Promise.resolve()
let round: Promise<void> | null = null
let askedAt = 0
let listening = false

export function useDirectory() {
  begin()
  return {
    directory: shallowReadonly(directory),
    cards: shallowReadonly(cards),
    ownAt: readonly(ownAt),
    read: readonly(read),
    asking: readonly(asking),
    trouble: shallowReadonly(trouble),
    refresh,
  }
}

/** Resolves when the phone's rows are in memory; on a new phone, when the server has answered or cannot. */
export async function directoryReady(): Promise<Directory> {
  begin()
  await reading
  if (directory.value.stamp === null) await refresh()
  return directory.value
}

/** Resolves when the phone's rows are in memory, whatever the network does. */
export function directoryRead(): Promise<void> {
  begin()
  return reading
}

/** The street's name; its code while the phone does not know it. */
export function streetOf(code: string): string {
  return streets.value.get(code) ?? code
}

export function rowOf(id: string): DirectoryRow | undefined {
  return byId.value.get(id)
}

/** Ask the server now. One asking at a time; who comes while one runs gets that one. */
function refresh(): Promise<void> {
  round ??= askAnew().finally(() => {
    round = null
    asking.value = false
  })
  return round
}

async function askAnew(): Promise<void> {
  const mine = owner
  asking.value = true
  await reading
  askedAt = Date.now()
  const now = (): Date => new Date()
  const isLiaison = useSession().grant.value?.role === 'LIAISON'
  const [rows, own] = await Promise.all([
    refreshed(phone(), directory.value, now),
    isLiaison ? ownRefreshed(phone(), now) : null,
  ])
  if (mine !== owner) return // somebody else, or another role, is in by now
  if ('rows' in rows) directory.value = rows
  if (own && 'cards' in own) {
    cards.value = own.cards
    ownAt.value = own.at
  }
  trouble.value = 'kind' in rows ? rows : own && 'kind' in own ? own : null
}

/** Take up whoever is in now; the first time, start listening for reasons to ask again. */
function begin(): void {
  const { grant, standing } = useSession()
  const now = standing.value === 'in' ? `${personHere()}/${grant.value?.id}` : ''
  if (now !== owner) {
    owner = now
    forget()
    if (now) {
      reading = readPhone(now)
      void refresh()
    }
  }
  if (!listening) listen()
}

async function readPhone(mine: string): Promise<void> {
  const [rows, own] = await Promise.all([directoryHere(phone()), ownHere(phone())])
  if (mine !== owner) return
  directory.value = rows
  cards.value = own?.cards ?? []
  ownAt.value = own?.at ?? null
  read.value = true
}

function forget(): void {
  directory.value = { rows: [], stamp: null, at: null }
  cards.value = []
  ownAt.value = null
  read.value = false
  trouble.value = null
  askedAt = 0
  round = null
}

function listen(): void {
  listening = true
  const { grant, standing } = useSession()
  const seen = (): void => {
    if (owner && document.visibilityState === 'visible' && Date.now() - askedAt > AGAIN_AFTER_MS) void refresh()
  }
  document.addEventListener('visibilitychange', seen)
  window.addEventListener('online', () => owner && void refresh())
  effectScope(true).run(() => {
    watch([grant, standing], begin)
    // a letter has arrived: the visit counts, it is one of the own reports, an issue may be open
    onArrival(() => {
      if (!owner) return
      void refresh()
      if (grant.value?.role === 'LIAISON') void ask('MyReports', {}, { phone: phone() })
    })
  })
}
