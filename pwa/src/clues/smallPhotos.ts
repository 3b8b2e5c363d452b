/** Photos that fit into an envelope together: each drawn smaller until it has its share. They stay in memory. */
import { TooBig } from './envelope'
import type { Bytes } from './bytes'

import { shrink, type Size } from '@/camera/shrink'
import { wholePhoto } from '@/camera/whole'

export const PHOTOS_MOST = 3
const ALL_BYTES = 162_000 // of 180,000: the rest is for 3,000 characters and the filling up

const SIZES: readonly Size[] = [
  { longEdgePx: 2048, quality: 0.8 },
  { longEdgePx: 1600, quality: 0.7 },
  { longEdgePx: 1280, quality: 0.6 },
  { longEdgePx: 1024, quality: 0.5 },
  { longEdgePx: 800, quality: 0.4 },
  { longEdgePx: 640, quality: 0.35 },
]

/** The bytes of a photo that can be drawn here. Throws when it is none, is cut short or cannot be decoded. */
export async function photoIn(file: Blob): Promise<Blob> {
  wholePhoto(new Uint8Array(await file.arrayBuffer()))
  const { bytes } = await shrink(file)
  return new Blob([bytes], { type: 'image/jpeg' })
}

/** In the order given. Raises: TooBig. */
export async function fitting(photos: readonly Blob[]): Promise<Bytes[]> {
  const share = Math.floor(ALL_BYTES / Math.max(1, photos.length))
  const fitted: Bytes[] = []
  for (const photo of photos) fitted.push(await fit(photo, share)) // one after the other: each takes much memory
  return fitted
}

async function fit(photo: Blob, most: number): Promise<Bytes> {
  for (const size of SIZES) {
    const { bytes } = await shrink(photo, size)
    if (bytes.byteLength <= most) return new Uint8Array(bytes)
  }
  throw new TooBig()
}
