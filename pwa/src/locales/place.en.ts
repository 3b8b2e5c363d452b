/** The same in English. */
import type zh from './place.zh'
import type { Catalogue } from './words'

export default {
  degrees: '{lat}° {ns}, {lng}° {ew}',
  north: 'N',
  south: 'S',
  east: 'E',
  west: 'W',
  exact: 'within about {n} m',
  exactUnknown: 'accuracy unknown',
  byDevice: 'by the phone',
  byPhoto: 'by the photo',
  copy: 'Copy coordinates',
  copied: 'Copied',
  copyFailed: 'Not copied; hold the coordinates above to select them',
  onMap: 'Show on a map',
  leadTitle: 'Which map',
  showTitle: 'Which map',
  amap: 'Amap',
  tencent: 'Tencent Maps',
  baidu: 'Baidu Maps',
  systemMap: 'The phone’s own map',
  leadNote: 'This leaves the app and gives the enterprise’s name and position to the map.',
  showNote: 'This leaves the app and gives this position, nothing else, to the map.',
  mapFailed: 'The map needs the network once to get ready. Tap again when you are online.',
} satisfies Catalogue<typeof zh>
