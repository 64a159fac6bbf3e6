import type { ActivityCoverage as CoverageView } from '@liuhen/contract/activities'
import type { Viewer } from '@liuhen/core/access'
import type {
  ActivityCommand,
  ExemptionClaim,
  GroundFor,
  Judged,
  PictureConfirmed,
  RecordingTie,
} from '@liuhen/core/activities'
import { because, dayOf, Denied, millisecondsOf, Refused } from '@liuhen/core/kernel'
import type { RuleUsed } from '@liuhen/core/policy'
import {
  type Activities,
  activityOf,
  actOn,
  type ActivityRowOf,
  completionOf,
  ownActivity,
} from '../activities/index.ts'
import type { Looks } from '../ledger/index.ts'
import { type Law, otherActs } from '../packs/index.ts'
import { findPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { filingObstacles, seen } from '../recordings/index.ts'
import { judgeOne } from './judging.ts'
import type { Unrecorded } from './unrecorded.ts'
import { coverageView } from './views.ts'

export interface Coverage extends Activities {
  readonly law: Law
  readonly unrecorded: Unrecorded
  readonly looks: Looks
}

/** Acts on an activity and shows how it is judged now. */
export async function said(
  here: Coverage,
  viewer: Viewer,
  id: string,
  command: ActivityCommand,
  context: Parameters<typeof actOn>[4] = {},
): Promise<CoverageView> {
  const { db, clock, law } = here
  await actOn(here, viewer, id, command, context)
  const [book, fresh] = [await law.book(db), await activityOf(db, viewer, id)]
  return coverageView(book, fresh, await judgeOne(db, book, fresh, clock.now()))
}

async function judgedNow({ db, clock, law }: Coverage, row: ActivityRowOf): Promise<Judged | undefined> {
  const judged = await judgeOne(db, await law.book(db), row, clock.now())
  if (!judged) return undefined
  const { pictures, isRequired } = judged.requirement
  return { points: pictures.map((one) => one.point), recordings: judged.recordings, isRequired }
}

/** How long a recording is that the viewer may see, by its times. Throws Missing. */
export async function lengthSeen(db: Db, viewer: Viewer, recording: string): Promise<number> {
  const { start_at, end_at } = await seen(db, viewer, recording)
  return millisecondsOf(end_at) - millisecondsOf(start_at)
}

/**
 * Where a content point is in the picture, or why it does not occur here. Throws Refused when the rules of the day know
 * no such point, or the moment lies in no recording of this activity.
 */
export async function confirmPicture(
  here: Coverage,
  viewer: Viewer,
  id: string,
  picture: PictureConfirmed,
): Promise<CoverageView> {
  const judged = await judgedNow(here, await ownActivity(here.db, viewer, id))
  const isKnown = judged?.points.includes(picture.point) === true
  const length = isKnown && 'mark' in picture ? await lengthSeen(here.db, viewer, picture.mark.recording) : undefined
  const context = { judged, ...(length !== undefined && { length }) }
  return said(here, viewer, id, { do: 'confirm-picture', picture }, context)
}

/** Throws Missing for a recording the viewer may not see, Refused when it is tied already. */
export async function tieRecording(
  here: Coverage,
  viewer: Viewer,
  id: string,
  tie: RecordingTie,
): Promise<CoverageView> {
  await ownActivity(here.db, viewer, id)
  await seen(here.db, viewer, tie.recording)
  const against = await filingObstacles(here.db, await here.law.book(here.db), [tie.recording])
  if (against.length > 0) throw new Refused(against)
  return said(here, viewer, id, { do: 'tie', tie })
}

/** Throws Refused when it is not tied. */
export async function untieRecording(
  here: Coverage,
  viewer: Viewer,
  id: string,
  tie: RecordingTie,
): Promise<CoverageView> {
  await ownActivity(here.db, viewer, id)
  return said(here, viewer, id, { do: 'untie', tie })
}

/**
 * That it need not be filmed. Throws Refused, with the articles by which it must, where the instruments give no such
 * ground or a duty remains that it does not lift.
 */
export async function claimExemption(
  here: Coverage,
  viewer: Viewer,
  id: string,
  claim: ExemptionClaim,
): Promise<CoverageView> {
  const row = await ownActivity(here.db, viewer, id)
  const { activity, marks = [] } = row.state.facts
  const book = await here.law.book(here.db)
  const kinds = [...new Set([activity, ...marks.map((one) => one.mark)])]
  const isDuty = (used: RuleUsed) => book.shelf.usedView(used).some((one) => one.kind === 'recording')
  const grounds = kinds.map((kind): GroundFor => {
    const answer = book.ask(dayOf(row.start_at), { ask: 'exemption', activity: kind, ground: claim.ground })
    const duties = answer?.rules.filter(isDuty).flatMap((one) => one.citations) ?? []
    const byArticle = new Map(duties.map((one) => [one.article, one]))
    return { activity: kind, available: answer?.value.available === true, duties: [...byArticle.values()] }
  })
  if (claim.decidedBy !== undefined) await findPerson(here.db, claim.decidedBy)
  const completion = await completionOf(here.db, book, row, claim.ground)
  return said(here, viewer, id, { do: 'claim-exemption', claim }, { grounds, completion })
}

/**
 * Has an activity recorded that goes on, from now: by who leads its unit or the bureau. Throws Denied to other leaders,
 * Refused when it is over, has to be recorded anyhow, or the rules of its day know no other acts.
 */
export async function orderFilming(here: Coverage, viewer: Viewer, id: string, reason: string): Promise<CoverageView> {
  const row = await activityOf(here.db, viewer, id)
  const leads = viewer.roles.some(
    (role) => role === 'head' || role === 'deputy-head' || (role === 'team-leader' && viewer.units.includes(row.unit)),
  )
  if (!leads)
    throw because(
      Denied,
      'not-leading',
      '只有本队负责人或局负责人可以要求录制',
      'Only who leads the unit or the bureau may order it',
    )
  const book = await here.law.book(here.db)
  const context = {
    otherActs: otherActs(book, dayOf(row.start_at)).length > 0,
    judged: await judgedNow(here, row),
  }
  return said(here, viewer, id, { do: 'order-filming', reason }, context)
}
