import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { root } from '../obligations.ts'
import { type Blank, switched } from './blanking.ts'

/**
 * The configuration `npm run fact-mutation` runs one test file under: each thing it blanks can be switched off while the
 * tests run. `put` stands in front of the source.
 */
const { file, test, put, blanks } = JSON.parse(readFileSync(process.env['LIUHEN_BLANKED'] as string, 'utf8')) as {
  readonly file: string
  readonly test: string
  readonly put: string
  readonly blanks: readonly Blank[]
}

export default defineConfig({
  root,
  plugins: [
    {
      name: 'blanks',
      enforce: 'pre',
      transform: (code: string, id: string) =>
        id.split('?')[0] === join(root, file) ? put + switched(code, blanks) : undefined,
    },
  ],
  test: {
    include: [test],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
    // Vitest keeps what it made of a source by that source and the names of its plugins. It does not know what was
    // blanked: the next run would be given the switches of the last one, or none, and notice nothing.
    fsModuleCache: false,
  },
})
