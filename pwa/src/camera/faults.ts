/** Why one photo could not be taken. The others, and the form, are untouched. */
export type PhotoFaultCode =
  | 'empty' // no bytes
  | 'not_a_photo' // HTML, SVG, GIF, a document
  | 'cut_short' // ends before its last row
  | 'unreadable' // whole, but cannot be decoded here
  | 'too_big' // more than the server takes, even after shrinking
  | 'phone_full' // no space to keep it

export class PhotoFault extends Error {
  constructor(readonly code: PhotoFaultCode) {
    super(code)
    this.name = 'PhotoFault'
  }
}
