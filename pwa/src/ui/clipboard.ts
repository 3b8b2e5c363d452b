/** Into the clipboard; false where the browser keeps it closed (plain http, some chat apps): then the text is selected by hand. */
export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (failure) {
    console.info('clipboard closed:', failure)
    return false
  }
}
