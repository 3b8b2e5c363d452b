/** What an enterprise's QR code says: a link of ours that ends in /e/<code>, or the bare code. Pure. */
const CODE = /^[0-9A-Z]{6,12}$/

/** The enterprise's code in what was read; null: it is none of ours. */
export function codeIn(text: string): string | null {
  const said = text.trim()
  const link = /^https?:\/\/[^?#]*\/e\/([^/?#]+)/i.exec(said)
  const code = (link ? link[1]! : said).toUpperCase()
  return CODE.test(code) ? code : null
}

/** Without it there is no button: the phone's own camera opens the link as well. */
export function canScan(): boolean {
  return 'BarcodeDetector' in window && navigator.mediaDevices !== undefined
}
