import { createHash } from 'node:crypto'
import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  type Content,
  isYounger,
  lacksOf,
  newest,
  type PublicationCommand,
  type PublicationContext,
  publicationStream,
  publicDocument,
  publicText,
  publicVersion,
  reasonObstacles,
} from '@liuhen/core/disclosures'
import {
  because,
  type CalendarDate,
  dayOf,
  Malformed,
  Missing,
  type Obstacle,
  Refused,
  Sha256,
  text,
} from '@liuhen/core/kernel'
import { begun } from '@liuhen/core/stream'
import { caseOf } from '../cases/index.ts'
import type { Journal, Looks } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { bureauOf, confirmIdentity, type Passwords } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { keepBytes, type Keeping } from '../vault/index.ts'
import { type Footage, refuseFootage } from './footage.ts'
import { aroundOf, approverOf, approves, decisionTexts, itemOf, rulesFor } from './gather.ts'
import { publicationOf, type PublicationRowOf } from './store.ts'

export interface Disclosures extends Keeping {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly law: Law
  readonly looks: Looks
  readonly passwords: Passwords
  /** Where the site lies for the public, ending in a slash; empty where that is not known. */
  readonly address: string
  readonly footage: Footage
  /** Something changed that the public reads. */
  readonly changed: () => void
}

const actor = (viewer: Viewer): string => `person:${viewer.person}`
export const digestOf = (id: string, version: number, content: Content): Sha256 =>
  Sha256.parse(
    createHash('sha256')
      .update(publicText(publicDocument(id, version, content)))
      .digest('hex'),
  )

/** Whoever writes of a case sees it. Throws Missing where they do not. */
async function mayWriteOf(db: Db, viewer: Viewer, row: Pick<PublicationRowOf, 'case_id'>): Promise<void> {
  if (row.case_id !== null) await caseOf(db, viewer, row.case_id)
}

/** Begins a publication of an item, or of a decision of a case. Throws Missing for an item or a decision that is not there. */
export async function beginPublication(
  { db, clock, journal, law }: Disclosures,
  viewer: Viewer,
  { key, rule, decision }: BodyOf<Table['beginDisclosure']>,
): Promise<{ id: string }> {
  const at = clock.now()
  const rules = rulesFor(await law.book(db), dayOf(at))
  const item = itemOf(rules, rule)
  if (!item)
    throw because(Missing, 'item-unknown', '现行制度里没有这一项公示内容', 'The instruments in force have no such item')
  const moment = { at, actor: actor(viewer) }
  if (!decision) {
    if (item.from === 'case')
      throw because(
        Refused,
        'decision-wanted',
        '请选择要公开的案件决定',
        'Choose the decision of a case that is made public',
        { field: 'decision' },
      )
    await db.transaction().execute((trx) => journal.act(trx, publicationStream, key, { do: 'begin', rule }, moment))
    return { id: key }
  }
  const row = await caseOf(db, viewer, decision.case)
  const act = row.state.acts.find((one) => one.act.id === decision.act && one.struck === undefined)?.act
  if (!act || !item.acts.includes(act.act))
    throw because(Missing, 'decision-unknown', '案件里没有这一项决定', 'The case has no such decision', {
      field: 'decision',
    })
  return db.transaction().execute(async (trx) => {
    const there = await trx
      .selectFrom('publications')
      .select(['id', 'state'])
      .where('case_id', '=', decision.case)
      .execute()
    const known = there.find((one) => one.state.decision?.act === act.id && !one.state.withdrawn)
    if (known) return { id: known.id }
    const of = { case: row.id, act: act.id, kind: act.act, on: act.on, unit: row.unit }
    await journal.act(trx, publicationStream, key, { do: 'begin', rule, decision: of }, moment)
    return { id: key }
  })
}

/** Writes a version, whole. What it lacks stands in the way of putting it up, not of keeping it. */
export async function writePublication(
  here: Disclosures,
  viewer: Viewer,
  id: string,
  { base, attachments, texts, subject, stage, born, ...told }: BodyOf<Table['writeDisclosure']>,
): Promise<{ version: number; digest: Sha256 }> {
  const { db, clock, journal, law } = here
  const row = await publicationOf(db, id)
  await mayWriteOf(db, viewer, row)
  const at = clock.now()
  const rules = rulesFor(await law.book(db), dayOf(at))
  const item = itemOf(rules, row.rule)
  if (!item)
    throw because(Refused, 'item-unknown', '现行制度里没有这一项公示内容', 'The instruments in force have no such item')
  const [citation] = item.citations
  if (subject === undefined)
    throw new Refused([
      {
        code: 'subject-missing',
        message: text(
          '要写明属于执法主体、依据、范围、权限、程序、结果中的哪一类',
          'Say which it tells: who enforces, basis, scope, powers, procedure or results',
        ),
        field: 'subject',
        ...(citation && { citation }),
      },
    ])
  const unknown = Object.keys(texts).filter((one) => !item.needs.some(({ key }) => key === one))
  if (unknown.length > 0)
    throw because(
      Malformed,
      'text-unknown',
      `这一项没有“${unknown.join('、')}”`,
      `The item has no text ${unknown.join(', ')}`,
      { field: `texts.${unknown[0]}` },
    )
  const bureau = await bureauOf(db)
  const paper = row.state.decision ? (await decisionTexts(db, rules, row.state, bureau?.name ?? '')).paper : undefined
  const kept = await Promise.all(attachments.map((one) => keptAttachment(here, row, one)))
  const content: Content = {
    ...told,
    subject,
    stage: stage ?? item.stage,
    category: item.name.zh,
    authority: bureau?.name ?? '',
    texts: item.needs.flatMap(({ key, name }) => {
      const words = texts[key]?.trim() ?? ''
      return words === '' ? [] : [{ key, name: name.zh, text: words }]
    }),
    attachments: kept,
    ...(paper && { paper }),
  }
  const digest = digestOf(id, base + 1, content)
  const { state } = await db
    .transaction()
    .execute((trx) =>
      journal.act(
        trx,
        publicationStream,
        id,
        { do: 'write', content, base, digest, ...(row.state.decision && { born }) },
        { at, actor: actor(viewer) },
      ),
    )
  return { version: state.versions.length, digest }
}

type Given = BodyOf<Table['writeDisclosure']>['attachments'][number]

/** One that is there already is named by its digest; a new one brings its bytes. Throws Malformed for what is neither. */
async function keptAttachment(
  here: Disclosures,
  { state }: PublicationRowOf,
  given: Given,
): Promise<Content['attachments'][number]> {
  const { name, media } = given
  if ('sha256' in given) {
    const known = state.versions.flatMap((one) => one.content.attachments).find((one) => one.sha256 === given.sha256)
    if (known) {
      await refuseFootage(here, [known.sha256])
      return { ...known, name }
    }
    throw because(
      Malformed,
      'attachment-unknown',
      '没有这个附件，请重新选择文件',
      'There is no such attachment: choose the file anew',
      { field: 'attachments' },
    )
  }
  const bytes = Buffer.from(given.file, 'base64')
  if (!SIGNATURES[media].some((one) => bytes.subarray(0, one.length).equals(Buffer.from(one))))
    throw because(
      Malformed,
      'attachment-other',
      '文件不是所写的格式：只收 PNG、JPEG、PDF',
      'The file is not of that format: PNG, JPEG and PDF are taken',
      { field: 'attachments' },
    )
  await refuseFootage(here, [Sha256.parse(createHash('sha256').update(bytes).digest('hex'))])
  return { name, media, ...(await keepBytes(here, bytes)) }
}
const SIGNATURES = {
  'image/png': [[0x89, 0x50, 0x4e, 0x47]],
  'image/jpeg': [[0xff, 0xd8, 0xff]],
  'application/pdf': [[0x25, 0x50, 0x44, 0x46]],
} as const

/** What stands in the way of the newest version, and whose approval it is. */
export async function contextOf(
  here: Pick<Disclosures, 'law'>,
  db: Db,
  viewer: Viewer,
  state: PublicationRowOf['state'],
  at: PublicationContext['at'],
  command: Pick<PublicationCommand, 'do'> & { readonly reason?: string },
): Promise<PublicationContext & { readonly post: string }> {
  const book = await here.law.book(db)
  const rules = rulesFor(book, dayOf(at))
  const around = await aroundOf(db, rules, state)
  const { post, citation } = approverOf(rules, book)
  const version = newest(state)
  const lacks =
    command.reason === undefined
      ? version
        ? lacksOf(version.content, around)
        : NOTHING_WRITTEN
      : command.do === 'return' || command.do === 'withhold'
        ? []
        : reasonObstacles(command.reason, around.known, around.masking)
  const [own] = around.item?.citations ?? []
  const cited = command.do === 'show' || command.do === 'withdraw' ? (own ?? citation) : citation
  return {
    at,
    actor: actor(viewer),
    lacks,
    holds: approves(rules, viewer, post),
    isHead: viewer.roles.includes('head'),
    post,
    ...((cited ?? own) && { citation: cited ?? own }),
  }
}

const NOTHING_WRITTEN: readonly Obstacle[] = [
  { code: 'nothing-written', message: text('还没有写内容', 'Nothing is written yet') },
]

type Bare = PublicationCommand extends infer C ? (C extends { readonly do: infer D } ? D : never) : never

/** One step of a version, or an end of the whole. Throws Refused with everything in the way. */
export async function command(
  here: Disclosures,
  viewer: Viewer,
  id: string,
  make: (post: string) => Extract<PublicationCommand, { do: Exclude<Bare, 'begin' | 'write'> }>,
): Promise<PublicationRowOf['state']> {
  const { db, clock, journal } = here
  const row = await publicationOf(db, id)
  const at = clock.now()
  const { post } = approverOf(rulesFor(await here.law.book(db), dayOf(at)), await here.law.book(db))
  const what = make(post)
  const acted = await db
    .transaction()
    .execute((trx) =>
      journal.act(trx, publicationStream, id, what, (held) =>
        contextOf(here, trx, viewer, begun(held ?? row.state), at, what),
      ),
    )
  return acted.state
}

/** Under one's own password, as every approval. */
export async function approvePublication(
  here: Disclosures,
  viewer: Viewer,
  session: string,
  id: string,
  { password, ...seen }: BodyOf<Table['approveDisclosure']>,
): Promise<void> {
  await publicationOf(here.db, id)
  await confirmIdentity(here, viewer.person, session, password)
  await command(here, viewer, id, (post) => ({ do: 'approve', post, ...seen }))
}

/** On the website from this moment; whoever reads the site sees it as soon as the log has it. */
export async function publish(
  here: Disclosures,
  viewer: Viewer,
  id: string,
  seen: BodyOf<Table['publishDisclosure']>,
): Promise<{ url: string }> {
  const version = newest((await publicationOf(here.db, id)).state)
  await refuseFootage(here, version?.content.attachments.map((one) => one.sha256) ?? [])
  const url = `${here.address}items/${id}.html`
  await command(here, viewer, id, () => ({ do: 'publish', url, ...seen }))
  here.changed()
  return { url }
}

export async function endPublication(
  here: Disclosures,
  viewer: Viewer,
  id: string,
  what: Extract<PublicationCommand, { do: 'withdraw' | 'end' }>,
): Promise<void> {
  await command(here, viewer, id, () => what)
  here.changed()
}

/** A ground of the instruments, and in words why; throws Refused for any other. */
export async function withhold(
  here: Disclosures,
  viewer: Viewer,
  id: string,
  { ground, reason }: BodyOf<Table['withholdDisclosure']>,
): Promise<void> {
  const { db, clock, law } = here
  const row = await publicationOf(db, id)
  await mayWriteOf(db, viewer, row)
  const rules = rulesFor(await law.book(db), dayOf(clock.now()))
  const { grounds, item, party } = await aroundOf(db, rules, row.state)
  if (ground === undefined || reason === undefined || !grounds.some((one) => one.ground === ground)) {
    const [citation] = grounds[0]?.citations ?? item?.citations ?? []
    throw new Refused([
      {
        code: 'withheld-without-ground',
        message: text(
          `以公开为常态：不公开要写明理由，并且属于${grounds.map((one) => one.name.zh).join('；')}之一`,
          `Openness is the rule: withholding wants a reason and one of these grounds: ${grounds.map((one) => one.name.en).join('; ')}`,
        ),
        field: ground === undefined ? 'ground' : 'reason',
        ...(citation && { citation }),
      },
    ])
  }
  const under = grounds.find((one) => one.ground === ground)
  if (
    under?.under !== undefined &&
    row.state.decision &&
    (!party?.born || !isYounger(party.born, party.on, under.under))
  ) {
    const [citation] = under.citations
    throw because(
      Refused,
      'ground-not-so',
      `按案件里当事人的出生日期，不属于“${under.name.zh}”`,
      `By what the case says of when the party was born, it is not so: ${under.name.en}`,
      { field: 'ground', ...(citation && { citation }) },
    )
  }
  await command(here, viewer, id, () => ({ do: 'withhold', ground, reason }))
}

/** A law changes: everything public that cites it is to follow. Throws Refused where nothing cites it. */
export async function noteLawChange(
  { db, clock, journal }: Disclosures,
  viewer: Viewer,
  { law, since, what }: { readonly law: string; readonly since: CalendarDate; readonly what: string },
): Promise<{ count: number }> {
  const rows = await db
    .selectFrom('publications')
    .select(['id', 'state'])
    .where('public', '=', true)
    .where('stands', 'not in', ['withdrawn', 'ended'])
    .execute()
  const name = law.replaceAll(/[《》\s]/gu, '')
  const citing = rows.filter(({ state }) =>
    publicVersion(state)?.content.cites.some((one) => one.replaceAll(/[《》\s]/gu, '').includes(name)),
  )
  if (citing.length === 0)
    throw because(Refused, 'nothing-cites', '公开的内容都没有引用这部法', 'Nothing that is public cites this law', {
      field: 'law',
    })
  const moment = { at: clock.now(), actor: actor(viewer) }
  await db.transaction().execute(async (trx) => {
    for (const { id } of citing)
      await journal.act(
        trx,
        publicationStream,
        id,
        { do: 'note-update', trigger: 'law', since, what: `${law}：${what}` },
        moment,
      )
  })
  return { count: citing.length }
}
