import { onBeforeUnmount } from 'vue'

import { dismiss, shownToast, toast, type Toast } from './toast'

/** For a toast whose action needs the part of the page that shows it: it leaves with that part, as if its time were over. */
export function useToast(): (next: Toast) => void {
  let own: Toast | null = null
  onBeforeUnmount(() => {
    if (own && shownToast.value === own) dismiss()
  })
  return (next) => {
    own = next
    toast(next)
  }
}
