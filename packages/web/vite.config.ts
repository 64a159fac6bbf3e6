import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The desk: one page, split by route. Government desktops run Chromium from version 109. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'chrome109', cssTarget: 'chrome109', assetsInlineLimit: 0, reportCompressedSize: false },
  server: { proxy: { '/api': 'http://127.0.0.1:8040', '/log/': 'http://127.0.0.1:8040' } },
})
