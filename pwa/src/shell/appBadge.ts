/** The figure on the app's icon: letters that are not delivered, and groups that are unread. */
export async function showAppBadge(count: number): Promise<void> {
  try {
    if (count > 0) await navigator.setAppBadge?.(count)
    else await navigator.clearAppBadge?.()
  } catch (failure) {
    console.info('no badge:', (failure as Error).name) // not installed, or not allowed
  }
}
