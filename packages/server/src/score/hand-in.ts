import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { dayOf, type Obstacle, Refused, text } from '@liuhen/core/kernel'
import { type HandInSheet, scoreSheetStream, type SheetItem, type Verdict } from '@liuhen/core/score'
import { type FindingFacts, findingStream } from '@liuhen/core/supervision'
import { hold } from '../ledger/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingsNamed } from '../recordings/index.ts'
import { knowsArticle, latestDay } from '../supervision/index.ts'
import { actorOf, type Before, before, type Scoring } from './here.ts'

type Given = BodyOf<Table['handInScoreSheet']>
type Wanted = Given['findings'][number]

/**
 * A sheet handed in, and what of it is to be put right, in one transaction. What is reckoned is reckoned then, whatever stood
 * on the page. Throws Refused with everything that is wrong with it, and what {@link before} throws.
 */
export async function handIn(
  here: Scoring,
  viewer: Viewer,
  id: string,
  { draw, verdicts, words, findings }: Given,
): Promise<{ id: string; findings: string[] }> {
  const { db, clock, journal } = here
  const at = clock.now()
  const moment = { at, actor: actorOf(viewer) }
  const sheet = uuidv7(at)
  return db.transaction().execute(async (trx) => {
    // Two sheets of one person at once are one and a refusal.
    await hold(trx, `score sheets ${id}`)
    const known = await before({ ...here, db: trx }, viewer, id, draw)
    const { of, standing, ...rest } = known
    const { row } = of
    const context = { ...moment, ...standing, ...rest }
    const command = (made: readonly string[]): HandInSheet => ({
      do: 'hand-in',
      case: id,
      unit: row.unit,
      draw,
      verdicts,
      words,
      findings: made,
    })
    const wrong = [
      ...scoreSheetStream.decider.obstacles(undefined, command([]), context),
      ...findings.flatMap((one) => findingObstacles(one, verdicts, known)),
    ]
    if (wrong.length > 0) throw new Refused(wrong)
    const facts = findings.map((one) => ({
      ...findingOf(one, verdicts, known),
      sheet,
      ...(draw !== undefined && { draw }),
    }))
    const made = await raise(trx, here, known, facts, moment)
    await journal.act(trx, scoreSheetStream, sheet, command(made), context)
    return { id: sheet, findings: made }
  })
}

/** Only what the reviewer found wanting is to be put right, and only by whoever handles the case or its unit. */
function findingObstacles(
  { item, officer }: Wanted,
  verdicts: readonly Verdict[],
  { of: { row } }: Before,
): readonly Obstacle[] {
  const isWanting = verdicts.some((one) => one.item === item && one.fails)
  return [
    ...(isWanting
      ? []
      : [
          {
            code: 'nothing-to-rectify',
            message: text('没有扣分的一项不用整改', 'What is in order is not to be put right'),
            field: item,
          },
        ]),
    ...(officer === undefined || row.officers.includes(officer)
      ? []
      : [
          {
            code: 'officer-elsewhere',
            message: text('整改的人要是本案的办案人员', 'It is put right by somebody who handles the case'),
            field: 'officer',
          },
        ]),
  ]
}

/** The finding of one item: in the reviewer's words, or in those of the rule that found it. */
function findingOf(
  { item, officer, due }: Wanted,
  verdicts: readonly Verdict[],
  { sheet, of: { row } }: Before,
): FindingFacts {
  const known = sheet.items.find((one) => one.item === item) as SheetItem
  const { points = 0, reason, place } = verdicts.find((one) => one.item === item) as Verdict
  const [first] = known.computed.found
  const why = reason ?? first?.why.zh ?? ''
  return {
    unit: row.unit,
    case: row.id,
    ...(officer !== undefined && { officer }),
    ...(place?.recording !== undefined && place.position !== undefined
      ? { recording: place.recording, position: place.position }
      : {}),
    label: 'file',
    what: `${known.say.zh}：${why}`.slice(0, 2000),
    article: known.citations[0]?.article ?? '',
    points: Math.round(points),
    due,
  }
}

/** Each by the decider of findings: who reports, looks again and appeals is as with every other. */
async function raise(
  trx: Db,
  { journal }: Scoring,
  { of: { book } }: Before,
  facts: readonly FindingFacts[],
  moment: { readonly at: Parameters<typeof dayOf>[0]; readonly actor: string },
): Promise<string[]> {
  const today = dayOf(moment.at)
  const films = new Map(
    (
      await recordingsNamed(
        trx,
        facts.flatMap((one) => one.recording ?? []),
      )
    ).map((one) => [one.id, one]),
  )
  const made: string[] = []
  for (const one of facts) {
    // Whose recording it is stands in the register.
    const officer = (one.recording === undefined ? undefined : films.get(one.recording)?.officer) ?? one.officer
    const finding = uuidv7(moment.at)
    await journal.act(
      trx,
      findingStream,
      finding,
      { do: 'raise', facts: { ...one, ...(officer !== undefined && { officer }) } },
      { ...moment, knowsArticle: knowsArticle(book, today, one.article), latest: latestDay(book, today) },
    )
    made.push(finding)
  }
  return made
}
