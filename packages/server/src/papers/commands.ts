import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { because, dayOf, type Instant, Refused } from '@liuhen/core/kernel'
import {
  beginningObstacles,
  copiedFrom,
  disputed,
  measureFor,
  numberStream,
  type PaperCommand,
  type PaperContext,
  paperStream,
  seriesId,
  type PaperState,
  type Template,
  valuesOf,
  writableOf,
} from '@liuhen/core/paper'
import { type Fact, type FactKey, facts, valueOf } from '@liuhen/core/papers'
import { caseOf } from '../cases/index.ts'
import { hold, type Journal, type Looks } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import type { Passwords } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock, Log } from '../platform/index.ts'
import { gatherAround, officersBy, papersOfRule, rulesFor, standingOf, standingOfPaper } from './gather.ts'
import type { Keeping } from '../vault/index.ts'
import { checkWrites, type PaperOfCase, paperOf } from './store.ts'
import type { Typesetter } from '../typesetting/index.ts'

export interface Papers extends Keeping {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly looks: Looks
  readonly passwords: Passwords
  readonly log: Log
  /** Begun with the first paper: a server that makes none reads no fonts. */
  readonly typesetter: () => Promise<Pick<Typesetter, 'typeset' | 'digest' | 'join' | 'picture'>>
}

export const actor = (viewer: Viewer): string => `person:${viewer.person}`

export const templateOf = async (
  { typesetter }: Pick<Papers, 'typesetter'>,
  name: Template['name'] | undefined,
): Promise<Template> => ({
  name: name ?? 'form',
  sha256: (await typesetter()).digest as Template['sha256'],
})

/** A paper that the viewer may write in. Throws Missing and Denied. */
export async function writing({ db }: Papers, viewer: Viewer, id: string): Promise<PaperOfCase> {
  const found = await paperOf(db, viewer, id)
  checkWrites(viewer, found.case)
  return found
}

/** One command on one paper, in a transaction of its own. */
export async function command(
  { db, clock, journal }: Papers,
  viewer: Viewer,
  id: string,
  what: PaperCommand,
  more: Omit<PaperContext, 'at' | 'actor'> = {},
): Promise<PaperState> {
  const moment = { at: clock.now(), actor: actor(viewer) }
  const acted = await db.transaction().execute((trx) => journal.act(trx, paperStream, id, what, { ...more, ...moment }))
  return acted.state
}

interface Beginning {
  readonly rule: string
  readonly key: string
  readonly corrects?: string
  /** The measure that it is of, by its act. */
  readonly about?: string | undefined
}

/** Sent twice, it is begun once, with what happens besides in the same transaction. Throws Missing, Denied and Refused. */
export async function beginPaper(
  here: Papers,
  viewer: Viewer,
  caseId: string,
  { rule: name, key, corrects, about }: Beginning,
  besides: (trx: Db) => Promise<void> = async () => undefined,
): Promise<{ id: string }> {
  const { db, clock, law, journal } = here
  const row = await caseOf(db, viewer, caseId)
  checkWrites(viewer, row)
  const at = clock.now()
  const book = await law.book(db)
  const around = await gatherAround(db, book, row, at)
  const before = around.papers.find((one) => one.id === corrects)
  const standing = before ? standingOfPaper(book, around, before) : standingOf(around.rules, name)
  const whole = around.of(undefined, standing)
  const { measure, against: ofNone } = before
    ? { measure: around.measures.get(before.id), against: [] }
    : measureFor(standing, row.state, papersOfRule(around.papers, name), about)
  const against = corrects === undefined ? [...beginningObstacles(standing, whole), ...ofNone] : []
  if (against.length > 0) throw new Refused(against)
  const { title, template } = standing.rule
  const paper = {
    case: caseId,
    rule: name,
    title: title.zh,
    template: await templateOf(here, template),
    values: before
      ? valuesOf(before.state)
      : copiedFrom(standing, { ...whole, ...(measure !== undefined && { measure }) }),
    ...(corrects !== undefined && { corrects }),
    ...(measure !== undefined && { about: measure }),
  }
  return db.transaction().execute(async (trx) => {
    await hold(trx, `${paperStream.prefix}:${key}`)
    const known = await trx.selectFrom('papers').select('state').where('id', '=', key).executeTakeFirst()
    const isSame =
      known?.state.begun.by === actor(viewer) &&
      known.state.case === caseId &&
      known.state.rule === name &&
      known.state.corrects === corrects
    if (isSame) return { id: key }
    await journal.act(trx, paperStream, key, { do: 'begin', paper }, { at, actor: actor(viewer) })
    await besides(trx)
    return { id: key }
  })
}

type Edits = BodyOf<Table['writePaper']>['edits']

/** Officers by the register: nobody types the number of a certificate. */
async function withRegister(db: Db, edits: Edits): Promise<Edits> {
  return Promise.all(
    edits.map(async (edit) => {
      const { type }: Fact = facts[edit.field]
      const named = type === 'officers' && edit.value !== null ? valueOf('officers', edit.value) : undefined
      if (named === undefined) return edit
      return {
        ...edit,
        value: [
          ...(await officersBy(
            db,
            named.map((one) => one.person),
          )),
        ],
      }
    }),
  )
}

export async function writePaper(
  here: Papers,
  viewer: Viewer,
  id: string,
  edits: Edits,
): Promise<{ versions: Partial<Record<FactKey, number>>; disputed: FactKey[] }> {
  const { db, clock, law } = here
  const { paper, case: row } = await writing(here, viewer, id)
  const book = await law.book(db)
  const around = await gatherAround(db, book, row, clock.now())
  const standing = standingOfPaper(book, around, paper)
  const writable = writableOf(standing, around.of(paper, standing), valuesOf(paper.state))
  const state = await command(here, viewer, id, { do: 'write', edits: await withRegister(db, edits) }, { writable })
  const versions = Object.fromEntries(edits.map(({ field }) => [field, state.fields[field]?.version ?? 0]))
  return { versions, disputed: [...disputed(state)] }
}

/** Voids it; its number stays taken, and is void too. What it was to correct stands as before. */
export async function voidPaper(here: Papers, viewer: Viewer, id: string, reason: string): Promise<void> {
  const { db, clock, journal } = here
  await writing(here, viewer, id)
  const moment = { at: clock.now(), actor: actor(viewer) }
  await db.transaction().execute(async (trx) => {
    const { state } = await journal.act(trx, paperStream, id, { do: 'void', reason }, moment)
    if (state.corrects !== undefined)
      await journal.act(trx, paperStream, state.corrects, { do: 'uncorrect', successor: id }, moment)
    if (!state.numbered) return
    const { series, number } = state.numbered
    await journal.act(trx, numberStream, series, { do: 'void', number, reason }, moment)
  })
}

/** A new version beside one that is fixed, both said at once: the old one stays as it was signed. */
export async function correctPaper(
  here: Papers,
  viewer: Viewer,
  id: string,
  { reason, key }: { readonly reason: string; readonly key: string },
): Promise<{ id: string }> {
  const { paper } = await writing(here, viewer, id)
  const moment = { at: here.clock.now(), actor: actor(viewer) }
  return beginPaper(here, viewer, paper.case_id, { rule: paper.rule, key, corrects: id }, async (trx) => {
    await here.journal.act(trx, paperStream, id, { do: 'correct', successor: key, reason }, moment)
  })
}

/** The series a paper takes its number from on a day. */
export const seriesOf = (mark: string, day: string): { readonly series: string; readonly year: number } => {
  const year = Number(day.slice(0, 4))
  return { series: seriesId(mark, year), year }
}

/** The series that this paper's slips are printed from on a day. Throws Refused where it takes no numbers beforehand. */
async function slipsOf(
  { db, law }: Papers,
  rule: string,
  at: Instant,
): Promise<{ mark: string; series: string; year: number }> {
  const standing = standingOf(rulesFor(await law.book(db), dayOf(at)), rule)
  const { mark, numberedBeforehand, title } = standing.rule
  if (mark === undefined || numberedBeforehand !== true)
    throw because(
      Refused,
      'not-numbered-beforehand',
      `《${title.zh}》的编号在定稿时取，不预先发放`,
      `${title.en} is numbered when it is fixed, and not beforehand`,
    )
  return { mark, ...seriesOf(mark, dayOf(at)) }
}

/** A slip is spoiled before it was used, and says why. Throws Refused where it is not the next the viewer has. */
export async function spoilNumber(
  here: Papers,
  viewer: Viewer,
  { rule, number, reason }: BodyOf<Table['spoilNumber']>,
): Promise<void> {
  const at = here.clock.now()
  const { series } = await slipsOf(here, rule, at)
  await here.db.transaction().execute(async (trx) => {
    await hold(trx, `${numberStream.prefix}:${series}`)
    await here.journal.act(trx, numberStream, series, { do: 'spoil', number, reason }, { at, actor: actor(viewer) })
  })
}

/** Gives somebody numbers beforehand. Throws Refused where that paper takes none so. */
export async function giveNumbers(
  here: Papers,
  viewer: Viewer,
  { rule, person, count, key }: BodyOf<Table['giveNumbers']>,
): Promise<{ from: number; to: number }> {
  const { db, clock, journal } = here
  const at = clock.now()
  const { mark, series, year } = await slipsOf(here, rule, at)
  await officersBy(db, [person])
  const give = { do: 'give', mark, year, block: key, count, person } as const
  return db.transaction().execute(async (trx) => {
    await hold(trx, `${numberStream.prefix}:${series}`)
    const known = await trx.selectFrom('number_series').select('state').where('id', '=', series).executeTakeFirst()
    const there = known?.state.blocks.find((one) => one.block === key && one.person === person)
    if (there) return { from: there.from, to: there.to }
    const { state } = await journal.act(trx, numberStream, series, give, { at, actor: actor(viewer) })
    const given = state.blocks.at(-1)
    return { from: given?.from ?? 0, to: given?.to ?? 0 }
  })
}
