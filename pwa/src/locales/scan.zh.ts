/** Words of reading an enterprise’s code with the camera. */
export default {
  scanClose: '收起，关掉摄像头',
  scanPicture: '摄像头画面',
  scanStarting: '正在打开摄像头，画面只在手机里，不拍照。',
  scanAim: '对准企业门口的二维码。',
  scanForeign: '读到的不是企业码。对准写着“包联通”的二维码。',
  scanDenied: '没允许用摄像头',
  scanDeniedText: '到浏览器的网站设置里允许摄像头，再试一次。也可以收起，按名称查找。',
  scanNoCamera: '摄像头打不开',
  scanNoCameraText: '可能正被别的应用占用。关掉它再试一次，或收起，按名称查找。',
  scanAgain: '再试一次',
} as const
