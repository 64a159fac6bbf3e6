import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'uqr'
import {
  type Content,
  creditColumns,
  creditTable,
  creditTexts,
  type DisclosureProof,
  disclosureItems,
  type GonePage,
  MANIFEST,
  MANIFEST_NOTE,
  manifestText,
  NOBODY,
  publicDocument,
  type PublicItem,
  publicText,
  siteFiles,
  siteNote,
} from '../packages/core/src/disclosures/index.ts'
import { base64Of, CalendarDate, type Instant, instantOf, Sha256, utf8 } from '../packages/core/src/kernel/index.ts'
import * as ledger from '../packages/core/src/ledger/index.ts'
import { rulesOn } from '../packages/core/src/policy/index.ts'
import { buildPublicCheck } from '../packages/web/verify-build.ts'
import { sha256, sm3 } from './node-crypto.ts'
import { BUREAU, ORIGIN } from './package-in-memory.ts'
import { packsOnDisk } from './packs-on-disk.ts'

const PACKS = ['national', 'jinzhong-2022-plan', 'jinzhong-2022-disclosure']
const AUTHORITY = '青溪县城市管理局（示例）'
const at = (minute: number): Instant => instantOf(Date.UTC(2026, 10, 20, 1, minute))
const id = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`
const digestOf = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

/** What is public of an item of the packs. */
export type Told = readonly [
  rule: string,
  title: string,
  texts: readonly (readonly [key: string, name: string, text: string])[],
]
const TOLD: readonly Told[] = [
  [
    'item-decisions',
    '行政处罚决定（示例）',
    [
      ['number', '决定书文号', '青城管罚〔2026〕示例1号'],
      ['party', '当事人', '钱某某'],
      ['facts', '违法事实', '钱某某在星沙路占道堆放建筑材料（示例）'],
      ['basis', '处罚依据', '《示例市市容管理办法（示例）》第四十条第一款'],
      ['kind', '处罚种类', '罚款'],
      ['content', '处罚内容', '罚款人民币 200 元'],
      ['decided-on', '决定日期', '2026-11-18'],
      ['authority', '处罚机关', AUTHORITY],
      ['amount', '罚款金额（万元）', '0.02'],
    ],
  ],
  [
    'item-complaints',
    '投诉举报（示例）',
    [
      ['manner', '方式', '电话、来信、来访'],
      ['ways', '途径', '示例热线 00000；示例路 1 号'],
    ],
  ],
  [
    'item-remedies',
    '救济途径（示例）',
    [
      ['ways', '救济途径', '行政复议、行政诉讼'],
      ['manner', '方式', '书面'],
      ['terms', '期限', '六十日内申请复议，六个月内起诉'],
    ],
  ],
  [
    'item-decisions',
    '行政处罚决定（示例二）',
    [
      ['number', '决定书文号', '青城管罚〔2026〕示例2号'],
      ['party', '当事人', '示例商行'],
      // The code that GB 32100 itself gives as its example.
      ['party-code', '统一社会信用代码', '91350100M000100Y43'],
      ['facts', '违法事实', '示例商行未经批准在河东路设置户外广告（示例）'],
      ['basis', '处罚依据', '《示例市市容管理办法（示例）》第四十二条'],
      ['kind', '处罚种类', '罚款'],
      ['content', '处罚内容', '罚款人民币 2000 元'],
      ['decided-on', '决定日期', '2026-11-19'],
      ['authority', '处罚机关', AUTHORITY],
      ['amount', '罚款金额（万元）', '0.2'],
    ],
  ],
]

const library = packsOnDisk()
const day = CalendarDate.parse('2026-11-20')
const rules = rulesOn(library, { packs: PACKS, settings: {} }, day)
const items = disclosureItems(rules)

/** The files of a small public site of an invented bureau, the same each time. `more` is public besides. */
export async function sampleSite(more: readonly Told[] = []): Promise<ReadonlyMap<string, Uint8Array>> {
  const told = [...TOLD, ...more]
  const contents = told.map(([name, title, texts]): Content => {
    const item = items.find((one) => one.rule === `jinzhong-2022-disclosure/${name}`)
    if (!item) throw new Error(`the packs have no ${name}`)
    return {
      title,
      category: item.name.zh,
      subject: item.subject,
      stage: item.stage,
      department: '法规科',
      authority: AUTHORITY,
      texts: texts.map(([key, label, text]) => ({ key, name: label, text })),
      cites: [],
      attachments: [],
    }
  })

  const written = contents.map((content, n) => {
    const publication = id(n < 8 ? n + 1 : n + 1000)
    const document = publicDocument(publication, 1, content)
    const digest = digestOf(utf8(publicText(document)))
    const event: ledger.Envelope = {
      id: id(100 + n),
      stream: `publication:${publication}`,
      version: 5,
      kind: 'PublicationPublished/1',
      at: at(n),
      actor: `person:${id(70)}`,
      body: { version: 1, digest, form: 'website', url: `items/${publication}.html` },
    }
    const salt = new Uint8Array(32).fill(n + 1)
    const leaf = ledger.leafBytes(ledger.leafOf(event, ledger.commitmentOf(salt, event.body, sha256, sm3)))
    return { document, digest, event, salt, leaf }
  })

  const hashes = written.map((one) => ledger.leafHash(sha256, one.leaf))
  const root = ledger.rootOf(sha256, hashes)
  const body = ledger.checkpointBody({ origin: ORIGIN, size: hashes.length, root })
  const checkpoint = ledger.noteOf(body, [BUREAU.sign(body)])
  const published = written.map(({ document, digest, event, salt }, index): PublicItem => {
    const path = ledger.inclusionPath(sha256, hashes, index)
    const proof: DisclosureProof = {
      format: 'liuhen-disclosure-proof/1',
      document,
      event,
      salt: base64Of(salt),
      proof: ledger.tlogProofText({ index, path, checkpoint }),
    }
    return {
      id: document.publication,
      document,
      digest,
      publishedAt: at(index),
      proof,
      isDecision: told[index]?.[0] === 'item-decisions',
    }
  })
  const gone: GonePage[] = [
    {
      id: id(9),
      category: contents[0]?.category ?? '',
      how: 'withdrawn',
      at: at(9),
      reason: '认定事实的证据不足，决定已经撤销（示例）',
    },
  ]

  const files = new Map<string, Uint8Array>(
    siteFiles({
      bureau: AUTHORITY,
      sample: true,
      builtAt: at(10),
      today: day,
      base: '',
      categories: items.map((one) => one.name.zh),
      items: published,
      gone,
      complaints: contents[1]?.texts.map(({ name, text }) => ({ name, text })) ?? [],
      verifierKey: BUREAU.line,
      credit: true,
      qr: (words) => encode(words, { ecc: 'M', border: 2 }).data,
    }).map(({ path, text }) => [path, utf8(text)]),
  )
  // As the bureau's own server writes it: from what is public of the decision, and the kind of party and of violation from its case.
  const rows = published
    .filter((one) => one.isDecision && TOLD.some(([, title]) => title === one.document.title))
    .map(({ document }) => {
      const isFirm = document.texts.some((one) => one.key === 'party-code')
      const of = isFirm
        ? { party: { kind: 'organisation' }, title: '未经批准设置户外广告（示例）' }
        : { party: { kind: 'citizen' }, title: '占道堆放建筑材料（示例）' }
      return { publication: document.publication, texts: creditTexts(document, of, NOBODY, rules) }
    })
  const table = creditTable(rows, creditColumns(rules))
  if (!('csv' in table)) throw new Error(table.obstacles.map((one) => one.message.en).join('\n'))
  files.set('dual-publicity.csv', utf8(table.csv))
  const script = join(import.meta.dirname, '../packages/web/dist/public/check.js')
  await readFile(script).catch(() => buildPublicCheck(script))
  files.set('check.js', await readFile(script))
  const manifest = manifestText({
    format: 'liuhen-public-site/1',
    bureau: AUTHORITY,
    builtAt: at(10),
    sample: true,
    files: Object.fromEntries(
      [...files].map(([path, bytes]) => [path, { sha256: digestOf(bytes), bytes: bytes.length }]),
    ),
  })
  const note = siteNote(ORIGIN, at(10), digestOf(utf8(manifest)))
  files.set(MANIFEST, utf8(manifest))
  files.set(MANIFEST_NOTE, utf8(ledger.noteOf(note, [BUREAU.sign(note)])))

  return files
}

/** The key of the invented bureau. Made of one repeated byte, it signs nothing that anybody should believe. */
export const SAMPLE_KEY = BUREAU.line
