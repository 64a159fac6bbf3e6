import { rm, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DiscRequest } from '@liuhen/contract/discs'
import type { Viewer } from '@liuhen/core/access'
import { type DiscCommand, type DiscOrder, type DiscState, discStream, type Medium, serialOf } from '@liuhen/core/discs'
import { because, beijing, Failure, type Instant, Missing, Refused } from '@liuhen/core/kernel'
import type { Outgoing, Redacted } from '@liuhen/core/requests'
import { sql } from 'kysely'
import { caseOf } from '../cases/index.ts'
import { hold, type Journal, type Looks } from '../ledger/index.ts'
import { type Leaving, makePackage, packageFolder, type Packages, redactedIn } from '../packages/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Disk, uuidv7 } from '../platform/index.ts'
import type { Config } from '../platform/index.ts'
import type { Marking } from '../recordings/index.ts'
import type { DigestWorkers } from '../vault/index.ts'
import { makeImage } from './image.ts'
import type { LeaveOf } from './lend.ts'
import { type Plan, planOf } from './plan.ts'

/** What is done with a disc at this moment; it ends with the process. */
export interface DiscUnderWay {
  readonly id: string
  readonly serial: string
  readonly phase: 'packing' | 'imaging' | 'burning' | 'reading'
}

/** As packages ask it: what is on a disc is one. */
export interface DiscsLeaving extends Pick<Leaving, 'permit' | 'redacted' | 'mark' | 'made' | 'take'> {
  /** No recording on it has been marked as secret or private since it was made. Throws Denied. */
  readonly unmarked: (viewer: Viewer, recordings: readonly string[], redacted: Redacted) => Promise<void>
  /** A list with their names on it is for this viewer to read. Throws Denied. */
  readonly readable: (viewer: Viewer, recordings: readonly string[]) => Promise<void>
  /** Where it is handed out by a request, everybody has confirmed. Throws Denied. */
  readonly confirmed: (packaged: string) => Promise<void>
}

export interface Discs {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly looks: Looks
  readonly workers: DigestWorkers
  readonly disk: Disk
  readonly packages: Packages
  /** Where images lie. */
  readonly folder: string
  readonly burner: Config['burner']
  readonly leaving: DiscsLeaving
  readonly underWay: Map<string, DiscUnderWay>
  /** What a request says of lending. */
  readonly leave: LeaveOf
}

/** One command on a disc, in a transaction of its own. Throws Refused with everything that stands in the way. */
export async function actOn(
  { db, clock, journal }: Pick<Discs, 'db' | 'clock' | 'journal'>,
  id: string,
  actor: string,
  command: DiscCommand,
): Promise<DiscState> {
  const moment = { at: clock.now(), actor }
  return (await db.transaction().execute((trx) => journal.act(trx, discStream, id, command, moment))).state
}

/** Throws Missing. */
export async function discOf(db: Db, id: string) {
  const row = await db.selectFrom('discs').selectAll().where('id', '=', id).executeTakeFirst()
  if (row) return row
  throw because(Missing, 'disc-unknown', '没有这张光盘', 'There is no such disc')
}

/**
 * Makes the images of as many discs as it takes, each of a package of its own. Answers their ids. A disc that does not come
 * about keeps its number and says why. Goes on when whoever asked has gone away. Throws Refused with everything that
 * stands in the way, and what making a package throws.
 */
export async function makeDiscs(here: Discs, viewer: Viewer, request: DiscRequest): Promise<string[]> {
  const isVolume = request.package !== undefined && (await checkCase(here, viewer, request.package))
  const plan = await planOf(here, await here.law.book(here.db), request)
  if (plan.obstacles.length > 0) throw new Refused(plan.obstacles)
  const { request: under } = request
  const outgoing = { recipient: plan.recipient, papers: isVolume }
  const asItIs = plan.folder === undefined ? undefined : request.package
  await mayTake(here, viewer, asItIs, plan.discs.flat(), { under, redacted: plan.redacted, outgoing })
  const orders = await orderDiscs(here, `person:${viewer.person}`, request.medium, plan.discs)
  // A package that is burnt as it is bears its mark already, and is registered.
  const isMade = under === undefined || asItIs !== undefined
  const marking = isMade ? undefined : await here.leaving.mark(viewer, plan.discs.flat(), under)
  const leaves = isMade || !marking ? undefined : { under, marking }
  for (const order of orders) await carryOut(here, viewer, order, plan, { ...request, leaves })
  return orders.map((one) => one.id)
}

/**
 * What a package holds may go on a disc, or its image be taken: as what is handed out where it is that, by everything
 * that goes for taking it; else as a package made now. Throws Denied.
 */
export async function mayTake(
  { db, leaving }: Pick<Discs, 'db' | 'leaving'>,
  viewer: Viewer,
  packaged: string | undefined,
  recordings: readonly string[],
  {
    under,
    redacted,
    outgoing,
  }: { readonly under?: string | undefined; readonly redacted?: Redacted; readonly outgoing?: Outgoing } = {},
): Promise<void> {
  if (packaged !== undefined && (await leaving.take(viewer, packaged))) return
  const gone = packaged === undefined ? (redacted ?? new Set<string>()) : await redactedIn(db, packaged)
  await leaving.permit(viewer, recordings, under, gone, outgoing)
}

/** A package with a volume is burnt by whoever may see its case: whether it is one. Throws Missing. */
async function checkCase(here: Discs, viewer: Viewer, id: string): Promise<boolean> {
  const { case_id: of } = await packageFolder(here.packages, id)
  if (of !== null) await caseOf(here.db, viewer, of)
  return of !== null
}

interface Ordered {
  readonly id: string
  readonly order: DiscOrder
}

/** Gives each its number, counted through the year. */
async function orderDiscs(
  { db, clock, journal }: Discs,
  actor: string,
  medium: Medium,
  discs: readonly (readonly string[])[],
  replaces?: DiscOrder['replaces'],
): Promise<Ordered[]> {
  const at = clock.now()
  const set = uuidv7(at)
  return db.transaction().execute(async (trx) => {
    await hold(trx, 'disc numbers')
    const last = await lastNumber(trx, at)
    const ordered: Ordered[] = []
    for (const [i, recordings] of discs.entries()) {
      const order: DiscOrder = {
        serial: serialOf(yearOf(at), last + 1 + i),
        medium,
        recordings: [...recordings],
        ...(discs.length > 1 && { part: { set, number: i + 1, of: discs.length } }),
        ...(replaces && { replaces }),
      }
      const id = uuidv7(at)
      await journal.act(trx, discStream, id, { do: 'order', order }, { at, actor })
      ordered.push({ id, order })
    }
    return ordered
  })
}

const yearOf = (at: Instant): number => Number(beijing(at).slice(0, 4))

async function lastNumber(trx: Db, at: Instant): Promise<number> {
  const start = serialOf(yearOf(at), 0).slice(0, -4)
  const { last } = await trx
    .selectFrom('discs')
    .select(sql<number>`coalesce(max(substring(serial from ${start.length + 1}::int)::int), 0)`.as('last'))
    .where('serial', 'like', `${start}%`)
    .executeTakeFirstOrThrow()
  return last
}

async function carryOut(
  here: Discs,
  viewer: Viewer,
  { id, order }: Ordered,
  plan: Plan,
  {
    package: made,
    caseNumber,
    leaves,
  }: Pick<DiscRequest, 'package' | 'caseNumber'> & {
    readonly leaves?: { readonly under: string; readonly marking: Marking } | undefined
  },
): Promise<void> {
  const actor = `person:${viewer.person}`
  const show = (phase: DiscUnderWay['phase']): unknown => here.underWay.set(id, { id, serial: order.serial, phase })
  try {
    let [source, folder] = [made, plan.folder]
    if (source === undefined || folder === undefined) {
      show('packing')
      const { purpose, recipient } = plan
      const { serial: discNumber, recordings } = order
      source = (
        await makePackage(here.packages, actor, {
          recordings,
          purpose,
          recipient,
          caseNumber: caseNumber || undefined,
          discNumber,
          redacted: new Map(
            recordings.flatMap((one) => (plan.redacted.has(one) ? [[one, plan.redacted.get(one) ?? '']] : [])),
          ),
          marking: leaves?.marking,
        })
      ).id
      // Nobody takes the image of it before everybody whom the instrument names has confirmed.
      if (leaves) await here.leaving.made(viewer, source, leaves.under, leaves.marking.mark)
      folder = (await packageFolder(here.packages, source)).path
    }
    show('imaging')
    const image = { package: source, ...(await makeImage(here, order, folder)) }
    await actOn(here, id, actor, { do: 'image', image })
  } catch (thrown) {
    const said = thrown instanceof Failure ? (thrown.obstacles[0]?.message.zh ?? thrown.message) : String(thrown)
    await actOn(here, id, actor, { do: 'give-up', said: said.slice(0, 500) })
    throw thrown
  } finally {
    here.underWay.delete(id)
  }
}

/** Makes a disc anew of the package that is kept, in place of one that was burnt. Throws Missing and Refused. */
export async function makeAnew(here: Discs, viewer: Viewer, id: string, reason: string): Promise<string> {
  const { state } = await discOf(here.db, id)
  if (!state.image)
    throw because(Refused, 'disc-without-image', '这张光盘的映像没有做成', 'There is no image of this disc')
  const actor = `person:${viewer.person}`
  const { image, medium, recordings } = state
  await mayTake(here, viewer, image.package, recordings)
  await checkCase(here, viewer, image.package)
  const { path, purpose, recipient } = await packageFolder(here.packages, image.package)
  const [ordered] = await orderDiscs(here, actor, medium, [recordings], { disc: id, reason })
  if (!ordered) throw new Error('no disc was ordered')
  const plan: Plan = {
    discs: [recordings],
    bytes: [image.bytes],
    folder: path,
    purpose,
    recipient,
    redacted: new Map(),
    obstacles: [],
  }
  await carryOut(here, viewer, ordered, plan, { package: image.package })
  return ordered.id
}

/** Clears away at the start what a fall left half written, and says of the discs it was for that they did not come about. */
export async function clearUnfinished(here: Discs): Promise<number> {
  const names = await readdir(here.folder).catch(() => [])
  for (const name of names) if (name.startsWith('.')) await rm(join(here.folder, name), { force: true })
  const open = await here.db.selectFrom('discs').select('id').where('stands', '=', 'ordered').execute()
  const said = '服务器中断，没有做完'
  for (const { id } of open) await actOn(here, id, 'system', { do: 'give-up', said })
  return open.length
}
