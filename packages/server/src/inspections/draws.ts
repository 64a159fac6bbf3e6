import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  type InspectionDraw,
  inspectionDrawStream,
  isSameObject,
  type LeftOut,
  listsText,
  takeOf,
} from '@liuhen/core/inspections'
import { bytesOfHex, dayOf } from '@liuhen/core/kernel'
import { type DrawFile, populationDigest, sampleOf } from '@liuhen/core/supervision'
import { hold, sha256 } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import { drawingOf, fileOfDraw } from '../supervision/index.ts'
import { drawArticle, drawOf, type Inspections, supersededBy } from './here.ts'
import { readObjects } from './objects.ts'
import { poolOn } from './pool.ts'

const actorOf = (viewer: Viewer): string => `person:${viewer.person}`
const streamOf = (id: string): string => `${inspectionDrawStream.prefix}:${id}`

/** Draws that have one of these objects, were not gone through, and in whose place there is none. */
async function unfinishedWith(db: Db, objects: InspectionDraw['objects']) {
  const rows = await db
    .selectFrom('inspection_draws')
    .select(['id', 'title', 'state', 'stands', 'again'])
    .orderBy('frozen_at')
    .execute()
  const superseded = new Set(rows.flatMap((one) => one.again))
  return rows.filter(
    ({ id, stands, state }) =>
      stands !== 'gone-through' &&
      !superseded.has(id) &&
      state.objects.some((one) => objects.some((other) => isSameObject(one, other))),
  )
}

/**
 * Freezes two lists: the objects as they were pasted, and the officers whom the register has on that day. Throws Malformed
 * with every line that is wrong, and Refused where too few are left or the same objects wait in another draw.
 */
export async function freezeLists(
  { db, clock, journal, law }: Inspections,
  viewer: Viewer,
  { title, units = [], objects: pasted, take, outside, again }: BodyOf<Table['freezeInspectionLists']>,
): Promise<{ id: string }> {
  const [book, at] = [await law.book(db), clock.now()]
  const objects = readObjects(pasted).map((one) => ({ id: uuidv7(at), ...one }))
  return db.transaction().execute(async (trx) => {
    await hold(trx, 'inspection draws')
    const { officers, leftOut } = await poolOn(trx, dayOf(at), units)
    const unfinished = await unfinishedWith(trx, objects)
    const id = uuidv7(at)
    const facts = {
      title,
      units,
      objects,
      officers,
      leftOut,
      take,
      count: Math.max(1, objects.length + officers.length),
      digest: populationDigest(sha256, listsText({ objects, officers })),
      ...(outside && { outside }),
      ...(again !== undefined && { again: { draws: unfinished.map((one) => one.id), reason: again } }),
    }
    await journal.act(
      trx,
      inspectionDrawStream,
      id,
      { do: 'freeze', facts },
      {
        at,
        actor: actorOf(viewer),
        unfinished: unfinished.map((one) => one.title),
        citation: drawArticle(book, dayOf(at)),
      },
    )
    return { id }
  })
}

/** What every act on a draw is judged by. */
export async function momentOf({ clock, law }: Inspections, trx: Db, viewer: Viewer, id: string) {
  const at = clock.now()
  const superseded = (await supersededBy(trx, id)) !== undefined
  const citation = drawArticle(await law.book(trx), dayOf(at))
  return { at, actor: actorOf(viewer), superseded, citation }
}

/** Draws by the seed that the log has fixed. Throws Refused while it has not. */
export async function drawInspection(
  here: Inspections,
  viewer: Viewer,
  id: string,
  { outside }: BodyOf<Table['drawInspection']>,
): Promise<void> {
  const { db, journal } = here
  const state = await drawOf(db, id)
  const { drawing, digest } = await drawingOf(db, {
    stream: streamOf(id),
    population: listsText(state),
    digest: state.digest,
    quota: takeOf(state),
    outside,
  })
  await db.transaction().execute(async (trx) => {
    await hold(trx, 'inspection draws')
    const context = { ...(await momentOf(here, trx, viewer, id)), digest }
    await journal.act(trx, inspectionDrawStream, id, { do: 'draw', drawing }, context)
  })
}

/** Every officer of the list in the order of their tickets. */
function lineOf(state: InspectionDraw): readonly string[] {
  if (state.drawn === undefined) return []
  const isOfficer = new Set(state.officers.map((one) => one.id))
  const all = sampleOf(sha256, listsText(state), bytesOfHex(state.drawn.seed), (_stratum, count) => count)
  return all.filter((one) => isOfficer.has(one))
}

/** Who of the list cannot be given an inspection today. */
export async function unfitOf(
  { clock }: Pick<Inspections, 'clock'>,
  trx: Db,
  { officers }: InspectionDraw,
): Promise<LeftOut[]> {
  const today = await poolOn(trx, dayOf(clock.now()))
  const [fit, why] = [new Set(today.officers.map((one) => one.id)), new Map(today.leftOut.map((one) => [one.id, one]))]
  return officers
    .filter((one) => !fit.has(one.id))
    .map(({ id, name }) => why.get(id) ?? { id, name, why: 'suspended' as const })
}

/** A drawn officer is hindered, and the next in the order of the draw goes instead: nobody is chosen. */
export async function replaceInspector(
  here: Inspections,
  viewer: Viewer,
  { id, object }: { readonly id: string; readonly object: string },
  { officer, reason }: BodyOf<Table['replaceInspector']>,
): Promise<{ instead: string }> {
  const { db, journal } = here
  return db.transaction().execute(async (trx) => {
    const state = await drawOf(trx, id)
    const context = {
      ...(await momentOf(here, trx, viewer, id)),
      line: lineOf(state),
      unfit: await unfitOf(here, trx, state),
    }
    const command = { do: 'replace', replacing: { object, officer, reason } } as const
    const acted = await journal.act(trx, inspectionDrawStream, id, command, context)
    return { instead: acted.state.replaced.at(-1)?.instead ?? officer }
  })
}

/** All it takes to draw again: spec/draw.md. Throws Refused until it is drawn and in the log. */
export async function inspectionDrawFile({ db, verifierKey }: Inspections, id: string): Promise<DrawFile> {
  const state = await drawOf(db, id)
  return fileOfDraw(db, streamOf(id), {
    population: listsText(state),
    size: state.drawn?.checkpoint.size,
    key: verifierKey() ?? '',
  })
}
