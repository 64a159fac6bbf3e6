import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { renderSVG } from 'uqr'
import {
  type Content,
  type DisclosureProof,
  disclosureItems,
  type GonePage,
  MANIFEST,
  MANIFEST_NOTE,
  manifestText,
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

/**
 * `npm run public-sample`: a small public site of an invented bureau under docs/public-sample, the same each time. Its key is made of one
 * repeated byte, so it signs nothing that anybody should believe.
 */
const OUT = join(import.meta.dirname, '../docs/public-sample')
const AUTHORITY = '青溪县城市管理局（示例）'
const at = (minute: number): Instant => instantOf(Date.UTC(2026, 10, 20, 1, minute))
const id = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`
const digestOf = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

type Told = readonly [
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
]

const library = packsOnDisk()
const day = CalendarDate.parse('2026-11-20')
const rules = rulesOn(library, { packs: ['jinzhong-2022-plan', 'jinzhong-2022-disclosure'], settings: {} }, day)
const items = disclosureItems(rules)

const contents = TOLD.map(([name, title, texts]): Content => {
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
  const document = publicDocument(id(n + 1), 1, content)
  const digest = digestOf(utf8(publicText(document)))
  const event: ledger.Envelope = {
    id: id(100 + n),
    stream: `publication:${id(n + 1)}`,
    version: 5,
    kind: 'PublicationPublished/1',
    at: at(n),
    actor: `person:${id(70)}`,
    body: { version: 1, digest, form: 'website', url: `items/${id(n + 1)}.html` },
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
  return { id: document.publication, document, digest, publishedAt: at(index), proof, isDecision: index === 0 }
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
    credit: false,
    qr: (words) => renderSVG(words, { ecc: 'M', border: 2 }).replace('<svg', '<svg role="img" aria-label="核验二维码"'),
  }).map(({ path, text }) => [path, utf8(text)]),
)
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

await rm(OUT, { recursive: true, force: true })
for (const [path, bytes] of files) {
  await mkdir(dirname(join(OUT, path)), { recursive: true })
  await writeFile(join(OUT, path), bytes)
}
process.stdout.write(`${files.size} files in docs/public-sample; verified with --key ${BUREAU.line}\n`)
