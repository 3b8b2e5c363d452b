/** Words of the due pill. */
export default {
  dueLeft: '剩 {n} 个工作日',
  dueToday: '今天到期',
  dueOver: '逾期 {n} 个工作日',
  dueOverNow: '已逾期',
  dueOverHours: '逾期 {n} 小时',
  dueLeftHours: '剩 {n} 小时',
  dueLeftMinutes: '剩 {n} 分钟',
  dueOn: '{day}到期',
  dueLeftShort: '剩 {n} 天',
  dueOverShort: '逾期 {n} 天',
  dueStop: '已暂停',
  provisional: '暂定',
  blue: '蓝',
  yellow: '黄',
  red: '红',
  stop: '停',
} as const
