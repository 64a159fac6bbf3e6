import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PaperLayout } from '@liuhen/core/papers'
import type { LayoutBlock } from '@liuhen/core/papers'
import { expect, test } from 'vitest'
import { sampleForm, sampleLetter, sampleRecord } from './samples.ts'
import { piecesOf, textOf } from './trial.ts'
import { begin, folder, lengthOf, press, sentences, typesetterTrial } from './trial-typesetter.ts'

typesetterTrial()

test('no signature and no seal stands on a page without text', async () => {
  for (let lines = 11; lines < 21; lines++) {
    const blocks = [{ kind: 'paragraph' as const, text: Array.from({ length: lines }, () => '行').join('\n') }]
    const { pdf, seal } = await press.typeset({ ...sampleLetter('short'), blocks })
    const page = (await piecesOf(pdf))[(seal?.page ?? 0) - 1] ?? []
    expect([lines, page.some(({ text }) => text === '行')]).toEqual([lines, true])
  }
  for (let lines = 17; lines < 26; lines++) {
    const said = Array.from({ length: lines }, () => ({ who: 'answered' as const, text: '行' }))
    const blocks = [{ kind: 'dialogue' as const, lines: said }]
    const { pdf, slots } = await press.typeset({ ...sampleRecord('short'), blocks })
    const place = slots.find(({ slot }) => slot === 'confirmation')
    const page = (await piecesOf(pdf))[(place?.page ?? 0) - 1] ?? []
    expect([lines, page.some(({ text }) => text.includes('行'))]).toEqual([lines, true])
  }
})

test('whatever the last block of a paper is, what comes before it fills its pages and what closes it comes once', async () => {
  const text = '一二三四五六七八九十'.repeat(80)
  const rows = [...Array.from({ length: 60 }, (_, i) => [String(i + 1), '物品']), ['以下空白', '']]
  const blocks: readonly LayoutBlock[] = [
    { kind: 'field', label: '情况', text },
    { kind: 'field', label: '情况' },
    { kind: 'paragraph', text: `${text}\n${text}` },
    { kind: 'opinion', label: '意见', text, signer: '刘安民', on: '2026-10-14' },
    { kind: 'dialogue', lines: [{ who: 'noted', text }] },
    { kind: 'dialogue', lines: [] },
    { kind: 'table', label: '清单', columns: ['序号', '名称'], rows },
  ]
  for (const block of blocks)
    for (const sample of [sampleForm('long'), sampleLetter('rare'), sampleRecord('short')]) {
      const { pdf, slots, seal } = await press.typeset({ ...sample, blocks: [block] })
      const pages = await piecesOf(pdf)
      const filled = pages.slice(0, -1).map((page) => Math.max(...page.map(({ y }) => y)) > 200)
      expect([block.kind, sample.template, filled]).toEqual([block.kind, sample.template, filled.map(() => true)])
      const ends = sample.signatures.filter(({ where }) => where === 'end').map(({ slot }) => slot)
      expect(slots.map(({ slot }) => slot).filter((slot) => ends.includes(slot))).toEqual(ends)
      expect(seal === undefined).toBe(sample.seal === undefined)
      if (block.kind === 'table') expect((await textOf(pdf)).split('以下空白').length).toBeLessThan(4)
    }
})

test('nothing runs off a page or over what stands beside it, however long a name, a label or a heading is', async () => {
  const long = '安陵县城市管理和综合行政执法局城东街道综合行政执法大队（市政园林中队）'
  const word = 'JL20261012ABCDEFGHIJKLM'
  const cells = (count: number) =>
    Array.from({ length: count }, (_, i) => (i % 3 === 0 ? word : i % 3 === 1 ? long : '八成新'))
  const tables = [2, 4, 7, 12].map((count): LayoutBlock => ({
    kind: 'table',
    label: long,
    columns: Array.from({ length: count }, (_, i) => (i % 2 === 0 ? '序号' : '规格（型号）或者地址')),
    rows: [cells(count), cells(count).toReversed(), Array.from({ length: count }, () => '2')],
  }))
  for (const sample of [sampleForm('long'), sampleLetter('rare'), sampleRecord('short')]) {
    const layout: PaperLayout = {
      ...sample,
      authority: long,
      title: long + long,
      addressee: long,
      number: `${long}〔2026〕第0012号`,
      blocks: [
        { kind: 'field', label: long, text: word },
        { kind: 'field', label: word, text: long },
        { kind: 'field', label: '统一社会信用代码' },
        { kind: 'opinion', label: long, text: long, signer: long, on: '2026-10-14' },
        ...tables,
        { kind: 'paragraph', text: long },
      ],
      signatures: [
        ...[1, 2, 3, 4].map((i) => ({ slot: `page-${i}`, label: long, where: 'every-page' as const })),
        ...[1, 2, 3].map((i) => ({ slot: `end-${i}`, label: long, where: 'end' as const })),
      ],
      seal: { on: '2026-11-12' },
    }
    const { pdf, slots, seal } = await press.typeset(layout)
    const pages = await piecesOf(pdf)
    // A bracket at either end of a line is half empty, and that half is over the edge.
    const off = pages.flat().filter(({ x, width, text }) => text.trim() !== '' && (x < 25 || x + width > 191))
    expect([sample.template, off]).toEqual([sample.template, []])
    for (const { slot, x, y, width, height } of [...slots, ...(seal === undefined ? [] : [seal])])
      expect([slot, x > 27, x + width < 190, y + height < 290, width >= 25]).toEqual([slot, true, true, true, true])
  }
})

test.each(['network', 'none'] as const)(
  'with walls of %s at most it reads and fetches nothing either',
  async (walls) => {
    const path = join(folder, `walls-${walls}`)
    await mkdir(path)
    await writeFile(join(path, 'form.typ'), '#let paper(d) = read("../../../../../../etc/hostname")')
    await writeFile(join(path, 'letter.typ'), '#import "@preview/cetz:0.3.4"\n#let paper(d) = [x]')
    await writeFile(join(path, 'record.typ'), '#let paper(d) = text(font: "Noto Serif CJK SC", d.title)')
    const open = await begin({ templates: path, walls })
    expect(await sentences(open.typeset(sampleForm('short')))).toMatch(/的模板有错，没有排印：/u)
    expect(await sentences(open.typeset(sampleLetter('short')))).toMatch(/的模板有错，没有排印：/u)
    expect(await lengthOf(open, sampleRecord('short'))).toBe(1)
    expect([walls, 'none']).toContain(open.walls)
  },
)

test('two hundred papers leave the process no larger than the first hundred did', async () => {
  const sizes: number[] = []
  for (let i = 0; i < 200; i++) {
    const layout = [sampleForm, sampleLetter, sampleRecord][i % 3]?.('short') ?? sampleForm('short')
    await press.typeset({ ...layout, number: `安综执立字〔2026〕第${i}号` })
    sizes.push(press.memory)
  }
  const most = (from: number, to: number) => Math.max(...sizes.slice(from, to))
  expect(most(150, 200) / most(50, 100)).toBeLessThan(1.15)
})

test('after so many papers the process is begun anew; a typesetter that was closed refuses in a sentence', async () => {
  const brief = await begin({ papersEach: 2 })
  for (let i = 0; i < 5; i++) expect(await lengthOf(brief, sampleForm('short'))).toBe(1)
  await brief.close()
  expect(await sentences(brief.typeset(sampleForm('short')))).toMatch(/服务正在停止/u)
})
