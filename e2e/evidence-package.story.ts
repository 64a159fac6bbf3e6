import { execFile } from 'node:child_process'
import { cp, mkdtemp, open, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../packages/cli/src/verify/index.ts'
import type { VerifyReport } from '../packages/core/src/evidence-package/index.ts'
import { EventFile } from '../packages/core/src/evidence-package/index.ts'
import { bytesOfBase64 } from '../packages/core/src/kernel/index.ts'
import { receiptOf } from '../packages/core/src/ledger/index.ts'
import { makeSamplePackage } from './sample-package.ts'

const run = promisify(execFile)
let folder: string
let sample: Awaited<ReturnType<typeof makeSamplePackage>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'))
  sample = await makeSamplePackage(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs `liuhen verify` and keeps what it wrote. */
async function verified(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []]
  const streams = {
    stdout: { write: (words: string) => out.push(words) },
    stderr: { write: (words: string) => err.push(words) },
  }
  const status = await verify(args, streams)
  return { status, out: out.join(''), err: err.join('') }
}
const reportOf = async (path: string): Promise<VerifyReport & { status: number }> => {
  const { status, out } = await verified(path, '--json')
  return { ...(JSON.parse(out) as VerifyReport), status }
}
const copied = async (name: string): Promise<string> => {
  const path = join(folder, name)
  await cp(sample.path, path, { recursive: true })
  return path
}

test('a package is sound as a folder and as a zip, and its key is known when it is given', async () => {
  for (const path of [sample.path, sample.zip]) {
    const report = await reportOf(path)
    expect(report.checks.filter((check) => !check.ok)).toEqual([])
    expect([report.status, report.verdict, report.items.length]).toEqual([0, 'sound', 3])
  }
  const { status, out } = await verified(sample.path, '--key', sample.key)
  expect(status).toBe(0)
  expect(out).toContain('【符】')
  expect(out).toContain('签名的公钥就是您另外取得的那一把')
  expect((await verified(sample.path, '--lang', 'en')).out).toContain('What this does not prove')
})

test('the tools of any Linux machine accept the manifest, and the zip unpacks with its Chinese name', async () => {
  const { stdout } = await run('sha256sum', ['-c', 'manifest-sha256.txt'], { cwd: sample.path })
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .every((line) => line.endsWith(': OK')),
  ).toBe(true)
  await run('sha256sum', ['-c', 'tagmanifest-sha256.txt'], { cwd: sample.path })
  const sums = await readFile(join(sample.path, 'sm3sums.txt'), 'utf8')
  const [digest, path] = (sums.split('\n')[0] ?? '').split('  ')
  const openssl = await run('openssl', ['dgst', '-sm3', '-r', path ?? ''], { cwd: sample.path })
  expect(openssl.stdout).toContain(digest)
  const listed = await run('python3', [
    '-c',
    `import zipfile,sys;z=zipfile.ZipFile(sys.argv[1]);print(z.testzip(),*z.namelist())`,
    sample.zip,
  ])
  expect(listed.stdout).toMatch(/^None .*liuhen-2026-0037\/打开验证\.html/)
})

test('any one byte flipped in any file is found and the file is named', async () => {
  const path = await copied('flipped')
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 1, max: 255 }),
      async (file, where, mask) => {
        const handle = await open(file, 'r+')
        try {
          const { size } = await handle.stat()
          const at = Math.floor(where * size)
          const byte = Buffer.alloc(1)
          await handle.read(byte, 0, 1, at)
          const flipped = Buffer.of((byte[0] as number) ^ mask)
          await handle.write(flipped, 0, 1, at)
          const report = await reportOf(path)
          await handle.write(byte, 0, 1, at)
          expect([report.status, report.verdict]).toEqual([1, expect.not.stringMatching('sound')])
          // Of a file and the list it does not agree with, nobody can tell which was altered: both are named.
          const named = report.checks.flatMap((check) => (check.ok ? [] : [check.file ?? '', check.message.zh]))
          expect(named.some((one) => one.includes(basename(file)))).toBe(true)
        } finally {
          await handle.close()
        }
      },
    ),
    { numRuns: 25 },
  )
})

test('two originals exchanged for one another, one cut short and one link are each named', async () => {
  const path = await copied('exchanged')
  const originals = join(path, 'data/originals')
  const [first = '', second = '', third = ''] = (await readdir(originals)).sort()
  await rename(join(originals, first), join(originals, 'x'))
  await rename(join(originals, second), join(originals, first))
  await rename(join(originals, 'x'), join(originals, second))
  const swapped = await reportOf(path)
  expect(swapped.items.map((one) => one.state)).toEqual(['differs', 'differs', 'same'])
  await rm(join(originals, third))
  await symlink('/etc/hostname', join(originals, third))
  const linked = await verified(path, '--lang', 'en')
  expect(linked.status).toBe(1)
  expect(linked.out).toContain(`data/originals/${third}: Not a regular file`)
})

test('a receipt is checked with the published key, and with the file that lies beside it', async () => {
  const proofs = join(sample.path, 'data/proofs')
  const { event, salt } = EventFile.parse(JSON.parse(await readFile(join(proofs, '0003.event.json'), 'utf8')))
  const receipt = receiptOf(event, bytesOfBase64(salt), await readFile(join(proofs, '0003.tlog-proof'), 'utf8'))
  const path = join(folder, '询问.wav.receipt.json')
  await writeFile(path, JSON.stringify(receipt))
  expect((await verified(path)).status).toBe(2)
  const alone = await verified(path, '--key', sample.key)
  expect(alone).toMatchObject({ status: 0, out: expect.stringContaining('没有比对内容') })
  await cp(join(sample.path, 'data/originals/0003.wav'), join(folder, '询问.wav'))
  expect((await verified(path, '--key', sample.key)).out).toContain('旁边的文件与回执一致')
  await writeFile(join(folder, '询问.wav'), 'another')
  expect(await verified(path, '--key', sample.key)).toMatchObject({ status: 1, out: expect.stringContaining('不符') })
  await writeFile(path, JSON.stringify({ ...receipt, bytes: 1 }))
  expect((await verified(path, '--key', sample.key)).status).toBe(1)
})

test('what cannot be asked is answered with a sentence and status 2', async () => {
  expect(await verified(join(folder, 'nowhere'))).toMatchObject({ status: 2, err: expect.stringContaining('找不到') })
  expect(await verified()).toMatchObject({ status: 2, err: expect.stringContaining('用法') })
  expect(await verified(sample.path, '--key', 'nonsense')).toMatchObject({
    status: 2,
    err: expect.stringContaining('公钥'),
  })
  const cut = join(folder, 'cut.zip')
  await writeFile(cut, (await readFile(sample.zip)).subarray(0, 100_000))
  expect(await verified(cut)).toMatchObject({ status: 2, err: expect.stringContaining('zip') })
})
