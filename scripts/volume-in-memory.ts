import {
  approvalEvents,
  paperEvents,
  paperPath,
  partPath,
  sealedEvents,
  sealedPath,
  signaturePath,
  VOLUME_EVENT,
} from '../packages/core/src/evidence-package/index.ts'
import type { EventPlace, PackagedVolume } from '../packages/core/src/evidence-package/index.ts'
import { instantOf, utf8 } from '../packages/core/src/kernel/index.ts'
import type { Hash, Instant, Json } from '../packages/core/src/kernel/index.ts'
import { Envelope } from '../packages/core/src/ledger/index.ts'
import { sha256, sm3 } from './node-crypto.ts'

type Members = Record<string, unknown>
const hex = (digest: Hash, bytes: Uint8Array): string => Buffer.from(digest(bytes)).toString('hex')
const kept = (bytes: Uint8Array): Members => ({
  bytes: bytes.length,
  sha256: hex(sha256, bytes),
  sm3: hex(sm3, bytes),
})
const uuid = (n: number): string => `01994f3e-7c00-7000-8000-${String(n).padStart(12, '0')}`
const minute = (n: number): Instant => instantOf(Date.UTC(2026, 10, 20, 1, n))

/** An event with the salt of its commitment, and where both lie. */
export interface PlacedEvent extends EventPlace {
  readonly written: { readonly event: Envelope; readonly salt: Uint8Array }
}
export interface VolumeInMemory {
  readonly index: Members
  readonly files: readonly (readonly [path: string, bytes: Uint8Array])[]
  readonly events: readonly PlacedEvent[]
}

export const CASE = uuid(300)
const PEOPLE: Readonly<Record<number, string>> = {
  70: '王执法',
  71: '李执法',
  72: '周保管',
  73: '赵法制',
  74: '钱局长',
  75: '孙副局长',
}
const person = (n: number): Members => ({ id: uuid(n), name: PEOPLE[n] })

const DECISION = utf8('%PDF-1.7 the decision as it was fixed\n%%EOF\n')
const SEALED = utf8(`${new TextDecoder().decode(DECISION)}an update with a seal\n%%EOF\n`)
const RECEIPT = utf8('%PDF-1.4 a receipt from the bank\n%%EOF\n')
const STROKES = utf8('[[[1,2,3,0.5]]]')
const SCAN = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)
const WHOLE = utf8('%PDF-1.7 everything, bound\n%%EOF\n')

const pageDigest = (paper: Uint8Array, page: number): string =>
  hex(sha256, utf8(`liuhen-page/1\n${hex(sha256, paper)}\n${page}\n`))

/** A bound volume of two papers, one fixed, signed in four ways and sealed, one filed; and of two approvals. */
export function volumeInMemory(
  recordings: readonly { readonly recording: string; readonly sha256: string }[],
  change: (body: Members, kind: string) => Members,
): VolumeInMemory {
  let made = 0
  const event = (
    place: EventPlace,
    stream: string,
    [version, kind, body]: readonly [number, string, Members],
    { by = 70, at = 30 }: { readonly by?: number; readonly at?: number } = {},
  ): PlacedEvent => ({
    ...place,
    written: {
      event: Envelope.parse({
        id: uuid(3000 + made),
        stream,
        version,
        kind,
        at: minute(at),
        actor: `person:${uuid(by)}`,
        body: change(body, kind) as Json,
      }),
      salt: Buffer.alloc(32, 100 + made++),
    },
  })
  const place = (all: readonly EventPlace[], i: number): EventPlace => all[i] as EventPlace
  const page = (n: number): Members => ({ page: n, pageDigest: pageDigest(DECISION, n) })
  const marks = [
    { slot: 's1', ...page(1), name: '王执法', how: 'password', at: minute(21), by: person(70) },
    { slot: 's1', ...page(2), name: '王执法', how: 'password', at: minute(21), by: person(70) },
    {
      slot: 's2',
      ...page(1),
      name: '张三',
      how: 'strokes',
      at: minute(22),
      by: person(70),
      kept: { as: 'json', ...kept(STROKES) },
    },
    {
      slot: 's3',
      ...page(2),
      name: '李四',
      how: 'scan',
      at: minute(23),
      by: person(71),
      kept: { as: 'png', ...kept(SCAN) },
    },
    {
      slot: 's2',
      ...page(2),
      name: '张三',
      how: 'refused',
      at: minute(24),
      by: person(70),
      reason: '对事实有异议',
      witness: '见证人赵某',
    },
  ] as const
  const seals = [{ verdict: 'signer-unknown', subject: 'CN=示范县行政执法局', claimed: minute(26) }]
  const sealed = { id: uuid(320), format: 'pdf', ...kept(SEALED), keptAt: minute(27), keptBy: person(70), seals }
  const first = {
    kind: 'paper',
    id: uuid(310),
    title: '行政处罚决定书',
    mark: '示执罚〔2026〕第 12 号',
    author: '王执法',
    on: '2026-11-20',
    section: '处罚决定',
    part: 'main',
    pages: 2,
    from: 1,
    to: 2,
  }
  const second = {
    kind: 'material',
    id: uuid(311),
    title: '缴款凭证',
    author: '示范银行',
    on: '2026-11-20',
    section: '执行',
    part: 'main',
    pages: 1,
    from: 3,
    to: 3,
    paperAt: '财务室',
  }
  const looked = { reason: '与财务室的原件核对', at: minute(31), by: person(71) }
  const papers = [
    { number: 1, ...first, ...kept(DECISION), signatures: marks, sealed: [sealed], events: marks.length + 4 },
    { number: 2, ...second, confirmed: looked, ...kept(RECEIPT), signatures: [], sealed: [], events: 2 },
  ] as const
  const opinion = (n: number, post: string, at: number, more: Members = {}): Members => ({
    post,
    opinion: 'agreed',
    ...more,
    at: minute(at),
    by: person(n),
  })
  const approvals = [
    {
      number: 1,
      id: uuid(330),
      act: 'case-filed',
      what: '立案审批',
      askedAt: minute(10),
      askedBy: person(70),
      note: '拟立案',
      chain: ['承办人', '法制人员', '行政机关负责人'],
      signatures: [
        opinion(70, '承办人', 10),
        opinion(73, '法制人员', 11, { words: '同意立案' }),
        opinion(75, '行政机关负责人', 12, { inStead: person(74) }),
      ],
      events: 3,
    },
    {
      number: 2,
      id: uuid(331),
      act: 'handling-approved',
      what: '处理意见',
      askedAt: minute(13),
      askedBy: person(70),
      chain: ['法制人员', '行政机关负责人'],
      signatures: [opinion(73, '法制人员', 14, { words: '补充证据后再报' })],
      withdrawn: { reason: '重新送审', at: minute(15), by: person(70) },
      events: 3,
    },
  ] as const
  const files = [{ part: 'main', pages: 8, ...kept(WHOLE) }] as const
  const index = {
    case: CASE,
    number: '2026-001',
    title: '占道经营案',
    boundAt: minute(35),
    boundBy: person(72),
    files,
    papers,
    approvals,
  }

  const [one, other] = papers
  const ofPaper = paperEvents(one)
  const stream = `paper:${one.id}`
  const markBody = ({ how, at: _at, by: _by, ...told }: (typeof marks)[number]): Members => {
    const { kept: file, reason, witness, ...named } = told as Members & { kept?: Members }
    const { as: _as, ...digests } = file ?? {}
    return how === 'refused'
      ? { ...named, reason, witness, paper: hex(sha256, DECISION) }
      : { ...named, how, paper: hex(sha256, DECISION), ...digests }
  }
  const byOf = (id: unknown): number => Number(String(id).slice(-12))
  const minuteOf = (at: Instant): number => new Date(at).getUTCMinutes()
  const places = marks.map((mark) => ({
    slot: mark.slot,
    page: (mark as Members)['page'],
    x: 1,
    y: 2,
    width: 3,
    height: 4,
  }))
  const paperWritten = [
    event(place(ofPaper, 0), stream, [1, 'PaperBegun/1', { case: CASE, title: one.title, rule: 'x/y', values: {} }]),
    event(place(ofPaper, 1), stream, [3, 'PaperNumbered/1', { series: 'x', number: 12, printed: one.mark }]),
    event(place(ofPaper, 2), stream, [
      4,
      'PaperFrozen/1',
      { ...kept(DECISION), on: one.on, pageDigests: [pageDigest(DECISION, 1), pageDigest(DECISION, 2)], places },
    ]),
    ...marks.map((mark, i) =>
      event(
        place(ofPaper, 3 + i),
        stream,
        [5 + i, mark.how === 'refused' ? 'SignatureRefused/1' : 'PaperSigned/1', markBody(mark)],
        { by: byOf(mark.by['id']), at: minuteOf(mark.at) },
      ),
    ),
    event(place(ofPaper, 3 + marks.length), stream, [5 + marks.length, 'PaperFinished/1', {}], { at: 25 }),
  ]
  const volume = `volume:${CASE}`
  const { id, title, author, on, pages, paperAt } = other
  const filed = event(place(paperEvents(other), 0), volume, [
    1,
    'MaterialFiled/1',
    { id, title, author, on, pages, paperAt, ...kept(RECEIPT) },
  ])
  const confirming = event(
    place(paperEvents(other), 1),
    volume,
    [2, 'MaterialConfirmed/1', { material: id, pages, reason: looked.reason }],
    { by: 71, at: 31 },
  )
  const { id: sealedId, keptAt: _keptAt, keptBy: _keptBy, seals: _seals, ...copy } = sealed
  const cameBack = event(
    place(sealedEvents(one as never), 0),
    `sealed-copy:${sealedId}`,
    [
      1,
      'SealedCopyKept/1',
      {
        ...copy,
        paper: one.id,
        case: CASE,
        fixed: hex(sha256, DECISION),
        seals: [
          {
            verdict: 'signer-unknown',
            certificate: {
              subject: 'CN=示范县行政执法局',
              issuer: 'CN=x',
              serial: '7',
              from: minute(0),
              to: minute(59),
            },
            claimed: minute(26),
          },
        ],
      },
    ],
    { at: 27 },
  )
  const asked = approvals.flatMap((approval, n) => {
    const all = approvalEvents(approval)
    const own = `approval:${approval.id}`
    const draft = { case: CASE, act: approval.act, says: {} }
    const note = 'note' in approval ? { note: approval.note } : {}
    const chain = approval.chain.map((post) => ({ post }))
    const body = {
      draft,
      about: { title: '占道经营案', unit: uuid(1), officers: [] },
      rule: 'x/y',
      what: { zh: approval.what, en: 'x' },
      citations: [],
      chain,
      signsFirst: n === 0,
      ...note,
    }
    const rest = approval.signatures.slice(n === 0 ? 1 : 0)
    return [
      event(place(all, 0), own, [1, 'ApprovalAsked/1', body], { at: minuteOf(approval.askedAt) }),
      ...rest.map((signature, i) => {
        const { at, by, inStead, ...said } = signature as Members & { at: Instant; by: Members; inStead?: Members }
        const away = inStead === undefined ? {} : { inStead: inStead['id'] }
        return event(place(all, i + 1), own, [i + 2, 'ApprovalSigned/1', { ...said, ...away }], {
          by: byOf(by['id']),
          at: minuteOf(at),
        })
      }),
      ...('withdrawn' in approval
        ? [
            event(
              place(all, approval.events - 1),
              own,
              [approval.events, 'ApprovalWithdrawn/1', { reason: approval.withdrawn.reason }],
              { at: minuteOf(approval.withdrawn.at) },
            ),
          ]
        : []),
    ]
  })
  const entries = [first, second].map(({ ...entry }, i) => {
    const { mark, ...told } = entry as Members
    const copy = i === 0 ? { sealed: { id: sealed.id, format: 'pdf', sha256: hex(sha256, SEALED) } } : {}
    return { ...told, ...(mark !== undefined && { number: mark }), sha256: (papers[i] as Members)['sha256'], ...copy }
  })
  const bound = event(
    VOLUME_EVENT,
    volume,
    [
      3,
      'VolumeBound/1',
      {
        case: CASE,
        number: '2026-001',
        order: 'x/y',
        entries,
        recordings: recordings.map((recording) => ({ ...recording, fileName: 'x' })),
        retention: { keep: 'undecided' },
        files,
      },
    ],
    { by: 72, at: 35 },
  )
  return {
    index: index satisfies Members as unknown as PackagedVolume & Members,
    files: [
      [partPath({ part: 'main' }), WHOLE],
      [paperPath(1), DECISION],
      [paperPath(2), RECEIPT],
      [sealedPath(1, 1, { format: 'pdf' }), SEALED],
      [signaturePath(1, 3, 'json'), STROKES],
      [signaturePath(1, 4, 'png'), SCAN],
    ],
    events: [bound, ...paperWritten, cameBack, filed, confirming, ...asked],
  }
}
