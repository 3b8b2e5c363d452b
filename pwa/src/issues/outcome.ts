/** The figures of what came of the work: whole, or left empty. Pure. */
import { t } from './words'

const MOST = 10 ** 13 // the server takes no more

/** Yuan or enterprises as written: 「220,0000」 and full-width figures too. Null: left empty. */
export function figureOf(written: string): number | null {
  const plain = written.normalize('NFKC').replace(/[\s,，]/g, '')
  return plain === '' ? null : Number(plain)
}

export function outcomeGap({ amount, enterprises }: { amount: string; enterprises: string }): string {
  const wrong = [amount, enterprises].map(figureOf).some((one) => one !== null && !(Number.isInteger(one) && one >= 0 && one <= MOST))
  return wrong ? t('gapFigures') : ''
}
