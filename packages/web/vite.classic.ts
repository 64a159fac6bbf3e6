import { join } from 'node:path'
import type { InlineConfig } from 'vite'

/**
 * One classic script out of one entry of `folder`, everything inside: a page opened from disc may load no modules, and nor may
 * a service worker in older browsers.
 */
export const classicScript = (
  folder: string,
  entry: string,
  define: { readonly [name: string]: string },
): InlineConfig => ({
  root: folder,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  mode: 'production',
  define: { ...define, 'process.env.NODE_ENV': '"production"' },
  // The package says that its modules have no effects, for the desk's sake; here some mend what old browsers lack.
  plugins: [
    {
      name: 'keep-effects',
      transform: (code, id) => (id.startsWith(folder) ? { code, map: null, moduleSideEffects: true } : undefined),
    },
  ],
  build: {
    write: false,
    target: 'chrome109',
    reportCompressedSize: false,
    lib: { entry: join(folder, entry), formats: ['iife'], name: 'liuhen' },
  },
})
