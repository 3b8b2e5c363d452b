/** 可能已有人报过: in the sheet of a visit's problem. */
export default {
  maybeKnown: '可能已有人报过',
  mine: '您自己报的',
  reportedOn: '{day}上报',
  same: '是同一件，我也遇到',
  sameMine: '是同一件，不再报',
  look: '先看看',
  over: '这件已经办结。又出现了就照常上报。',
  letter: '我也遇到 {number}',
  said: '已记“我也遇到” {number}，这里不再单独报',
  undo: '撤销',
  undone: '已撤销，问题回到走访里',
  tooLate: '已经送出，撤不回了。要单独报，请再加一个问题。',
  notKept: '没有记下，请再点一次。您写的还在。',
  full: '手机空间满了，没有记下。请先到「待上传」送出一些，再点一次。',
  badPhoto: '有照片读不出，请先换一张或删掉，再点一次。',
} as const
