import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { statementOf } from '@liuhen/core/evidence-package'
import { Corrupt, Digests, Instant, Refused } from '@liuhen/core/kernel'
import { Envelope } from '@liuhen/core/ledger'
import { statementPaper } from './statement-paper.ts'
import { typst } from './typeset.ts'
import { writePackage } from './write.ts'
import type { PackageRequest, PackageTools } from './write.ts'

const AT = Instant.parse('2026-11-20T08:05:00.000Z')
const ID = '01994f3e-7c00-7000-8000-000000000001'
const digestsOf = (bytes: Uint8Array): Digests =>
  Digests.parse({
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sm3: createHash('sm3').update(bytes).digest('hex'),
  })

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'write-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const tools: PackageTools = {
  typeset: () => Promise.resolve(Buffer.from('%PDF-1.7')),
  digest: async (file) => digestsOf(await readFile(file)),
}

async function request(fileName = '现场 检查.MP4'): Promise<PackageRequest> {
  const content = Buffer.from('footage')
  const file = join(root, 'blob')
  await writeFile(file, content, { mode: 0o444 })
  await writeFile(join(root, 'page.html'), '<!doctype html>')
  const kept = { file, bytes: content.length, ...digestsOf(content) }
  const event = Envelope.parse({
    id: ID,
    stream: `recording:${ID}`,
    version: 1,
    kind: 'RecordingPreserved/1',
    at: AT,
    actor: 'system',
    body: {},
  })
  const view = { ...kept, kind: 'view-copy' as const, tool: 'ffmpeg 5.1', recipe: '480p', fileName: 'view.mp4' }
  return {
    folder: join(root, 'package'),
    id: 'P-1',
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
        sealed: { event, salt: 'AA==' },
        proof: 'proof\n',
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
    checkpoint: 'checkpoint\n',
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
  expect((await readdir(join(written.folder, 'data/view'))).sort()).toEqual(['0001_1-view.mp4', '0001_2-view.mp4'])
  const tagManifest = await readFile(join(written.folder, 'tagmanifest-sha256.txt'))
  expect(written.sha256).toBe(digestsOf(tagManifest).sha256)
  const info = await readFile(join(written.folder, 'bag-info.txt'), 'utf8')
  expect(info).toContain(`Payload-Oxum: ${written.bytes}.10\n`)
  expect(info).toContain('Source-Organization: 示范县行政执法局 第二行\n')
  expect(info).toContain('Bagging-Date: 2026-11-20\n')
})

test('originals are copies, so that writing in a package cannot reach the vault', async () => {
  const wanted = await request()
  const { folder } = await writePackage(wanted, tools)
  const [blob, copy] = await Promise.all([stat(join(root, 'blob')), stat(join(folder, 'data/originals/0001.mp4'))])
  expect([copy.ino === blob.ino, copy.mode & 0o777, blob.mode & 0o777]).toEqual([false, 0o644, 0o444])
})

test('a blob that is not what the record says stops the package, and nothing is left behind', async () => {
  const wanted = await request()
  await rm(join(root, 'blob'))
  await writeFile(join(root, 'blob'), 'foot4ge')
  await expect(writePackage(wanted, tools)).rejects.toThrow(Corrupt)
  expect((await readdir(root)).sort()).toEqual(['blob', 'page.html'])
})

test('a folder that exists is not written over', async () => {
  const wanted = await request()
  await writePackage(wanted, tools)
  await expect(writePackage(wanted, tools)).rejects.toThrow(Refused)
})

test('the statement is typeset as PDF/A, and a character no font has is named', async () => {
  const wanted = await request()
  const { folder } = await writePackage(wanted, { ...tools, typeset: typst() })
  const pdf = await readFile(join(folder, 'data/statement.pdf'))
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.includes('pdfaid')).toBe(true)
  const index = JSON.parse(await readFile(join(folder, 'data/index.json'), 'utf8'))
  const statement = { ...wanted.statement, maker: '王\u{12000}' }
  await expect(statementPaper(index, statement, 'key', typst())).rejects.toThrow(/U\+12000/)
}, 60_000)
