import { fileURLToPath } from 'node:url'

import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

const BACKEND = 'http://localhost:8000'
const src = fileURLToPath(new URL('./src', import.meta.url))

/** Day of the build; SOURCE_DATE_EPOCH (seconds) makes a build repeatable. */
function dayOfBuild(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH
  return (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString().slice(0, 10)
}

export default defineConfig({
  base: './', // every address is relative to <base href>, which the server writes: one build for any path prefix
  define: {
    __APP_VERSION__: JSON.stringify(dayOfBuild()),
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
  },
  resolve: { alias: { '@': src } },
  plugins: [
    vue(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false, // shell/useUpdate.ts registers, so that consent comes before a reload
      registerType: 'prompt',
      manifest: false, // public/manifest.webmanifest, relative like everything else
      injectManifest: {
        rollupFormat: 'iife', // classic: module service workers are younger than the phones we serve
        globPatterns: ['**/*.{js,css,html,webmanifest}', 'icons/{icon-192,apple-touch-icon}.png'],
      },
    }),
  ],
  build: {
    target: ['chrome100', 'safari15.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content policy takes no data: scripts, and small files are cached apart
  },
  worker: { format: 'es' },
  server: {
    proxy: { '^/(graphql|photos|voices|imports|qr|healthz|readyz|p|push)(/|$)': BACKEND },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/db/test/indexeddb.ts'],
  },
})
