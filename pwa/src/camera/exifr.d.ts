/** The small build of exifr: reads JPEG and HEIC, ships no types of its own. */
declare module 'exifr/dist/lite.esm.mjs' {
  interface Block {
    pick: string[]
  }
  export function parse(input: ArrayBuffer, options: { exif: Block; gps: Block; reviveValues: boolean }): Promise<unknown>
}
