/** The columns of the ledger (the setting ledger_columns) as a list. Pure. */
import { COLUMNS } from '@/ledger/rows'

const BETWEEN = '、'

export function columnsIn(value: unknown): string[] {
  return String(value ?? '').split(BETWEEN).filter(Boolean)
}

export function keptColumns(names: readonly string[]): string {
  return names.join(BETWEEN)
}

/** The page has no room for it: it is in the Excel file only. */
export function onlyInFile(name: string): boolean {
  return !(name in COLUMNS)
}
