/**
 * The last position of this session, whoever asked for it. For lists that may use one but never ask.
 * Module state: it is gone with the page and stored nowhere.
 */
import { shallowRef } from 'vue'

import type { Place } from './place'

export const knownPlace = shallowRef<{ place: Place; at: Date } | null>(null)
