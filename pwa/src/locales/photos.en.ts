import type zh from './photos.zh'
import type { Catalogue } from './words'

export default {
  photoKept: 'On this phone',
  photoWaiting: 'Waiting',
  photoSending: '{n}%',
  photoDelivered: 'Delivered',
  photoUnreadable: 'Unreadable, choose another',
  photoDelete: 'Delete photo: {name}',
  photoOpen: 'Open photo: {name}',
  photoAdd: 'Take or choose',
  photoN: 'Photo {n}',
  photoDeleted: '1 photo deleted',
  photoEarlier: 'Move earlier',
  photoLater: 'Move later',
  photoMoved: 'Now number {n} of {total}',
  photoDrag: 'Hold and drag to reorder',
  photoPrev: 'Previous',
  photoNext: 'Next',
  photoOf: '{n} / {total}',
  photoZoom: 'Zoom in or out',
  photoVerify: 'Compare with what was sealed',
  photoVerifying: 'Comparing…',
  photoSame: 'Same as when it was taken',
  photoDiffers: 'Differs from the checksum made when it was taken',
  photoUnverified: 'Not compared; try again with a network',
  photoMissing: 'This photo was not fetched',
} satisfies Catalogue<typeof zh>
