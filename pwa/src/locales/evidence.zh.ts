/** Words about photos as evidence: when taken, check code, compared with what was sealed. */
export default {
  note: '{at} 拍摄，校验码 {code}',
  noteCode: '校验码 {code}',
  noteTimeless: '照片里没有拍摄时间，校验码 {code}',
  compare: '核对是否与拍摄时一致',
  compareAgain: '再核对一次',
  comparing: '正在核对照片',
  same: '{n} 张照片与拍摄时一致',
  taken: '{time} 拍',
  timeless: '{n} 张照片里没有拍摄时间',
  differs: '第 {n} 张对不上',
  differsDo: '请告诉监督室，由他们查照片是怎么变的。',
  unknown: '{n} 张照片还没核对，连上网络再看',
} as const
