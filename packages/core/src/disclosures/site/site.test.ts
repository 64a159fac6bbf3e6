import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { tooHeavy } from '../../../../../scripts/page-weight.ts'
import type { CalendarDate, Instant, Sha256 } from '../../kernel/index.ts'
import { type PublicDocument, publicDocument } from '../document.ts'
import { CHECK_BYTES, type PublicItem, siteFiles, type SiteInput } from './index.ts'

const AT = '2026-11-20T01:00:00.000Z' as Instant
const idOf = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`
const DIGEST = 'a'.repeat(64) as Sha256
const DECISIONS = '行政执法决定文书'

const itemOf = (n: number, texts: PublicDocument['texts'], more: Partial<PublicDocument> = {}): PublicItem => {
  const document = publicDocument(idOf(n), 1, {
    title: `关于占道经营的行政处罚决定书（第 ${n} 件）`,
    category: DECISIONS,
    subject: 'results',
    stage: 'after',
    department: '法规科',
    authority: '青溪县城市管理局',
    texts,
    cites: [],
    attachments: [],
    ...more,
  })
  const event = {
    id: idOf(n),
    stream: `publication:${idOf(n)}`,
    version: 5,
    kind: 'PublicationPublished/1',
    at: AT,
    actor: `person:${idOf(7)}`,
    body: { version: 1, digest: DIGEST, form: 'website', url: `items/${idOf(n)}.html` },
  }
  const proof = { format: 'liuhen-disclosure-proof/1', document, event, salt: 'A'.repeat(44), proof: 'x'.repeat(1500) }
  return {
    id: idOf(n),
    document,
    digest: DIGEST,
    publishedAt: AT,
    proof: proof as PublicItem['proof'],
    isDecision: true,
  }
}
const textOf = (key: string, text: string) => ({ key, name: key, text })
const ordinary = (n: number): PublicItem =>
  itemOf(n, [
    textOf('number', `青城管罚〔2026〕${n}号`),
    textOf('party', '钱某某'),
    textOf('facts', '在星沙路占道堆放建筑材料，经责令改正逾期未改。'.repeat(20)),
  ])
// The densest code there is: as many strokes as a real one has at the most.
const SQUARES = Array.from({ length: 61 }, (_row, y) => Array.from({ length: 61 }, (_one, x) => (x + y) % 2 === 0))

function written(items: readonly PublicItem[], more: Partial<SiteInput> = {}): ReadonlyMap<string, Uint8Array> {
  const files = siteFiles({
    bureau: '青溪县城市管理局',
    sample: true,
    builtAt: AT,
    today: '2026-11-20' as CalendarDate,
    base: 'https://example.cn/public/',
    categories: [DECISIONS],
    items,
    gone: [],
    complaints: [],
    verifierKey: `log.example+01234567+${'A'.repeat(44)}`,
    credit: false,
    qr: () => SQUARES,
    ...more,
  })
  const bytes = new Map(files.map(({ path, text }) => [path, Buffer.from(text)]))
  // Built elsewhere; it weighs no more than is kept free for it.
  return bytes.set('check.js', Buffer.alloc(CHECK_BYTES))
}
const textAt = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  new TextDecoder().decode(files.get(path))

test('with five thousand publications no page weighs more than 100 KiB with its styles and scripts, and each is on a list', () => {
  const items = Array.from({ length: 5000 }, (_one, at) => ordinary(at + 1))
  const files = written(items)
  expect(tooHeavy(files)).toEqual([])
  const lists = [...files.keys()].filter((path) => path.startsWith('list/')).map((path) => textAt(files, path))
  const listed = new Set(
    lists.flatMap((list) => [...list.matchAll(/items\/([0-9a-f-]+)\.html/gu)].map((one) => one[1])),
  )
  expect(listed.size).toBe(items.length)
  // What is searched is all there, in files of which the page loads one.
  const rows: unknown[][] = []
  const window = { disclosures: rows, disclosureFiles: 0 }
  const shards = [...files.keys()].filter((path) => path.startsWith('search-data'))
  for (const path of shards) runInNewContext(textAt(files, path), { window })
  expect([window.disclosureFiles, new Set(window.disclosures.map((one) => one[0])).size]).toEqual([
    shards.length,
    items.length,
  ])
})

test('texts of any length are read whole on pages of 100 KiB, and verified from one', () => {
  const long = (n: number, texts: number): PublicItem =>
    itemOf(
      n,
      Array.from({ length: texts }, (_one, at) => textOf(`text-${at}`, `${n}之${at}，${'占道经营'.repeat(4900)}`)),
    )
  const names = (one: number): string => '名称'.repeat(59) + String(one)
  const items = [
    ...[1, 2, 4, 12, 60].map((texts) => long(texts, texts)),
    ...Array.from({ length: 300 }, (_one, at) =>
      itemOf(100 + at, [textOf('number', '号'.repeat(20_000))], { title: names(at), category: '类'.repeat(300) }),
    ),
    ...Array.from({ length: 60 }, (_one, at) => ({ ...ordinary(1000 + at), isDecision: false })),
  ]
  const files = written(items, {
    complaints: Array.from({ length: 5 }, (_one, at) => ({
      name: `途径 ${at}`,
      text: '电话、来信、来访'.repeat(2500),
    })),
  })
  expect(tooHeavy(files)).toEqual([])
  const pages = [...files.keys()]
    .filter((path) => path.startsWith(`items/${idOf(60)}`))
    .map((path) => textAt(files, path))
  for (let at = 0; at < 60; at += 1) expect(pages.filter((page) => page.includes(`60之${at}，`))).toHaveLength(1)
  // The proof of what is too long lies beside its page, for whoever asks for it.
  expect(textAt(files, `verify/${idOf(60)}.html`)).toContain(`data-from="${idOf(60)}.js"`)
  const window: { disclosureProof?: unknown } = {}
  runInNewContext(textAt(files, `verify/${idOf(60)}.js`), { window })
  expect(window.disclosureProof).toEqual(JSON.parse(textAt(files, `proofs/${idOf(60)}.json`)))
})

test('a text of nothing but signs that are written as five or six is read on pages of 100 KiB too', () => {
  const signs = '"&'.repeat(10_000)
  const files = written([itemOf(1, [textOf('facts', signs)])])
  expect(tooHeavy(files)).toEqual([])
  const pages = [...files.keys()].filter((path) => path.startsWith('items/')).map((path) => textAt(files, path))
  expect(pages.join('').split('&quot;&amp;').length - 1).toBe(10_000)
})

test('what somebody wrote is never markup, in no page, no list and no feed', () => {
  const evil = '<script>alert(1)</script><img src=x onerror="alert(2)">\u0001]]>'
  const items = [
    itemOf(1, [textOf('number', evil), textOf('party', evil), textOf('facts', evil)], {
      title: evil,
      category: evil,
      department: evil,
      authority: evil,
      cites: [evil],
    }),
  ]
  const files = written(items, {
    bureau: evil,
    complaints: [{ name: evil, text: evil }],
    gone: [{ id: idOf(9), category: evil, how: 'withdrawn', at: AT, reason: evil }],
  })
  for (const [path] of files) {
    if (!/\.(?:html|xml|js)$/u.test(path) || path === 'check.js') continue
    expect([path, textAt(files, path).match(/<script>alert|<img/gu)]).toEqual([path, null])
  }
  // No reader of feeds takes a character that XML has no place for.
  expect(textAt(files, 'feed.xml')).not.toContain('\u0001')
})
