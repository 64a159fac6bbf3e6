import { execFile } from 'node:child_process'
import { cp, mkdtemp, open, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { crc32 } from 'node:zlib'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../packages/cli/src/verify/index.ts'
import type { VerifyReport } from '../packages/core/src/evidence-package/index.ts'
import { EventFile } from '../packages/core/src/evidence-package/index.ts'
import { bytesOfBase64 } from '../packages/core/src/kernel/index.ts'
import { receiptOf } from '../packages/core/src/ledger/index.ts'
import { makePackage, STRANGER } from '../scripts/package-in-memory.ts'
import { makeSamplePackage, MORNING } from './sample-package.ts'

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

test('a package holds together as a folder and as a zip, and is proven when its key is given', async () => {
  for (const path of [sample.path, sample.zip]) {
    const report = await reportOf(path)
    expect(report.checks.filter((check) => !check.ok)).toEqual([])
    expect([report.status, report.verdict, report.standing, report.items.length]).toEqual([3, 'sound', 'uncompared', 3])
  }
  const alone = await verified(sample.path)
  expect(alone.out).toContain('【待核】')
  expect(alone.out).toContain('包内自称（没有核对）: 示范县行政执法局')
  expect(alone.out).not.toContain('✓')
  const { status, out } = await verified(sample.path, '--key', sample.key)
  expect(status).toBe(0)
  expect(out).toContain('【符】整个证据包与封存时一致')
  expect(out).toContain(sample.sha256)
  expect((await verified(sample.path, '--lang', 'en')).out).toContain('What this does not prove')
})

test('a package made anew by somebody else is not taken for the bureau’s at any glance', async () => {
  const forged = await makeSamplePackage(folder, MORNING, STRANGER, 'liuhen-2026-0037-forged')
  const [theirs, ours] = [await verified(forged.path), await verified(sample.path)]
  const markIn = (out: string): string =>
    out
      .split('\n')
      .filter((line) => /^ {2}(██|··){7}/.test(line))
      .join('\n')
  expect(markIn(theirs.out).split('\n')).toHaveLength(7)
  expect(markIn(theirs.out)).not.toBe(markIn(ours.out))
  const { status, out } = await verified(forged.path, '--key', sample.key)
  expect(status).toBe(1)
  expect(out).toContain(`${'×'.repeat(64)}\n【他人】这个证据包是别人做的`)
  expect(out.match(/✗ 他人所做/g)).toHaveLength(3)
  expect(out).not.toMatch(/一致|✓/)
  expect(await reportOf(forged.path)).toMatchObject({ verdict: 'sound', standing: 'uncompared' })
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
  for (const list of ['manifest-sha512.txt', 'tagmanifest-sha512.txt'])
    await run('sha512sum', ['-c', list], { cwd: sample.path })
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
  expect(await verified(cut)).toMatchObject({ status: 1, out: expect.stringContaining('不是完整的 zip') })
})

/** A small zip of one folder, written byte by byte: what `change` makes of an entry differs from what a zip should be. */
async function zipOf(name: string, entries: readonly ZipMember[], prefix: Buffer = Buffer.alloc(0)): Promise<string> {
  const [parts, directory]: [Buffer[], Buffer[]] = [[prefix], []]
  let at = prefix.length
  for (const { path, bytes, flags = 0x0800, method = 0, local = {}, extra = {}, hidden } of entries) {
    if (hidden) {
      parts.push(hidden)
      at += hidden.length
    }
    const facts = {
      path: Buffer.isBuffer(path) ? path : Buffer.from(path),
      crc: crc32(bytes),
      size: bytes.length,
      flags,
      method,
    }
    const header = (one: typeof facts): Buffer => {
      const made = Buffer.alloc(30)
      made.writeUInt32LE(0x04034b50, 0)
      made.writeUInt16LE(10, 4)
      made.writeUInt16LE(one.flags, 6)
      made.writeUInt16LE(one.method, 8)
      made.writeUInt32LE(one.crc, 14)
      made.writeUInt32LE(one.size, 18)
      made.writeUInt32LE(bytes.length, 22)
      made.writeUInt16LE(one.path.length, 26)
      made.writeUInt16LE(extra.local?.length ?? 0, 28)
      return Buffer.concat([made, one.path, extra.local ?? Buffer.alloc(0)])
    }
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(flags, 8)
    central.writeUInt16LE(method, 10)
    central.writeUInt32LE(facts.crc, 16)
    central.writeUInt32LE(bytes.length, 20)
    central.writeUInt32LE(bytes.length, 24)
    central.writeUInt16LE(facts.path.length, 28)
    central.writeUInt16LE(extra.central?.length ?? 0, 30)
    central.writeUInt32LE(at, 42)
    directory.push(central, facts.path, extra.central ?? Buffer.alloc(0))
    const entry = Buffer.concat([header({ ...facts, ...local }), bytes])
    parts.push(entry)
    at += entry.length
  }
  const [files, end] = [Buffer.concat(directory), Buffer.alloc(22)]
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(files.length, 12)
  end.writeUInt32LE(at, 16)
  const path = join(folder, `${name}.zip`)
  await writeFile(path, Buffer.concat([...parts, files, end]))
  return path
}

interface ZipMember {
  readonly path: string | Buffer
  readonly bytes: Buffer
  readonly flags?: number
  readonly method?: number
  /** What the local header says otherwise than the directory. */
  readonly local?: { readonly path?: Buffer; readonly crc?: number; readonly size?: number }
  /** Extra fields, in either header. */
  readonly extra?: { readonly local?: Buffer; readonly central?: Buffer }
  /** Bytes before the entry that no directory lists. */
  readonly hidden?: Buffer
}

/** APPNOTE 4.5.1: an id, a size and so many bytes. */
function extraOf(id: number, words: string): Buffer {
  const [head, data] = [Buffer.alloc(4), Buffer.from(words, 'latin1')]
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

/** APPNOTE 4.3.14 and 4.3.15: a 64-bit end record that says where the directory begins, and the locator that says where it is. */
function zip64End(start: number, end: Buffer, at: number): Buffer {
  const [record, locator] = [Buffer.alloc(56), Buffer.alloc(20)]
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  for (const offset of [24, 32]) record.writeBigUInt64LE(BigInt(end.readUInt16LE(10)), offset)
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40)
  record.writeBigUInt64LE(BigInt(start), 48)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(at), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}

test('a zip that has not one reading only is refused with a sentence, whatever is in it', async () => {
  const contents = makePackage()
  const members = [...contents].map(([path, bytes]): ZipMember => ({
    path: `liuhen/${path}`,
    bytes: Buffer.from(bytes),
  }))
  const [first = { path: '', bytes: Buffer.alloc(0) }, ...rest] = members
  expect(await reportOf(await zipOf('whole', members))).toMatchObject({ verdict: 'sound', status: 3 })
  // What some programs unpack a file as, and what they only date it by.
  const [renamed, dated] = [extraOf(0x7075, 'liuhen/other.txt'), extraOf(0x5455, '\x01\0\0\0\0')]
  const harmless = await zipOf('dated', [{ ...first, extra: { local: dated, central: dated } }, ...rest])
  expect(await reportOf(harmless)).toMatchObject({ verdict: 'sound', status: 3 })
  const cases: readonly (readonly [string, readonly ZipMember[], string, Buffer?])[] = [
    ['prefixed', members, 'zip-prefixed', Buffer.from('#!/bin/sh\n')],
    ['encrypted', [{ ...first, flags: 0x0801 }, ...rest], 'zip-encrypted'],
    ['deflated', [{ ...first, method: 8 }, ...rest], 'zip-deflated'],
    ['no-utf8', [{ ...first, path: Buffer.from('liuhen/\xb4\xf2.txt', 'latin1') }, ...rest], 'zip-name'],
    ['not-flagged', members.map((one) => ({ ...one, flags: 0 })), 'zip-name'],
    ['folderless', [...contents].map(([path, bytes]) => ({ path, bytes: Buffer.from(bytes) })), 'zip-without-folder'],
    ['beside', [...members, { path: 'readme.txt', bytes: Buffer.from('x') }], 'zip-without-folder'],
    ['local-name', [{ ...first, local: { path: Buffer.from('liuhen/other.txt') } }, ...rest], 'zip-local-differs'],
    ['local-crc', [{ ...first, local: { crc: 1 } }, ...rest], 'zip-local-differs'],
    ['local-size', [{ ...first, local: { size: 1 } }, ...rest], 'zip-local-differs'],
    ['extra-local', [{ ...first, extra: { local: renamed } }, ...rest], 'zip-extra'],
    ['extra-central', [{ ...first, extra: { central: renamed } }, ...rest], 'zip-extra'],
    ['extra-cut', [{ ...first, extra: { local: dated.subarray(0, 6) } }, ...rest], 'zip-extra'],
    ['hidden', [...rest, { ...first, hidden: Buffer.from('PK\x03\x04 something else') }], 'zip-local-differs'],
  ]
  for (const [name, given, code, prefix] of cases) {
    const { verdict, standing, checks, status } = await reportOf(await zipOf(name, given, prefix))
    const said = checks.map((check) => check.code)
    expect([name, verdict, standing, status, said]).toEqual([name, 'unreadable', 'failed', 1, [code]])
    expect(checks[0]?.message.zh).toMatch(/\p{Script=Han}{3}/u)
  }
  // What a program unpacks that looks for the directory just before its end, or goes by the 64-bit record, is another film.
  const whole = await readFile(await zipOf('plain', members))
  const evil = await readFile(await zipOf('evil', [{ ...first, bytes: Buffer.from('another film') }, ...rest]))
  const [body, end] = [whole.subarray(0, -22), whole.subarray(-22)]
  const commented = Buffer.concat([end, Buffer.from('PK')])
  commented.writeUInt16LE(2, 20)
  const counted = Buffer.from(end)
  counted.writeUInt32LE(end.readUInt32LE(12) - 50, 12)
  const ends: Readonly<Record<string, readonly Buffer[]>> = {
    'two-directories': [body, evil.subarray(0, -22), end],
    'two-records': [body, zip64End(evil.readUInt32LE(evil.length - 6), end, body.length), end],
    between: [body, Buffer.alloc(1000), end],
    commented: [body, commented],
    counted: [body, counted],
  }
  for (const [name, parts] of Object.entries(ends)) {
    const file = await zipOf(name, members)
    await writeFile(file, Buffer.concat(parts))
    const { standing, checks, status } = await reportOf(file)
    expect([name, standing, status, checks.map((check) => check.code)]).toEqual([name, 'failed', 1, ['zip-two-ends']])
  }
  const large = await zipOf('large', members)
  await writeFile(large, Buffer.concat([body, zip64End(end.readUInt32LE(16), end, body.length), end]))
  expect(await reportOf(large)).toMatchObject({ verdict: 'sound', status: 3 })
  const crc = await zipOf('crc', [{ ...first, local: { crc: 1 } }, ...rest])
  const bytes = await readFile(crc)
  bytes.writeUInt32LE(1, bytes.indexOf('PK\x01\x02') + 16)
  await writeFile(crc, bytes)
  expect((await reportOf(crc)).checks.map((check) => check.message.zh).join()).toContain('校验码不符')
})
