/**
 * One enterprise in a list: name, protection, a second line, open issues. A plain function and a plain link, because
 * three thousand of them scroll by; the list around it follows the link (`ui/follow`).
 */
import { h, type FunctionalComponent, type PropType, type VNodeChild } from 'vue'

import type { DirectoryRow, Span } from './rows'
import { t } from './words'

import Icon from '@/ui/Icon.vue'

interface Props {
  row: DirectoryRow
  sub: string
  href: string
  marks?: readonly Span[] | undefined
  dense?: boolean
}

const EnterpriseRow: FunctionalComponent<Props> = ({ row, sub, href, marks, dense }) =>
  h('a', { class: dense ? 'row ent dense' : 'row ent', href }, [
    h('div', [
      h('p', { class: 't' }, [...named(row.name, marks), row.protected ? protectedPill() : null]),
      h('p', { class: 's' }, sub),
    ]),
    h('div', { class: 'v' }, [
      row.openIssues > 0 ? h('span', { class: 'b ent__open' }, t('openN', { n: row.openIssues })) : null,
      h(Icon, { name: 'next' }),
    ]),
  ])
EnterpriseRow.props = {
  row: { type: Object as PropType<DirectoryRow>, required: true },
  sub: { type: String, required: true },
  href: { type: String, required: true },
  marks: Array as unknown as PropType<readonly Span[]>,
  dense: Boolean,
}
export default EnterpriseRow

/** The name with what was hit marked. */
function named(name: string, marks: readonly Span[] = []): VNodeChild[] {
  const parts: VNodeChild[] = []
  let done = 0
  for (const [from, to] of marks) {
    parts.push(name.slice(done, from), h('mark', { class: 'hit' }, name.slice(from, to)))
    done = to
  }
  return [...parts, name.slice(done)]
}

function protectedPill(): VNodeChild {
  return [' ', h('span', { class: 'pill is-line' }, [h(Icon, { name: 'shield' }), t('protectedShort')])]
}
