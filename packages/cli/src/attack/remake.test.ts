import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { VerifyReport } from '@liuhen/core/evidence-package'
import { BUREAU, makePackage, ORIGIN } from '../../../../scripts/package-in-memory.ts'
import { verify } from '../verify/index.ts'
import { strangerNamed } from './forger.ts'
import { remakePackage } from './remake.ts'

test('a package made wholly anew holds together for whoever made it, and is another’s for whoever has the true key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-remade-'))
  try {
    for (const [path, bytes] of makePackage()) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), bytes)
    }
    const told = async (...keys: readonly string[]) => {
      let out = ''
      const brought = keys.flatMap((key) => ['--key', key])
      const streams = { stdout: { write: (words: string) => (out += words) }, stderr: { write: () => true } }
      const status = await verify([folder, '--json', ...brought], streams)
      const { verdict, standing, key, checks } = JSON.parse(out) as VerifyReport
      const found = checks.flatMap((check) => (check.ok ? [] : [check.code]))
      return { status, verdict, standing, found, mark: key?.mark.characters }
    }
    const [film, genuine] = [await readFile(join(folder, 'data/originals/0001_0217.mp4')), await told(BUREAU.line)]
    expect(genuine).toMatchObject({ status: 0, standing: 'proven' })
    // It bears the name of the true key.
    const forger = strangerNamed(ORIGIN)
    await remakePackage(folder, forger)
    expect(await readFile(join(folder, 'data/originals/0001_0217.mp4'))).not.toEqual(film)
    expect(await told(forger.line)).toMatchObject({ status: 0, standing: 'proven', found: [] })
    const alone = await told()
    expect(alone).toMatchObject({ status: 3, verdict: 'sound', standing: 'uncompared', found: [] })
    expect(alone.mark).not.toBe(genuine.mark)
    const compared = await told(BUREAU.line)
    expect(compared).toMatchObject({ status: 1, verdict: 'foreign', standing: 'failed' })
    expect(new Set(compared.found)).toEqual(new Set(['key-other']))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
