/** What the phone knows of enterprises, as the server sends it. */
import type { ValueOf } from '@/api/reply'

/** A row of the directory: every enterprise of the district, offline. */
export type DirectoryRow = ValueOf<'Directory'>['rows'][number]

/** A whole card: what the enterprise page shows. The own ones are kept offline. */
export type Card = ValueOf<'PairedEnterprises'>['items'][number]

/** A stretch of a text, in UTF-16 units: from, and one past the end. */
export type Span = readonly [from: number, to: number]
