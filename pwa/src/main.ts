/** Start: look first, then who is in, then the page. */
import { createApp } from 'vue'

import App from './App.vue'
import { router } from './router'
import { applyLook } from './settings/look'
import './styles/layers.css'

applyLook()
createApp(App).use(router).mount('#app')
