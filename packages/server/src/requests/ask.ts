import type { BodyOf, Table } from '@liuhen/contract'
import { type Role, type Viewer } from '@liuhen/core/access'
import { approvalStream, type MatterPutUp } from '@liuhen/core/approvals'
import {
  because,
  type CalendarDate,
  Corrupt,
  dayOf,
  Malformed,
  Missing,
  Refused,
  type Text,
  text,
} from '@liuhen/core/kernel'
import { type RulesOn, settingTitle } from '@liuhen/core/policy'
import {
  askingObstacles,
  forWhomNames,
  type MarkedItem,
  type RequestAsked,
  type RequestLaw,
  requestLaw,
  requestStream,
  type RequestState,
  secretsAt,
  useNames,
} from '@liuhen/core/requests'
import { rolesFor } from '../approvals/index.ts'
import { keepBytes, type Keeping } from '../vault/index.ts'
import type { Book } from '../packs/index.ts'
import { unitAndAbove } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { uuidv7 } from '../platform/index.ts'
import type { RecordingRowOf } from '../recordings/index.ts'
import type { Permitting } from './permitting.ts'
import { requestOf } from './store.ts'

export interface Requests extends Permitting, Keeping {}

/** The rules of a day as they are for the unit that holds a recording: what its district decided for itself goes first. */
export const rulesIn = async (
  db: Db,
  book: Book,
  day: CalendarDate,
  unit: string | undefined,
): Promise<RulesOn | undefined> => book.on(day, unit === undefined || unit === '' ? [] : await unitAndAbove(db, unit))

/** Throws Refused where the bureau has chosen no instruments for today: there is nothing then that wants an approval. */
export async function rulesToday({ db, clock, law }: Permitting, unit?: string): Promise<RulesOn> {
  const rules = await rulesIn(db, await law.book(db), dayOf(clock.now()), unit)
  if (rules) return rules
  throw because(
    Refused,
    'no-rules-chosen',
    '本局还没有选用任何制度，查看音像仍按角色，不必申请',
    'The bureau has chosen no instruments: looking goes by role still, and nothing is asked for',
  )
}

/** Why nobody can be asked: a name the bureau has still to settle, or one that no account stands for. */
export function blockedBy(rules: RulesOn, { what }: Pick<RequestLaw, 'what'>): readonly Text[] {
  const { approvers } = what.value
  if (approvers === 'unnamed') {
    const titles = what.open.map((key) => settingTitle(rules, key) ?? text(key, key))
    return [
      text(
        `条文要求批准，没有写由谁批准；本局确定以前不能批准。请法制机构在“制度”中确定：${titles.map((one) => one.zh).join('、')}`,
        `The text wants an approval and does not say whose; until the bureau has named them nothing is granted. The legal section settles: ${titles.map((one) => one.en).join(', ')}`,
      ),
    ]
  }
  if (approvers === 'none-stated') return []
  return approvers
    .filter((name) => rolesFor(rules, name).length === 0)
    .map((name) =>
      text(
        `批准人“${name}”在本系统没有对应的岗位：请法制机构在“制度”中写明是哪个岗位`,
        `“${name}”, who approves, stands for no post here: the legal section says in the instruments which post it is`,
      ),
    )
}

/** Who says yes, in order; empty where the instrument names nobody and so nobody is asked. */
const chainOf = ({ what }: RequestLaw): readonly string[] =>
  typeof what.value.approvers === 'string' ? [] : what.value.approvers

/** Posts that are one of a unit’s: whose head is asked has to be plain. */
const OF_UNIT: readonly Role[] = ['team-leader', 'legal-officer']

/**
 * Enters a request and puts it up to whoever the instrument names; grants it at once where it names nobody. Throws Refused
 * with everything in the way, Missing for a recording that is not there.
 */
export async function askRequest(
  here: Requests,
  viewer: Viewer,
  form: BodyOf<Table['askRequest']>,
): Promise<{ id: string }> {
  const { db, clock, journal } = here
  const { key, document: letter, ...told } = form
  const ids = [...new Set(told.recordings)]
  const rows = await rowsOf(db, ids)
  const each = await Promise.all(
    [...new Set(rows.map((one) => one.unit ?? undefined))].map((one) => rulesToday(here, one)),
  )
  const rules = each[0] ?? (await rulesToday(here))
  const law = requestLaw(rules, told.use, told.whom)
  const chains = each.map((one) => JSON.stringify(requestLaw(one, told.use, told.whom)?.what.value))
  const unit = oneUnit(
    rows,
    // Districts that decided differently are asked each for its own.
    new Set(chains).size > 1 ||
      (law && chainOf(law).some((name) => rolesFor(rules, name).some((role) => OF_UNIT.includes(role)))),
    viewer,
  )
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  const context = { ...moment, ...(law && { law }), marked: await markedOf(db, ids, moment.at) }
  const before: RequestAsked = { ...told, recordings: ids, unit, ...(letter && { document: unread(letter) }) }
  const inTheWay = askingObstacles(before, context)
  if (inTheWay.length > 0) throw new Refused(inTheWay)
  const document = letter && (await keepDocument(here, letter))
  const asked: RequestAsked = { ...told, recordings: ids, unit, ...(document && { document }) }
  await db.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('requests').select('asked_by').where('id', '=', key).executeTakeFirst()
    if (known?.asked_by === moment.actor) return
    await journal.act(trx, requestStream, key, { do: 'ask', asked }, context)
    if (law) await putUp(here, trx, rules, key, asked, law, moment)
  })
  return { id: key }
}

/** Puts up a request that waited for the bureau to name who approves. Throws Refused while it still has not. */
export async function putUpLater(here: Requests, viewer: Viewer, id: string): Promise<void> {
  const { db, clock } = here
  const { state } = await requestOf(db, id)
  const rules = await rulesToday(here, state.unit)
  if (state.asked.by !== `person:${viewer.person}`)
    throw because(Refused, 'request-of-another', '由申请人送批', 'Whoever asked puts it up')
  const law = requestLaw(rules, state.use, state.whom)
  const blocked = law ? blockedBy(rules, law) : []
  if (blocked.length > 0 || !law)
    throw new Refused(
      blocked.map((message) => ({
        code: 'approver-unnamed',
        message,
        ...(law?.citations[0] && { citation: law.citations[0] }),
      })),
    )
  const moment = { at: clock.now(), actor: state.asked.by }
  await db.transaction().execute((trx) => putUp(here, trx, rules, id, state, law, moment))
}

async function putUp(
  { journal }: Requests,
  trx: Db,
  rules: RulesOn,
  id: string,
  asked: RequestAsked,
  law: RequestLaw,
  moment: { readonly at: RequestState['asked']['at']; readonly actor: string },
): Promise<void> {
  if (blockedBy(rules, law).length > 0) return
  const chain = chainOf(law)
  if (chain.length === 0) {
    await journal.act(trx, requestStream, id, { do: 'grant' }, { ...moment, law })
    return
  }
  const approval = uuidv7(moment.at)
  const title = text(
    `${useNames[asked.use].zh}音像 ${asked.recordings.length} 份（${forWhomNames[asked.whom].zh}）`,
    `${useNames[asked.use].en}: ${asked.recordings.length} recordings (${forWhomNames[asked.whom].en})`,
  )
  const matter: MatterPutUp = {
    matter: { of: 'request', id, title: title.zh, lines: linesOf(asked) },
    about: { title: title.zh, unit: asked.unit, officers: [] },
    rule: law.what.rules[0] ? `${law.what.rules[0].pack}/${law.what.rules[0].rule}` : '',
    what: title,
    citations: law.citations.map((one) => ({ ...one })),
    chain: chain.map((post) => ({ post })),
    signsFirst: false,
    note: asked.reason,
  }
  await journal.act(trx, approvalStream, approval, { do: 'put-up', asked: matter }, moment)
  await journal.act(trx, requestStream, id, { do: 'put-up', approval, chain }, { ...moment, law })
}

/** What whoever signs has to read: for whom, what for, how long and how often. */
function linesOf({ outsider, ground, papers, days, times, document }: RequestAsked): Text[] {
  const who = [outsider?.organisation, outsider?.name, outsider?.relation].filter(Boolean).join(' ')
  return [
    ...(who ? [text(`申请人：${who}`, `Asked for by ${who}`)] : []),
    ...(ground === undefined ? [] : [text(`用途：${ground}`, `Ground: ${ground}`)]),
    ...(papers
      ? [text('连同这些音像所在案卷的文书', 'With the papers of the files that these recordings lie in')]
      : []),
    text(
      `批准之后 ${days} 天内，每份最多 ${times} 次`,
      `Within ${days} days of being granted, each recording ${times} times at most`,
    ),
    ...(document ? [text(`附件：${document.name}`, `Attached: ${document.name}`)] : []),
  ]
}

async function rowsOf(db: Db, ids: readonly string[]): Promise<readonly Pick<RecordingRowOf, 'id' | 'unit'>[]> {
  const rows = await db
    .selectFrom('recordings')
    .select(['id', 'unit'])
    .where('id', 'in', [...ids])
    .execute()
  if (rows.length === ids.length) return rows
  throw because(
    Missing,
    'recording-unknown',
    '没有这份音像，或者您无权查看',
    'There is no such recording, or you may not see it',
    {
      field: 'recordings',
    },
  )
}

function oneUnit(rows: readonly Pick<RecordingRowOf, 'unit'>[], byUnit: boolean | undefined, viewer: Viewer): string {
  const units = [...new Set(rows.map((one) => one.unit))]
  if (byUnit && (units.length > 1 || units[0] === null))
    throw because(
      Refused,
      'units-mixed',
      '由保存单位的负责人批准：一份申请只能包含同一单位的音像，请分开申请',
      'The head of the unit that holds them approves: one request holds recordings of one unit only; ask for each apart',
      { field: 'recordings' },
    )
  return units[0] ?? viewer.units[0] ?? ''
}

export async function markedOf(
  db: Db,
  ids: readonly string[],
  at: RequestState['asked']['at'],
): Promise<readonly MarkedItem[]> {
  const rows = await db
    .selectFrom('secrecies')
    .select(['id', 'state'])
    .where('id', 'in', [...ids])
    .execute()
  return rows.flatMap(({ id, state }) => secretsAt(state, at).map(({ kind }) => ({ recording: id, kind })))
}

type Letter = NonNullable<BodyOf<Table['askRequest']>['document']>

const MAGIC: Readonly<Record<Letter['mediaType'], string>> = {
  'application/pdf': '25504446',
  'image/jpeg': 'ffd8ff',
  'image/png': '89504e47',
}

const unread = ({ name, mediaType }: Letter): NonNullable<RequestAsked['document']> => ({
  name,
  mediaType,
  sha256: '0'.repeat(64) as NonNullable<RequestAsked['document']>['sha256'],
  bytes: 1,
})

/** The letter into the vault, under its digest. Throws Malformed where it is not of the kind it says. */
async function keepDocument(
  here: Keeping,
  { name, mediaType, bytes }: Letter,
): Promise<NonNullable<RequestAsked['document']>> {
  const content = Buffer.from(bytes, 'base64')
  if (!content.toString('hex', 0, 8).startsWith(MAGIC[mediaType]))
    throw because(
      Malformed,
      'document-kind',
      '附件不是 PDF、JPEG 或者 PNG 文件',
      'The attachment is no PDF, JPEG or PNG',
      { field: 'document' },
    )
  const kept = await keepBytes(here, content)
  if (kept.bytes !== content.length)
    throw because(Corrupt, 'document-kept', '附件没有存好', 'The attachment was not kept')
  return { name, mediaType, sha256: kept.sha256, bytes: kept.bytes }
}
