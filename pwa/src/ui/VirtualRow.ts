/**
 * One row of a VirtualList. It draws itself anew only when its item changes, so that scrolling costs the rows that come
 * and not the rows that stay.
 */
import { defineComponent, h, type PropType, type VNodeChild } from 'vue'

export default defineComponent({
  props: {
    item: { type: null as unknown as PropType<unknown>, required: true },
    index: { type: Number, required: true },
    count: { type: Number, required: true },
    topPx: { type: Number, required: true },
    heightPx: { type: Number, default: 0 }, // 0: as high as its content
    draw: { type: Function as PropType<(row: { item: unknown; index: number }) => VNodeChild>, required: true },
  },
  setup: (props) => () =>
    h(
      'li',
      {
        'aria-posinset': props.index + 1,
        'aria-setsize': props.count,
        class: 'virtual__row',
        style: { top: `${props.topPx}px`, height: props.heightPx ? `${props.heightPx}px` : undefined },
      },
      [props.draw({ item: props.item, index: props.index })],
    ),
})
