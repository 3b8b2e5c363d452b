/** The commands of the office, by the name in the life cycle's table; each opens a sheet of its own. */
import type { Registry } from '@/issues/registry'

export const officeCommands: Registry = {}
