import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../packages/cli/src/verify/index.ts'
import type { PackageIndex, Statement, VerifyReport } from '../packages/core/src/evidence-package/index.ts'
import { BUREAU, STRANGER } from '../scripts/package-in-memory.ts'
import { pictureOf } from './chromium.ts'
import { readPaper } from './read-paper.ts'
import { makeSamplePackage, MORNING } from './sample-package.ts'

let folder: string
let sample: Awaited<ReturnType<typeof makeSamplePackage>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paper-'))
  sample = await makeSamplePackage(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const json = async (path: string): Promise<unknown> => JSON.parse(await readFile(join(sample.path, path), 'utf8'))
/** Lines break where they will. */
const squeezed = (words: string): string => words.replace(/\s+/gu, '')
/** An instant as the clock on the wall shows it in Beijing, eight hours ahead the whole year. */
const wall = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', '')
const grouped = (bytes: number): string => `${bytes.toLocaleString('en-US')}字节`

async function told(path: string, ...args: readonly string[]): Promise<VerifyReport> {
  let out = ''
  const streams = { stdout: { write: (words: string) => (out += words) }, stderr: { write: () => true } }
  await verify([path, '--json', ...args], streams)
  return JSON.parse(out) as VerifyReport
}

test('the paper says of each original, gap and person what the JSON says, and of none what it says of another', async () => {
  const pages = await readPaper(await readFile(join(sample.path, 'data/statement.pdf')))
  const index = (await json('data/index.json')) as PackageIndex
  const statement = (await json('data/statement.json')) as Statement
  const feet = /示范县行政执法局[0-9a-f-]{36}第\d+页共\d+页/gu
  const text = squeezed(pages.map((page) => page.text).join('')).replaceAll(feet, '')
  const { format: _format, madeAt, extractedAt, ...words } = statement
  for (const value of Object.values(words)) expect(text).toContain(squeezed(String(value)))
  expect(text).toContain(`制作时间${wall(madeAt)}`)
  expect(text).toContain(`提取时间${wall(extractedAt)}`)
  const names = index.items.map((item) => squeezed(`${item.number}${item.fileName}`))
  const starts = names.map((name) => text.indexOf(name))
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  expect(starts[0]).toBeGreaterThan(0)
  for (const [i, item] of index.items.entries()) {
    const block = text.slice(starts[i], starts[i + 1] ?? text.indexOf('二、中断与缺口'))
    const { device, officer, clock } = item
    const wanted = [
      grouped(item.bytes),
      `录制设备${device?.number}${device?.model}`,
      `执法人员${officer?.name}${officer?.certificate}${officer?.unit}`,
      `设备时间${squeezed(item.deviceTime ?? '')}`,
      `慢${-(clock?.offset ?? 0) / 1000}秒`,
      `校正时间${wall(item.correctedTime ?? '')}±${Math.ceil((item.timeError ?? 0) / 1000)}秒`,
      `长${item.durationSeconds?.toFixed(1)}秒`,
      `固化时间${wall(item.preservedAt)}`,
      `包内位置${item.path}`,
      ...item.views.map((view) => view.path),
      `SHA-256${item.sha256}`,
      `SM3${item.sm3}`,
    ]
    for (const one of wanted) expect(block).toContain(one)
    for (const other of index.items) if (other !== item) expect(block).not.toContain(other.sha256)
  }
  for (const gap of index.takes.flatMap((take) => take.gaps)) {
    expect(text).toContain(`原件${gap.after}与原件${gap.before}之间缺${gap.seconds}秒`)
    expect(text).toContain(`${gap.explanation?.words}（${gap.explanation?.by}，${wall(gap.explanation?.at ?? '')}）`)
  }
})

test('digest and checkpoint stand on it in words, in digits and as a code that a camera reads; each page bears the mark of the key', async () => {
  const pages = await readPaper(await readFile(join(sample.path, 'data/statement.pdf')))
  const { seal, key, package: made } = await told(sample.path)
  const text = squeezed(pages.at(-1)?.text ?? '')
  expect(text).toContain(sample.sha256)
  expect(text).toContain(seal?.characters)
  const checkpoint = await readFile(join(sample.path, 'data/checkpoint'), 'utf8')
  const signed = checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1)
  expect(text).toContain(Buffer.from(signed.split('\n')[2] ?? '', 'base64').toString('hex'))
  const codes = pages.flatMap((page) => page.code ?? [])
  expect(codes).toEqual([`liuhen-package/2\n${made?.id}\nsha256:${sample.sha256}\n${signed}`])
  expect(text).toContain(squeezed(BUREAU.line))
  for (const page of pages) expect(squeezed(page.text)).toContain(key?.mark.characters)
})

test('the paper of a package made anew by another key differs on each page, for the eye too', async () => {
  const forged = await makeSamplePackage(folder, MORNING, STRANGER, 'forged')
  const [ours, theirs] = await Promise.all(
    [sample, forged].map(async ({ path }) => readPaper(await readFile(join(path, 'data/statement.pdf')))),
  )
  expect(theirs?.length).toBe(ours?.length)
  const marks = (await Promise.all([sample, forged].map(({ path }) => told(path)))).map(
    (one) => one.key?.mark.characters ?? '',
  )
  for (const [i, page] of (ours ?? []).entries()) {
    const other = theirs?.[i]
    expect(squeezed(page.text)).not.toContain(marks[1])
    expect(squeezed(other?.text ?? '')).not.toContain(marks[0])
    expect(Buffer.from(page.picture).equals(Buffer.from(other?.picture ?? []))).toBe(false)
    await writeFile(pictureOf(`paper-${i + 1}`), page.picture)
    await writeFile(pictureOf(`paper-forged-${i + 1}`), other?.picture ?? '')
  }
})
