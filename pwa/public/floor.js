// Browsers older than Chromium 100 and iOS 15.4 get one clear page instead of a blank one. Written for all of them.
;(function () {
  var newEnough =
    'noModule' in document.createElement('script') &&
    typeof structuredClone === 'function' &&
    typeof Array.prototype.at === 'function' &&
    typeof CSSLayerBlockRule === 'function'
  if (newEnough) return
  document.addEventListener('DOMContentLoaded', function () {
    document.body.innerHTML =
      '<h1>这个浏览器太旧，打不开包联通</h1>' +
      '<p>请更新系统，或改用新版 Chrome、Edge、企业微信、钉钉打开同一个网址。苹果手机需要 iOS 15.4 以上。</p>' +
      '<p>以前在这部手机上写的内容都还在，更新以后能接着发。</p>' +
      '<p lang="en">This browser is too old. Please update it, or open the same address in a recent Chrome, Edge or Safari (iOS 15.4).</p>'
    document.body.style.cssText = 'font:20px/1.6 sans-serif;padding:24px;max-width:30em;margin:0 auto'
  })
})()
