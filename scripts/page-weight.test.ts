import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CHECK_BYTES } from '../packages/core/src/disclosures/index.ts'
import { buildPublicCheck } from '../packages/web/verify-build.ts'
import { MOST, pageWeights } from './page-weight.ts'

test('the script of the page that verifies fits into what the pages keep free for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-check-'))
  try {
    await buildPublicCheck(join(folder, 'check.js'))
    expect((await readFile(join(folder, 'check.js'))).length).toBeLessThanOrEqual(CHECK_BYTES)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the weight of a page is that of all it loads, and what it names is there', () => {
  const files = new Map([
    [
      'a/index.html',
      Buffer.from(
        '<link rel="stylesheet" href="../s.css"><link rel="alternate" href="f.xml"><script src="b.js" defer></script>',
      ),
    ],
    ['s.css', Buffer.alloc(MOST)],
    ['a/b.js', Buffer.alloc(10)],
  ])
  const own = files.get('a/index.html')?.length ?? 0
  expect(pageWeights(files)).toEqual([{ path: 'a/index.html', bytes: own + MOST + 10 }])
  files.delete('a/b.js')
  expect(() => pageWeights(files)).toThrow('a/b.js')
})
