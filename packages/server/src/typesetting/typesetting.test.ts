import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PaperLayout } from '@liuhen/core/papers'
import { describe, expect, test } from 'vitest'
import { FILLINGS, SAMPLES, sampleForm, sampleLetter, sampleRecord } from './samples.ts'
import {
  bare,
  farthest,
  NOTO,
  pagesOf,
  pictureName,
  pictureOf,
  piecesOf,
  readPicture,
  SHOWN,
  textOf,
  wordsOf,
} from './trial.ts'
import { tryTemplates } from './try-templates.ts'
import { begin, folder, fontSettings, lengthOf, press, sentences, typesetterTrial } from './trial-typesetter.ts'

/** Drawn by `npm run papers`, to be looked at before they are kept. */
const PICTURES = join(import.meta.dirname, '../../../../docs/papers')

typesetterTrial()

describe.each(Object.entries(SAMPLES))('a %s', (name, sample) => {
  test.each(FILLINGS)('filled %s says what it was given, and looks as its picture does', async (filling) => {
    const layout = PaperLayout.parse(sample(filling))
    const { pdf, pages, slots } = await press.typeset(layout)
    expect(Buffer.from(pdf).includes('pdfaid')).toBe(true)
    const text = await textOf(pdf)
    for (const words of wordsOf(layout)) expect(text).toContain(bare(words))
    const everyPage = layout.signatures.filter(({ where }) => where === 'every-page')
    for (const { slot } of everyPage)
      expect(slots.filter((one) => one.slot === slot).map(({ page }) => page)).toEqual(
        Array.from({ length: pages }, (_, i) => i + 1),
      )
    for (const { slot } of layout.signatures.filter(({ where }) => where === 'end'))
      expect(slots.filter((one) => one.slot === slot)).toHaveLength(1)
    for (const { x, y, width, height } of slots) {
      expect([x > 20, y > 20, x + width < 192, y + height < 290]).toEqual([true, true, true, true])
      expect([width > 25, height > 8]).toEqual([true, true])
    }
    for (const [i, page] of (await pagesOf(pdf)).entries()) {
      expect(page).toContain(`第${i + 1}页共${pages}页`)
      expect(page).toContain(layout.code)
      expect(page.includes('草稿')).toBe(layout.draft)
    }
    const pictures = (await readdir(PICTURES)).filter((one) => one.startsWith(`${name}-${filling}-`))
    expect(pictures).toHaveLength(pages)
    for (let n = 1; n <= pages; n++) {
      const drawn = await readPicture(join(PICTURES, pictureName(name, filling, n)))
      expect(farthest(await pictureOf(pdf, n, SHOWN), drawn)).toBeLessThan(0.1)
    }
  })
})

test('a letter has 28 characters on each of 22 lines within 156 by 225 millimetres', async () => {
  const text = '国'.repeat(28 * 22 * 3)
  const layout = { ...sampleLetter('short'), blocks: [{ kind: 'paragraph' as const, text }] }
  const { pdf } = await press.typeset(layout)
  const [, second = []] = await piecesOf(pdf)
  const lines = second.filter(({ text: words }) => words.includes('国'))
  expect(new Set(lines.map(({ text: words }) => words))).toEqual(new Set(['国'.repeat(28)]))
  expect(lines).toHaveLength(22)
  expect(Math.min(...lines.map(({ x }) => x))).toBeCloseTo(28, 0)
  // From the top of the first line to the foot of the last: baselines stand seven eighths down their line.
  const size = (15.75 / 72) * 25.4
  const [first = 0, last = 0] = [lines[0]?.y, lines.at(-1)?.y]
  expect(first - 0.88 * size).toBeCloseTo(37, 0)
  expect(last + 0.12 * size).toBeLessThan(37 + 225)
  expect(last + 0.12 * size).toBeGreaterThan(37 + 224)
  // And the lines below a heading of larger characters stand where those of a page without one do.
  const [headed = []] = await piecesOf(pdf)
  for (const { y } of headed.filter(({ text: words }) => words.startsWith('国国')))
    expect(Math.min(...lines.map((line) => Math.abs(line.y - y)))).toBeLessThan(0.05)
})

test('what is said of a paper is read as text and never as a command, white space included', async () => {
  const text =
    '#read("/etc/passwd") $x$ *粗* _斜_ `码` <a> @b \\n // 注 /* */ -- --- ... ~ "引" \'单\' = 题 - 项 #{1+1}'
  const layout = { ...sampleForm('short'), blocks: [{ kind: 'field' as const, label: '#panic()', text }] }
  const { pdf } = await press.typeset(layout)
  expect(await textOf(pdf)).toContain(bare(text))
})

test('a digest without a place to break stays within its cell and is read as one', async () => {
  const text = 'a3f5'.repeat(64)
  const { pdf } = await press.typeset({ ...sampleForm('short'), blocks: [{ kind: 'field', label: '校验值', text }] })
  expect(await textOf(pdf)).toContain(text)
  const [page = []] = await piecesOf(pdf)
  expect(page.filter(({ text: words }) => /^[a3f5]+$/u.test(words)).length).toBeGreaterThan(1)
})

test('a character no font has is named with the paper and the label it stands under', async () => {
  const layout = sampleForm('short')
  const blocks = [...layout.blocks, { kind: 'field' as const, label: '曾用名', text: '王𒀀' }]
  const said = await sentences(press.typeset({ ...layout, blocks }))
  expect(said).toMatch(/《行政处罚案件立案审批表》的“曾用名”中，字库没有“𒀀”（U\+12000）/u)
  // And what comes next is not harmed.
  expect(await lengthOf(press, layout)).toBe(1)
})

test('what cannot be seen on paper is refused by its number, and a line feed is none of it', async () => {
  const given = (text: string) => ({
    ...sampleForm('short'),
    blocks: [{ kind: 'field' as const, label: '住所', text }],
  })
  for (const [text, point] of [
    ['安陵\u200b县', 'U\\+200B'],
    ['安陵\u0007县', 'U\\+0007'],
    ['\ud800县', 'U\\+D800'],
    ['安陵\u202e县', 'U\\+202E'],
    ['安陵\ue815县', 'U\\+E815'],
  ] as const)
    expect(await sentences(press.typeset(given(text)))).toMatch(new RegExp(`“住所”中有印不出来的字符（${point}）`, 'u'))
  expect(await lengthOf(press, given('一\r\n二\n\t三'))).toBe(1)
})

test('one clause is set in one family: the one that has all of its characters, and draws them as what they are', async () => {
  const settings = JSON.parse(await readFile(fontSettings, 'utf8'))
  settings.folders.push('/usr/share/fonts/truetype/dejavu')
  settings.families.push({ family: 'DejaVu Sans Mono', files: ['DejaVuSansMono.ttf'], wrong: '$' })
  settings.faces.fangsong.families.unshift('DejaVu Sans Mono')
  const path = join(folder, 'two-families.json')
  await writeFile(path, JSON.stringify(settings))
  const mixed = await begin({ fontSettings: path })
  const { pdf } = await mixed.typeset({
    ...sampleForm('short'),
    blocks: [{ kind: 'paragraph', text: 'ABC旻DEF，GHI JKL，MNO$5' }],
  })
  const [page = []] = await piecesOf(pdf)
  const fontsOf = (words: string) =>
    new Set(page.flatMap(({ text, font }) => (words.includes(text) && text.trim() !== '' ? [font] : [])))
  expect([...fontsOf('ABC旻DEF')].every((font) => font.startsWith('NotoSerifCJK'))).toBe(true)
  expect([...fontsOf('GHI JKL')]).toEqual(['DejaVuSansMono'])
  expect([...fontsOf('MNO$5')]).toEqual(['NotoSerifCJKsc-Regular'])
})

test('the same paper is the same bytes from another process, and a changed template has another digest', async () => {
  const layout = sampleRecord('long')
  const other = await begin()
  const [one, two] = await Promise.all([press.typeset(layout), other.typeset(layout)])
  expect(Buffer.from(one.pdf).equals(Buffer.from(two.pdf))).toBe(true)
  expect([one.templateDigest, other.digest]).toEqual([press.digest, press.digest])
  const changed = await begin({ templates: await templates('changed', { form: '#let paper(d) = [x]' }) })
  expect(changed.digest).not.toBe(press.digest)
})

async function templates(name: string, sources: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, name)
  await mkdir(path)
  for (const [file, source] of Object.entries(sources)) await writeFile(join(path, `${file}.typ`), source)
  return path
}

test('a template that reads, fetches, fails or asks for a font that is not here is told so', async () => {
  const hostile = await begin({
    templates: await templates('hostile', {
      form: '#let paper(d) = read("/etc/hostname")',
      letter: '#import "@preview/cetz:0.3.4"\n#let paper(d) = [x]',
      record: '#let paper(d) = text(font: "方正小标宋简体", d.title)',
    }),
  })
  expect(await sentences(hostile.typeset(sampleForm('short')))).toMatch(
    /《行政处罚案件立案审批表》的模板有错，没有排印：form\.typ:1:22: file not found/u,
  )
  expect(await sentences(hostile.typeset(sampleLetter('short')))).toMatch(
    /《行政处罚决定书》的模板有错，没有排印：.*@preview\/cetz|failed to download/u,
  )
  expect(await sentences(hostile.typeset(sampleRecord('short')))).toMatch(
    /《询问笔录》的模板要用字体“方正小标宋简体”，这里没有/u,
  )
})

test('templates a bureau brings are tried before the first paper: a field that is not there is told with file, line and column', async () => {
  await tryTemplates(press)
  const brought = await begin({
    templates: await templates('brought', {
      form: '#let paper(d) = {\n  set page(width: 210mm)\n  [收件人：#d.recipient]\n}',
      letter: '#let paper(d) = [#d.title',
      record: '#let paper(d) = [#d.title]',
    }),
  })
  const said = await sentences(tryTemplates(brought))
  expect(said).toMatch(/《行政处罚案件立案审批表》的模板有错，没有排印：form\.typ:3:11: .*recipient/u)
  expect(said).toMatch(/《行政处罚决定书》的模板有错，没有排印：letter\.typ:1:\d+: /u)
  expect(said).toMatch(/《询问笔录》的模板没有排出签名处：被询问人核对意见、被询问人、询问人、记录人/u)
  expect(said.split('\n')).toHaveLength(3)
})

test('a template that never ends or takes all memory is stopped, and the next paper comes out', async () => {
  const sources = await templates('endless', {
    form: '#let paper(d) = { let n = 0; for i in range(100000) { for j in range(100000) { n = i + j } }; [#n] }',
    letter: '#let paper(d) = { let a = "国" * 1000; for i in range(40) { a = a + a }; [#a.len()] }',
    record: '#let paper(d) = text(font: "Noto Serif CJK SC", d.title)',
  })
  // Time enough to come to the limit of memory on a busy machine too.
  const hoarding = await begin({ templates: sources, seconds: 120, megabytes: 640 })
  const large = sentences(hoarding.typeset(sampleLetter('short')))
  const afterLarge = lengthOf(hoarding, sampleRecord('short'))
  expect(await large).toMatch(/《行政处罚决定书》没有排印出来：.*超过了 640 MiB 的内存上限/u)
  expect(await afterLarge).toBe(1)

  const endless = await begin({ templates: sources, seconds: 2 })
  const endlessly = sentences(endless.typeset(sampleForm('short')))
  const afterEndlessly = lengthOf(endless, sampleRecord('short'))
  expect(await endlessly).toMatch(/《行政处罚案件立案审批表》排印超过 2 秒，已中止/u)
  expect(await afterEndlessly).toBe(1)
})

test('a font that is not here, or no longer, is a sentence that says what to do', async () => {
  const settings = JSON.parse(await readFile(fontSettings, 'utf8'))
  settings.folders = [join(folder, 'fonts')]
  await mkdir(join(folder, 'fonts'))
  await symlink(join(NOTO, 'NotoSerifCJK-Regular.ttc'), join(folder, 'fonts/NotoSerifCJK-Regular.ttc'))
  const path = join(folder, 'no-sans.json')
  await writeFile(path, JSON.stringify(settings))
  const without = await begin({ fontSettings: path })
  expect(await sentences(without.typeset(sampleForm('short')))).toMatch(/没有黑体可用的字体（Noto Sans CJK SC）/u)

  await symlink(join(NOTO, 'NotoSansCJK-Regular.ttc'), join(folder, 'fonts/NotoSansCJK-Regular.ttc'))
  const removed = await begin({ fontSettings: path })
  expect(await lengthOf(removed, sampleForm('short'))).toBe(1)
  await rm(join(folder, 'fonts/NotoSerifCJK-Regular.ttc'))
  expect(await sentences(removed.typeset(sampleForm('short')))).toMatch(
    /NotoSerifCJK-Regular\.ttc 在启动以后被删除或更换/u,
  )
})
