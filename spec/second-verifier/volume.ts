import { digest } from './digests.ts'
import type { Opened } from './events.ts'
import { canonical } from './json.ts'
import type { Members } from './json.ts'
import {
  every,
  has,
  isCount,
  isFrom1,
  isHex,
  isInstant,
  isObject,
  isString,
  isUuid,
  isWhole,
  maybe,
  object,
} from './shapes.ts'
import type { Test } from './shapes.ts'

const isLine: Test = (value) => typeof value === 'string' && value.length <= 4096
const oneOf =
  (...all: readonly unknown[]): Test =>
  (value) =>
    all.includes(value)
const isDay: Test = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
const isEvents: Test = (value) => isFrom1(value) && Number(value) <= 9999
const isPerson = object({ id: isUuid, name: isLine })
const kept = { bytes: isCount, sha256: isHex, sm3: isHex }
const UNKNOWN = oneOf('ofd', 'sm2', 'method')
const VERDICT = oneOf('verified', 'signer-unknown', 'not-verifiable')

const isSignature = object({
  slot: isLine,
  page: isFrom1,
  name: isLine,
  how: oneOf('strokes', 'password', 'scan', 'refused'),
  pageDigest: isHex,
  at: isInstant,
  by: isPerson,
  kept: maybe(object({ as: oneOf('json', 'png', 'jpg', 'pdf'), ...kept })),
  reason: maybe(isLine),
  witness: maybe(isLine),
})
const isSealed = object({
  id: isUuid,
  format: oneOf('pdf', 'ofd'),
  ...kept,
  keptAt: isInstant,
  keptBy: isPerson,
  seals: every(
    object({ verdict: VERDICT, unknown: maybe(UNKNOWN), subject: maybe(isLine), claimed: maybe(isInstant) }),
    100,
  ),
})
const isPaper = object({
  number: isFrom1,
  kind: oneOf('paper', 'material'),
  id: isUuid,
  title: isLine,
  mark: maybe(isLine),
  author: isLine,
  on: isDay,
  section: isLine,
  part: oneOf('main', 'side'),
  pages: isFrom1,
  from: isFrom1,
  to: isFrom1,
  paperAt: maybe(isLine),
  confirmed: maybe(object({ reason: isLine, at: isInstant, by: isPerson })),
  ...kept,
  signatures: every(isSignature, 9999),
  sealed: every(isSealed, 99),
  events: isEvents,
})
const isApproval = object({
  number: isFrom1,
  id: isUuid,
  act: isLine,
  what: isLine,
  askedAt: isInstant,
  askedBy: isPerson,
  note: maybe(isLine),
  chain: every(isLine, 1000, 1),
  signatures: every(
    object({
      post: isLine,
      opinion: oneOf('agreed', 'differs', 'returned'),
      words: maybe(isLine),
      at: isInstant,
      by: isPerson,
      inStead: maybe(isPerson),
    }),
    1000,
  ),
  withdrawn: maybe(object({ reason: isLine, at: isInstant, by: isPerson })),
  events: isEvents,
})
export const isVolume = object({
  case: isUuid,
  number: isLine,
  title: isLine,
  boundAt: isInstant,
  boundBy: isPerson,
  files: every(object({ part: oneOf('main', 'side'), pages: isFrom1, ...kept }), 2, 1),
  papers: every(isPaper, 9999),
  approvals: every(isApproval, 9999),
})

const all = (of: Members, name: string): readonly Members[] => (of[name] ?? []) as readonly Members[]
const pad = (value: unknown, digits: number): string => String(value).padStart(digits, '0')
const stem = (of: string, number: unknown, nth: number): string => `data/proofs/${of}-${pad(number, 4)}-${pad(nth, 2)}`
const stems = (of: string, one: Members, count: number): string[] =>
  Array.from({ length: count }, (_, i) => stem(of, one['number'], i + 1))

/** The files that a volume calls for, with what the index says of each. */
export function filesOf(volume: Members): Members[] {
  const files = all(volume, 'files').map((one) => ({ ...one, path: `data/volume/${String(one['part'])}.pdf` }))
  const papers = all(volume, 'papers').flatMap((paper): Members[] => {
    const number = pad(paper['number'], 4)
    return [
      { ...paper, path: `data/papers/${number}.pdf` },
      ...all(paper, 'sealed').map((one, i) => ({
        ...one,
        path: `data/sealed/${number}-${pad(i + 1, 2)}.${String(one['format'])}`,
      })),
      ...all(paper, 'signatures').flatMap((one, i) => {
        const file = one['kept'] as Members | undefined
        return file ? [{ ...file, path: `data/signatures/${number}-${pad(i + 1, 2)}.${String(file['as'])}` }] : []
      }),
    ]
  })
  return [...files, ...papers]
}

/** Event files and proofs of a volume. */
export const volumeEventPaths = (volume: Members): string[] =>
  [
    'data/proofs/volume',
    ...all(volume, 'papers').flatMap((one) => [
      ...stems('paper', one, Number(one['events'])),
      ...stems('sealed', one, all(one, 'sealed').length),
    ]),
    ...all(volume, 'approvals').flatMap((one) => stems('approval', one, Number(one['events']))),
  ].flatMap((path) => [`${path}.event.json`, `${path}.tlog-proof`])

const isEntry = object(
  {
    kind: isString,
    id: isUuid,
    title: isString,
    number: maybe(isString),
    author: isString,
    on: isString,
    section: isString,
    part: isString,
    pages: isWhole,
    from: isWhole,
    to: isWhole,
    sha256: isHex,
    paperAt: maybe(isString),
    sealed: maybe(object({ sha256: isHex }, true)),
  },
  true,
)
const wholeKept = { bytes: isWhole, sha256: isHex, sm3: isHex }
const BOUND = {
  case: isUuid,
  number: isString,
  entries: every(isEntry, Infinity),
  files: every(object({ part: isString, pages: isWhole, ...wholeKept }, true), Infinity),
  recordings: every(object({ recording: isUuid, sha256: isHex }, true), Infinity),
}
const FILED = {
  id: isUuid,
  title: isString,
  number: maybe(isString),
  author: isString,
  on: isString,
  pages: isWhole,
  paperAt: maybe(isString),
  ...wholeKept,
}
const MARK = { slot: isString, page: isWhole, name: isString, paper: isHex, pageDigest: isHex }
const FROZEN = {
  ...wholeKept,
  on: isString,
  pageDigests: every(isHex, Infinity),
  places: every(object({ slot: isString, page: isWhole }, true), Infinity),
}
const SEALED_KEPT = {
  paper: isUuid,
  case: isUuid,
  format: isString,
  ...wholeKept,
  fixed: isHex,
  seals: every(
    object(
      {
        verdict: isString,
        unknown: maybe(isString),
        certificate: maybe(object({ subject: isString }, true)),
        claimed: maybe(isInstant),
      },
      true,
    ),
    Infinity,
  ),
}
const ASKED = {
  draft: object({ case: isUuid, act: isString }, true),
  what: object({ zh: isString }, true),
  chain: every(object({ post: isString }, true), Infinity, 1),
  signsFirst: (value: unknown): boolean => typeof value === 'boolean',
  note: maybe(isString),
}
const OPINION = { post: isString, opinion: isString, words: maybe(isString), inStead: maybe(isUuid) }

const is = (event: Opened | undefined, kind: string, shape: { readonly [name: string]: Test }): event is Opened =>
  event?.kind === kind && isObject(event.body) && has(event.body, shape, true)
const personOf = (actor: string): string => (actor.startsWith('person:') ? actor.slice(7) : actor)
const pick = (of: Members, ...names: readonly string[]): Members =>
  Object.fromEntries(names.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]])))
const plain = (person: unknown): unknown => (person as Members | undefined)?.['id']
const without = (of: Members): Members =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))
const same = (one: Members | readonly unknown[], other: Members | readonly unknown[]): boolean =>
  canonical(one) === canonical(other)

type Event = Opened
/** What the reading of a package lends to that of its volume. */
export interface Lent {
  readonly event: (path: string) => Opened | undefined
  readonly file: (path: string) => Uint8Array | undefined
  readonly ask: (holds: boolean, what: string, means?: 'altered' | 'incomplete') => boolean
}

const KEPT = ['bytes', 'sha256', 'sm3'] as const

/** Compares a volume with the events of its papers, sealed copies and approvals. */
export function readVolume(index: Members, lent: Lent): void {
  const volume = index['volume'] as Members
  const { ask } = lent
  /** Events at these places, when all are there and have the form; says where they are unproven. */
  const take = (
    paths: readonly string[],
    form: (events: readonly Event[]) => boolean,
  ): readonly Event[] | undefined => {
    const events = paths.map((path) => lent.event(`${path}.event.json`))
    const there = events.filter((one) => one !== undefined)
    const isWhole = there.length === paths.length && ask(form(there), `form of ${paths[0]}`)
    ask(isWhole && there.every((one) => one.isProven), `unproven ${paths[0]}`, 'incomplete')
    return isWhole ? there : undefined
  }
  const bytes = (path: string, said: Members): void => {
    const file = lent.file(path)
    if (file === undefined) return
    const isSame =
      file.length === said['bytes'] && digest('sha256', file) === said['sha256'] && digest('sm3', file) === said['sm3']
    ask(isSame, `bytes of ${path}`)
  }
  readBound(volume, index, take, ask)
  for (const one of all(volume, 'files')) bytes(`data/volume/${String(one['part'])}.pdf`, one)
  for (const paper of all(volume, 'papers')) {
    const path = `data/papers/${pad(paper['number'], 4)}.pdf`
    const events = take(stems('paper', paper, Number(paper['events'])), isPaperRow)
    bytes(path, events === undefined ? paper : sealedPaper(events))
    if (events !== undefined) {
      ask(
        same(
          {
            ...sealedPaper(events),
            ...(events[0]?.kind === 'MaterialFiled/1' ? {} : pick(paper, 'author', 'paperAt')),
          },
          {
            ...pick(paper, 'kind', 'id', 'title', 'mark', 'author', 'on', 'pages', 'paperAt', ...KEPT),
            ...(paper['confirmed'] !== undefined && {
              confirmed: { ...(paper['confirmed'] as Members), by: plain((paper['confirmed'] as Members)['by']) },
            }),
            case: volume['case'],
          },
        ),
        `paper ${path}`,
      )
      const told = all(paper, 'signatures').map((one) =>
        without({
          ...one,
          by: plain(one['by']),
          kept: one['kept'] === undefined ? undefined : pick(one['kept'] as Members, ...KEPT),
        }),
      )
      ask(same(told, events.flatMap(signatureIn)), `signatures ${path}`)
    }
    for (const file of filesOf({ papers: [{ ...paper, sealed: [] }] }).slice(1)) bytes(String(file['path']), file)
    all(paper, 'sealed').forEach((copy, i) => readSealed({ copy, i, paper, volume }, { take, bytes, lent }))
  }
  for (const one of all(volume, 'approvals')) {
    const events = take(stems('approval', one, Number(one['events'])), isApprovalRow)
    if (events === undefined) continue
    const told = {
      ...pick(one, 'id', 'act', 'what', 'askedAt', 'note', 'chain'),
      case: volume['case'],
      askedBy: plain(one['askedBy']),
      signatures: all(one, 'signatures').map((each) =>
        without({ ...each, by: plain(each['by']), inStead: plain(each['inStead']) }),
      ),
      ...(one['withdrawn'] !== undefined && {
        withdrawn: { ...(one['withdrawn'] as Members), by: plain((one['withdrawn'] as Members)['by']) },
      }),
    }
    ask(same(told, sealedApproval(events)), `approval ${String(one['number'])}`)
  }
}

type Take = (paths: readonly string[], form: (events: readonly Event[]) => boolean) => readonly Event[] | undefined

function readBound(volume: Members, index: Members, take: Take, ask: Lent['ask']): void {
  const isBound = ([one]: readonly Event[]): boolean =>
    is(one, 'VolumeBound/1', BOUND) && one.stream === `volume:${String(one.body['case'])}`
  const [event] = take(['data/proofs/volume'], isBound) ?? []
  if (event === undefined) return
  const { body } = event
  const part = (one: Members): Members => pick(one, 'part', 'pages', ...KEPT)
  const told = { ...pick(volume, 'case', 'number', 'boundAt'), boundBy: plain(volume['boundBy']) }
  const sealed = { ...pick(body, 'case', 'number'), boundAt: event.at, boundBy: personOf(event.actor) }
  const names = ['kind', 'id', 'title', 'author', 'on', 'section', 'part', 'pages', 'from', 'to', 'sha256', 'paperAt']
  const lines = [
    all(volume, 'papers').map((one) => ({ ...pick(one, ...names), ...pick({ number: one['mark'] }, 'number') })),
    all(body, 'entries').map((one) => pick(one, ...names, 'number')),
  ] as const
  const isSealedAs = all(body, 'entries').every((one, i) => {
    const copies = all(all(volume, 'papers')[i] ?? {}, 'sealed')
    const wanted = (one['sealed'] as Members | undefined)?.['sha256']
    return wanted === undefined || copies.some((copy) => copy['sha256'] === wanted)
  })
  const pairs = (of: readonly Members[]): string[] =>
    [...new Set(of.map((one) => `${String(one['recording'])} ${String(one['sha256'])}`))].sort()
  ask(
    isSealedAs &&
      same(told, sealed) &&
      same(all(volume, 'files').map(part), all(body, 'files').map(part)) &&
      same(...lines) &&
      same(pairs(all(index, 'items')), pairs(all(body, 'recordings'))),
    'what was bound',
  )
}

function isPaperRow(events: readonly Event[]): boolean {
  const [first, ...rest] = events
  if (first?.kind === 'MaterialFiled/1')
    return (
      is(first, 'MaterialFiled/1', FILED) &&
      first.stream.startsWith('volume:') &&
      (rest.length === 0 || (rest.length === 1 && isConfirmingOf(first, rest[0] as Event)))
    )
  const last = rest.pop()
  const at = rest.findIndex((one) => one.kind === 'PaperFrozen/1')
  const frozen = rest[at]
  const isRow = events.every(
    (one, i) => one.stream === first?.stream && (i === 0 || one.version > (events[i - 1] as Event).version),
  )
  if (!isRow || last?.kind !== 'PaperFinished/1' || !is(first, 'PaperBegun/1', { case: isUuid, title: isString }))
    return false
  if (!is(frozen, 'PaperFrozen/1', FROZEN)) return false
  const others = rest.filter((one) => one !== frozen)
  const marks = others.filter((one) => one.kind !== 'PaperNumbered/1')
  const numbered = others.filter((one) => one.kind === 'PaperNumbered/1')
  if (numbered.length > 1 || !numbered.every((one) => is(one, 'PaperNumbered/1', { printed: isString }))) return false
  const { sha256, pageDigests, places } = frozen.body as { sha256: string; pageDigests: string[]; places: Members[] }
  const isDigested = pageDigests.every(
    (one, i) => one === digest('sha256', Buffer.from(`liuhen-page/1\n${sha256}\n${i + 1}\n`)),
  )
  const areMarks = marks.every((one) => {
    const isOf = is(one, 'SignatureRefused/1', { ...MARK, reason: isString, witness: isString }) || isSigned(one)
    return (
      isOf &&
      one.version > frozen.version &&
      one.body['paper'] === sha256 &&
      one.body['pageDigest'] === pageDigests[Number(one.body['page']) - 1]
    )
  })
  const placed = (of: readonly Members[]): string[] =>
    of.map((one) => `${String(one['slot'])} ${String(one['page'])}`).sort()
  return isDigested && areMarks && same(placed(places), placed(marks.map((one) => one.body)))
}

function isConfirmingOf(filed: Event, event: Event): boolean {
  const isOf = is(event, 'MaterialConfirmed/1', { material: isUuid, pages: isFrom1, reason: isString })
  return (
    isOf &&
    event.stream === filed.stream &&
    event.version > filed.version &&
    event.actor !== filed.actor &&
    event.body['material'] === filed.body['id'] &&
    event.body['pages'] === filed.body['pages']
  )
}

function isSigned(event: Event): boolean {
  const file = event.body['how'] === 'password' ? {} : wholeKept
  const isBare = event.body['how'] !== 'password' || event.body['sha256'] === undefined
  return is(event, 'PaperSigned/1', { ...MARK, how: oneOf('strokes', 'password', 'scan'), ...file }) && isBare
}

function sealedPaper(events: readonly Event[]): Members {
  const [first, second] = events as readonly [Event, Event?]
  if (first.kind === 'MaterialFiled/1') {
    const { body } = first
    return {
      kind: 'material',
      case: first.stream.slice('volume:'.length),
      ...pick(body, 'id', 'title', 'author', 'on', 'pages', 'paperAt', ...KEPT),
      ...pick({ mark: body['number'] }, 'mark'),
      ...(second && {
        confirmed: { ...pick(second.body, 'reason'), at: second.at, by: personOf(second.actor) },
      }),
    }
  }
  const bodyOf = (kind: string): Members => events.find((one) => one.kind === kind)?.body ?? {}
  const frozen = bodyOf('PaperFrozen/1')
  return {
    kind: 'paper',
    ...pick(first.body, 'case', 'title'),
    id: first.stream.slice('paper:'.length),
    ...pick({ mark: bodyOf('PaperNumbered/1')['printed'] }, 'mark'),
    ...pick(frozen, 'on', ...KEPT),
    pages: (frozen['pageDigests'] as unknown[]).length,
  }
}

function signatureIn({ kind, body, at, actor }: Event): Members[] {
  const isRefused = kind === 'SignatureRefused/1'
  if (!isRefused && kind !== 'PaperSigned/1') return []
  const told = { ...pick(body, 'slot', 'page', 'name', 'pageDigest'), at, by: personOf(actor) }
  if (isRefused) return [{ ...told, how: 'refused', ...pick(body, 'reason', 'witness') }]
  const isKept = body['how'] !== 'password'
  return [{ ...told, ...pick(body, 'how'), ...(isKept && { kept: pick(body, ...KEPT) }) }]
}

function readSealed(
  {
    copy,
    i,
    paper,
    volume,
  }: { readonly copy: Members; readonly i: number; readonly paper: Members; readonly volume: Members },
  {
    take,
    bytes,
    lent,
  }: { readonly take: Take; readonly bytes: (path: string, said: Members) => void; readonly lent: Lent },
): void {
  const path = `data/sealed/${pad(paper['number'], 4)}-${pad(i + 1, 2)}.${String(copy['format'])}`
  const form = ([one]: readonly Event[]): boolean =>
    is(one, 'SealedCopyKept/1', SEALED_KEPT) && one.stream.startsWith('sealed-copy:')
  const [event] = take([stem('sealed', paper['number'], i + 1)], form) ?? []
  bytes(path, event?.body ?? copy)
  if (event !== undefined) {
    const seals = all(event.body, 'seals').map((one) => ({
      ...pick(one, 'verdict', 'unknown', 'claimed'),
      ...pick({ subject: (one['certificate'] as Members | undefined)?.['subject'] }, 'subject'),
    }))
    lent.ask(
      same(
        {
          ...pick(event.body, 'format', 'paper', 'case', 'fixed', ...KEPT),
          id: event.stream.slice('sealed-copy:'.length),
          keptAt: event.at,
          keptBy: personOf(event.actor),
          seals,
        },
        {
          ...pick(copy, 'id', 'format', 'keptAt', 'seals', ...KEPT),
          paper: paper['id'],
          case: volume['case'],
          fixed: paper['sha256'],
          keptBy: plain(copy['keptBy']),
        },
      ),
      `sealed copy ${path}`,
    )
  }
  const [whole, fixed] = [lent.file(path), lent.file(`data/papers/${pad(paper['number'], 4)}.pdf`)]
  if (copy['format'] !== 'pdf' || whole === undefined || fixed === undefined) return
  const isOnIt = whole.length <= 67_108_864 && Buffer.from(whole).subarray(0, fixed.length).equals(fixed)
  lent.ask(isOnIt, `upon another ${path}`)
}

function isApprovalRow(events: readonly Event[]): boolean {
  const [first, ...rest] = events
  const isRow = events.every((one, i) => one.stream === first?.stream && one.version === i + 1)
  if (!isRow || !is(first, 'ApprovalAsked/1', ASKED) || !first.stream.startsWith('approval:')) return false
  if (rest.at(-1)?.kind === 'ApprovalWithdrawn/1' && !is(rest.pop(), 'ApprovalWithdrawn/1', { reason: isString }))
    return false
  const signed = rest.length + (first.body['signsFirst'] === true ? 1 : 0)
  const isTaken = rest.length + 1 < events.length
  const isReturned = rest.some((one) => one.body['opinion'] === 'returned')
  return (
    rest.every((one) => is(one, 'ApprovalSigned/1', OPINION)) &&
    (isTaken || isReturned || signed === all(first.body, 'chain').length)
  )
}

function sealedApproval(events: readonly Event[]): Members {
  const [first, ...rest] = events as readonly [Event, ...Event[]]
  const { body } = first
  const posts = all(body, 'chain').map((one) => one['post'])
  const own = { post: posts[0], opinion: 'agreed', at: first.at, by: personOf(first.actor) }
  const signed = rest.filter((one) => one.kind === 'ApprovalSigned/1')
  const taken = rest.find((one) => one.kind === 'ApprovalWithdrawn/1')
  return {
    id: first.stream.slice('approval:'.length),
    ...pick(body['draft'] as Members, 'case', 'act'),
    what: (body['what'] as Members)['zh'],
    askedAt: first.at,
    askedBy: personOf(first.actor),
    ...pick(body, 'note'),
    chain: posts,
    signatures: [
      ...(body['signsFirst'] === true ? [own] : []),
      ...signed.map((one) => ({
        ...pick(one.body, 'post', 'opinion', 'words', 'inStead'),
        at: one.at,
        by: personOf(one.actor),
      })),
    ],
    ...(taken && { withdrawn: { reason: taken.body['reason'], at: taken.at, by: personOf(taken.actor) } }),
  }
}
