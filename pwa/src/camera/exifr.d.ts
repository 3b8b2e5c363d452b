/** The small build of exifr: reads JPEG and HEIC, ships no types of its own. */
declare module 'exifr/dist/lite.esm.mjs' {
  export function parse(input: ArrayBuffer, options: { pick: string[]; gps: boolean }): Promise<unknown>
}
