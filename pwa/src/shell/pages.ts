/** A route for a page that is found by its file's name. */
import type { RouteRecordRaw } from 'vue-router'

export interface Page {
  default: object
}
type Pages = Record<string, () => Promise<Page>>
type Meta = RouteRecordRaw['meta']

/** Gives the route of a page, or none while the page does not exist. */
export function pagesOf(pages: Pages) {
  return (path: string, file: string, meta: Meta = {}): RouteRecordRaw[] => {
    const component = pages[`./${file}.vue`]
    return component ? [{ path, component, meta }] : []
  }
}
