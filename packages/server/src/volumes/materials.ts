import type { BodyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { unfilmedProof } from '@liuhen/core/case'
import {
  because,
  type CalendarDate,
  Corrupt,
  dayOf,
  Denied,
  Malformed,
  Missing,
  type Obstacle,
  Refused,
  type Sha256,
  text,
} from '@liuhen/core/kernel'
import { measureFor } from '@liuhen/core/paper'
import { rulesOf } from '@liuhen/core/policy'
import { isClaimed, type VolumeState, volumeStream } from '@liuhen/core/volumes'
import { sql } from 'kysely'
import { type CaseRowOf, caseOf } from '../cases/index.ts'
import { hold } from '../ledger/index.ts'
import type { Book } from '../packs/index.ts'
import { papersOfBytes, papersOfCase } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { pageOfPdf, pagesDrawn } from '../typesetting/index.ts'
import { keepBytes } from '../vault/index.ts'
import { act, actor, binds, checkBinds, found, keeps, type Volumes } from './commands.ts'
import { claimOf } from './claims.ts'
import { volumeState } from './store.ts'

type Filing = BodyOf<Table['fileMaterial']>

/**
 * Stores a PDF as a paper of the file: which paper it is said to be is a claim of whoever stores it. Throws Malformed for what
 * is no PDF, cannot be read or shows nothing; Refused where the same bytes stand for another paper, or it proves a service that
 * is filmed and was not.
 */
export async function fileMaterial(
  here: Volumes,
  viewer: Viewer,
  id: string,
  { key, file, rule, about, act: of, number, paperAt, blanks, ...told }: Filing,
): Promise<{ pages: number; sha256: string }> {
  const row = await caseOf(here.db, viewer, id)
  checkBinds(viewer, row)
  const bytes = Buffer.from(file, 'base64')
  const { pages, empty: blank } = await pagesOf(told.title, bytes)
  if (blanks !== true) refuseBlank(told.title, blank)
  const before = await volumeState(here.db, id)
  const known = before.materials.find((one) => one.id === key)
  if (!known) refuseUnfilmed(await here.law.book(here.db), dayOf(here.clock.now()), rule, row, before)
  const measure = known ? known.about : await measureOf(here, row, before, { rule, about })
  const kept = await keepBytes(here, bytes)
  // Sent twice, it is filed once.
  if (known?.sha256 === kept.sha256 && known.filed.by === actor(viewer)) return { pages, sha256: kept.sha256 }
  const material = {
    id: key,
    ...told,
    pages,
    ...kept,
    ...(rule !== undefined && { rule }),
    ...(measure !== undefined && { about: measure }),
    ...(of !== undefined && { act: of }),
    ...(number !== undefined && { number }),
    ...(paperAt !== undefined && { paperAt }),
    ...(blank.length > 0 && { blank: [...blank] }),
  }
  const moment = { at: here.clock.now(), actor: actor(viewer) }
  await here.db.transaction().execute(async (trx) => {
    await hold(trx, `same-bytes:${kept.sha256}`)
    const twice = await standsAlready(trx, id, material)
    await here.journal.act(trx, volumeStream, id, { do: 'file', material }, { ...moment, twice })
  })
  return { pages, sha256: kept.sha256 }
}

/** Throws Refused for the proof of a service that is filmed, where no recording of such a service is on record. */
function refuseUnfilmed(
  book: Book,
  today: CalendarDate,
  name: string | undefined,
  { state }: CaseRowOf,
  { materials }: VolumeState,
): void {
  const rules = book.on(today)
  const standing = rules && rulesOf(rules, 'paper').find(({ used }) => `${used.pack}/${used.rule}` === name)
  const stored = materials.filter((one) => one.rule === name && !one.withdrawn)
  const against = standing ? unfilmedProof(standing, state, stored.length) : []
  if (against.length > 0) throw new Refused(against)
}

/** The measure that a stored paper is of. Throws Refused where the case has several and it is not said which. */
async function measureOf(
  { db, law, clock }: Volumes,
  { id, state }: CaseRowOf,
  { materials }: VolumeState,
  { rule, about }: Pick<Filing, 'rule' | 'about'>,
): Promise<string | undefined> {
  const rules = (await law.book(db)).on(dayOf(clock.now()))
  const standing = rules && rulesOf(rules, 'paper').find(({ used }) => `${used.pack}/${used.rule}` === rule)
  if (standing === undefined) return undefined
  const made = (await papersOfCase(db, id)).filter((one) => !one.state.voided && !one.state.corrected)
  const there = [
    ...made.map((one) => ({ id: one.id, rule: one.rule, of: one.state.about })),
    ...materials.flatMap((one) => (one.withdrawn ? [] : [{ id: one.id, rule: one.rule, of: one.about }])),
  ].filter((one) => one.rule === rule)
  const { measure, against } = measureFor(standing, state, there, about)
  if (against.length > 0) throw new Refused(against)
  return measure
}

/** Throws Refused naming the pages on which nothing is to be seen, until whoever brings it in says that they are meant. */
function refuseBlank(title: string, pages: readonly number[]): void {
  if (pages.length === 0) return
  throw because(
    Refused,
    'page-blank',
    `《${title}》第 ${pages.join('、')} 页看不到任何内容：请核对是不是漏扫、扫了反面；确是空白页的，注明“空白页照存”`,
    `Nothing is to be seen on page ${pages.join(', ')} of “${title}”: was it missed, or its back scanned? If it is meant to be blank, say so`,
    { field: 'blanks' },
  )
}

/** How many pages the file has and which show nothing, when it can be joined into a volume and shows anything at all. Throws Malformed. */
async function pagesOf(title: string, bytes: Buffer): Promise<Awaited<ReturnType<typeof pagesDrawn>>> {
  const wrong = (code: string, zh: string, en: string): Error => because(Malformed, code, zh, en, { field: 'file' })
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')))
    throw wrong(
      'no-pdf',
      '请存入 PDF 文件：照片、扫描件先转成 PDF',
      'Store a PDF: turn a photograph or scan into one first',
    )
  try {
    const { pages, empty } = await pagesDrawn({ title, pdf: bytes })
    if (pages === empty.length)
      throw wrong(
        'paper-blank',
        `《${title}》的 PDF ${pages === 0 ? '没有一页' : `${pages} 页都是空白`}：请核对是不是扫描了反面`,
        `The PDF of “${title}” ${pages === 0 ? 'has no page' : `is blank on all ${pages} pages`}: was the back scanned?`,
      )
    return { pages, empty }
  } catch (thrown) {
    // What was brought is at fault, and nothing that is kept here.
    if (thrown instanceof Corrupt) throw new Malformed(thrown.obstacles.map((one) => ({ ...one, field: 'file' })))
    throw thrown
  }
}

interface Standing {
  readonly case: string
  readonly title: string
  readonly claims: boolean
}

/**
 * What the same bytes stand for already: one file is one paper. Material that nobody says is a paper of the rules may lie in
 * the files of several cases.
 */
async function standsAlready(
  trx: Db,
  id: string,
  { sha256, rule, id: own }: { readonly id: string; readonly sha256: Sha256; readonly rule?: string },
): Promise<readonly Obstacle[]> {
  const named = JSON.stringify([{ sha256 }])
  const { rows } = await sql<Standing>`
    select volumes.id as case, material ->> 'title' as title, material ? 'rule' as claims
      from volumes, jsonb_array_elements(volumes.state -> 'materials') as material
      where volumes.state -> 'materials' @> ${named}::jsonb and material ->> 'sha256' = ${sha256}
        and not material ? 'withdrawn' and material ->> 'id' <> ${own}`.execute(trx)
  const fixed = (await papersOfBytes(trx, sha256)).map((one) => ({ ...one, claims: true }))
  const all = [...rows, ...fixed]
  const other = all.find((one) => one.case === id) ?? all.find((one) => one.claims || rule !== undefined)
  if (other === undefined) return []
  // Of another case nothing is told, which the viewer may not see.
  const [zh, en] =
    other.case === id
      ? [`本案的《${other.title}》`, `“${other.title}” of this case`]
      : ['另一案件的文书', 'a paper of another case']
  return [
    {
      code: 'stands-for-another',
      message: text(
        `这个文件已经是${zh}：一个文件只能是一份文书，请存入这一份自己的扫描件`,
        `This file is ${en} already: one file is one paper; store the scan of this one`,
      ),
      field: 'file',
    },
  ]
}

export async function withdrawMaterial(
  here: Volumes,
  viewer: Viewer,
  id: string,
  material: string,
  reason: string,
): Promise<void> {
  checkBinds(viewer, await caseOf(here.db, viewer, id))
  await act(here, viewer, id, { do: 'withdraw', material, reason })
}

/** One page of a stored file, by itself; where whoever opens it may be its second person, that is on record first. */
export async function materialPage(
  here: Volumes,
  viewer: Viewer,
  id: string,
  { material, page }: { readonly material: string; readonly page: number },
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly title: string }> {
  await caseOf(here.db, viewer, id)
  const one = (await volumeState(here.db, id)).materials.find((each) => each.id === material)
  if (one === undefined) throw because(Missing, 'material-unknown', '卷里没有这份材料', 'There is no such paper in it')
  if (page > one.pages)
    throw because(
      Missing,
      'no-such-page',
      `《${one.title}》只有 ${one.pages} 页`,
      `“${one.title}” has ${one.pages} pages`,
    )
  const bytes = await pageOfPdf({ title: one.title, pdf: await whole(here, one) }, page)
  if (isClaimed(one)) await act(here, viewer, id, { do: 'see', material, page })
  return { bytes: new Uint8Array(bytes), title: one.title }
}

/** The bytes as they were stored. Throws Corrupt where the vault gives back something else. */
async function whole(
  { vault }: Volumes,
  { title, sha256 }: Pick<VolumeState['materials'][number], 'title' | 'sha256'>,
): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of await vault.read(sha256)) parts.push(part as Buffer)
  if ((await vault.digest(sha256)).sha256 === sha256) return Buffer.concat(parts)
  throw because(
    Corrupt,
    'paper-altered',
    `《${title}》在库里的文件已经不是原来的内容：请运行 liuhen audit`,
    `The stored file of “${title}” is no longer what it was: run liuhen audit`,
  )
}

/** Somebody else than who stored it says that a file is the paper it is said to be. Throws Denied, and Refused with what is in the way. */
export async function confirmMaterial(
  here: Volumes,
  viewer: Viewer,
  id: string,
  material: string,
  reason: string,
): Promise<void> {
  const { row, gathered, volume } = await found(here, viewer, id)
  if (!binds(viewer, row) && !keeps(viewer, gathered.keeper))
    throw because(
      Denied,
      'not-yours',
      '存入的文书由本案办案人员、其队负责人或者保管人核对',
      'Those who handle the case, the leader of their unit or the custodian confirm what was stored',
    )
  const one = volume.materials.find((each) => each.id === material)
  const [citation] = one ? claimOf(one, gathered.rules, gathered.wanted, () => '').citations : []
  await act(here, viewer, id, { do: 'confirm', material, reason }, { citation })
}
