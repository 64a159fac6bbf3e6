import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Corrupt } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { typesetter } from './index.ts'
import type { Part, Typesetter } from './index.ts'
import { sampleForm, sampleLetter, sampleRecord } from './samples.ts'
import { bare, notoAlone, pagesOf, pictureOf, piecesOf, pngOf, reading, textOf } from './trial.ts'

let folder: string
let press: Typesetter
let parts: readonly Part[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-join-'))
  press = await typesetter({ fontSettings: await notoAlone(folder) })
  const [form, letter, record] = [
    await press.typeset(sampleForm('short')),
    await press.typeset(sampleLetter('short')),
    await press.typeset(sampleRecord('long')),
  ]
  parts = [
    { title: '立案审批表', numbered: false, ...form },
    { title: '行政处罚决定书〔2026〕第0012号', numbered: true, ...letter },
    { title: '询问笔录', numbered: true, pdf: record.pdf },
  ]
})
afterAll(async () => {
  await press.close()
  await rm(folder, { recursive: true })
})

/** A stored PDF changed by hand, as one that came from elsewhere may be. */
async function changed(pdf: Uint8Array, ...args: readonly string[]): Promise<Uint8Array> {
  await writeFile(join(folder, 'before.pdf'), pdf)
  execFileSync('qpdf', [...args, join(folder, 'before.pdf'), join(folder, 'after.pdf')])
  return readFile(join(folder, 'after.pdf'))
}

const numbersOf = (pdf: Uint8Array) =>
  piecesOf(pdf).then((pages) => pages.map((page) => page.find(({ text, y }) => /^\d+$/u.test(text) && y < 20)))

test('a volume says what its papers say, has their pages in order, and a bookmark for each', async () => {
  const before = parts.map(({ pdf }) => Buffer.from(pdf).toString('base64'))
  const { pdf, pages, parts: joined } = await press.join(parts)
  expect(joined.map((part) => part.pages)).toEqual([1, 2, 4])
  expect(pages).toBe(7)
  expect(await textOf(pdf)).toBe((await Promise.all(parts.map((part) => textOf(part.pdf)))).join(''))
  const found = await reading(pdf, async (document) => {
    const outline = await document.getOutline()
    return Promise.all(
      outline.map(async ({ title, dest }) => [
        title,
        await document.getPageIndex((dest as unknown as readonly [Parameters<typeof document.getPageIndex>[0]])[0]),
      ]),
    )
  })
  expect(found).toEqual([
    ['立案审批表', 0],
    ['行政处罚决定书〔2026〕第0012号', 1],
    ['询问笔录', 3],
  ])
  expect(parts.map((part) => Buffer.from(part.pdf).toString('base64'))).toEqual(before)
})

test('running numbers stand on the outer edge of the copy, on the papers that bear them and on no other', async () => {
  const { pdf, parts: joined } = await press.join(parts, { stamp: 'outer' })
  expect(joined).toEqual([{ pages: 1 }, { pages: 2, from: 1, to: 2 }, { pages: 4, from: 3, to: 6 }])
  const numbers = await numbersOf(pdf)
  expect(numbers.map((one) => one?.text)).toEqual([undefined, '1', '2', '3', '4', '5', '6'])
  for (const [page, one] of numbers.entries())
    if (one !== undefined) expect([page, one.x > 185, one.x < 25]).toEqual([page, page % 2 === 0, page % 2 === 1])
  const text = await textOf(pdf)
  expect(text).toContain(bare('罚款人民币伍佰元整'))
})

test('marks are drawn at their places on the copy of their page, and sheets lie behind theirs, in their order', async () => {
  const [form, letter, record] = parts
  if (!form || !letter || !record) throw new Error('the parts are not set')
  const { slots } = await press.typeset(sampleRecord('long'))
  const place = slots.find((one) => one.page === 3)
  if (!place) throw new Error('nobody signs the third page')
  const picture = pngOf(await pictureOf(record.pdf, 3, 0.4))
  const sheet = await press.picture('第3页扫描件', picture)
  const stroke = [
    [0, 0],
    [400, 400],
  ] as const
  const marks = [{ ...place, strokes: [stroke], words: '王小明　2026年11月12日15时20分' }]
  const behind = [
    { page: 4, pdf: form.pdf },
    { page: 3, pdf: sheet },
  ]
  const { pdf, parts: joined } = await press.join([letter, { ...record, marks, behind }, form], { stamp: 'outer' })
  expect(joined).toEqual([{ pages: 2, from: 1, to: 2 }, { pages: 6, from: 3, to: 8 }, { pages: 1 }])
  const texts = await pagesOf(pdf)
  expect(texts.map((text) => /第(\d+)页共/u.exec(text)?.[1])).toEqual([
    '1',
    '2',
    '1',
    '2',
    '3',
    undefined,
    '4',
    '1',
    '1',
  ])
  expect(texts.map((text) => text.includes('王小明2026年11月12日15时20分'))).toEqual(texts.map((_, at) => at === 4))
  // The stroke goes down over its place from its upper left corner, and nowhere else.
  const [signed, fixed] = [await pictureOf(pdf, 5, 4), await pictureOf(record.pdf, 3, 4)]
  const MM = (4 * 72) / 25.4
  const dark = (x: number, y: number) => {
    const at = Math.round(y * MM) * signed.width + Math.round(x * MM)
    return (signed.ink[at] ?? 0) - (fixed.ink[at] ?? 0)
  }
  expect(Math.max(...[-0.1, 0, 0.1].map((off) => dark(place.x + 4 + off, place.y + 4)))).toBeGreaterThan(2)
  // A picture that is none is refused by its name.
  expect(String(await press.picture('坏图', picture.subarray(0, 40)).catch(String))).toContain('坏图')
})

test('a page that lies on its side bears its number where a reader sees the upper right', async () => {
  const [, letter] = parts
  const turned = { title: '现场图', numbered: true, pdf: await changed(letter?.pdf ?? new Uint8Array(), '--rotate=90') }
  const { pdf } = await press.join([turned], { stamp: 'upper-right' })
  const seen = await reading(pdf, async (document) => {
    const page = await document.getPage(1)
    const { width, transform } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const one = items.find((item) => 'str' in item && item.str === '1')
    const [, , , , x = 0, y = 0] = one !== undefined && 'transform' in one ? (one.transform as number[]) : []
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform as number[]
    return { width, x: a * x + c * y + e, y: b * x + d * y + f }
  })
  expect(seen.width).toBeCloseTo(841.89, 0)
  expect([seen.x > seen.width - 60, seen.y < 50]).toEqual([true, true])
})

test('a paper that is no PDF, is empty, or is locked is named', async () => {
  const [form, letter] = parts
  const pdf = letter?.pdf ?? new Uint8Array()
  const locked = await changed(pdf, '--encrypt', 'user', 'owner', '256', '--')
  for (const [title, wrong, said] of [
    ['现场照片', Buffer.from('not a PDF'), /《现场照片》的 PDF 读不出来/u],
    ['缴款票据', Buffer.alloc(0), /《缴款票据》的 PDF 读不出来/u],
    ['鉴定意见', locked, /《鉴定意见》的 PDF 加了密码/u],
  ] as const) {
    const volume = press.join([...(form === undefined ? [] : [form]), { title, numbered: true, pdf: wrong }])
    const thrown: unknown = await volume.catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(Corrupt)
    expect((thrown as Corrupt).obstacles[0]?.message.zh).toMatch(said)
  }
})
