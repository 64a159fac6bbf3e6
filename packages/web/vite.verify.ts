import { join } from 'node:path'
import type { InlineConfig } from 'vite'

const folder = join(import.meta.dirname, 'src/verify')

/** One classic script out of one entry, everything inside: a page opened from disc may load no modules. */
export const classicScript = (entry: string, define: { readonly [name: string]: string }): InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  mode: 'production',
  define: { ...define, 'process.env.NODE_ENV': '"production"' },
  build: {
    write: false,
    target: 'chrome109',
    reportCompressedSize: false,
    lib: { entry: join(folder, entry), formats: ['iife'], name: 'liuhen' },
  },
})
