import type zh from './scan.zh'
import type { Catalogue } from './words'

export default {
  scanClose: 'Close and turn the camera off',
  scanPicture: 'Camera picture',
  scanStarting: 'Opening the camera. The picture stays on the phone; nothing is recorded.',
  scanAim: 'Point at the QR code at the door of the enterprise.',
  scanForeign: 'This is not an enterprise code. Point at the QR code that says “包联通”.',
  scanDenied: 'The camera was not allowed',
  scanDeniedText: 'Allow the camera in the browser’s site settings and try again. Or close this and search by name.',
  scanNoCamera: 'The camera does not open',
  scanNoCameraText: 'Another app may be using it. Close that and try again, or close this and search by name.',
  scanAgain: 'Try again',
} satisfies Catalogue<typeof zh>
