import { fileURLToPath } from 'node:url'

import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const BACKEND = 'http://localhost:8000'
const src = fileURLToPath(new URL('./src', import.meta.url))

/** Day of the build; SOURCE_DATE_EPOCH (seconds) makes a build repeatable. */
function dayOfBuild(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH
  return (epoch ? new Date(Number(epoch) * 1000) : new Date()).toISOString().slice(0, 10)
}

/** The server knows a document by the first 16 figures of its hash as well (kernel/endpoint): each costs the phone bytes. */
const shortIds: Plugin = {
  name: 'short-ids',
  apply: 'build',
  transform: (code, id) => (id.endsWith('/api/documents.ts') ? code.replace(/'([0-9a-f]{16})[0-9a-f]{48}'/g, "'$1'") : null),
}

/** One file of the modules of src that it holds, instead of many of a few hundred bytes; `holds` sees their path in src. */
const oneFile = (name: string, priority: number, holds: (path: string) => boolean) => ({
  name,
  priority,
  test: (id: string) => id.startsWith(`${src}/`) && holds(id.slice(src.length + 1)),
  includeDependenciesRecursively: false,
})

/** Modules that are on the same pages: paths in src without their ending. */
const together = (name: string, ...paths: string[]) => oneFile(name, 1, (path) => paths.some((one) => path.startsWith(`${one}.`)))

/** What is fetched on demand alone. A page that imports one of them outright would fetch them all: tests/bench/weights. */
const onDemand = (name: string, path: RegExp) => oneFile(name, 0, (one) => path.test(one))

const groups = [
  { name: 'vue', test: /node_modules[\\/](@vue|vue-router)[\\/]/, priority: 3 },
  { name: 'start', tags: ['$initial' as const], priority: 2 }, // what main.ts imports
  together('parts', 'ui/Icon', 'ui/icons', 'ui/Btn'),
  together('fields', 'ui/TextField', 'ui/TextArea', 'ui/length', 'ui/phrase', 'ui/Sheet', 'ui/useModal'),
  together(
    'frame', // what stands around and in every page behind the sign-in
    ...['shell/PageFrame', 'shell/helpSeen', 'ui/TabBar', 'ui/SyncStrip', 'ui/TopBar', 'ui/strip', 'ui/when', 'ui/toast'],
    ...['ui/EmptyState', 'ui/ErrorState', 'ui/LoadingState', 'ui/OfflineFoot', 'ui/RowLink', 'ui/ChoiceGroup', 'ui/SearchField'],
    ...['ui/useWaited', 'api/ask', 'api/useAnswer', 'api/changes', 'db/drafts', 'db/ids', 'visits/paths', 'place/known', 'place/place'],
  ),
  together(
    'directory',
    ...['useDirectory', 'ownVisits', 'sync', 'lines', 'groups', 'rows', 'words', 'scanning'].map((name) => `enterprises/${name}`),
    'locales/enterprises.zh',
  ),
  together('day', 'due/day', 'enterprises/thisMonth'),
  onDemand('english', /^locales\/\w+\.en\./),
  onDemand('office-sheets', /^office\/(Assign|Batch|CallBack|LookBack|Merge|PlanLookBack|Redirect|Reject|SpotCheck|Transfer)Sheet\./),
]

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
    shortIds,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false, // shell/updates.ts registers, so that consent comes before a reload
      registerType: 'prompt',
      manifest: false, // public/manifest.webmanifest, relative like everything else
      injectManifest: {
        rollupFormat: 'iife', // classic: module service workers are younger than the phones we serve
        globPatterns: ['**/*.{js,css,html,webmanifest}', 'icons/{icon-192,apple-touch-icon}.png'],
      },
    }),
  ],
  build: {
    // A lazy page names its styles only: lists of scripts for every page weighed more than they hastened, since the
    // service worker has them all after the first visit.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, deps, { hostType }) => (hostType === 'html' ? deps : deps.filter((one) => one.endsWith('.css'))),
    },
    target: ['chrome100', 'safari15.4'],
    rolldownOptions: { output: { codeSplitting: { groups } } },
    assetsInlineLimit: 0, // the content policy takes no data: scripts, and small files are cached apart
  },
  worker: { format: 'es' },
  server: {
    proxy: { '^/(graphql|photos|voices|imports|qr|healthz|readyz|p|push|exports|district\\.json)(/|$)': BACKEND },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test/standIns.ts'],
    // A window and modules of its own for each file, jsdom loaded once; with one worker all files would share them.
    pool: 'vmForks',
    maxWorkers: 2,
  },
})
