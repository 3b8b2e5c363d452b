/** A phrase put into a text at the cursor, parted from its neighbours by 「。」. Nothing of the text is replaced. */
export function inserted(text: string, phrase: string, cursor: number): { text: string; cursor: number } {
  const before = text.slice(0, cursor)
  const after = text.slice(cursor)
  const gap = before.trim() === '' || /[。！？；，、：.!?;,\s]$/.test(before) ? '' : '。'
  const tail = after.trim() === '' || /^[。！？；，、.!?;,\s]/.test(after) ? '' : '。'
  const put = `${before}${gap}${phrase}${tail}`
  return { text: put + after, cursor: put.length }
}
