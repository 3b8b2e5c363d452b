/**
 * The few elements of a long list and the row that sits in each. While one scrolls, a row that comes takes the seat of a
 * row that went: nothing is made, nothing is moved in the document, and the rows that stay are not touched.
 */
import { shallowReactive, shallowRef, type ShallowRef } from 'vue'

export interface Seat<Item> {
  readonly id: number
  item: Item
  index: number // of the row in the whole list
  topPx: number
}

export class Seats<Item> {
  /** In the order in which they stand in the document. */
  readonly all: ShallowRef<readonly Seat<Item>[]> = shallowRef([])
  private made = 0

  /** Seat the rows `from` up to `to`. Returns the seats in which another row sits now. */
  show(items: readonly Item[], from: number, to: number, topOf: (row: number) => number): Seat<Item>[] {
    const taken = new Set<number>()
    const free: Seat<Item>[] = []
    for (const seat of this.all.value) {
      if (seat.index >= from && seat.index < to && items[seat.index] === seat.item) taken.add(seat.index)
      else free.push(seat)
    }
    const fresh: Seat<Item>[] = []
    for (let index = from; index < to; index += 1) {
      if (!taken.has(index)) fresh.push(Object.assign(free.shift() ?? this.make(), { index, item: items[index]! }))
    }
    this.drop(free.filter((seat) => items[seat.index] !== seat.item)) // others wait below the edge of the screen
    for (const seat of this.all.value) seat.topPx = topOf(seat.index)
    return fresh
  }

  /** Bring the seats into the order of their rows: for screen readers and the Tab key, when the list is at rest. */
  order(): void {
    const ordered = [...this.all.value].sort((one, two) => one.index - two.index)
    if (ordered.some((seat, at) => seat !== this.all.value[at])) this.all.value = ordered
  }

  private make(): Seat<Item> {
    this.made += 1
    const seat = shallowReactive({ id: this.made, index: -1, topPx: 0 }) as Seat<Item>
    this.all.value = [...this.all.value, seat]
    return seat
  }

  private drop(gone: readonly Seat<Item>[]): void {
    if (gone.length > 0) this.all.value = this.all.value.filter((seat) => !gone.includes(seat))
  }
}
