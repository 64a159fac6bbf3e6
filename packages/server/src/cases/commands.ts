import type { BodyOf, Table } from '@liuhen/contract'
import type { NextView } from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import {
  type ActTold,
  type CaseCommand,
  type CaseContext,
  type CaseState,
  caseStream,
  KEY_TAKEN,
} from '@liuhen/core/case'
import { because, canonical, dayOf, Denied, type Json, Malformed, Missing, Refused, visible } from '@liuhen/core/kernel'
import { type Act, acts, type CaseFact, isBySignatures, isByVolume, isOurs } from '@liuhen/core/procedure'
import { begun } from '@liuhen/core/stream'
import { hold, type Journal, type Looks } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { findPerson, refuseOffDuty } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { actContext, rulesBy } from './judging.ts'
import type { MaterialNamed } from './materials.ts'
import { tiedTo } from './recordings.ts'
import { refuseUncertified } from './register.ts'
import { caseOf, type CaseRowOf, caseState, handles, headOf, leads } from './store.ts'

export interface Cases {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly looks: Looks
  /** So many filters of the list one person may keep. */
  readonly filters: number
}

export type ActForm = BodyOf<Table['doAct']>
type Form = Omit<ActForm, 'recordings' | 'materials'> & {
  readonly recordings?: readonly string[] | undefined
  readonly materials?: readonly MaterialNamed[] | undefined
}

/** What those who review do themselves, and nobody for them: 行政处罚法 art. 58. */
const REVIEWS: readonly Act[] = ['reviewed', 'review-extended', 'supplements-demanded', 'adviser-advised']
const REVIEWERS = ['legal-officer', 'legal-section'] as const
/** What the heads decide: entered by whoever handles the case, or by one of them. */
const HEADS_TOO: readonly Act[] = [
  'deliberated',
  'penalty-decided',
  'no-penalty-decided',
  'licence-decided',
  'other-act-decided',
  'decision-revoked',
]

/** Whose an act is to enter. */
export function whoEnters(act: Act): NextView['who'] {
  if (isByVolume(act)) return 'custodian'
  return REVIEWS.includes(act) ? 'reviewers' : 'handlers'
}

/** Whether the viewer is one of those who may enter that act of the case. */
export function mayEnter(viewer: Viewer, row: Pick<CaseRowOf, 'officers' | 'unit'>, act: Act): boolean {
  const isHead = viewer.roles.includes('head') || viewer.roles.includes('deputy-head')
  if (REVIEWS.includes(act)) return REVIEWERS.some((role) => viewer.roles.includes(role)) && !handles(viewer, row)
  if (handles(viewer, row)) return true
  if (HEADS_TOO.includes(act) && isHead) return true
  return viewer.roles.includes('team-leader') && viewer.units.includes(row.unit)
}

/** The case with its state. Throws Missing where it may not be seen, Denied where it may only be seen. */
export async function entering(db: Db, viewer: Viewer, id: string, act: Act): Promise<CaseRowOf> {
  const row = await caseOf(db, viewer, id)
  checkEntering(viewer, row, act)
  return row
}

/** Throws Denied where a case that is seen may only be seen. */
function checkEntering(viewer: Viewer, row: Pick<CaseRowOf, 'officers' | 'unit'>, act: Act): void {
  if (mayEnter(viewer, row, act)) return
  throw because(
    Denied,
    'not-yours',
    REVIEWS.includes(act) ? '法制审核由本案办案人员以外的法制审核人员本人记录' : '这一步由本案办案人员或其队负责人记录',
    REVIEWS.includes(act)
      ? 'A legal review is entered by the reviewer in person, who does not handle the case'
      : 'This step is entered by those who handle the case, or the leader of their unit',
  )
}

/** The act as its form tells it: by the viewer alone unless told; what befalls the bureau is by nobody of it. */
export function actTold(viewer: Viewer, { by, key, recordings: _ticked, materials: _named, ...told }: Form): ActTold {
  const own = REVIEWS.includes(told.act) || by === undefined ? [viewer.person] : [...new Set(by)]
  const says = isBySignatures(told.act) ? { ...told.says, ...SIGNED } : told.says
  return { ...told, says, id: key, by: isOurs(told.act) ? own : (by ?? []) }
}

/** What the signatures of all show of themselves, and nobody says. */
export const SIGNED = { minutes: true, 'opinions-signed': true } as const

const actor = (viewer: Viewer): string => `person:${viewer.person}`

/** What two people would read as the same is the same. Throws Malformed where nothing is left to be read. */
function shown(given: string, field: string): string {
  const line = visible(given)
  if (line.length > 0) return line
  throw because(Malformed, 'nothing-visible', '只有看不见的字符', 'Nothing in it can be seen', { field })
}

/** A lead, from which a case may come: the case and its first act, at once. Sent twice, it is opened once. */
export async function openCase(
  { db, clock, journal, law }: Cases,
  viewer: Viewer,
  { colleagues = [], on, source, discovered, key, title, party, procedure }: BodyOf<Table['openCase']>,
): Promise<{ id: string }> {
  const at = clock.now()
  const facts = {
    title: shown(title, 'title'),
    procedure,
    ...(party && { party: { ...party, name: shown(party.name, 'party.name') } }),
  }
  const { unit } = await findPerson(db, viewer.person)
  const officers = [...new Set([viewer.person, ...colleagues])]
  for (const colleague of officers) await findPerson(db, colleague)
  await refuseOffDuty(db, officers)
  const book = await law.book(db)
  await refuseUncertified(db, book, dayOf(at), officers)
  const moment = { at, actor: actor(viewer) }
  const first: ActTold = { id: '1', act: 'lead-registered', on, by: [viewer.person], says: { source } }
  const found: readonly ActTold[] = discovered
    ? [{ id: '0', act: 'violation-discovered', ...discovered, by: [], says: {} }]
    : []
  return db.transaction().execute(async (trx) => {
    await hold(trx, `${caseStream.prefix}:${key}`)
    const known = await trx.selectFrom('cases').select('state').where('id', '=', key).executeTakeFirst()
    if (known?.state.opened.by === actor(viewer)) return { id: key }
    const opened = { do: 'open', facts: { ...facts, unit, officers } } as const
    let { state } = await journal.act(trx, caseStream, key, opened, moment)
    for (const act of [...found, first]) {
      const context = await actContext(trx, book, state, act, [], moment, key)
      state = (await journal.act(trx, caseStream, key, { do: 'act', act }, context)).state
    }
    return { id: key }
  })
}

/**
 * An act as done. Throws Refused with everything that stands in its way. Sent twice, it is entered once.
 */
export async function doAct(
  { db, clock, journal, law }: Cases,
  viewer: Viewer,
  id: string,
  form: ActForm,
): Promise<{ id: string; marks: number }> {
  checkEntering(viewer, await headOf(db, viewer, id), form.act)
  if (isBySignatures(form.act)) {
    const { zh, en } = acts[form.act].name
    throw because(
      Refused,
      'signed-by-each',
      `“${zh}”由参加的人各自签署意见，签齐时自动记入：请把记录送签`,
      `${en} is signed by everybody who took part and entered with the last signature: put its minutes up`,
    )
  }
  if (isByVolume(form.act))
    throw because(
      Refused,
      'archived-by-volume',
      '归档不凭口述：先立卷，由保管人接收，接收时自动记入',
      'Nobody says that a case is archived: bind its volume, and it is entered when the custodian takes that in',
    )
  const at = clock.now()
  const book = await law.book(db)
  const act = actTold(viewer, form)
  return db.transaction().execute(async (trx) => {
    const moment = { at, actor: actor(viewer) }
    try {
      // The state of a long case is long: it is read once, by whoever holds it.
      const done = await journal.act(trx, caseStream, id, { do: 'act', act }, (held) =>
        actContext(trx, book, begun(held), act, form.recordings ?? [], moment, id, form.materials),
      )
      return { id: act.id, marks: done.state.acts.at(-1)?.marks.length ?? 0 }
    } catch (thrown) {
      if (!(thrown instanceof Refused) || !thrown.obstacles.some(({ code }) => code === KEY_TAKEN.code)) throw thrown
      const there = (await caseState(trx, id)).acts.find((one) => one.act.id === act.id)
      if (there && isSame(there.act, act)) return { id: act.id, marks: there.marks.length }
      throw thrown
    }
  })
}

/** Whether a form that came again says what it said. */
function isSame(
  { approvals: _signed, materials: _handed, ...entered }: CaseState['acts'][number]['act'],
  told: ActTold,
): boolean {
  const written = (one: object): string => canonical(JSON.parse(JSON.stringify(one)) as Json)
  return written(entered) === written(told)
}

async function command(
  { db, clock, journal }: Cases,
  viewer: Viewer,
  id: string,
  what: CaseCommand,
  more: Omit<CaseContext, 'at' | 'actor'> = {},
): Promise<void> {
  const moment = { at: clock.now(), actor: actor(viewer) }
  await db.transaction().execute((trx) => journal.act(trx, caseStream, id, what, { ...more, ...moment }))
}

/** Who may add to an act that is there: those who handle the case, its leader, and who entered it. */
async function adding(here: Cases, viewer: Viewer, id: string, act: string): Promise<CaseState['acts'][number]> {
  const row = await caseOf(here.db, viewer, id)
  const kept = row.state.acts.find((one) => one.act.id === act)
  if (kept && (mayEnter(viewer, row, kept.act.act) || kept.entered.by === actor(viewer))) return kept
  if (!kept) throw because(Missing, 'act-unknown', '本案没有这一项', 'The case has no such act')
  throw because(Denied, 'not-yours', '这一项由本案办案人员补充', 'Those who handle the case add to this act')
}

/** Says which recordings are of an act, in place of those said before; none of those goes without a reason. Throws Refused with what speaks against any. */
export async function tieToAct(
  here: Cases,
  viewer: Viewer,
  id: string,
  act: string,
  { recordings: named, reason }: BodyOf<Table['tieToAct']>,
): Promise<void> {
  const kept = await adding(here, viewer, id, act)
  const recordings = await tiedTo(here.db, await here.law.book(here.db), named, kept.act.by, kept.act)
  await command(here, viewer, id, { do: 'tie', act, reason }, { recordings })
}

export async function excuseAct(here: Cases, viewer: Viewer, id: string, act: string, reason: string): Promise<void> {
  await adding(here, viewer, id, act)
  await command(here, viewer, id, { do: 'excuse', act, reason })
}

/** A striking takes rights from a party, or a mark from whoever was late: that is not for those who led the work. */
function mayStrike(viewer: Viewer, { act, marks }: CaseState['acts'][number]): boolean {
  if (REVIEWS.includes(act.act)) return REVIEWERS.some((role) => viewer.roles.includes(role))
  if (isOurs(act.act) && marks.length === 0) return true
  return viewer.roles.includes('head') || viewer.roles.includes('deputy-head')
}

/** A wrong entry of somebody else. Throws Refused where what follows would not stand without it. */
export async function strikeAct(here: Cases, viewer: Viewer, id: string, act: string, reason: string): Promise<void> {
  const { state } = await caseOf(here.db, viewer, id)
  const kept = state.acts.find((one) => one.act.id === act)
  if (kept && !mayStrike(viewer, kept))
    throw because(
      Denied,
      'not-yours-to-strike',
      REVIEWS.includes(kept.act.act)
        ? '法制审核意见只能由法制审核人员注销'
        : '当事人的行为、有标记的行为，只能由机关负责人或者分管负责人注销',
      REVIEWS.includes(kept.act.act)
        ? 'Only a reviewer strikes the opinion of a review'
        : 'What the party did, and what bears a mark, is struck by a head only',
    )
  const rulesOn = rulesBy(await here.law.book(here.db))
  await command(here, viewer, id, { do: 'strike', act, reason }, { rulesOn })
}

export async function sayOfCase(
  here: Cases,
  viewer: Viewer,
  id: string,
  fact: CaseFact,
  said: { readonly is: boolean; readonly reason: string },
): Promise<void> {
  const row = await caseOf(here.db, viewer, id)
  const mine = handles(viewer, row) || leads(viewer, row) || REVIEWERS.some((role) => viewer.roles.includes(role))
  if (!mine)
    throw because(
      Denied,
      'not-yours',
      '案件情形由办案人员、其队负责人或者法制审核人员认定',
      'Those who handle, lead or review the case say so',
    )
  await command(here, viewer, id, { do: 'say', fact, ...said })
}

/** Whoever handles or leads the case says who its party is. Throws Refused with what is wrong with a number, each with its field. */
export async function identifyParty(
  here: Cases,
  viewer: Viewer,
  id: string,
  { party, document, reason }: BodyOf<Table['identifyParty']>,
): Promise<void> {
  const row = await caseOf(here.db, viewer, id)
  if (!handles(viewer, row) && !leads(viewer, row))
    throw because(
      Denied,
      'not-yours',
      '当事人由办案人员或者本队负责人认定',
      'Those who handle or lead the case identify the party',
    )
  await command(here, viewer, id, {
    do: 'identify-party',
    party: { ...party, name: shown(party.name, 'party.name') },
    document,
    ...(reason !== undefined && { reason }),
  })
}

/** Throws Denied for anybody who does not lead the unit of the case. */
export async function nameOfficers(
  here: Cases,
  viewer: Viewer,
  id: string,
  { officers, reason }: { readonly officers: readonly string[]; readonly reason: string },
): Promise<void> {
  const row = await caseOf(here.db, viewer, id)
  if (!leads(viewer, row))
    throw because(Denied, 'not-yours', '办案人员由本队负责人指定', 'The leader of the unit names who handles a case')
  for (const officer of officers) await findPerson(here.db, officer)
  await refuseOffDuty(here.db, officers)
  const now = new Set(row.officers)
  const fresh = officers.filter((one) => !now.has(one))
  await refuseUncertified(here.db, await here.law.book(here.db), dayOf(here.clock.now()), fresh)
  await command(here, viewer, id, { do: 'name-officers', officers: [...new Set(officers)], reason })
}
