/* What the public pages gain with a script; without it everything works, only plainer. */
(function () {
  'use strict'
  var DRAFT = 'blt-public-draft', LARGE = 'blt-public-large'
  var KEPT = ['kind', 'words', 'enterprise', 'phone']
  var EDGE_PX = 2560, SMALL_BYTES = 1500000, PHOTOS_MAX = 9
  var one = function (selector) { return document.querySelector(selector) }
  var store = { // a chat app's web view may have none
    get: function (key) { try { return localStorage.getItem(key) } catch (_) { return null } },
    set: function (key, value) { try { localStorage.setItem(key, value) } catch (_) { /* typed words stay in the form */ } },
    drop: function (key) { try { localStorage.removeItem(key) } catch (_) { /* nothing was kept */ } },
  }

  function largeType() {
    var root = document.documentElement, button = one('[data-large]')
    var show = function (on) {
      if (on) root.dataset.size = 'large'
      else delete root.dataset.size
      button.textContent = on ? '标准字' : '大字'
    }
    button.hidden = false
    show(store.get(LARGE) === 'yes')
    button.addEventListener('click', function () {
      var on = root.dataset.size !== 'large'
      if (on) store.set(LARGE, 'yes')
      else store.drop(LARGE)
      show(on)
    })
  }

  function draft(form) {
    var saved = form.hasAttribute('data-filled') ? null : store.get(DRAFT)
    if (saved) {
      try {
        var values = JSON.parse(saved)
        KEPT.forEach(function (name) { if (values[name] && (name === 'kind' || !form.elements[name].value)) form.elements[name].value = values[name] })
      } catch (_) { store.drop(DRAFT) }
    }
    var keep = function () {
      var values = {}
      KEPT.forEach(function (name) { values[name] = form.elements[name].value })
      store.set(DRAFT, JSON.stringify(values))
    }
    form.addEventListener('input', keep)
    form.addEventListener('change', keep)
  }

  function smaller(file) {
    if (file.size < SMALL_BYTES || !window.createImageBitmap) return Promise.resolve(file)
    return createImageBitmap(file, { imageOrientation: 'from-image' }).then(function (image) {
      var part = Math.min(1, EDGE_PX / Math.max(image.width, image.height))
      var canvas = document.createElement('canvas')
      canvas.width = Math.round(image.width * part)
      canvas.height = Math.round(image.height * part)
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
      return new Promise(function (done) { canvas.toBlob(done, 'image/jpeg', 0.88) })
    }).then(function (blob) {
      return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file
    }).catch(function () { return file }) // the server says what is wrong with it
  }

  function photos(form) {
    var input = form.elements.photos, say = one('#photos-say'), send = one('[data-send]')
    input.addEventListener('change', function () {
      var files = Array.prototype.slice.call(input.files)
      if (files.length > PHOTOS_MAX) { say.textContent = '最多 9 张，请重新选。'; input.value = ''; return }
      if (!files.length || typeof DataTransfer !== 'function') return
      say.textContent = '正在缩小照片…'
      send.disabled = true
      files.reduce(function (before, file) {
        return before.then(function (list) { return smaller(file).then(function (made) { list.push(made); return list }) })
      }, Promise.resolve([])).then(function (list) {
        var bag = new DataTransfer()
        list.forEach(function (file) { bag.items.add(file) })
        input.files = bag.files
        var bytes = list.reduce(function (sum, file) { return sum + file.size }, 0)
        say.textContent = '选好 ' + list.length + ' 张，共 ' + (bytes / 1048576).toFixed(1) + ' MB'
      }).catch(function () { say.textContent = '选好 ' + files.length + ' 张' }).then(function () { send.disabled = false })
    })
  }

  function sending(form) {
    var send = one('[data-send]'), say = one('[data-sending]'), words = say.textContent
    var bar = document.createElement('progress')
    bar.setAttribute('aria-label', '正在提交')
    form.addEventListener('submit', function (event) {
      if (navigator.onLine === false) {
        event.preventDefault()
        say.textContent = '现在没有网络，您写的还在，有网络了再点「提交」。'
        return
      }
      send.disabled = true
      say.textContent = '正在提交，请不要关这一页'
      say.appendChild(bar)
    })
    window.addEventListener('pageshow', function () { send.disabled = false; say.textContent = words })
  }

  function received() {
    var code = one('[data-code]').textContent, said = one('[data-copied]')
    store.drop(DRAFT)
    one('[data-with-script]').hidden = false
    one('[data-copy]').addEventListener('click', function () {
      copy(code).then(function () { said.textContent = '已复制' }, function () { said.textContent = '复制不了，请抄下来：' + code })
    })
    one('[data-picture]').addEventListener('click', function (event) { picture(code, event.currentTarget.dataset.picture) })
  }

  function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text)
    var range = document.createRange(), chosen = getSelection() // no secure context, older web views
    range.selectNodeContents(one('[data-code]'))
    chosen.removeAllRanges()
    chosen.addRange(range)
    return document.execCommand('copy') ? Promise.resolve() : Promise.reject(new Error('copy'))
  }

  function picture(code, district) {
    var canvas = document.createElement('canvas'), at = new Date()
    canvas.width = 900
    canvas.height = 480
    var pen = canvas.getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, 900, 480)
    pen.fillStyle = '#16201d'
    pen.textAlign = 'center'
    pen.font = '36px sans-serif'
    pen.fillText('向' + district + '反映问题 · 查询码', 450, 110)
    pen.font = 'bold 110px monospace'
    pen.fillText(code, 450, 270)
    pen.font = '30px sans-serif'
    pen.fillText(at.getFullYear() + ' 年 ' + (at.getMonth() + 1) + ' 月 ' + at.getDate() + ' 日', 450, 350)
    pen.fillText(location.host + location.pathname.replace(/\/p\/.*/, '/p/') + 'follow', 450, 410)
    canvas.toBlob(function (blob) {
      var address = URL.createObjectURL(blob), figure = one('[data-saved]')
      var shown = new Image(), link = document.createElement('a')
      shown.src = address
      shown.alt = '查询码 ' + code
      link.href = address
      link.download = '查询码-' + code + '.png'
      figure.textContent = '已存到下载里；没有的话，长按下图保存。'
      figure.appendChild(shown)
      figure.hidden = false
      link.click()
    })
  }

  largeType()
  var form = one('[data-report]')
  if (form) { draft(form); photos(form); sending(form) }
  if (one('[data-received]')) received()
})()
