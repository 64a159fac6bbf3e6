import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const MAIN = join(import.meta.dirname, 'main.ts')
/** The commands a reader would copy: lines of a fenced block that begin with ours, without the remark behind them. */
const commands = (page: string) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^\.\/liuhen (.+)$/gm)].map(([, words = '']) =>
    words.replace(/ +#.*$/, ''),
  )
/** Of `liuhen coverage` and `liuhen case check`: something was found. Any other is a fault of the command as it is printed. */
const FOUND = 1

test.each(['README.md', 'README.zh-CN.md'])('every command of %s runs as it is printed', (page) => {
  expect(commands(page).length).toBeGreaterThan(2)
  for (const words of commands(page)) {
    const { status, stdout } = spawnSync(process.execPath, [MAIN, ...words.split(' ')], { cwd: ROOT, encoding: 'utf8' })
    expect([words, status]).toEqual([words, /^(coverage|case check) /.test(words) ? FOUND : 0])
    expect(stdout.trim()).not.toBe('')
  }
})
