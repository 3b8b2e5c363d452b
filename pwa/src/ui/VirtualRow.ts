/** One seat of a VirtualList. It draws itself anew only when another row sits in it. */
import { defineComponent, h, type PropType, type VNodeChild } from 'vue'

import type { Seat } from './seats'

export default defineComponent({
  props: {
    seat: { type: Object as PropType<Seat<unknown>>, required: true },
    count: { type: Number, required: true },
    draw: { type: Function as PropType<(row: { item: unknown; index: number }) => VNodeChild>, required: true },
  },
  setup: (props) => () => {
    const { item, index, topPx } = props.seat
    const place = { 'aria-posinset': index + 1, 'aria-setsize': props.count, style: { top: `${topPx}px` } }
    return h('li', { class: 'virtual__row', ...place }, [props.draw({ item, index })])
  },
})
