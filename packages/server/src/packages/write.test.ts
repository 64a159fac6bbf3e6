import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { paperKeyword, statementOf } from '@liuhen/core/evidence-package'
import { Corrupt, Digests, Instant, type Json, Refused } from '@liuhen/core/kernel'
import { checkpointBody, Envelope, noteOf } from '@liuhen/core/ledger'
import type { PackageSeal } from '@liuhen/core/recordings'
import { keptDuring } from '../platform/trial-disk.ts'
import { statementPaper } from './statement-paper.ts'
import { typst } from './typeset.ts'
import { writePackage } from './write.ts'
import type { PackageRequest, PackageTools } from './write.ts'
import { zipPackage } from './zip.ts'

const AT = Instant.parse('2026-11-20T08:05:00.000Z')
const ID = '01994f3e-7c00-7000-8000-000000000001'
const digestsOf = (bytes: Uint8Array) => {
  const digest = (name: string): string => createHash(name).update(bytes).digest('hex')
  return { ...Digests.parse({ sha256: digest('sha256'), sm3: digest('sm3') }), sha512: digest('sha512') }
}

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'write-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const sealed: PackageSeal[] = []
const tools: PackageTools = {
  typeset: () => Promise.resolve(Buffer.from('%PDF-1.7')),
  digest: async (file) => digestsOf(await readFile(file)),
  seal: async (body) => {
    sealed.push(body)
    return {
      event: eventOf('PackageMade/2', body),
      salt: 'AA==',
      proof: 'proof of the package\n',
      checkpoint: 'later\n',
    }
  },
}

const eventOf = (kind: string, body: Json): Envelope =>
  Envelope.parse({ id: ID, stream: `recording:${ID}`, version: 1, kind, at: AT, actor: 'system', body })
const CHECKPOINT = noteOf(checkpointBody({ origin: 'liuhen.local/trial/1', size: 3, root: new Uint8Array(32) }), [
  'x\n',
])

async function request(fileName = '现场 检查.MP4'): Promise<PackageRequest> {
  const content = Buffer.from('footage')
  const file = join(root, 'blob')
  await writeFile(file, content, { mode: 0o400 })
  await writeFile(join(root, 'page.html'), '<!doctype html>')
  const { sha512: _wide, ...digests } = digestsOf(content)
  const kept = { copyTo: (path: string) => copyFile(file, path), bytes: content.length, ...digests }
  const event = eventOf('RecordingPreserved/1', {})
  const view = { ...kept, kind: 'view-copy' as const, tool: 'ffmpeg 5.1', recipe: '480p', fileName: 'view.mp4' }
  return {
    folder: join(root, 'package'),
    id: ID,
    bureau: '示范县行政执法局\n第二行',
    madeAt: AT,
    madeBy: '周保管',
    items: [
      {
        ...kept,
        fileName,
        recording: ID,
        preservedAt: AT,
        views: [view, view],
        sealed: [
          { event, salt: 'AA==', proof: 'proof\n' },
          { event, salt: 'AA==', proof: 'another\n' },
        ],
      },
    ],
    takes: [],
    statement: statementOf({
      method: '复制',
      maker: '王执法',
      madeAt: AT,
      object: '经过',
      extractor: '周保管',
      extractedAt: AT,
    }),
    checkpoint: CHECKPOINT,
    checkpointSize: 3,
    verifierKey: 'key',
    verifyPage: join(root, 'page.html'),
  }
}

test('a package is a BagIt bag that sha256sum accepts, with originals apart from view copies', async () => {
  const written = await writePackage(await request(), tools)
  const check = (list: string): string =>
    execFileSync('sha256sum', ['--strict', '-c', list], { cwd: written.folder, encoding: 'utf8' })
  expect(check('manifest-sha256.txt')).toContain('data/originals/0001.mp4: OK')
  expect(check('tagmanifest-sha256.txt')).toContain('sm3sums.txt: OK')
  const check512 = (list: string): string =>
    execFileSync('sha512sum', ['--strict', '-c', list], { cwd: written.folder, encoding: 'utf8' })
  expect(check512('manifest-sha512.txt')).toContain('data/view/0001_2-view.mp4: OK')
  expect(check512('tagmanifest-sha512.txt')).toContain('manifest-sha512.txt: OK')
  expect((await readdir(join(written.folder, 'data/view'))).sort()).toEqual(['0001_1-view.mp4', '0001_2-view.mp4'])
  const index = await readFile(join(written.folder, 'data/index.json'))
  expect(written.sha256).toBe(digestsOf(index).sha256)
  const info = await readFile(join(written.folder, 'bag-info.txt'), 'utf8')
  expect(info).toContain(`Payload-Oxum: ${written.bytes}.12\n`)
  expect(info).toContain('Source-Organization: 示范县行政执法局 第二行\n')
  expect(info).toContain('Bagging-Date: 2026-11-20\n')
})

test('what is put on record names every byte of the package, and lies beside the lists that it seals', async () => {
  const { folder, bytes } = await writePackage(await request(), tools)
  const seal = sealed.at(-1)
  const both = async (path: string) => {
    const { sha256, sm3 } = digestsOf(await readFile(join(folder, path)))
    return { sha256, sm3 }
  }
  expect(seal).toMatchObject({ package: ID, purpose: '经过', recordings: [ID], bytes, files: 12, checkpointSize: 3 })
  expect(seal?.tagManifest).toEqual(await both('tagmanifest-sha256.txt'))
  expect([seal?.index, seal?.statement, seal?.paper]).toEqual(
    await Promise.all(['data/index.json', 'data/statement.json', 'data/statement.pdf'].map(both)),
  )
  expect(await readFile(join(folder, 'package.tlog-proof'), 'utf8')).toBe('proof of the package\n')
  expect(await readFile(join(folder, 'package.checkpoint'), 'utf8')).toBe('later\n')
  expect(JSON.parse(await readFile(join(folder, 'package.event.json'), 'utf8'))).toMatchObject({ salt: 'AA==' })
  expect(await readFile(join(folder, 'tagmanifest-sha256.txt'), 'utf8')).not.toContain('package.')
})

test('a package that cannot be put on record is not left behind', async () => {
  const failing = { ...tools, seal: () => Promise.reject(new Refused([])) }
  await expect(writePackage(await request(), failing)).rejects.toThrow(Refused)
  expect((await readdir(root)).sort()).toEqual(['blob', 'page.html'])
})

test('originals are copies, so that writing in a package cannot reach the vault', async () => {
  const wanted = await request()
  const { folder } = await writePackage(wanted, tools)
  const [blob, copy] = await Promise.all([stat(join(root, 'blob')), stat(join(folder, 'data/originals/0001.mp4'))])
  expect([copy.ino === blob.ino, copy.mode & 0o777, blob.mode & 0o777]).toEqual([false, 0o600, 0o400])
})

test('a blob that is not what the record says stops the package, and nothing is left behind', async () => {
  const wanted = await request()
  await rm(join(root, 'blob'))
  await writeFile(join(root, 'blob'), 'foot4ge')
  await expect(writePackage(wanted, tools)).rejects.toThrow(Corrupt)
  expect((await readdir(root)).sort()).toEqual(['blob', 'page.html'])
})

test('a blob of the right SHA-256 and another SM3 stops the package too', async () => {
  const wanted = await request()
  const { sm3 } = digestsOf(Buffer.from('other'))
  const items = wanted.items.map((item) => ({ ...item, sm3 }))
  await expect(writePackage({ ...wanted, items }, tools)).rejects.toThrow(Corrupt)
})

test('every file of a package, and its zip, is on the disk when it is said to be made', async () => {
  const wanted = await request()
  const zip = join(root, 'package.zip')
  const isKept = await keptDuring(async () => zipPackage((await writePackage(wanted, tools)).folder, zip))
  const entries = await readdir(wanted.folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  expect(files.length).toBeGreaterThan(8)
  for (const file of [...files, zip]) expect([file, await isKept(file)]).toEqual([file, true])
})

test('a folder that exists is not written over', async () => {
  const wanted = await request()
  await writePackage(wanted, tools)
  await expect(writePackage(wanted, tools)).rejects.toThrow(Refused)
})

test('the statement is typeset as PDF/A, and a character no font has is printed as a substitute, the name kept as text', async () => {
  const names = ['现场🚓.mp4', 'བོད་ལྗོངས.mp4', '𒀀.mp4', '👮🏽‍♂️ ไทย عربي.mp4']
  const asked = await request()
  const wanted = {
    ...asked,
    items: asked.items.map((item, i) => ({ ...item, fileName: names[i % names.length] as string })),
  }
  const { folder } = await writePackage(wanted, { ...tools, typeset: typst() })
  const pdf = await readFile(join(folder, 'data/statement.pdf'))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.includes('pdfaid')).toBe(true)
  const index = await readFile(join(folder, 'data/index.json'))
  const { sha256: indexSha256 } = digestsOf(index)
  expect(pdf.includes(paperKeyword(indexSha256))).toBe(true)
  const read = JSON.parse(index.toString())
  expect(read.items.map((item: { fileName: string }) => item.fileName)).toEqual(
    wanted.items.map((item) => item.fileName),
  )
  const statement = { ...wanted.statement, maker: `王\u{12000}${names.join('')}` }
  const printed = { index: read, statement, indexSha256, checkpoint: CHECKPOINT, verifierKey: 'key' }
  const paper = Buffer.from(await statementPaper(printed, typst()))
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-')
  // What is wrong with the template itself is not hidden by a substitute.
  await expect(typst()('#set document(title: "x")\n#set text(font: "Noto Serif CJK SC")\n𒀀', {})).rejects.toThrow(
    /U\+12000/,
  )
}, 60_000)
