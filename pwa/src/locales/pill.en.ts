import type zh from './pill.zh'
import type { Catalogue } from './words'

export default {
  dueLeft: '{n} working {n|day|days} left',
  dueToday: 'due today',
  dueOver: '{n} working {n|day|days} overdue',
  dueOverNow: 'overdue',
  dueOverHours: '{n} {n|hour|hours} overdue',
  dueLeftHours: '{n} {n|hour|hours} left',
  dueLeftMinutes: '{n} {n|minute|minutes} left',
  dueOn: 'due {day}',
  dueLeftShort: '{n} d left',
  dueOverShort: '{n} d overdue',
  dueStop: 'suspended',
  provisional: 'provisional',
  blue: 'Blue',
  yellow: 'Yellow',
  red: 'Red',
  stop: 'Paused',
} satisfies Catalogue<typeof zh>
