/// <reference types="vite/client" />
/** Day of the build, set by the build: 2026-11-23. */
declare const __APP_VERSION__: string
