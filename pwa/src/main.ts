/** Start: the look first, then who is in, then the page; the service worker when the page stands. */
import './styles/layers.css' // first: the order of the layers is that of their first naming

import { createApp } from 'vue'

import App from './App.vue'
import { router } from './router'
import { recallWho } from './session/keep'
import { applyLook } from './settings/look'
import { connect } from './shell/connect'
import { readyToSend } from './outbox/useSync'
import { partIsMissing, watchForUpdates } from './shell/updates'
import { whenIdle } from './ui/idle'

applyLook()
void recallWho()
  .catch((failure: Error) => console.info('nothing recalled:', failure.name))
  .then(() => {
    connect()
    return new Promise((nextTask) => setTimeout(nextTask)) // a thumb that is already there is answered in between
  })
  .then(() => {
    createApp(App).use(router).mount('#app')
    whenIdle(() => void readyToSend().catch((failure: Error) => console.info('not yet ready to send:', failure.message)))
  })

// A page of an older version asks for parts that are gone, a plain page without a network for parts it never had.
window.addEventListener('vite:preloadError', partIsMissing)

if (import.meta.env.PROD) {
  watchForUpdates(navigator.serviceWorker).catch((failure: Error) => {
    console.info('no service worker:', failure.message) // plain http or a web view: everything works but a cold start offline
  })
}
