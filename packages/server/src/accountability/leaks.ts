import type { BodyOf, ReplyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { type LiabilityFacts, liabilityStream } from '@liuhen/core/accountability'
import { because, dayOf, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import { headsOn } from '../duties/index.ts'
import { hold } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { recordingOf, recordingsOfBytes } from '../recordings/index.ts'
import { handOutsFound } from '../requests/index.ts'
import type { Accountability } from './commands.ts'
import { answeredFor, nameOf, told } from './rules.ts'

/** What leaked, and who may answer for it. */
interface Source {
  readonly about: LiabilityFacts['about']
  readonly people: readonly string[]
  readonly unit?: string | undefined
}

/**
 * Opens an item by each rule on leaking for each hand-out that the found copy comes from, else for the recording itself. One
 * that is open already is answered with and not opened twice. Throws Missing where nothing here is that copy, and Refused where
 * no instrument of the bureau speaks of leaking.
 */
export async function reportLeak(
  { db, clock, journal, law }: Accountability,
  viewer: Viewer,
  { description, report, ...found }: BodyOf<Table['reportLeak']>,
): Promise<ReplyOf<Table['reportLeak']>> {
  const [book, at] = [await law.book(db), clock.now()]
  const rules = answeredFor(book, dayOf(at), 'leaked')
  if (rules.length === 0)
    throw because(
      Refused,
      'leak-unruled',
      '本局现行制度没有关于泄露的责任条款，不能据此建立责任事项',
      'No instrument of this bureau says who answers for leaking: no item can be opened by one',
    )
  const handOuts = await handOutsFound(db, { serial: found.handOutNumber, digest: found.digest })
  const sources = handOuts.length > 0 ? handOuts.map(ofHandOut) : await recordingsFound(db, found)
  if (sources.length === 0)
    throw because(
      Missing,
      'copy-unknown',
      '没有查到这个文件出自哪次交付、哪份音像：翻拍、录屏的，请先用 liuhen trace 查出交付编号',
      'No hand-out and no recording here is this copy: of one filmed off a screen, liuhen trace tells the serial number first',
    )
  const items = await db.transaction().execute(async (trx) => {
    // Two who report the same copy at once open one item.
    await hold(trx, 'leaks')
    const ids: string[] = []
    for (const { about, people, unit } of sources)
      for (const rule of rules) {
        const facts: LiabilityFacts = {
          rule: nameOf(rule),
          outcome: 'leaked',
          description,
          about: { ...about, ...(report !== undefined && { report }) },
          people: [...people],
          leaders: await leadersFor(trx, rule.rule, unit, at),
          ...(unit !== undefined && { unit }),
          byItself: false,
        }
        const known = await openAlready(trx, facts)
        const id = known ?? uuidv7(at)
        ids.push(id)
        if (known !== undefined) continue
        const context = { at, actor: `person:${viewer.person}`, ...told(rule) }
        await journal.act(trx, liabilityStream, id, { do: 'open', facts }, context)
      }
    return ids
  })
  return { items, handOuts: handOuts.map(({ serial, recipient }) => ({ serial, recipient })) }
}

const ofHandOut = ({ id, people, unit }: { id: string; people: readonly string[]; unit: string }): Source => ({
  about: { handout: id },
  people,
  unit,
})

async function recordingsFound(
  db: Db,
  { recording, digest }: Pick<BodyOf<Table['reportLeak']>, 'recording' | 'digest'>,
): Promise<readonly Source[]> {
  const ids = recording === undefined ? [] : [(await recordingOf(db, recording)).id]
  const same = digest === undefined ? [] : (await recordingsOfBytes(db, digest)).map((one) => one.id)
  const rows = await Promise.all([...new Set([...ids, ...same])].map((one) => recordingOf(db, one)))
  return rows.map(({ id, unit }) => ({ about: { recording: id }, people: [], ...(unit !== null && { unit }) }))
}

const leadersFor = async (
  trx: Db,
  rule: { readonly names?: string | undefined; readonly leaders?: true | undefined },
  unit: string | undefined,
  at: Instant,
): Promise<string[]> =>
  unit !== undefined && (rule.names === 'head-and-handlers' || rule.leaders === true)
    ? [...(await headsOn(trx, unit, at))]
    : []

async function openAlready(trx: Db, { rule, about }: LiabilityFacts): Promise<string | undefined> {
  const rows = await trx
    .selectFrom('liabilities')
    .select(['id', 'state'])
    .where('open', '=', true)
    .where('rule', '=', rule)
    .where('outcome', '=', 'leaked')
    .execute()
  return rows.find(({ state }) =>
    about.handout === undefined ? state.about.recording === about.recording : state.about.handout === about.handout,
  )?.id
}
