import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { because, beijing, Corrupt, dayOf, Denied, Missing, Refused, Sha256 } from '@liuhen/core/kernel'
import { partyOf } from '@liuhen/core/case'
import { capitals, inDigits } from '@liuhen/core/papers'
import { archiveNumbers, boundApart, stampOf } from '@liuhen/core/policy'
import type { VolumePart } from '@liuhen/core/policy'
import {
  type Bound,
  closingOf,
  coverOf,
  type CoverFacts,
  type Entry,
  indexOf,
  type Listed,
  ordered,
  retentionOf,
  type VolumeCommand,
  type VolumeContext,
  type VolumeState,
  volumeStream,
} from '@liuhen/core/volumes'
import { type CaseRowOf, caseOf, handles, leads } from '../cases/index.ts'
import { hold, type Journal, type Looks } from '../ledger/index.ts'
import type { Leaving, Packages } from '../packages/index.ts'
import { marksOf } from '../papers/index.ts'
import type { Law } from '../packs/index.ts'
import { keepBytes, type Keeping } from '../vault/index.ts'
import { bureauOf, namesOfActors, namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { type OwnCertificateFiles, signFinished } from '../seals/index.ts'
import type { Typesetter } from '../typesetting/index.ts'
import { causeOf, type Gathered, gatherVolume, type Keeper } from './gather.ts'
import { nextNumber, volumeState } from './store.ts'

export interface Volumes extends Keeping {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly looks: Looks
  readonly typesetter: () => Promise<Pick<Typesetter, 'typeset' | 'join' | 'picture'>>
  readonly packages: Packages
  /** The bureau's own certificate, where it has one: finished files are signed with it. */
  readonly ownCertificate?: OwnCertificateFiles
  /** What of recordings may leave in a package of this viewer's, and as what. Throws Denied. */
  readonly leaving: Pick<Leaving, 'permit' | 'redacted' | 'mark' | 'made'>
}

export const actor = (viewer: Viewer): string => `person:${viewer.person}`

/** A case with its volume and everything that is asked of both. Throws Missing. */
export async function found(here: Pick<Volumes, 'db' | 'law' | 'clock'>, viewer: Viewer, id: string) {
  const row = await caseOf(here.db, viewer, id)
  const [book, volume] = await Promise.all([here.law.book(here.db), volumeState(here.db, id)])
  const now = here.clock.now()
  return { row, book, volume, now, gathered: await gatherVolume(here.db, book, row, volume, now) }
}

export const binds = (viewer: Viewer, row: CaseRowOf): boolean => handles(viewer, row) || leads(viewer, row)
export const keeps = (viewer: Viewer, keeper: Pick<Keeper, 'roles'>): boolean =>
  keeper.roles.some((role) => viewer.roles.includes(role))

export function checkBinds(viewer: Viewer, row: CaseRowOf): void {
  if (binds(viewer, row)) return
  throw because(
    Denied,
    'not-yours',
    '案卷由本案办案人员或者其队负责人立卷',
    'Those who handle the case, or the leader of their unit, bind its volume',
  )
}

export function checkKeeps(viewer: Viewer, { keeper }: Gathered): void {
  if (keeps(viewer, keeper)) return
  throw because(
    Denied,
    'not-the-custodian',
    '案卷由保管人接收、保管、出借',
    'The custodian takes volumes in, keeps and lends them',
  )
}

/** One command on the volume of a case, in a transaction of its own. */
export async function act(
  { db, clock, journal }: Volumes,
  viewer: Viewer,
  id: string,
  command: VolumeCommand,
  more: Omit<VolumeContext, 'at' | 'actor'> = {},
): Promise<VolumeState> {
  const moment = { at: clock.now(), actor: actor(viewer) }
  return db
    .transaction()
    .execute(async (trx) => (await journal.act(trx, volumeStream, id, command, { ...more, ...moment })).state)
}

export async function proveByRecording(
  here: Volumes,
  viewer: Viewer,
  id: string,
  recording: string,
  said: BodyOf<Table['proveByRecording']>,
): Promise<void> {
  const { row, gathered } = await found(here, viewer, id)
  checkBinds(viewer, row)
  const recordings = gathered.recordings.map((one) => one.recording)
  await act(here, viewer, id, { do: 'prove', explanation: { recording, ...said } }, { recordings })
}

/** What a cover says, by what is on record of the case. */
async function coverFacts(
  db: Db,
  viewer: Viewer,
  row: CaseRowOf,
  gathered: Gathered,
  volume: VolumeState,
  more: Pick<CoverFacts, 'number' | 'retention' | 'day'>,
): Promise<CoverFacts> {
  const [bureau, people] = await Promise.all([bureauOf(db), namesOfPeople(db)])
  const { state } = row
  const acts = state.acts.filter((one) => one.struck === undefined)
  const said = acts.findLast((one) => one.act.says['penalty-kind'] !== undefined)?.act.says ?? {}
  const fine = acts.findLast((one) => one.act.says['fine-amount'] !== undefined)?.act.says['fine-amount']
  const party = partyOf(state)?.name ?? ''
  const amount = typeof fine === 'number' ? `人民币${inDigits(fine)}元（大写：${capitals(fine)}）` : undefined
  const result = [said['penalty-kind'], amount].filter((one) => one !== undefined)
  const decision = gathered.loose.find(
    ({ acts: of, number }) => number !== undefined && of.some((one) => DECISIONS.includes(one)),
  )
  const title = `${state.title.includes(party) ? '' : party}${state.title}${state.title.endsWith('案') ? '' : '案'}`
  return {
    authority: bureau?.name ?? '',
    title,
    // Named by the catalogue or by who handles it; the title is somebody's name for the case and no cause.
    cause: causeOf(gathered.rules, state, volume)?.name ?? '',
    party: party === '' ? '无' : party,
    ...(decision?.number !== undefined && { decision: decision.number }),
    filedOn: acts.find((one) => one.act.act === 'case-filed')?.act.on,
    closedOn: gathered.ended?.act.on,
    officers: row.officers.map((one) => people.get(one) ?? '').join('、'),
    ...(result.length > 0 && { result: result.join(' ') }),
    binder: people.get(viewer.person) ?? '',
    ...archiveNumbers(gathered.rules),
    code: `V${more.number}-${row.id.replaceAll('-', '').slice(-12).toUpperCase()}`,
    ...more,
  }
}
const DECISIONS: readonly string[] = ['penalty-decided', 'no-penalty-decided', 'penalty-on-the-spot']

/** What lies in the volume: what came back sealed, else what was fixed or filed. Throws Corrupt. */
async function bytesOf({ vault }: Volumes, { sealed, ...of }: Entry): Promise<Uint8Array> {
  const entry = { ...of, ...(sealed?.format === 'pdf' && { sha256: sealed.sha256 }) }
  const parts: Buffer[] = []
  for await (const part of await vault.read(entry.sha256)) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  const { sha256 } = await vault.digest(entry.sha256)
  if (sha256 === entry.sha256) return bytes
  throw because(
    Corrupt,
    'paper-altered',
    `《${entry.title}》在库里的文件已经不是原来的内容，不能合卷：请运行 liuhen audit`,
    `The stored file of “${entry.title}” is no longer what it was: run liuhen audit`,
  )
}

/**
 * One file of a volume: cover, index, papers as they are stored, closing sheet. On this copy of their pages stand the numbers
 * and what was signed and refused; behind a page that was signed with a pen lies its scan.
 */
async function bindPart(
  here: Volumes,
  facts: CoverFacts,
  part: VolumePart,
  bound: Pick<Bound, 'entries' | 'recordings' | 'note'>,
  gathered: Gathered,
  apart: boolean,
) {
  const press = await here.typesetter()
  const entries = bound.entries.filter((one) => one.part === part)
  const set = async (title: string, layout: Parameters<typeof press.typeset>[0]) => {
    const { pdf, pages } = await press.typeset(layout)
    return { title, pdf, pages, numbered: false }
  }
  const own = { ...bound, entries, recordings: part === 'main' ? bound.recordings : [] }
  const papers = []
  for (const one of entries) {
    const made = gathered.papers.find(({ id }) => one.kind === 'paper' && id === one.id)
    papers.push({
      title: one.title,
      pdf: await bytesOf(here, one),
      pages: one.pages,
      numbered: true,
      ...(one.sealed?.format === 'pdf' && { sealed: true }),
      ...(made && (await marksOf(here, made.state))),
    })
  }
  const parts = [
    await set('封面', coverOf(facts, part, entries, apart)),
    await set('卷内目录', indexOf(facts, entries)),
    ...papers,
    await set('卷内备考表', closingOf(facts, own)),
  ]
  const { ownCertificate } = here
  const { pdf, pages } = await press.join(parts, {
    stamp: stampOf(gathered.rules),
    toBeSigned: ownCertificate !== undefined,
  })
  if (ownCertificate === undefined) return { part, pages, ...(await keepBytes(here, pdf)) }
  const at = here.clock.now()
  const { pdf: whole, seal } = await signFinished(pdf, ownCertificate, at)
  const signed = seal.certificate && { signed: { at, certificate: seal.certificate } }
  return { part, pages, ...(await keepBytes(here, whole)), ...signed }
}

/**
 * Binds the volume: everything is checked, its sheets are set, the stored papers joined, and the bytes kept. The pages are made
 * outside any transaction; where something changes meanwhile nothing is bound. Throws Refused with everything in the way.
 */
export async function bindVolume(
  here: Volumes,
  viewer: Viewer,
  id: string,
  { note, important }: BodyOf<Table['bindVolume']>,
): Promise<{ number: string; papers: number; pages: number }> {
  const { row, volume, now, gathered } = await found(here, viewer, id)
  checkBinds(viewer, row)
  const { order, ended, lacks, rules } = gathered
  const moment = { at: now, actor: actor(viewer), lacks: [...lacks] }
  const probe = volumeStream.decider.obstacles(volume, { do: 'bind', bound: PROBE }, moment)
  if (probe.length > 0 || order === undefined || ended === undefined) refuse(probe)
  const apart = boundApart(rules)
  const entries = ordered(order.rule, gathered.loose, apart)
  const retention = retentionOf(rules, ended.act.on, important)
  const year = beijing(now).slice(0, 4)
  const number = volume.number ?? (await nextNumber(here.db, year))
  const facts = await coverFacts(here.db, viewer, row, gathered, volume, { number, retention, day: dayOf(now) })
  const recordings = await listed(here.db, gathered)
  const told = { entries: [...entries], recordings, ...(note !== undefined && note !== '' && { note }) }
  const parts: VolumePart[] = apart && entries.some((one) => one.part === 'side') ? ['main', 'side'] : ['main']
  const files = []
  for (const part of parts) files.push(await bindPart(here, facts, part, told, gathered, apart))
  const bound: Bound = { case: id, number, order: `${order.used.pack}/${order.used.rule}`, retention, files, ...told }
  await here.db.transaction().execute(async (trx) => {
    await hold(trx, `volume-number:${year}`)
    const again = await gatherVolume(trx, await here.law.book(trx), row, await volumeState(trx, id), here.clock.now())
    // The number stands on the cover: whoever took it meanwhile keeps it, and this one is bound anew.
    const taken = await trx.selectFrom('volumes').select('id').where('number', '=', number).executeTakeFirst()
    const lost = taken && taken.id !== id ? [NUMBER_TAKEN] : []
    const context = { ...moment, lacks: [...again.lacks, ...changedSince(bound, again), ...lost] }
    await here.journal.act(trx, volumeStream, id, { do: 'bind', bound }, context)
  })
  return { number, papers: entries.length, pages: files.reduce((sum, one) => sum + one.pages, 0) }
}

const PROBE = {} as Bound
const NUMBER_TAKEN = {
  code: 'number-taken',
  message: {
    zh: '这个案卷号刚被别的案卷用去：请再立卷一次',
    en: 'Another volume has just taken that number: bind it once more',
  },
}

function refuse(against: ReturnType<typeof volumeStream.decider.obstacles>): never {
  if (against.length > 0) throw new Refused([...against])
  throw because(
    Refused,
    'no-order',
    '所选制度没有卷内文件的顺序，或者案件还没有终结',
    'The packs chosen have no order of a volume, or the case has not ended',
  )
}

/** The recordings that go with the file, each with its explanation. */
async function listed(db: Db, { recordings }: Gathered): Promise<Listed[]> {
  const names = await namesOfActors(db)
  return recordings.flatMap(({ recording, fileName, sha256, act: of, at, until, disc, filed }) => {
    const { explanation } = disc ?? {}
    return [
      {
        recording,
        fileName,
        sha256: Sha256.parse(sha256),
        act: of.act.act,
        on: of.act.on,
        at,
        until,
        proves: explanation?.proves ?? '',
        method: explanation?.method ?? '',
        maker: explanation === undefined ? '' : names(explanation.by),
        made: explanation === undefined ? '' : dayOf(explanation.at as Parameters<typeof dayOf>[0]),
        ...(disc?.disc !== undefined && { disc: disc.disc }),
        ...(filed && filed.path.length > 0 && { path: [...filed.path] }),
      },
    ]
  })
}

/** Papers and recordings that are others now than those that were bound. */
export function changedSince(bound: Pick<Bound, 'entries' | 'recordings'>, gathered: Gathered) {
  const key = (all: readonly Pick<Entry, 'id' | 'sha256' | 'sealed'>[]): string =>
    all
      .map((one) => `${one.id} ${one.sha256} ${one.sealed?.sha256 ?? ''}`)
      .toSorted()
      .join('\n')
  const recordings = (all: readonly { readonly recording: string }[]): string =>
    all
      .map((one) => one.recording)
      .toSorted()
      .join('\n')
  const isSame =
    key(bound.entries) === key(gathered.loose) && recordings(bound.recordings) === recordings(gathered.recordings)
  if (isSame) return []
  return [
    {
      code: 'changed-since-bound',
      message: {
        zh: '立卷以后文书或者音像有变动：请退回重新立卷',
        en: 'Papers or recordings have changed since it was bound: send it back to be bound anew',
      },
      ...(gathered.citation && { citation: gathered.citation }),
    },
  ]
}

export async function nameCause(here: Volumes, viewer: Viewer, id: string, cause: string): Promise<void> {
  const { row } = await found(here, viewer, id)
  checkBinds(viewer, row)
  await act(here, viewer, id, { do: 'name-cause', cause })
}

/** Takes a bound volume in; the case is archived with it, or neither is. */
export async function takeInVolume(
  here: Volumes,
  viewer: Viewer,
  id: string,
  place: BodyOf<Table['takeInVolume']>,
): Promise<void> {
  const { gathered, volume } = await found(here, viewer, id)
  checkKeeps(viewer, gathered)
  const { lacks, keeper } = gathered
  const [citation] = keeper.citations
  const changed = volume.bound === undefined ? [] : changedSince(volume.bound, gathered)
  await act(here, viewer, id, { do: 'take-in', ...place }, { lacks, changed, citation })
}

export async function keepVolume(
  here: Volumes,
  viewer: Viewer,
  id: string,
  command: Extract<VolumeCommand, { do: 'send-back' | 'move' | 'give-back' | 'keep-longer' }>,
): Promise<void> {
  const { gathered } = await found(here, viewer, id)
  checkKeeps(viewer, gathered)
  const [citation] = gathered.keeper.citations
  await act(here, viewer, id, command, { citation })
}

/** Lends the paper volume. A person of the bureau is named by the register, whatever was typed. Throws Missing for nobody. */
export async function lendVolume(
  here: Volumes,
  viewer: Viewer,
  id: string,
  { key, borrower: { person, name, organ }, reason, due }: BodyOf<Table['lendVolume']>,
): Promise<void> {
  const { gathered } = await found(here, viewer, id)
  checkKeeps(viewer, gathered)
  const own = person === undefined ? undefined : (await namesOfPeople(here.db)).get(person)
  if (person !== undefined && own === undefined)
    throw because(Missing, 'person-unknown', '没有登记这个人', 'Nobody of that kind is registered')
  const borrower = { name: own ?? name, ...(person !== undefined && { person }), ...(organ !== undefined && { organ }) }
  const [citation] = gathered.keeper.citations
  await act(here, viewer, id, { do: 'lend', loan: key, borrower, reason, due }, { citation })
}
