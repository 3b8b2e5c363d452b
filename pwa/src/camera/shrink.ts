/**
 * Decode, draw smaller, encode. Upright and without metadata: the decoder has turned the picture already, and a canvas
 * knows nothing of EXIF. The same code runs in a worker and, where there is no OffscreenCanvas, on the page.
 */
export const LONG_EDGE_PX = 2048
export const QUALITY = 0.8

export interface Shrunk {
  bytes: ArrayBuffer
  widthPx: number
  heightPx: number
}

/** How far: the longer edge in pixels, and the quality of the JPEG (0 to 1). */
export interface Size {
  longEdgePx: number
  quality: number
}

const EVIDENCE: Size = { longEdgePx: LONG_EDGE_PX, quality: QUALITY }

/** Throws when the browser cannot decode the file, or when what it encoded does not decode again to the same size. */
export async function shrink(file: Blob, { longEdgePx, quality } = EVIDENCE): Promise<Shrunk> {
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, longEdgePx / Math.max(picture.width, picture.height))
  const widthPx = Math.max(1, Math.round(picture.width * scale))
  const heightPx = Math.max(1, Math.round(picture.height * scale))
  const canvas = canvasOf(widthPx, heightPx)
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D | null
  if (!context) throw new Error('no canvas')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#fff' // behind what was transparent
  context.fillRect(0, 0, widthPx, heightPx)
  context.drawImage(picture, 0, 0, widthPx, heightPx)
  picture.close()
  const encoded = await encode(canvas, quality)
  await proveReadable(encoded, widthPx, heightPx)
  return { bytes: await encoded.arrayBuffer(), widthPx, heightPx }
}

function canvasOf(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height)
  return Object.assign(document.createElement('canvas'), { width, height })
}

async function encode(canvas: OffscreenCanvas | HTMLCanvasElement, quality: number): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality })
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('not encoded')))
    canvas.toBlob(take, 'image/jpeg', quality)
  })
}

/** Some systems encode an empty or cut picture when memory is short. */
async function proveReadable(encoded: Blob, widthPx: number, heightPx: number): Promise<void> {
  const again = await createImageBitmap(encoded)
  const same = again.width === widthPx && again.height === heightPx
  again.close()
  if (!same) throw new Error('encoded to another size')
}
